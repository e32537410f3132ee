"""Confirmed decisions as they were frozen, and the files that left the room; neither is ever changed."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from enec_desktop.domain.board_record import BoardRecord, DocumentKind, Issued
from enec_desktop.domain.case import Fact
from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.fact_document import fact_to_document
from enec_desktop.domain.meeting import Meeting
from enec_desktop.store.changes import fact_change
from enec_desktop.store.driver import Database
from enec_desktop.store.journal import Author, stamp
from enec_desktop.store.meetings import Meetings
from enec_desktop.store.shelf import Shelf

_MEMBERS = ("number", "case_id", "decision", "version", "supersedes", "meeting", "revision", "confirmed",
            "who", "chair", "reason", "edition", "knowledge_hash", "sha256", "document")  # fmt: skip
_RECORD = f"SELECT {', '.join(_MEMBERS)} FROM records"
_OUTLINE = f"SELECT {', '.join(_MEMBERS[:-1])}, NULL FROM records"
_DECISIONS = "SELECT case_id, decision FROM records ORDER BY number"
_ISSUED = "SELECT id, kind, case_id, meeting, record, revision, at, who, sha256 FROM issued"


class Records:
    """Keeps records and what was issued of them. Each is on the disk when the call returns."""

    def __init__(self, shelf: Shelf, meetings: Meetings) -> None:
        self._shelf, self._meetings = shelf, meetings
        self._database = shelf.database

    def confirm(
        self,
        made: BoardRecord,
        meeting: Meeting | None = None,
        along: tuple[str, str, Fact] | None = None,
    ) -> BoardRecord:
        """Freeze a decision, in one transaction with the line of the journal that says so.

        ``made`` is the record without its number; its revision is the next one of the case. ``meeting`` is
        kept as it is now along with it, and ``along`` is a fact of the case (entry, field, fact) that changes
        with it, one revision before. Raises
        StoreRefused where the case was changed since it was made, or the record does not follow the one that
        it supersedes; nothing is confirmed then.
        """
        with self._database.transaction("The decision"):
            held = self._shelf.held(made.case_id)
            if held.revision + (1 if along is None else 2) != made.revision:
                raise StoreRefused(
                    "The case was changed meanwhile; nothing was confirmed. Look at the decision again."
                )
            author = Author(made.who, made.confirmed, made.reason)
            if along is not None:
                entry, field, fact = along
                change = fact_change(held.document, entry, field, fact_to_document(fact))
                self._shelf.write(held, change, author)
                held = self._shelf.held(made.case_id)
            said = {"version": made.version, "sha256": made.sha256}
            self._shelf.confirm(held, made.decision, said, author)
            if meeting is not None:
                self._meetings.keep(meeting, made.who, made.confirmed)
            return self.get(self._write(made))

    def of_case(self, case_id: str) -> tuple[BoardRecord, ...]:
        """All records of a case, the newest first."""
        rows = self._database.rows(f"{_RECORD} WHERE case_id = ? ORDER BY number DESC", case_id)
        return tuple(_record(row) for row in rows)

    def outlines(self, case_id: str) -> tuple[BoardRecord, ...]:
        """The same without their documents, which take time to read."""
        rows = self._database.rows(f"{_OUTLINE} WHERE case_id = ? ORDER BY number DESC", case_id)
        return tuple(_record(row) for row in rows)

    def get(self, number: int) -> BoardRecord:
        """One record. Raises StoreRefused when there is none with this number."""
        found = self._database.row(f"{_RECORD} WHERE number = ?", number)
        if found is None:
            raise StoreRefused(f"There is no record {number} here.")
        return _record(found)

    def after(self, number: int) -> BoardRecord | None:
        """The newest version that superseded a record; None where it is the newest itself."""
        newest = number
        while found := self._database.row("SELECT number FROM records WHERE supersedes = ?", newest):
            (newest,) = found
        return None if newest == number else self.get(newest)

    def current(self) -> tuple[BoardRecord, ...]:
        """The records of all cases that none superseded, the newest first, without their documents."""
        newer = "SELECT 1 FROM records n WHERE n.supersedes = r.number"
        rows = self._database.rows(f"{_OUTLINE} r WHERE NOT EXISTS ({newer}) ORDER BY number DESC")
        return tuple(_record(row) for row in rows)

    def decisions(self) -> tuple[tuple[str, str], ...]:
        """Every confirmed decision: its case and its entry."""
        return tuple((case_id, entry) for case_id, entry in self._database.rows(_DECISIONS))

    def issue(self, made: Issued) -> Issued:
        """Note a file that leaves the store, and the note; the same file again is no second one."""
        with self._database.transaction("The note of the file"):
            self._database.run(
                """INSERT INTO issued (id, kind, case_id, meeting, record, revision, at, who, sha256)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id, sha256) DO NOTHING""",
                made.id,
                made.kind.value,
                made.case_id or None,
                made.meeting,
                made.record,
                made.revision,
                stamp(made.at),
                made.who,
                made.sha256,
            )
            row = self._database.row(f"{_ISSUED} WHERE id = ? AND sha256 = ?", made.id, made.sha256)
        return made if row is None else _issued(row)

    def issued_as(self, sha256: str) -> Issued | None:
        """The file with these bytes, as it was issued last; None where none was."""
        found = self._database.row(f"{_ISSUED} WHERE sha256 = ? ORDER BY at DESC LIMIT 1", sha256)
        return None if found is None else _issued(found)

    def issued_under(self, id: str) -> Issued | None:
        """What was issued last under the id that is printed into a file; None where nothing was."""
        found = self._database.row(f"{_ISSUED} WHERE id = ? ORDER BY at DESC LIMIT 1", id)
        return None if found is None else _issued(found)

    def issued_of(self, case_id: str) -> tuple[Issued, ...]:
        """Everything that was issued of a case alone, the newest first."""
        rows = self._database.rows(f"{_ISSUED} WHERE case_id = ? ORDER BY at DESC, id", case_id)
        return tuple(_issued(row) for row in rows)

    def _write(self, made: BoardRecord) -> int:
        return self._database.run(
            """INSERT INTO records (case_id, decision, version, supersedes, meeting, revision, confirmed, who,
                chair, reason, edition, knowledge_hash, sha256, document)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            made.case_id,
            made.decision,
            made.version,
            made.supersedes,
            made.meeting,
            made.revision,
            # With the clock on the wall: paper made of the record anywhere tells the same hour.
            made.confirmed.isoformat(timespec="milliseconds"),
            made.who,
            made.chair,
            made.reason,
            made.edition,
            made.knowledge_hash,
            made.sha256,
            zlib.compress(made.document.encode()),
        )


