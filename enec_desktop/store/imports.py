"""Imports: many cases written at once, and taken back at once; the journal keeps both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.errors import Cancelled, CaseRefused, StoreRefused
from enec_desktop.domain.history import Action
from enec_desktop.domain.intake import KeptImport, UndoneImport
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.domain.worklist import Where
from enec_desktop.store import changes, journal
from enec_desktop.store.changes import Document, Patch
from enec_desktop.store.journal import Author, Line
from enec_desktop.store.shelf import Held, Shelf


class Imports:
    """Writes imports, all or nothing, and takes the last one back."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._database = shelf.database

    def write(
        self,
        name: str,
        new: Sequence[Case],
        changed: Sequence[tuple[Case, int]],
        restored: Sequence[str],
        who: str,
        when: datetime,
        tell: Progress = go_on,
    ) -> KeptImport:
        """Write new cases and the changed ones, each made over the revision beside it.

        ``restored`` come back from the archive. Raises StoreRefused or CaseRefused, with nothing of the
        import kept, where one of them cannot be written or was changed since, and Cancelled where ``tell``
        says so.
        """
        if not new and not changed:
            raise StoreRefused("There is nothing to write.")
        author, of, back = Author(who, when, f"Import of {name}"), len(new) + len(changed), set(restored)
        with self._database.transaction("The import"):
            before = self._last_line()
            for number, case in enumerate(new):
                _go_on(tell, number, of)
                self._shelf.put(case, author)
            for number, (case, revision) in enumerate(changed, start=len(new)):
                _go_on(tell, number, of)
                self._change(case, revision, case.id in back, author)
            return self._note(name, before, of, author)

    def last(self) -> KeptImport | None:
        """The import that would be taken back; None when there is none."""
        row = self._database.row(
            """SELECT id, name, at, cases FROM imports i WHERE undoes IS NULL
                AND NOT EXISTS (SELECT 1 FROM imports u WHERE u.undoes = i.id) ORDER BY id DESC LIMIT 1"""
        )
        return None if row is None else KeptImport(row[0], row[1], datetime.fromisoformat(row[2]), row[3])

    def undo(self, who: str, when: datetime, tell: Progress = go_on) -> UndoneImport:
        """Take the last import back: new cases go to the archive, changed fields return.

        What was changed since stays, and is named. Raises StoreRefused when there is nothing, and Cancelled
        where ``tell`` says so, with nothing taken back.
        """
        found = self.last()
        if found is None:
            raise StoreRefused("There is no import to take back.")
        author = Author(who, when, f"Import of {found.name} taken back")
        archived = 0
        stayed: list[str] = []
        with self._database.transaction("The undo of the import"):
            before = self._last_line()
            lines = self._lines(found.id)
            for number, (case_id, seq) in enumerate(reversed(lines)):
                _go_on(tell, number, len(lines))
                line = journal.line(self._database, seq)
                if line.patch.action is Action.CREATE:
                    archived += self._shelf.place(self._shelf.held(case_id), Where.ARCHIVE, author)
                elif line.patch.action is Action.PLACE:
                    self._shelf.place(self._shelf.held(case_id), Where[line.patch.old.upper()], author)
                else:
                    stayed += self._take_back(case_id, line, author)
            self._note(found.name, before, found.cases, author, undoes=found.id)
        return UndoneImport(found.name, found.cases, archived, tuple(stayed))

    def _change(self, case: Case, revision: int, restored: bool, author: Author) -> None:
        held = self._shelf.held(case.id)
        if held.revision != revision:
            raise StoreRefused(
                f"The case {case.id} was changed since the check; nothing was taken in. Check the file again."
            )
        if restored:
            self._shelf.place(held, Where.LIST, author)
            held = self._shelf.held(case.id)
        found = list(steps(held.document, to_document(self._shelf.present(held)), to_document(case)))
        if found:
            try:
                self._shelf.write(held, changes.together(found), author)
            except StoreRefused as refusal:
                raise StoreRefused(
                    f"The case {case.id} cannot be changed by the file: {refusal}"
                ) from refusal

    def _take_back(self, case_id: str, line: Line, author: Author) -> Iterator[str]:
        """Write the return of each part that still stands as it was imported; name the others."""
        held = self._shelf.held(case_id)
        parts = changes.parts_of(line.patch)[::-1]
        whole = self._returned(held, held.document, parts)
        document, back = whole or (held.document, list[Patch]())
        # Mostly nothing was changed since, and one look at the whole case tells so.
        for part in () if whole else parts:
            found = self._returned(held, document, [part])
            if found is None:
                yield f"{case_id}: {_named(part)}"
                continue
            document, back = found[0], back + found[1]
        if back:
            self._shelf.write(held, changes.together(back), author)

    def _returned(
        self, held: Held, document: Document, parts: Sequence[Patch]
    ) -> tuple[Document, list[Patch]] | None:
        """The document without these parts and the steps there; None where one of them has to stay."""
        back: list[Patch] = []
        try:
            for part in parts:
                back.append(_inverse_now(part, document))
                document = changes.applied(document, back[-1])
            self._shelf.case(document)
            self._shelf.refuse_frozen(held, document, changes.together(back))
        except (changes.Misfit, CaseRefused, StoreRefused):
            return None
        return document, back

    def _note(
        self, name: str, before: int, cases: int, author: Author, undoes: int | None = None
    ) -> KeptImport:
        last = self._last_line()
        # An undo may find everything changed since; it is noted all the same, without lines of its own.
        first = min(before + 1, last)
        at = journal.stamp(author.when)
        number = self._database.run(
            "INSERT INTO imports (at, who, name, cases, first, last, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)",
            at,
            author.who,
            name,
            cases,
            first,
            last,
            undoes,
        )
        return KeptImport(number, name, author.when, cases)

    def _last_line(self) -> int:
        return int(self._database.rows("SELECT coalesce(max(seq), 0) FROM journal")[0][0])

    def _lines(self, number: int) -> list[tuple[str, int]]:
        """The lines of an import by case and number; each is read in its turn."""
        joined = "journal, imports WHERE imports.id = ? AND seq BETWEEN first AND last"
        rows = self._database.rows(f"SELECT case_id, seq FROM {joined} ORDER BY seq", number)
        return [(case_id, seq) for case_id, seq in rows]


