"""The list of cases, without a mouse."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from enec_desktop.domain.case import Fact, FieldState
from enec_desktop.domain.worklist import WorklistQuery
from tests.ui.acting import CTRL, Key, User


def test_an_empty_store_offers_a_new_case_and_the_samples(user: User) -> None:
    assert user.see("No case is at work.")
    user.press(Key.Key_Tab)
    assert user.focus_name() == "Load sample patients"
    user.press(Key.Key_Space)
    assert len(user.lines()) >= 6


def test_search_narrows_the_list_while_typing(reader: User) -> None:
    reader.press(Key.Key_F, CTRL)
    reader.type("superficial")
    reader.qtbot.waitUntil(lambda: len(reader.lines()) == 1)
    assert "Superficial" in reader.lines()[0]


def test_a_search_without_a_hit_says_so(reader: User) -> None:
    reader.press(Key.Key_Slash)
    reader.type("zzzz")
    reader.press(Key.Key_Return)
    assert reader.see("No case fits the search and the chips.")


def test_a_chip_filters_by_status_and_counts(reader: User) -> None:
    reader.window.resize(1920, 1080)
    reader.press(Key.Key_Return)
    reader.choose("Status of the case", "ready for the board")
    name = reader.stored().title
    reader.press(Key.Key_1, CTRL)
    reader.go_to("ready for the board, 1 case")
    reader.press(Key.Key_Space)
    assert reader.lines() == [name]
    reader.press(Key.Key_Space)
    assert len(reader.lines()) > 1


def test_the_diagnosis_chip_opens_a_list_to_choose_from(reader: User) -> None:
    for row in reader.desk.worklist.rows(WorklistQuery()):
        reader.desk.summaries.refresh(row.case_id)
    reader.press(Key.Key_1, CTRL)
    before = len(reader.lines())
    reader.go_to("Diagnosis")
    reader.press(Key.Key_Space)
    (menu,) = [menu for menu in reader.window.findChildren(QMenu) if menu.isVisible()]
    reader.qtbot.keyClick(menu, Key.Key_Down)
    reader.qtbot.keyClick(menu, Key.Key_Return)
    assert 0 < len(reader.lines()) < before


def test_the_list_is_sorted_by_the_chosen_column_both_ways(user: User) -> None:
    for number in ("30", "10", "20"):
        case_id = user.desk.cases.create()
        fact = Fact(FieldState.VALUE, number)
        user.desk.cases.set_fact(case_id, "identity-1", "hospital_number", fact)
    user.press(Key.Key_1, CTRL)
    user.press(Key.Key_Right)
    user.press(Key.Key_S)
    assert user.lines(1) == ["10", "20", "30"]
    user.press(Key.Key_S)
    assert user.lines(1) == ["30", "20", "10"]


def test_letters_move_and_enter_opens(reader: User) -> None:
    second = reader.lines()[1]
    reader.press(Key.Key_J)
    reader.press(Key.Key_J)
    reader.press(Key.Key_K)
    reader.press(Key.Key_Return)
    assert reader.stored().title == second


def test_the_question_mark_shows_all_keys(reader: User) -> None:
    reader.qtbot.keyClick(reader.table(), "?")
    assert reader.see("What it does")


def test_an_archived_case_leaves_the_list_and_stays_findable(reader: User) -> None:
    count = len(reader.lines())
    reader.press(Key.Key_Return)
    name = reader.stored().title
    reader.menu("Put into the &archive")
    assert len(reader.lines()) == count - 1
    reader.click("Archive, 1 case")
    assert reader.lines() == [name]
