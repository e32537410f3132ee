"""One field: what is typed, what cannot be read, the six states, choices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from enec_desktop.domain.case import Fact, FieldState, Quantity
from enec_desktop.domain.values import Interval
from tests.ui.acting import ALT, CTRL, Key, User


@pytest.fixture
def pathologist(user: User) -> User:
    """A user before the empty pathology of a new case."""
    user.press(Key.Key_N, CTRL)
    user.chapter("Pathology")
    return user


def fact(user: User, name: str, kind: str = "specimen") -> Fact:
    found = user.stored().of_kind(kind)
    return found[-1].fact(name) if found else Fact()


def test_a_number_that_cannot_be_read_stays_with_a_sentence_and_is_not_saved(pathologist: User) -> None:
    line = pathologist.of_kind(QLineEdit, "Ki-67 index")
    pathologist.go_to("Ki-67 index")
    pathologist.type("ninety")
    pathologist.press(Key.Key_Tab)
    assert line.text() == "ninety"
    assert pathologist.see("ninety", partly=True)
    assert fact(pathologist, "ki67").state is FieldState.NOT_RECORDED


def test_what_could_not_be_read_waits_while_another_chapter_is_shown(pathologist: User) -> None:
    pathologist.go_to("Ki-67 index")
    pathologist.type("ninety")
    pathologist.chapter("Patient")
    pathologist.chapter("Pathology")
    assert pathologist.of_kind(QLineEdit, "Ki-67 index").text() == "ninety"


def test_what_could_not_be_read_survives_another_zoom(pathologist: User) -> None:
    pathologist.go_to("Ki-67 index")
    pathologist.type("ninety")
    pathologist.press(Key.Key_Plus, CTRL)
    assert pathologist.of_kind(QLineEdit, "Ki-67 index").text() == "ninety"


def test_escape_brings_back_what_is_recorded(pathologist: User) -> None:
    pathologist.go_to("Ki-67 index")
    pathologist.type("90")
    pathologist.press(Key.Key_Return)
    line = pathologist.go_to("Ki-67 index")
    pathologist.type("x")
    pathologist.press(Key.Key_Escape)
    assert isinstance(line, QLineEdit)
    assert line.text() == "90"


@pytest.mark.parametrize(
    ("typed", "interval"),
    [(">90", Interval(low=90, high=100, low_open=True)), ("60-69", Interval(60, 69))],
)
def test_a_range_is_recorded_as_a_range(pathologist: User, typed: str, interval: Interval) -> None:
    pathologist.go_to("Ki-67 index")
    pathologist.type(typed)
    pathologist.press(Key.Key_Return)
    value = fact(pathologist, "ki67").value
    assert isinstance(value, Quantity)
    assert value.interval.meet(Interval(0, 100)) == interval


def test_the_state_key_goes_through_all_six_states_and_back_to_the_value(pathologist: User) -> None:
    pathologist.go_to("Ki-67 index")
    pathologist.type("90")
    pathologist.press(Key.Key_Return)
    pathologist.go_to("Ki-67 index")
    seen = []
    for _ in range(6):
        pathologist.press(Key.Key_Period, CTRL)
        seen.append(fact(pathologist, "ki67").state)
    assert seen == [
        FieldState.NOT_DONE,
        FieldState.PENDING,
        FieldState.UNKNOWN,
        FieldState.NOT_APPLICABLE,
        FieldState.NOT_RECORDED,
        FieldState.VALUE,
    ]
    assert fact(pathologist, "ki67").value == Quantity(Interval.point(90), "%")


def test_the_state_is_a_word_in_the_field(pathologist: User) -> None:
    line = pathologist.go_to("Ki-67 index")
    assert isinstance(line, QLineEdit)
    assert line.placeholderText() == "not recorded"
    pathologist.press(Key.Key_Period, CTRL)
    assert line.placeholderText() == "not done"


def test_mitoses_ask_for_their_unit(pathologist: User) -> None:
    pathologist.go_to("Mitoses")
    pathologist.type("25")
    pathologist.press(Key.Key_Return)
    assert fact(pathologist, "mitoses").state is FieldState.NOT_RECORDED
    pathologist.choose("Unit: Mitoses", "/10 HPF")
    assert fact(pathologist, "mitoses").value == Quantity(Interval.point(25), "/10 HPF")


def test_a_choice_is_made_from_a_list_by_keyboard(pathologist: User) -> None:
    pathologist.choose("Cell type", "small cell")
    assert fact(pathologist, "cell_type").value == frozenset({"small"})
    pathologist.go_to("Cell type")
    pathologist.press(Key.Key_Delete)
    assert fact(pathologist, "cell_type").state is FieldState.NOT_RECORDED


def test_several_possible_choices_are_recorded_as_one_of_them(pathologist: User) -> None:
    pathologist.go_to("Cell type")
    pathologist.press(Key.Key_M, CTRL)
    pathologist.press(Key.Key_1)
    pathologist.press(Key.Key_2)
    assert fact(pathologist, "cell_type").value == frozenset({"small", "large"})


def test_the_keys_of_a_stain_are_chosen_by_digit_and_emptied(pathologist: User) -> None:
    pathologist.go_to("Synaptophysin")
    pathologist.press(Key.Key_1)
    assert fact(pathologist, "synaptophysin").value == frozenset({"positive"})
    pathologist.press(Key.Key_Right)
    pathologist.press(Key.Key_Space)
    assert fact(pathologist, "synaptophysin").value == frozenset({"weak"})
    pathologist.press(Key.Key_Delete)
    assert fact(pathologist, "synaptophysin").state is FieldState.NOT_RECORDED


def test_a_letter_chooses_what_begins_with_it_and_typed_twice_keeps_it(pathologist: User) -> None:
    pathologist.go_to("Synaptophysin")
    pathologist.type("w")
    assert fact(pathologist, "synaptophysin").value == frozenset({"weak"})
    pathologist.type("w")
    assert fact(pathologist, "synaptophysin").value == frozenset({"weak"})


def test_a_letter_of_two_choices_leads_to_each_and_chooses_none(pathologist: User) -> None:
    pathologist.go_to("Cell type")
    pathologist.press(Key.Key_M, CTRL)
    pathologist.type("s")
    there = pathologist.focus_name()
    pathologist.type("s")
    assert {there, pathologist.focus_name()} == {"small cell", "small and large cell"}
    assert fact(pathologist, "cell_type").state is FieldState.NOT_RECORDED


def test_a_digit_means_the_number_a_choice_bears_and_not_its_place(pathologist: User) -> None:
    pathologist.chapter("Fitness")
    pathologist.go_to("ECOG performance status")
    pathologist.press(Key.Key_M, CTRL)
    pathologist.type("12")
    assert fact(pathologist, "ecog", "fitness").value == frozenset({"1", "2"})


def test_a_letter_and_tab_take_a_line_of_a_list_and_go_on(pathologist: User) -> None:
    pathologist.go_to("Cell type")
    pathologist.type("l")
    pathologist.press(Key.Key_Tab)
    assert fact(pathologist, "cell_type").value == frozenset({"large"})
    assert pathologist.focus_name() not in ("", "Cell type")


def test_tab_leaves_a_list_in_which_nothing_was_found_as_it_was(pathologist: User) -> None:
    pathologist.go_to("Cell type")
    pathologist.type("7")
    pathologist.press(Key.Key_Tab)
    assert fact(pathologist, "cell_type").state is FieldState.NOT_RECORDED
    assert pathologist.focus_name() not in ("", "Cell type")


def test_the_wheel_never_changes_a_choice(pathologist: User) -> None:
    box = pathologist.go_to("Cell type")
    middle = QPointF(box.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(box.mapToGlobal(middle.toPoint())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    assert fact(pathologist, "cell_type").state is FieldState.NOT_RECORDED


def test_date_and_source_of_a_fact_are_typed_below_it_and_shown(pathologist: User) -> None:
    pathologist.go_to("Ki-67 index")
    pathologist.type("90")
    pathologist.press(Key.Key_Return)
    pathologist.go_to("Ki-67 index")
    pathologist.press(Key.Key_I, CTRL)
    pathologist.type("12 Mar 2026")
    pathologist.press(Key.Key_Return)
    pathologist.type("HP-26-117")
    pathologist.press(Key.Key_Return)
    assert pathologist.see("12-Mar-2026 · HP-26-117")
    assert fact(pathologist, "ki67").source == "HP-26-117"


def test_the_history_of_a_field_is_shown_beside_the_assessment(pathologist: User) -> None:
    for typed in ("80", "90"):
        line = pathologist.go_to("Ki-67 index")
        assert isinstance(line, QLineEdit)
        line.selectAll()
        pathologist.type(typed)
        pathologist.press(Key.Key_Return)
    pathologist.go_to("Ki-67 index")
    pathologist.press(Key.Key_H, ALT)
    assert pathologist.see("History of Ki-67 index")
    assert pathologist.see("80 %")


def test_an_unusual_number_is_kept_and_asked_about(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Fitness")
    user.go_to("Weight")
    user.type("300")
    user.press(Key.Key_Return)
    assert fact(user, "weight", "fitness").state is FieldState.VALUE
    assert user.see("outside the usual", partly=True)


def test_what_was_unfolded_stays_so_in_the_next_case_and_a_filled_field_is_never_hidden(
    pathologist: User,
) -> None:
    assert not pathologist.has("SSTR 2")
    more = next(name for name in pathologist.spoken() if name.startswith("Markers ("))
    pathologist.click(more)
    pathologist.press(Key.Key_N, CTRL)
    pathologist.chapter("Pathology")
    assert not any(name.startswith("Markers (") for name in pathologist.spoken())


def test_a_chapter_says_in_words_how_full_it_is(pathologist: User) -> None:
    assert pathologist.see("0 of ", partly=True)
    pathologist.go_to("Ki-67 index")
    pathologist.type("90")
    pathologist.press(Key.Key_Return)
    assert pathologist.see("1 of ", partly=True)
