"""Any import over any case: written as it was planned, whole in the journal, and taken back to what was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.errors import CaseRefused, StoreRefused
from enec_desktop.domain.many_cases import ManyCases
from enec_desktop.exchange.merging import file_over
from enec_desktop.store.store import Store, open_store
from tests.builders import case, cases, entry, vocabulary
from tests.conftest import LONG
from tests.store.conftest import NOW

numbers = count()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("imports") / "data", vocabulary(), NOW) as opened:
        yield opened


def write(store: Store, *new: Case, changed: tuple[tuple[Case, int], ...] = ()) -> None:
    store.imports.write("a file", new, changed, (), "Li", NOW)


@settings(max_examples=500 if LONG else 15)
@given(before=cases(), other=cases(), fresh=cases(), again=st.booleans())
def test_any_import_is_written_as_planned_and_taken_back(
    store: Store, before: Case, other: Case, fresh: Case, again: bool
) -> None:
    number = next(numbers)
    before, other = (replace(one, id=f"changed-{number}") for one in (before, other))
    fresh = replace(fresh, id=f"new-{number}")
    try:
        merged = file_over(other, before, ManyCases(vocabulary()))
    except CaseRefused:
        assume(False)
        return
    store.cases.create(before, "Li", NOW)
    write(store, fresh, changed=((merged, 1),))
    assert to_document(store.cases.get(before.id)) == to_document(merged)
    undone = store.imports.undo("Li", NOW)
    assert undone.stayed == ()
    assert to_document(store.cases.get(before.id)) == to_document(before)
    assert to_document(store.cases.at_revision(before.id, 1)) == to_document(before)
    if again:
        now = store.cases.revision(before.id)
        write(store, changed=((merged, now),))
        assert to_document(store.cases.get(before.id)) == to_document(merged)
    assert store.verify() == ()


def test_an_import_that_meets_a_taken_id_keeps_nothing(store: Store) -> None:
    made = [case(entry("identity", name=f"P{n}"), id=f"taken-{n}") for n in range(3)]
    store.cases.create(made[2], "Li", NOW)
    before = store.cases.ids()
    last = store.imports.last()
    with pytest.raises(StoreRefused, match=r"There is a case taken-2 already"):
        write(store, *made)
    assert (store.cases.ids(), store.imports.last()) == (before, last)
    assert store.verify() == ()


def test_an_import_of_nothing_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path / "data", vocabulary(), NOW) as store:
        write(store, case(entry("identity", name="P")))
        assert store.imports.last() is not None
        with pytest.raises(StoreRefused, match="nothing to write"):
            write(store)
