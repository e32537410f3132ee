"""Stored patients who look alike are found by few candidates, among thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from enec_desktop.domain.alike import Likeness, Person, likeness
from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.worklist import Where
from enec_desktop.store.driver import Database
from enec_desktop.store.store import Store
from enec_desktop.store.summary import person_of
from tests.builders import case, entry, value
from tests.domain.test_alike import LOOK_ALIKES
from tests.store.playing import NOW


def keep(store: Store, case_id: str, person: Person) -> None:
    said = {
        "name": person.name,
        "birth_date": person.born,
        "hospital_number": person.number,
        "national_id": person.national_id,
    }
    facts = {name: text for name, text in said.items() if text}
    store.cases.create(case(entry("identity", "p", **facts), id=case_id, title=""), "Li", NOW)


def test_every_look_alike_is_found_and_nobody_else(store: Store) -> None:
    for number, (_, other, _) in enumerate(LOOK_ALIKES):
        keep(store, f"c{number}", other)
    people = {case_id: person_of(store.cases.get(case_id)) for case_id in store.cases.ids()}
    for number, (one, _, how) in enumerate(LOOK_ALIKES):
        found = store.alikes.like(one)
        plainly = {name: likeness(one, person) for name, person in people.items()}
        assert {alike.case_id: alike.likeness for alike in found} == {
            name: found_how for name, found_how in plainly.items() if found_how
        }
        assert plainly[f"c{number}"] is Likeness(how)


def test_the_case_itself_and_the_bin_are_left_out_and_changes_are_followed(store: Store) -> None:
    keep(store, "one", Person("Chan, Anna", "1945-07-14"))
    keep(store, "two", Person("Chan, Anna", "1945-07-14"))
    one = store.cases.get("one")
    assert [alike.case_id for alike in store.alikes.like_case(one)] == ["two"]
    store.cases.place("two", Where.BIN, "Li", NOW)
    assert store.alikes.like_case(one) == ()
    store.cases.place("two", Where.LIST, "Li", NOW)
    store.cases.change_fact("two", "p", "name", value("Bruun, Zoë"), "Li", NOW)
    assert store.alikes.like_case(one) == ()
    store.cases.undo("two", "Li", NOW)
    assert [alike.likeness for alike in store.alikes.like_case(one)] == [Likeness.SAME_PERSON]


def test_only_what_lies_in_the_bin_is_erased_and_then_nothing_of_it_is_left(store: Store) -> None:
    keep(store, "stays", Person("Chan, Anna", "1945-07-14"))
    keep(store, "goes", Person("Smith, John", "1945-07-14"))
    store.cases.change_fact("goes", "p", "name", value("Smith, Jon"), "Li", NOW)
    store.cases.undo("goes", "Li", NOW)
    with pytest.raises(StoreRefused, match="not in the bin; nothing was erased"):
        store.erasing.erase(("goes",))
    store.cases.place("goes", Where.BIN, "Li", NOW)
    with pytest.raises(StoreRefused, match="The case stays is not in the bin"):
        store.erasing.erase(("goes", "stays"))
    assert store.erasing.binned() == ("goes",)
    store.erasing.erase(("goes",))
    assert (store.cases.ids(), store.erasing.binned(), store.verify()) == (("stays",), (), ())
    assert store.alikes.like(Person("Smith, John", "1945-07-14")) == ()


def test_after_an_erasing_the_journal_is_guarded_and_no_byte_of_the_name_is_left(
    store: Store, folder: Path
) -> None:
    keep(store, "goes", Person("Smith, John"))
    keep(store, "stays", Person("Chan, Anna"))
    store.cases.place("goes", Where.BIN, "Li", NOW)
    store.erasing.erase(("goes",))
    store.close()
    assert b"Smith, John" not in (folder / "cases.db").read_bytes()
    database = Database(folder / "cases.db")
    for sql in ("DELETE FROM journal", "UPDATE journal SET who = 'x'"):
        with pytest.raises(StoreRefused, match="only grows"):
            database.run(sql)
    database.close()


@pytest.mark.parametrize("left", [0, 1, 2])
def test_an_import_stays_known_when_some_or_all_of_its_cases_are_erased(store: Store, left: int) -> None:
    cases = [case(entry("identity", "p", name=f"N{number}"), id=f"i{number}") for number in range(3)]
    store.imports.write("table.csv", cases, (), (), "Li", NOW)
    gone = tuple(f"i{number}" for number in range(left, 3))
    for case_id in gone:
        store.cases.place(case_id, Where.BIN, "Li", NOW)
    store.erasing.erase(gone)
    assert store.verify() == ()
    assert len(store.cases.ids()) == left
    assert (store.imports.last() is not None) == bool(left)
    if left:
        assert store.imports.undo("Li", NOW).archived == left