def record_faults(database: Database) -> Iterator[str]:
    """One sentence for each record that is not what was confirmed, or that the journal does not know."""
    for (number,) in database.rows("SELECT number FROM records ORDER BY number"):
        try:
            record = _record(database.rows(f"{_RECORD} WHERE number = ?", number)[0])
        except StoreRefused as damaged:
            yield str(damaged)
            continue
        name = f"The record {record.number} of the case {record.case_id}"
        if hashlib.sha256(record.document.encode()).hexdigest() != record.sha256:
            yield f"{name} is not what was confirmed."
        line = database.row(
            "SELECT entry, new FROM journal WHERE case_id = ? AND revision = ? AND action = 'confirm'",
            record.case_id,
            record.revision,
        )
        said = {"version": record.version, "sha256": record.sha256}
        if line is None or line[0] != record.decision or json.loads(line[1]) != said:
            yield f"{name} does not stand in the journal as it was confirmed."


def _record(row: tuple[Any, ...]) -> BoardRecord:
    """A row as a record. Raises StoreRefused where its document cannot be unpacked."""
    *rest, packed = row
    try:
        document = "" if packed is None else zlib.decompress(packed).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise StoreRefused(f"The record {row[0]} is damaged; open a backup.") from error
    confirmed = datetime.fromisoformat(row[_MEMBERS.index("confirmed")])
    told = dict(zip(_MEMBERS, (*rest, document), strict=True))
    return BoardRecord(**told | {"confirmed": confirmed})


def _issued(row: tuple[Any, ...]) -> Issued:
    id, kind, case_id, meeting, record, revision, at, who, sha256 = row
    when = datetime.fromisoformat(at)
    return Issued(id, DocumentKind(kind), case_id or "", meeting, record, revision, when, who, sha256)