def _named(part: Patch) -> str:
    if part.entry is None:
        return "opinions" if part.action is Action.OPINION else "title"
    return f"{part.entry}.{part.field}" if part.field else part.entry


def _go_on(tell: Progress, number: int, of: int) -> None:
    if not tell(number / of):
        raise Cancelled("It was stopped; nothing of it was written.")


def _inverse_now(part: Patch, document: Document) -> Patch:
    """What takes a part back where it stands now: an added entry may have been moved by others since."""
    if part.action is Action.ADD and part.entry is not None:
        try:
            there = changes.removing(document, part.entry)
        except KeyError:
            return part.inverse()
        imported = [entry for _, entry in part.new]
        # Not when anything was filled in since, or hung onto it.
        return there if [entry for _, entry in there.old] == imported else part.inverse()
    return part.inverse()


def steps(raw: Document, old: Document, new: Document) -> Iterator[Patch]:
    """The changes from a stored document to another form of the case; nothing is ever removed.

    ``raw`` is the document as it lies in the file, ``old`` the same as this edition writes it: what is
    alike in ``old`` and ``new`` stays as an earlier edition wrote it.
    """
    if old["title"] != new["title"]:
        yield Patch(Action.RENAME, old=raw["title"], new=new["title"])
    if old.get("opinions") != new.get("opinions"):
        yield Patch(Action.OPINION, old=raw.get("opinions"), new=new.get("opinions"))
    before = {entry["id"]: entry for entry in old["entries"]}
    order = [entry["id"] for entry in raw["entries"]]
    for place, entry in enumerate(new["entries"]):
        if entry["id"] not in before:
            yield Patch(Action.ADD, entry["id"], new=[[place, entry]])
            order.insert(place, entry["id"])
        elif order[place] != entry["id"]:
            yield Patch(Action.MOVE, entry["id"], old=order.index(entry["id"]), new=place)
            order.remove(entry["id"])
            order.insert(place, entry["id"])
    for entry in new["entries"]:
        if (was := before.get(entry["id"])) is not None:
            yield from _changes_of(raw, was, entry)


def _changes_of(raw: Document, old: Document, new: Document) -> Iterator[Patch]:
    if any(old.get(key) != new.get(key) for key in ("date", "after")):
        yield changes.time_change(raw, new["id"], new)
    for field in {**old["facts"], **new["facts"]}:
        if old["facts"].get(field) != new["facts"].get(field):
            yield changes.fact_change(raw, new["id"], field, new["facts"].get(field))
