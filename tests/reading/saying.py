"""What the reader offers, in short: each fact of an offer with its value in words."""

from enec_desktop.domain.case import Quantity
from enec_desktop.domain.reading.offers import Reading


def said(reading: Reading) -> dict[str, str]:
    """The value in words by ``kind.field``; of several offers of a field the last."""
    return {
        f"{one.kind}.{one.field}": (
            f"{one.value.interval.low:g} {one.value.unit or ''}".strip()
            if isinstance(one.value, Quantity)
            else "|".join(one.value)
            if isinstance(one.value, frozenset)
            else str(one.value)
        )
        for one in reading.offers
    }
