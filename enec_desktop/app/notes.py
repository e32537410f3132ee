"""Notes on records of the knowledge: kept for the whole hospital, shown wherever the record is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.record_note import RecordNote

if TYPE_CHECKING:
    from enec_desktop.store.store import Store


class NoteDesk:
    """Writes, changes, deletes and brings back notes; raises StoreRefused where one cannot be kept."""

    def __init__(self, store: Callable[[], Store], now: Callable[[], datetime], who: str) -> None:
        self._store = store
        self._now = now
        self._who = who
        self._refs: frozenset[str] | None = None

    def of_record(self, ref: str) -> tuple[RecordNote, ...]:
        """The notes on a record, deleted ones too, with the time as the clock here shows it."""
        zone = self._now().tzinfo
        return tuple(
            replace(one, when=one.when.astimezone(zone)) for one in self._store().notes.of_record(ref)
        )

    def has(self, ref: str) -> bool:
        """Whether a record has a note; none has while the store cannot be read."""
        if self._refs is None:
            try:
                self._refs = self._store().notes.refs()
            except StoreRefused:
                return False
        return ref in self._refs

    def add(self, ref: str, text: str) -> None:
        """Write a note on a record; one without words is none."""
        if text.strip():
            self._store().notes.add(ref, text.strip(), self._who, self._now())
        self.forget()

    def change(self, note: RecordNote, text: str) -> None:
        """Give a note other words; none at all delete it."""
        if text.strip() != note.text:
            self._store().notes.change(note.id, text.strip(), self._who, self._now())
        self.forget()

    def forget(self) -> None:
        """Look into the store again: other notes may be there now."""
        self._refs = None
