"""Whichever of its writes fails, a larger change leaves nothing of itself, and works afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from enec_desktop.domain.case import Entry, Fact, FieldState
from enec_desktop.domain.meeting import AgendaItem, ItemState, Meeting
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.worklist import Where
from enec_desktop.store.driver import Database
from enec_desktop.store.store import Store
from tests.builders import case, entry
from tests.store.playing import NOW, play
from tests.store.recording import issued_of, record_of

WRITES = ("INSERT", "UPDATE", "DELETE", "DROP", "CREATE", "COMMIT")


def imported(store: Store) -> None:
    new = [case(entry("identity", name=f"P{number}"), id=f"new-{number}") for number in range(3)]
    old = store.cases.get("case-0")
    changed = [(old.with_entry(Entry("study-9", "study")), store.cases.revision("case-0"))]
    store.imports.write("a file", new, changed, (), "Li", NOW)


def binned(store: Store) -> None:
    store.cases.place("case-0", Where.BIN, "Li", NOW)


def erase(store: Store) -> None:
    store.erasing.erase(("case-0",))


def undo_import(store: Store) -> None:
    store.imports.undo("Li", NOW)


def nothing(store: Store) -> None:
    pass


def decided(store: Store) -> None:
    store.cases.add_entry("case-0", Entry("question", "question"), "Li", NOW)
    store.cases.add_entry("case-0", Entry("decision", "decision"), "Li", NOW)


def confirm(store: Store) -> None:
    meeting = Meeting("m-1", NOW.date(), items=(AgendaItem("case-0", "question", ItemState.DISCUSSED),))
    made = record_of(store, "case-0", "decision")
    discussed = Fact(FieldState.VALUE, frozenset({"discussed"}))
    store.records.confirm(
        replace(made, revision=made.revision + 1), meeting, ("question", "status", discussed)
    )


def confirmed_and_binned(store: Store) -> None:
    decided(store)
    confirm(store)
    store.records.issue(issued_of(store.records.of_case("case-0")[0]))
    item = AgendaItem("case-0", "question")
    store.meetings.save(Meeting("m-1", NOW.date(), items=(item,)), "Li", NOW)
    binned(store)


ACTS: dict[str, tuple[Callable[[Store], None], Callable[[Store], object]]] = {
    "an import": (nothing, imported),
    "the undo of an import": (imported, undo_import),
    "erasing": (binned, erase),
    "confirming": (decided, confirm),
    "erasing a confirmed decision": (confirmed_and_binned, erase),
    "the archive": (nothing, lambda store: store.cases.place("case-0", Where.ARCHIVE, "Li", NOW)),
    "adding": (nothing, lambda store: store.cases.add_entry("case-0", Entry("new", "study"), "Li", NOW)),
    "removing": (nothing, lambda store: store.cases.remove_entry("case-0", "biopsy", "Li", NOW)),
    "moving": (nothing, lambda store: store.cases.move_entry("case-0", "biopsy", "patient", "Li", NOW)),
    "a time": (
        nothing,
        lambda store: store.cases.change_time("case-0", "biopsy", PartialDate(2021, 3), None, "Li", NOW),
    ),
}


@contextmanager
def failing_at(number: int) -> Iterator[list[int]]:
    """The write of this number raises what nobody expects; counts the writes there were."""
    run, counted = Database.run, [0]

    def broken(database: Database, sql: str, *values: object) -> int:
        if sql.lstrip().upper().startswith(WRITES):
            counted[0] += 1
            if counted[0] == number:
                raise ZeroDivisionError("planted")
        return run(database, sql, *values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "run", broken)
        yield counted


def everything(store: Store) -> tuple[object, ...]:
    ids = store.cases.ids()
    kept = [(store.cases.get(one), store.cases.journal(one), store.worklist.where(one)) for one in ids]
    records = [(store.records.of_case(one), store.records.issued_of(one)) for one in ids]
    return ids, kept, records, store.meetings.all(), store.imports.last()


@pytest.mark.parametrize("name", ACTS)
def test_whichever_write_fails_nothing_of_the_change_is_kept(store: Store, name: str) -> None:
    for step in range(6):
        play(store, step, "Li")
    before_it, act = ACTS[name]
    before_it(store)
    before = everything(store)
    for number in range(1, 500):
        with failing_at(number) as counted:
            try:
                act(store)
                break
            except ZeroDivisionError:
                assert everything(store) == before, f"write {number}"
        assert store.verify() == ()
    assert counted[0] == number - 1 >= 3
    assert everything(store) != before
    assert store.verify() == ()
