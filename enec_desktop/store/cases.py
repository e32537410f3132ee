"""The cases: the present document of each, and its past as a journal of changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from enec_desktop.domain.case import NOT_RECORDED, Case, Entry, Fact
from enec_desktop.domain.case_document import entry_to_document, to_document
from enec_desktop.domain.errors import CaseRefused, StoreRefused
from enec_desktop.domain.fact_document import fact_from_document, fact_to_document
from enec_desktop.domain.history import Action, Change, FactChange, Step
from enec_desktop.domain.opinion import Opinion
from enec_desktop.domain.opinion_document import opinions_to_document
from enec_desktop.domain.time import Elapsed, PartialDate
from enec_desktop.domain.worklist import Where
from enec_desktop.store import changes, journal
from enec_desktop.store.changes import Document, Patch
from enec_desktop.store.imports import steps
from enec_desktop.store.journal import Author
from enec_desktop.store.shelf import Held, Shelf, no_such_case


class CaseStore:
    """Keeps cases and speaks domain. Each change is one transaction and on the disk when it returns.

    A change that the format does not allow raises CaseRefused, one that cannot be written StoreRefused;
    nothing of it is kept then. Changes return the new revision, or the present one where nothing differs.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._database = shelf.database
        self._vocabulary = shelf.vocabulary
        self._shelf = shelf

    def ids(self) -> tuple[str, ...]:
        """The ids of all cases, archived and binned ones too, in the order they came."""
        return tuple(case_id for (case_id,) in self._database.rows("SELECT id FROM cases ORDER BY nr"))

    def holding(self, kind: str) -> tuple[str, ...]:
        """The ids of the cases outside the bin that have an entry of a kind."""
        sql = """SELECT id FROM cases JOIN documents ON case_nr = nr
            WHERE place <> ? AND instr(document, ?) ORDER BY nr"""
        rows = self._database.rows(sql, int(Where.BIN), f'"kind":{journal.as_text(kind)}')
        return tuple(case_id for (case_id,) in rows)

    def get(self, case_id: str) -> Case:
        """The case as it is now."""
        return self._shelf.present(self._shelf.held(case_id))

    def revision(self, case_id: str) -> int:
        """How many changes the case has seen; 1 right after it was made."""
        found = self._database.row("SELECT revision FROM cases WHERE id = ?", case_id)
        if found is None:
            no_such_case(case_id)
        return int(found[0])

    def changed_at(self, case_id: str) -> datetime:
        """When the last change of the case was written, as its journal says."""
        found = self._database.row("SELECT updated FROM cases WHERE id = ?", case_id)
        if found is None:
            no_such_case(case_id)
        return datetime.fromisoformat(found[0])

    def at_revision(self, case_id: str, revision: int) -> Case:
        """The case as it was shown at a revision, rebuilt from the journal."""
        if not 1 <= revision <= self.revision(case_id):
            raise StoreRefused(f"The case {case_id} has no revision {revision}.")
        return self._shelf.case(self._shelf.rebuilt(case_id, revision)[1])

    def create(self, case: Case, who: str, when: datetime, reason: str = "") -> int:
        """Take in a new case. Raises StoreRefused when its id is taken."""
        with self._database.transaction("The new case"):
            self._shelf.put(case, Author(who, when, reason))
        return 1

    def change_fact(
        self, case_id: str, entry_id: str, field: str, fact: Fact, who: str, when: datetime, reason: str = ""
    ) -> int:
        """Give one field another fact; NOT_RECORDED empties it."""
        new = None if fact == NOT_RECORDED else fact_to_document(fact)
        author = Author(who, when, reason)
        return self._edit(case_id, author, lambda old: changes.fact_change(old, entry_id, field, new))

    def change_time(
        self,
        case_id: str,
        entry_id: str,
        date: PartialDate | None,
        elapsed: Elapsed | None,
        who: str,
        when: datetime,
        reason: str = "",
    ) -> int:
        """Give an entry another date, or another time after an earlier event."""
        new = entry_to_document(Entry(entry_id, "", date=date, elapsed=elapsed))
        author = Author(who, when, reason)
        return self._edit(case_id, author, lambda old: changes.time_change(old, entry_id, new))

    def change_time_and_place(
        self,
        case_id: str,
        entry_id: str,
        date: PartialDate | None,
        elapsed: Elapsed | None,
        before: str | None,
        who: str,
        when: datetime,
        reason: str = "",
    ) -> int:
        """Give an entry another time and, in the same change, its place before another one, or at the end."""
        new = entry_to_document(Entry(entry_id, "", date=date, elapsed=elapsed))
        author = Author(who, when, reason)
        return self._edit(
            case_id, author, lambda old: changes.time_and_place_change(old, entry_id, new, before)
        )

    def add_entry(
        self,
        case_id: str,
        entry: Entry,
        who: str,
        when: datetime,
        reason: str = "",
        *,
        before: str | None = None,
    ) -> int:
        """Put an entry into the history, at the end or before another one."""
        new, author = entry_to_document(entry), Author(who, when, reason)
        return self._edit(case_id, author, lambda old: changes.adding(old, new, before))

    def remove_entry(self, case_id: str, entry_id: str, who: str, when: datetime, reason: str = "") -> int:
        """Take an entry, and what belongs to it, out of the history; the journal keeps it."""
        author = Author(who, when, reason)
        return self._edit(case_id, author, lambda old: changes.removing(old, entry_id))

    def move_entry(
        self, case_id: str, entry_id: str, before: str | None, who: str, when: datetime, reason: str = ""
    ) -> int:
        """Put an entry before another one, or at the end."""
        author = Author(who, when, reason)
        return self._edit(case_id, author, lambda old: changes.moving(old, entry_id, before))

    def take_over(
        self, case: Case, revision: int, name: str, who: str, when: datetime, reason: str = ""
    ) -> int:
        """Write another form of a case as one change under a name; nothing is ever removed by it.

        ``revision`` is the one the form was made over. Raises StoreRefused where it is not the last one, and
        CaseRefused for a form that the format does not allow.
        """
        with self._database.transaction("The report"):
            held = self._shelf.held(case.id)
            if held.revision != revision:
                raise StoreRefused("The case was changed since; nothing was written. Read the report again.")
            found = list(steps(held.document, to_document(self._shelf.present(held)), to_document(case)))
            if not found:
                return revision
            return self._shelf.write(held, changes.together(found, name), Author(who, when, reason))

    def rename(self, case_id: str, title: str, who: str, when: datetime, reason: str = "") -> int:
        """Give the case another title."""
        author = Author(who, when, reason)
        return self._edit(case_id, author, lambda old: Patch(Action.RENAME, old=old["title"], new=title))

    def change_opinions(
        self, case_id: str, option: str, rule: str, opinions: tuple[Opinion, ...], who: str, when: datetime
    ) -> int:
        """Give a case other opinions of its advice; ``option`` and ``rule`` name what they differ in.

        What was assessed of the case stays so: no advice rests on an opinion.
        """
        new, author = opinions_to_document(opinions), Author(who, when)
        return self._edit(case_id, author, lambda old: changes.opinion_change(old, option, rule, new))

    def place(self, case_id: str, where: Where, who: str, when: datetime) -> int:
        """Put a case on the list, into the archive or the bin. It stays whole; undo leaves this alone."""
        with self._database.transaction():
            held = self._shelf.held(case_id)
            moved = self._shelf.place(held, where, Author(who, when))
        return held.revision + moved

    def undo(self, case_id: str, who: str, when: datetime) -> int:
        """Take back the last change, by a new one that points at it."""
        with self._database.transaction():
            held = self._shelf.held(case_id)
            target = journal.undo_target(self._database, held.head)
            if target is None:
                raise StoreRefused("There is nothing to undo.")
            patch, author = target.patch.inverse(), Author(who, when)
            return self._shelf.write(held, patch, author, head=target.follows, undoes=target.seq)

    def redo(self, case_id: str, who: str, when: datetime) -> int:
        """Bring back the change undone last; a change typed since then ends that."""
        with self._database.transaction():
            held = self._shelf.held(case_id)
            target = journal.redo_target(self._database, held.head)
            if target is None:
                raise StoreRefused("There is nothing to redo.")
            line, undo = target
            return self._shelf.write(held, line.patch, Author(who, when), head=line.seq, undoes=undo)

    def undo_name(self, case_id: str) -> Step | None:
        """What the next undo would do; None when there is nothing to undo."""
        held = self._shelf.held(case_id)
        target = journal.undo_target(self._database, held.head)
        return None if target is None else self._told(held, target.patch.inverse())

    def redo_name(self, case_id: str) -> Step | None:
        """What the next redo would do; None when there is nothing to redo."""
        held = self._shelf.held(case_id)
        target = journal.redo_target(self._database, held.head)
        return None if target is None else self._told(held, target[0].patch)

    def history(self, case_id: str, entry_id: str, field: str) -> tuple[FactChange, ...]:
        """How one field came to its value, from the oldest change to the newest."""
        self.revision(case_id)
        found = []
        for line, before, after in self._shelf.past(case_id):
            old, new = (_fact_in(one, entry_id, field) for one in (before, after))
            if old != new:
                by = line.author
                kind = _kind_of(after, entry_id) or _kind_of(before, entry_id)
                was, now = (self._fact(kind, field, raw) for raw in (old, new))
                found.append(FactChange(line.revision, by.when, by.who, was, now, by.reason, line.undoes))
        return tuple(found)

    def journal(self, case_id: str) -> tuple[Change, ...]:
        """Who did what and when, from the oldest change to the newest."""
        self.revision(case_id)
        found = []
        for line, before, after in self._shelf.past(case_id):
            entry = line.patch.entry or ""
            found.append(journal.told(line, _kind_of(before, entry) or _kind_of(after, entry)))
        return tuple(found)

    def _edit(self, case_id: str, author: Author, plan: Callable[[Document], Patch]) -> int:
        with self._database.transaction():
            held = self._shelf.held(case_id)
            try:
                patch = plan(held.document)
            except KeyError as error:
                raise StoreRefused(f"The case {case_id} has no entry {error}.") from error
            return self._shelf.write(held, patch, author)

    def _told(self, held: Held, patch: Patch) -> Step:
        return changes.told(patch, self._shelf.present(held), self._shelf.after(held, patch))

    def _fact(self, kind: str, field: str, raw: object) -> Fact:
        if raw is None:
            return NOT_RECORDED
        try:
            return fact_from_document(raw, self._vocabulary.field(kind, field), f"{kind}.{field}")
        except (KeyError, CaseRefused) as error:
            raise StoreRefused(f"An old value of {kind}.{field} cannot be read with this edition.") from error


def _fact_in(document: Document, entry_id: str, field: str) -> object:
    entry = _entry_in(document, entry_id)
    return entry["facts"].get(field) if entry else None


def _kind_of(document: Document, entry_id: str) -> str:
    return str(_entry_in(document, entry_id).get("kind", ""))


def _entry_in(document: Document, entry_id: str) -> Document:
    return next((entry for entry in document.get("entries", ()) if entry["id"] == entry_id), Document())
