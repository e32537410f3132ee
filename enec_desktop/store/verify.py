"""Whether a store is whole: the file's structure, and every case against its journal."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.store import summary
from enec_desktop.store.shelf import Shelf


def faults(shelf: Shelf) -> Iterator[str]:
    """One sentence for each fault found; nothing when the store is whole."""
    for check in (_structure, _references, _search, _cases):
        try:
            yield from check(shelf)
        except StoreRefused as refusal:
            yield str(refusal)


def _structure(shelf: Shelf) -> Iterator[str]:
    for (answer,) in shelf.database.rows("PRAGMA integrity_check"):
        if answer != "ok":
            yield f"The file is damaged: {answer}."


def _references(shelf: Shelf) -> Iterator[str]:
    for table, *_ in shelf.database.rows("PRAGMA foreign_key_check"):
        yield f"A row of {table} points at nothing."


def _search(shelf: Shelf) -> Iterator[str]:
    with shelf.database.doing("The search index is not whole"):
        shelf.database.run("INSERT INTO search (search) VALUES ('integrity-check')")
    yield from ()


def _cases(shelf: Shelf) -> Iterator[str]:
    for (case_id,) in shelf.database.rows("SELECT id FROM cases ORDER BY nr"):
        try:
            yield from _case(shelf, case_id)
        except StoreRefused as refusal:
            yield f"The case {case_id}: {refusal}"


def _case(shelf: Shelf, case_id: str) -> Iterator[str]:
    held = shelf.held(case_id)
    if shelf.rebuilt(case_id) != (held.revision, held.document):
        yield f"The case {case_id} is not what its journal says."
    columns = ", ".join(summary.COLUMNS)
    listed = shelf.database.row(f"SELECT {columns} FROM cases WHERE nr = ?", held.nr)
    if listed != summary.columns_of(shelf.present(held)):
        yield f"The case {case_id} stands in the list with other values than its own."
