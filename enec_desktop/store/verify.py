"""Whether a store is whole: the file's structure, and every case against its journal."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.store import summary
from enec_desktop.store.driver import Database
from enec_desktop.store.shelf import Shelf


def faults(database: Database, vocabulary: Vocabulary) -> Iterator[str]:
    """One sentence for each fault found; nothing when the store is whole."""
    for (answer,) in database.rows("PRAGMA integrity_check"):
        if answer != "ok":
            yield f"The file is damaged: {answer}."
    for table, *_ in database.rows("PRAGMA foreign_key_check"):
        yield f"A row of {table} points at nothing."
    try:
        database.run("INSERT INTO search (search) VALUES ('integrity-check')")
    except StoreRefused as refusal:
        yield f"The search index is damaged. {refusal}"
    shelf = Shelf(database, vocabulary)
    for (case_id,) in database.rows("SELECT id FROM cases ORDER BY nr"):
        try:
            yield from _faults_of_case(shelf, case_id)
        except StoreRefused as refusal:
            yield f"The case {case_id}: {refusal}"


def _faults_of_case(shelf: Shelf, case_id: str) -> Iterator[str]:
    held = shelf.held(case_id)
    if shelf.rebuilt(case_id) != (held.revision, held.document):
        yield f"The case {case_id} is not what its journal says."
    columns = ", ".join(summary.COLUMNS)
    listed = shelf.database.row(f"SELECT {columns} FROM cases WHERE nr = ?", held.nr)
    if listed != summary.columns_of(shelf.case(held.document)):
        yield f"The case {case_id} stands in the list with other values than its own."
