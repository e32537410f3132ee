"""Where the documents lie: reads one, writes one change of it with its journal line, summary and words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NoReturn

from enec_desktop.domain.case import NOT_RECORDED, Case
from enec_desktop.domain.case_document import to_document, with_fact_from_document
from enec_desktop.domain.errors import CaseRefused, StoreRefused
from enec_desktop.domain.fact_document import fact_to_document
from enec_desktop.domain.history import Action
from enec_desktop.domain.many_cases import ManyCases
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.domain.worklist import Where
from enec_desktop.store import journal
from enec_desktop.store.changes import Document, Misfit, Patch, applied, settled
from enec_desktop.store.driver import Database
from enec_desktop.store.freezing import breaks
from enec_desktop.store.journal import Author, Line
from enec_desktop.store.listing import Listing


@dataclass(frozen=True, slots=True)
class Held:
    """A case as it stands in the file; ``head`` is the change that an undo would take back."""

    nr: int
    case_id: str
    revision: int
    head: int
    text: str
    document: Document


class Shelf:
    """The one place that reads and writes documents; the caller opens the transaction."""

    def __init__(self, database: Database, vocabulary: Vocabulary) -> None:
        self.database = database
        self.vocabulary = vocabulary
        self.listing = Listing(database, vocabulary)
        self._many = ManyCases(vocabulary)
        self._read_last: tuple[str, Document, Case | None] = ("", {}, None)

    def held(self, case_id: str) -> Held:
        """A case as it stands. Raises StoreRefused when there is none."""
        found = self.database.row(
            "SELECT nr, revision, head, document FROM cases JOIN documents ON case_nr = nr WHERE id = ?",
            case_id,
        )
        if found is None:
            no_such_case(case_id)
        nr, revision, head, text = found
        if text != self._read_last[0]:
            try:
                self._read_last = (text, json.loads(text), None)
            except ValueError as error:
                raise StoreRefused(
                    f"The document of the case {case_id} is damaged; open a backup."
                ) from error
        return Held(nr, case_id, revision, head, text, self._read_last[1])

    def present(self, held: Held) -> Case:
        """The case that stands in the file; reading the same text again costs nothing."""
        text, _, case = self._read_last
        if case is None or text != held.text:
            case = self.case(held.document)
            self._read_last = (held.text, held.document, case)
        return case

    def case(self, document: Document) -> Case:
        """The case of a stored document. Raises StoreRefused where the present vocabulary cannot read it."""
        try:
            return self._many.of_document(document)
        except CaseRefused as error:
            raise _unreadable(error) from error

    def past(self, case_id: str, up_to: int | None = None) -> Iterator[tuple[Line, Document, Document]]:
        """Every change of a case with the document before and after it."""
        try:
            yield from journal.documents(journal.lines(self.database, case_id, up_to))
        except Misfit as error:
            raise StoreRefused(f"The journal of the case {case_id} is damaged; open a backup.") from error

    def changed(self, held: Held, patch: Patch) -> Document:
        """The document of a case after a change. Raises StoreRefused where the change does not fit it."""
        try:
            return applied(held.document, patch)
        except Misfit as error:
            raise StoreRefused(
                f"The journal of the case {held.case_id} is damaged; open a backup."
            ) from error

    def rebuilt(self, case_id: str, up_to: int | None = None) -> tuple[int, Document]:
        """The last revision of a case, or the one asked for, with its document, by the journal alone."""
        revision, document = 0, Document()
        for line, _, after in self.past(case_id, up_to):
            revision, document = line.revision, after
        return revision, document

    def put(self, case: Case, author: Author) -> None:
        """Write a new case. Raises CaseRefused for one that the format does not allow."""
        case = self._many.again(case)
        document = to_document(case)
        if self.database.row("SELECT 1 FROM cases WHERE id = ?", case.id):
            raise StoreRefused(f"There is a case {case.id} already. Give the new one another id.")
        seq = journal.append(self.database, case.id, 1, Patch(Action.CREATE, new=document), author)
        nr = self.database.run(
            "INSERT INTO cases (id, revision, head, updated) VALUES (?, 1, ?, ?)",
            case.id,
            seq,
            journal.stamp(author.when),
        )
        self.database.run("INSERT INTO documents VALUES (?, ?)", nr, journal.as_text(document))
        self.listing.enter(nr, case)

    def write(
        self,
        held: Held,
        patch: Patch,
        author: Author,
        *,
        head: int | None = None,
        undoes: int | None = None,
    ) -> int:
        """Write one change of a case; returns the new revision, or the present one where nothing differs.

        ``undoes`` and ``head``: the change that is taken back, and the one then on top. Raises
        CaseRefused for a change that the format does not allow, StoreRefused for one of a confirmed decision.
        """
        before = self.present(held)
        after, patch = self._read(held, before, patch)
        if patch.action is Action.FACT:
            self._drop_draft(after, patch)
        if patch.old == patch.new:
            return held.revision
        # Not the whole of ``after``: what was not changed stays as an earlier edition wrote it.
        document = self.changed(held, patch)
        self.refuse_frozen(held, document, patch)
        revision = held.revision + 1
        follows = held.head if undoes is None else None
        seq = journal.append(
            self.database, held.case_id, revision, patch, author, follows=follows, undoes=undoes
        )
        columns = self.listing.columns(before, after)
        self.touch(held, revision, seq if head is None else head, author, **columns)
        text = journal.as_text(document)
        self.database.run("UPDATE documents SET document = ? WHERE case_nr = ?", text, held.nr)
        self.listing.follow(held.nr, before, after, patch)
        if patch.action is Action.OPINION:
            self._stay_assessed(held, revision)
        self._read_last = (text, document, after)
        return revision

    def refuse_frozen(self, held: Held, after: Document, patch: Patch) -> None:
        """Refuse a change of what a confirmed decision keeps; ``after`` is the document it would make."""
        rows = self.database.rows("SELECT decision FROM records WHERE case_id = ?", held.case_id)
        if breaks(held.document, after, patch, [decision for (decision,) in rows], self.vocabulary):
            raise StoreRefused(
                "This belongs to a decision that the board has confirmed and stays as it is; "
                "make an amendment to change it."
            )

    def confirm(self, held: Held, decision: str, said: Document, author: Author) -> None:
        """Write into the journal that a decision was confirmed; no undo goes back beyond it."""
        patch, revision = Patch(Action.CONFIRM, decision, new=said), held.revision + 1
        seq = journal.append(self.database, held.case_id, revision, patch, author, follows=held.head)
        self.touch(held, revision, seq, author)
        self._stay_assessed(held, revision)

    def place(self, held: Held, where: Where, author: Author) -> bool:
        """Put a case on the list, into the archive or the bin; whether it was not there already."""
        (now,) = self.database.rows("SELECT place FROM cases WHERE nr = ?", held.nr)[0]
        if now == where:
            return False
        patch, revision = Patch(Action.PLACE, old=_name(now), new=_name(where)), held.revision + 1
        journal.append(self.database, held.case_id, revision, patch, author)
        since = None if where is Where.LIST else journal.stamp(author.when)
        self.touch(held, revision, held.head, author, place=int(where), placed=since)
        self._stay_assessed(held, revision)
        return True

    def touch(
        self, held: Held, revision: int, head: int, author: Author, **columns: str | int | None
    ) -> None:
        """Say which revision a case has reached, and when; and what its line of the list now says."""
        sets = "".join(f", {name} = ?" for name in columns)
        self.database.run(
            f"UPDATE cases SET revision = ?, head = ?, updated = ?{sets} WHERE nr = ?",
            revision,
            head,
            journal.stamp(author.when),
            *columns.values(),
            held.nr,
        )

    def after(self, held: Held, patch: Patch) -> Case:
        """The case that a change would make. Raises StoreRefused where this edition cannot read it."""
        if self._is_of_one_fact(held, patch):
            try:
                return self._read(held, self.present(held), patch)[0]
            except CaseRefused as error:
                raise _unreadable(error) from error
        return self.case(self.changed(held, patch))

    def _stay_assessed(self, held: Held, revision: int) -> None:
        """Neither place, opinion nor signature says anything of the patient: what was assessed stays so."""
        sql = "UPDATE cases SET assessed = ? WHERE nr = ? AND assessed = ?"
        self.database.run(sql, revision, held.nr, held.revision)

    def _read(self, held: Held, before: Case, patch: Patch) -> tuple[Case, Patch]:
        """The case after a change, read as the format demands, and the change as it is kept.

        Of the change of a fact only this fact is read: the others were when they came.
        """
        if not self._is_of_one_fact(held, patch):
            after = self._many.of_document(self.changed(held, patch))
            return after, settled(patch, to_document(after))
        entry, field = patch.entry or "", patch.field or ""
        after = with_fact_from_document(before, entry, field, patch.new, self.vocabulary)
        fact = after.entry(entry).fact(field)
        return after, replace(patch, new=None if fact == NOT_RECORDED else fact_to_document(fact))

    def _is_of_one_fact(self, held: Held, patch: Patch) -> bool:
        """Whether a change gives another fact to a field that there is."""
        if patch.action is not Action.FACT or patch.entry is None:
            return False
        return patch.field in self.vocabulary.kinds[self.present(held).entry(patch.entry).kind].fields

    def _drop_draft(self, case: Case, patch: Patch) -> None:
        """A fact that is saved is no draft any more, be it typed before its entry came into being."""
        self.database.run(
            "DELETE FROM drafts WHERE case_id = ? AND kind = ? AND entry IN (?, '') AND field = ?",
            case.id,
            case.entry(patch.entry or "").kind,
            patch.entry,
            patch.field,
        )


def _name(where: int) -> str:
    return Where(where).name.lower()


def _unreadable(error: CaseRefused) -> StoreRefused:
    return StoreRefused(f"This edition of the knowledge cannot read a stored case: {error}")


def no_such_case(case_id: str) -> NoReturn:
    """Refuse an id that no case has."""
    raise StoreRefused(f"There is no case {case_id} here.")
