"""Facts that can change the answer, for the widgets that show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from enec_desktop.domain.case import Fact
from enec_desktop.ui.kit import Kit

if TYPE_CHECKING:
    from enec_desktop.domain.mattering import Mattering


@dataclass(frozen=True, slots=True)
class Ask:
    """Why a field matters, in words; ``again``: even where something is recorded in it."""

    why: str
    again: bool = False

    def stands(self, fact: Fact) -> bool:
        """Whether it is still open beside what is recorded."""
        return self.again or fact.value is None


Asks = Mapping[tuple[str, str, str], Ask]
"""By entry id, kind and field; an empty id: the last entry of the kind."""


def asks_of(kit: Kit, facts: Iterable[Mattering]) -> Asks:
    """What is to be marked, with the question that is put for it or the reason in words."""
    return {
        (one.place.entry, one.place.kind, one.place.field): Ask(
            kit.said(one.ask) or kit.words(f"matters.{one.reason}"), one.again
        )
        for one in facts
    }
