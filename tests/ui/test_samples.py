"""The sample patients come and go in one step; work done on one of them is never put away with them."""

from __future__ import annotations

from enec_desktop.domain.worklist import WorklistQuery
from tests.ui.acting import CTRL, Key, User

REMOVE = "Remo&ve the sample patients"


def test_the_samples_leave_in_one_step_and_one_undo_brings_them_all_back(reader: User) -> None:
    there = sorted(reader.lines())
    reader.menu(REMOVE)
    assert reader.see("No case is at work.")
    assert reader.see("In the bin now: 7 cases.", partly=True)
    reader.press(Key.Key_Z, CTRL)
    assert sorted(reader.lines()) == there


def test_a_case_of_ones_own_stays(reader: User) -> None:
    own = reader.desk.cases.create("Own")
    reader.menu(REMOVE)
    assert [row.case_id for row in reader.desk.worklist.rows(WorklistQuery())] == [own]
    assert len(reader.lines()) == 1


def test_a_changed_sample_stays_and_is_named(reader: User) -> None:
    reader.open_first("takagi")
    reader.chapter("Fitness")
    reader.go_to("Weight")
    reader.type("61")
    reader.press(Key.Key_Return)
    reader.settle()
    title = reader.stored().title
    reader.menu(REMOVE)
    reader.settle()
    assert reader.see(f"Kept, as they were changed here: {title}", partly=True)
    assert reader.see("In the bin now: 6 cases.", partly=True)
    assert [one.title for one in map(reader.desk.cases.open, reader.desk.cases.samples()[1])] == [title]


def test_samples_removed_come_back_when_they_are_loaded_again(reader: User) -> None:
    there = sorted(reader.lines())
    reader.menu(REMOVE)
    reader.menu("Load &sample patients")
    assert sorted(reader.lines()) == there
    reader.menu(REMOVE)
    reader.menu(REMOVE)
    assert reader.see("There are no sample patients outside the bin.")
