"""Whether a store is whole: the file's structure, and every case against its journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from enec_desktop.domain.errors import Cancelled, StoreRefused
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.store import summary
from enec_desktop.store.records import record_faults
from enec_desktop.store.shelf import Shelf

_CASES_BETWEEN = 100
"""After so many cases the reader hears how far it is."""

_FILE = 0.1
"""The share of the time that the checks of the file as a whole take."""


def faults(shelf: Shelf, tell: Progress = go_on) -> Iterator[str]:
    """One sentence for each fault found; nothing when the store is whole.

    Raises Cancelled where ``tell`` says so.
    """
    for check in (_structure, _references, _search, _records):
        yield from _answered(shelf, check, tell)
    try:
        yield from _cases(shelf, tell)
    except StoreRefused as refusal:
        yield str(refusal)


def _answered(shelf: Shelf, check: Callable[[Shelf], Iterator[str]], tell: Progress) -> Iterator[str]:
    with shelf.database.watched(lambda: tell(_FILE / 2)):
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


def _records(shelf: Shelf) -> Iterator[str]:
    yield from record_faults(shelf.database)


def _cases(shelf: Shelf, tell: Progress) -> Iterator[str]:
    ids = shelf.database.rows("SELECT id FROM cases ORDER BY nr")
    for number, (case_id,) in enumerate(ids):
        if number % _CASES_BETWEEN == 0 and not tell(_FILE + (1 - _FILE) * number / len(ids)):
            raise Cancelled(f"The check was called off after {number} of {len(ids)} cases; no answer.")
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
    if listed != summary.columns_of(shelf.present(held)) and not shelf.listing.is_old(held.nr):
        yield f"The case {case_id} stands in the list with other values than its own."
