"""Erasing what lies in the bin: the one way by which something leaves the store."""

from __future__ import annotations

import json

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.worklist import Where
from enec_desktop.store.driver import Database
from enec_desktop.store.journal import as_text

_GUARDS = (
    "journal_is_never_cut",
    "journal_is_never_changed",
    "assessments_are_never_cut",
    "imports_are_never_changed",
    "records_are_never_cut",
    "issued_are_never_cut",
    "meetings_are_never_changed",
)
_OF_NUMBER = (
    "DELETE FROM search WHERE rowid = ?",
    "DELETE FROM alike WHERE case_nr = ?",
    "DELETE FROM outlooks WHERE case_nr = ?",
    "DELETE FROM documents WHERE case_nr = ?",
)
_OF_ID = (
    "DELETE FROM issued WHERE case_id = ?",
    "DELETE FROM records WHERE case_id = ?",
    "DELETE FROM assessments WHERE case_id = ?",
    "UPDATE journal SET follows = NULL, undoes = NULL WHERE case_id = ?",
    "DELETE FROM journal WHERE case_id = ?",
    "DELETE FROM cases WHERE id = ?",
)

_NARROWER = """UPDATE imports SET
    first = coalesce((SELECT min(seq) FROM journal WHERE seq >= first), (SELECT max(seq) FROM journal)),
    last = coalesce((SELECT max(seq) FROM journal WHERE seq <= last), (SELECT min(seq) FROM journal))
    WHERE EXISTS (SELECT 1 FROM journal)"""
"""Imports span the lines that are left of them; a span that ends before it begins holds none."""


class Erasing:
    """Cuts cases out whole: their history, too, holds what a patient may ask to have erased."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def binned(self) -> tuple[str, ...]:
        """The ids of all cases in the bin."""
        sql = "SELECT id FROM cases WHERE place = ? ORDER BY nr"
        return tuple(case_id for (case_id,) in self._database.rows(sql, int(Where.BIN)))

    def erase(self, case_ids: tuple[str, ...]) -> None:
        """Erase cases of the bin, all or none. Raises StoreRefused for one that is not there."""
        with self._database.transaction("The erasing"):
            found = self._database.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            guards = [(name, sql) for name, sql in found if name in _GUARDS]
            for name, _ in guards:
                self._database.run(f"DROP TRIGGER {name}")
            # An import may begin or end with a line that goes.
            self._database.run("PRAGMA defer_foreign_keys = ON")
            for case_id in case_ids:
                self._cut(case_id)
            self._database.run(_NARROWER)
            if not self._database.row("SELECT 1 FROM journal"):
                self._database.run("DROP TRIGGER imports_are_never_cut")
                self._database.run("DELETE FROM imports")
                guards += [(name, sql) for name, sql in found if name == "imports_are_never_cut"]
            for _, sql in guards:
                self._database.run(sql)

    def _cut(self, case_id: str) -> None:
        row = self._database.row("SELECT nr, place FROM cases WHERE id = ?", case_id)
        if row is None or row[1] != Where.BIN:
            raise StoreRefused(f"The case {case_id} is not in the bin; nothing was erased.")
        for sql in _OF_NUMBER:
            self._database.run(sql, row[0])
        for sql in _OF_ID:
            self._database.run(sql, case_id)
        self._take_off_agendas(case_id)

    def _take_off_agendas(self, case_id: str) -> None:
        """Out of every version of every meeting: what a board said of a patient stands there, too."""
        named = "SELECT seq, document FROM meeting_versions WHERE instr(document, ?)"
        for seq, text in self._database.rows(named, as_text(case_id)):
            meeting = json.loads(text)
            meeting["items"] = [one for one in meeting["items"] if one["case"] != case_id]
            self._database.run(
                "UPDATE meeting_versions SET document = ? WHERE seq = ?", as_text(meeting), seq
            )
