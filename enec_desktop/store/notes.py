"""Notes on records of the knowledge: every version stays, so that nothing that was written is lost."""

from __future__ import annotations

from datetime import datetime

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.record_note import RecordNote
from enec_desktop.store.driver import Database
from enec_desktop.store.journal import stamp


class Notes:
    """Keeps notes by the id of their record. Each is on the disk when the call returns.

    Raises StoreRefused where it cannot be, and for a note that is not there.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, ref: str, text: str, who: str, when: datetime) -> int:
        """Write a note on a record; returns its number."""
        with self._database.transaction("The note"):
            (number,) = self._database.rows("SELECT coalesce(max(note), 0) + 1 FROM record_notes")[0]
            self._write(number, ref, text, who, when)
        return int(number)

    def change(self, note: int, text: str, who: str, when: datetime) -> None:
        """Give a note other words; none at all delete it, and its last words stay known."""
        with self._database.transaction("The note"):
            found = self._database.row("SELECT ref FROM record_notes WHERE note = ?", note)
            if found is None:
                raise StoreRefused(f"There is no note {note} here.")
            self._write(note, found[0], text, who, when)

    def of_record(self, ref: str) -> tuple[RecordNote, ...]:
        """The notes on a record as they stand, deleted ones too, the oldest first."""
        rows = self._database.rows(
            "SELECT note, text, who, at FROM record_notes WHERE ref = ? ORDER BY note, seq", ref
        )
        last: dict[int, RecordNote] = {}
        for note, text, who, at in rows:
            was = last[note].text if note in last else ""
            last[note] = RecordNote(note, ref, text, who, datetime.fromisoformat(at), was)
        return tuple(last.values())

    def refs(self) -> frozenset[str]:
        """The records that have a note."""
        rows = self._database.rows(
            "SELECT ref FROM record_notes WHERE seq IN (SELECT max(seq) FROM record_notes GROUP BY note)"
            " AND text <> ''"
        )
        return frozenset(ref for (ref,) in rows)

    def _write(self, note: int, ref: str, text: str, who: str, when: datetime) -> None:
        self._database.run(
            "INSERT INTO record_notes (note, ref, text, who, at) VALUES (?, ?, ?, ?, ?)",
            note,
            ref,
            text,
            who,
            stamp(when),
        )
