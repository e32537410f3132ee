"""Where the documents lie: reads one, writes one change of it with its journal line, summary and words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.errors import CaseRefused, StoreRefused
from enec_desktop.domain.history import Action
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.store import journal, summary
from enec_desktop.store.changes import Document, Misfit, Patch, applied, settled
from enec_desktop.store.driver import Database
from enec_desktop.store.journal import Author, Line
from enec_desktop.store.search import texts_of, words_of


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
        self._read_last: tuple[str, Case] | None = None

    def held(self, case_id: str) -> Held:
        """A case as it stands. Raises StoreRefused when there is none."""
        found = self.database.row(
            "SELECT nr, revision, head, document FROM cases JOIN documents ON case_nr = nr WHERE id = ?",
            case_id,
        )
        if found is None:
            no_such_case(case_id)
        nr, revision, head, text = found
        try:
            return Held(nr, case_id, revision, head, text, json.loads(text))
        except ValueError as error:
            raise StoreRefused(f"The document of the case {case_id} is damaged; open a backup.") from error

    def present(self, held: Held) -> Case:
        """The case that stands in the file; reading the same text again costs nothing."""
        if self._read_last is None or self._read_last[0] != held.text:
            self._read_last = (held.text, self.case(held.document))
        return self._read_last[1]

    def case(self, document: Document) -> Case:
        """The case of a stored document. Raises StoreRefused where the present vocabulary cannot read it."""
        try:
            return from_document(document, self.vocabulary)
        except CaseRefused as error:
            raise StoreRefused(f"This edition of the knowledge cannot read a stored case: {error}") from error

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
        case = from_document(to_document(case), self.vocabulary)
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
        self._summarise(nr, case)
        self.database.run("INSERT INTO search (rowid, words) VALUES (?, ?)", nr, words_of(case))

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
        CaseRefused for a change that the format does not allow.
        """
        before = self.present(held)
        after = from_document(self.changed(held, patch), self.vocabulary)
        patch = settled(patch, to_document(after))
        if patch.old == patch.new:
            return held.revision
        # Not the whole of ``after``: what was not changed stays as an earlier edition wrote it.
        document = self.changed(held, patch)
        revision = held.revision + 1
        follows = held.head if undoes is None else None
        seq = journal.append(
            self.database, held.case_id, revision, patch, author, follows=follows, undoes=undoes
        )
        self.touch(held, revision, seq if head is None else head, author)
        text = journal.as_text(document)
        self.database.run("UPDATE documents SET document = ? WHERE case_nr = ?", text, held.nr)
        self._refresh(held.nr, before, after)
        self._read_last = (text, after)
        return revision

    def touch(self, held: Held, revision: int, head: int, author: Author) -> None:
        """Say which revision a case has reached, and when."""
        self.database.run(
            "UPDATE cases SET revision = ?, head = ?, updated = ? WHERE nr = ?",
            revision,
            head,
            journal.stamp(author.when),
            held.nr,
        )

    def _refresh(self, nr: int, before: Case, after: Case) -> None:
        if summary.columns_of(before) != summary.columns_of(after):
            self._summarise(nr, after)
        if list(texts_of(before)) != list(texts_of(after)):
            self.database.run(
                "INSERT OR REPLACE INTO search (rowid, words) VALUES (?, ?)", nr, words_of(after)
            )

    def _summarise(self, nr: int, case: Case) -> None:
        columns = ", ".join(f"{name} = ?" for name in summary.COLUMNS)
        self.database.run(f"UPDATE cases SET {columns} WHERE nr = ?", *summary.columns_of(case), nr)


def no_such_case(case_id: str) -> NoReturn:
    """Refuse an id that no case has."""
    raise StoreRefused(f"There is no case {case_id} here.")
