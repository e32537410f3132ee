"""What the list knows of a case: its columns, the words it is found by, the keys of patients alike."""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Iterator
from functools import cached_property

from enec_desktop.domain.alike import keys
from enec_desktop.domain.case import Case, Entry, Fact
from enec_desktop.domain.case_document import from_document
from enec_desktop.domain.errors import CaseRefused
from enec_desktop.domain.history import Action
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.store import search, summary
from enec_desktop.store.changes import Patch
from enec_desktop.store.driver import Database

Columns = dict[str, str | int | None]

MOST_REMEMBERED = 4096


class Listing:
    """Keeps the list in step with the documents; the caller opens the transaction."""

    def __init__(self, database: Database, vocabulary: Vocabulary) -> None:
        self._database = database
        self._vocabulary = vocabulary
        self._remembered: dict[tuple[str, str, Fact], str] = {}

    def enter(self, nr: int, case: Case) -> None:
        """Write everything of a case."""
        sets = ", ".join(f"{name} = ?" for name in summary.COLUMNS)
        self._database.run(f"UPDATE cases SET {sets} WHERE nr = ?", *summary.columns_of(case), nr)
        self.find_by(nr, case)
        self._liken(nr, case)

    def columns(self, before: Case, after: Case) -> Columns:
        """The columns of the list that a change gives another value; each one costs an index."""
        if summary.headed(before) == summary.headed(after):
            entered = summary.entered(after)
            return {} if entered == summary.entered(before) else {"entered": entered}
        pairs = zip(summary.COLUMNS, summary.columns_of(before), summary.columns_of(after), strict=True)
        return {name: new for name, old, new in pairs if old != new}

    def follow(self, nr: int, before: Case, after: Case, patch: Patch) -> None:
        """Bring words and keys in step with a change."""
        if self._touched(before, patch) != self._touched(after, patch):
            self.find_by(nr, after)
        if summary.headed(before) == summary.headed(after):
            return
        if summary.person_of(before) != summary.person_of(after):
            self._liken(nr, after)

    def find_by(self, nr: int, case: Case) -> None:
        """Let a case be found by its words, and by what the list says of its assessment."""
        said = self._database.row("SELECT moment, diagnosis, stage FROM cases WHERE nr = ?", nr) or ()
        found = dict.fromkeys([*self._words(case), *(search.indexed(text) for text in said if text)])
        put = "INSERT OR REPLACE INTO search (rowid, words) VALUES (?, ?)"
        self._database.run(put, nr, search.between(found))

    def catch_up(self, limit: int) -> int:
        """Read cases anew whose columns and words an older program or vocabulary made; how many are left.

        At most ``limit`` of them are read. A case that cannot be read keeps what it has.
        """
        mark, upto, goal = self._derived()
        if mark == self._mark and upto >= goal:
            return 0
        if self._database.is_writing:
            return goal - upto
        sql = "SELECT case_nr, document FROM documents WHERE case_nr > ? AND case_nr <= ? ORDER BY 1 LIMIT ?"
        with self._database.transaction("What the list says of the cases"):
            found = self._database.rows(sql, upto, goal, limit)
            for nr, text in found:
                with contextlib.suppress(CaseRefused, ValueError):
                    self.enter(nr, from_document(json.loads(text), self._vocabulary))
            upto = found[-1][0] if len(found) == limit else goal
            self._database.run("UPDATE derived SET mark = ?, upto = ?, goal = ?", self._mark, upto, goal)
        return int(goal - upto)

    def is_old(self, nr: int) -> bool:
        """Whether a case is still listed as an older program or vocabulary had it."""
        _, upto, goal = self._derived()
        return upto < nr <= goal

    def _derived(self) -> tuple[int, int, int]:
        mark, upto, goal = self._database.rows("SELECT mark, upto, goal FROM derived")[0]
        # Right after an upgrade no mark is known, but what is old is.
        if mark not in (0, self._mark):
            upto, (goal,) = 0, self._database.rows("SELECT coalesce(max(nr), 0) FROM cases")[0]
        return int(mark), int(upto), int(goal)

    @cached_property
    def _mark(self) -> int:
        """Another number for other rules or other words of the vocabulary."""
        kinds = self._vocabulary.kinds.values()
        fields = [(kind.name, field.name, field) for kind in kinds for field in kind.fields.values()]
        labels = [(kind, name, tuple(field.choices.items())) for kind, name, field in fields]
        return zlib.crc32(repr((search.RULES, labels)).encode())

    def _words(self, case: Case) -> Iterator[str]:
        yield from map(search.indexed, search.texts_of_case(case))
        for entry in case.entries:
            yield from map(search.indexed, search.texts_of_time(entry))
            for name, fact in entry.facts.items():
                yield self._words_of(entry, name, fact)

    def _words_of(self, entry: Entry, name: str, fact: Fact) -> str:
        """Of a fact; remembered, since an edit leaves most facts of a case as they were."""
        key = (entry.kind, name, fact)
        if key not in self._remembered:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            kind = self._vocabulary.kinds.get(entry.kind)
            field = kind.fields.get(name) if kind is not None else None
            texts = search.texts_of_fact(field, fact) if field is not None else ()
            self._remembered[key] = search.between(map(search.indexed, dict.fromkeys(texts)))
        return self._remembered[key]

    def _touched(self, case: Case, patch: Patch) -> list[str]:
        """The words that a change may have touched: of a fact its own, else all."""
        if patch.action is Action.FACT:
            entry = case.entry(patch.entry or "")
            return [self._words_of(entry, patch.field or "", entry.fact(patch.field or ""))]
        return list(self._words(case))

    def _liken(self, nr: int, case: Case) -> None:
        self._database.run("DELETE FROM alike WHERE case_nr = ?", nr)
        for key in keys(summary.person_of(case)):
            self._database.run("INSERT OR IGNORE INTO alike VALUES (?, ?)", key, nr)
