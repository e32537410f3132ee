"""The meetings of the board: every version stays, so that an agenda as it was can be shown."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from enec_desktop.domain.errors import CaseRefused, StoreRefused
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.meeting_document import from_document, to_document
from enec_desktop.store.driver import Database
from enec_desktop.store.journal import as_text, stamp

_LAST = "seq IN (SELECT max(seq) FROM meeting_versions GROUP BY meeting) AND document <> ''"


class Meetings:
    """Keeps meetings by their id. Each version is on the disk when the call returns.

    ``disciplines``: the codes that members may have. Raises StoreRefused where a version cannot be kept, and
    for a meeting that is not there.
    """

    def __init__(self, database: Database, disciplines: Collection[str]) -> None:
        self._database = database
        self._disciplines = disciplines

    def all(self) -> tuple[Meeting, ...]:
        """All meetings as they stand, the latest day first, on one day the one made last first."""
        rows = self._database.rows(f"SELECT document FROM meeting_versions WHERE {_LAST} ORDER BY seq DESC")
        return tuple(sorted((self._read(text) for (text,) in rows), key=lambda one: one.day, reverse=True))

    def get(self, meeting: str) -> Meeting:
        """A meeting as it stands."""
        found = self._database.row(
            f"SELECT document FROM meeting_versions WHERE meeting = ? AND {_LAST}", meeting
        )
        if found is None:
            raise StoreRefused(f"There is no meeting {meeting} here.")
        return self._read(found[0])

    def save(self, meeting: Meeting, who: str, when: datetime) -> None:
        """Keep a meeting as it is now; the same as before is no new version."""
        with self._database.transaction("The meeting"):
            self.keep(meeting, who, when)

    def keep(self, meeting: Meeting, who: str, when: datetime) -> None:
        """As ``save``, as part of something larger: the caller opens the transaction."""
        text = as_text(to_document(meeting))
        from_document(json.loads(text), self._disciplines)
        last = self._database.row(
            "SELECT document FROM meeting_versions WHERE meeting = ? ORDER BY seq DESC LIMIT 1",
            meeting.id,
        )
        if last is None or last[0] != text:
            self._write(meeting.id, text, who, when)

    def remove(self, meeting: str, who: str, when: datetime) -> None:
        """Take a meeting off the list; its versions stay."""
        with self._database.transaction("The meeting"):
            self.get(meeting)
            self._write(meeting, "", who, when)

    def versions(self, meeting: str) -> tuple[tuple[datetime, str, Meeting | None], ...]:
        """Every version with its time and author, the oldest first; None: it was taken off the list."""
        rows = self._database.rows(
            "SELECT at, who, document FROM meeting_versions WHERE meeting = ? ORDER BY seq", meeting
        )
        return tuple(
            (datetime.fromisoformat(at), who, self._read(text) if text else None) for at, who, text in rows
        )

    def _write(self, meeting: str, text: str, who: str, when: datetime) -> None:
        self._database.run(
            "INSERT INTO meeting_versions (meeting, at, who, document) VALUES (?, ?, ?, ?)",
            meeting,
            stamp(when),
            who,
            text,
        )

    def _read(self, text: str) -> Meeting:
        try:
            return from_document(json.loads(text), self._disciplines)
        except (ValueError, CaseRefused) as error:
            raise StoreRefused(f"A meeting cannot be read with this edition ({error}).") from error
