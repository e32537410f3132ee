"""What is half typed, and where the user is: kept at each key, and found again after a crash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from enec_desktop.domain.draft import Draft, Spot

if TYPE_CHECKING:
    from enec_desktop.store.store import Store


class DraftDesk:
    """Texts that stand in fields and are no facts; a fact that is saved takes its draft with it."""

    def __init__(self, store: Callable[[], Store], now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def keep(self, spot: Spot, text: str) -> None:
        """Keep what stands in a field; an empty text is dropped. Raises StoreRefused where it cannot be."""
        self._store().drafts.keep(spot, text, self._now())

    def of_case(self, case_id: str) -> tuple[Draft, ...]:
        """The drafts of a case, with the time they were typed last, as the clock here shows it."""
        return self._store().drafts.of_case(case_id)

    def go_to(self, spot: Spot) -> None:
        """Remember where the user is."""
        self._store().drafts.go_to(spot)

    def leave(self) -> None:
        """The program ends as it should: the next start begins with the list."""
        self._store().drafts.leave()

    def last(self) -> Spot | None:
        """Where the user was when the program was broken off; None after an orderly end."""
        return self._store().drafts.last()

    def typed_words(self, draft: Draft) -> str:
        """When a draft was typed: ``10:42``, with the day where that is not today."""
        when, now = draft.when.astimezone(self._now().tzinfo), self._now()
        return when.strftime("%H:%M" if when.date() == now.date() else "%d-%b-%Y %H:%M")
