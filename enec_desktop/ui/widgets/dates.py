"""Dates and months that stand outside a field of the vocabulary, read by the same rules as those inside."""

from __future__ import annotations

from enec_desktop.domain.case import Quantity
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import FieldType
from enec_desktop.ui.kit import Kit


def read_date(kit: Kit, text: str) -> PartialDate:
    """The date that was typed; raises EnecError with a sentence to show."""
    return kit.desk.cases.parse_date(text)


def read_months(kit: Kit, text: str) -> Interval:
    """The months that were typed; raises EnecError with a sentence to show."""
    kind, field = _first(kit, FieldType.NUMBER, "months")
    value = kit.desk.cases.parse_value(kind, field, text, "months")
    if not isinstance(value, Quantity):
        raise EnecError(kit.words("field.not_months", text=text))
    return value.interval


def show_months(months: Interval) -> str:
    """Months as a reader sees them: "36" or "12-18"."""
    ends = [f"{end:g}" for end in (months.low, months.high) if abs(end) != float("inf")]
    if months.is_point:
        return ends[0]
    if len(ends) == 2:
        return "-".join(ends)
    sign = ">" if months.high == float("inf") else "<"
    return f"{sign} {ends[0]}" if ends else "?"


def _first(kit: Kit, type_: FieldType, unit: str | None) -> tuple[str, str]:
    return next(
        (kind.name, field.name)
        for kind in kit.desk.vocabulary.kinds.values()
        for field in kind.fields.values()
        if field.type is type_ and field.unit == unit
    )
