"""What can be meant in two ways is asked beside the field; one key answers, nothing is guessed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from enec_desktop.domain.case import Fact, FieldState, Quantity
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval
from tests.ui.acting import CTRL, SHIFT, Key, User


@pytest.fixture
def coordinator(user: User) -> User:
    """A user in the birth date of a new case."""
    user.press(Key.Key_N, CTRL)
    user.chapter("Patient")
    user.go_to("Born")
    return user


def fact(user: User, kind: str, name: str) -> Fact:
    return user.stored().of_kind(kind)[-1].fact(name)


@pytest.mark.parametrize("leave", [Key.Key_Return, Key.Key_Tab])
def test_a_date_in_two_readings_is_settled_by_one_digit_and_the_next_field_has_the_cursor(
    coordinator: User, leave: Key
) -> None:
    coordinator.type("5/3/45")
    coordinator.press(leave)
    assert coordinator.focus_name() == "Meant is 05-Mar-1945"
    assert fact(coordinator, "identity", "birth_date").state is FieldState.NOT_RECORDED
    coordinator.press(Key.Key_2)
    assert fact(coordinator, "identity", "birth_date").value == PartialDate(1945, 5, 3)
    assert coordinator.focus_name() == "Age"


def test_a_reading_is_chosen_by_mouse(coordinator: User) -> None:
    coordinator.type("5/3/45")
    coordinator.press(Key.Key_Tab)
    coordinator.click("Meant is 03-May-1945")
    assert fact(coordinator, "identity", "birth_date").value == PartialDate(1945, 5, 3)
    assert not coordinator.has("Meant is 03-May-1945")


def test_escape_goes_back_to_the_text_and_tab_past_the_readings_leaves_it_as_typed(coordinator: User) -> None:
    coordinator.type("5/3/45")
    coordinator.press(Key.Key_Tab)
    coordinator.press(Key.Key_Escape)
    line = coordinator.of_kind(QLineEdit, "Born")
    assert line.hasFocus() and line.text() == "5/3/45"
    coordinator.press(Key.Key_Tab, times=3)
    assert coordinator.focus_name() == "Age"
    coordinator.press(Key.Key_Tab, SHIFT)
    assert line.text() == "5/3/45"
    assert fact(coordinator, "identity", "birth_date").state is FieldState.NOT_RECORDED


def test_a_mark_between_thousands_or_decimals_is_asked(coordinator: User) -> None:
    coordinator.chapter("Fitness")
    coordinator.go_to("Platelets")
    coordinator.type("1,500")
    coordinator.press(Key.Key_Return)
    coordinator.press(Key.Key_Right)
    coordinator.press(Key.Key_Left)
    coordinator.press(Key.Key_Return)
    assert fact(coordinator, "fitness", "platelets").value == Quantity(Interval.point(1500), "10^9/L")


def test_the_word_of_a_state_sets_the_state(coordinator: User) -> None:
    coordinator.chapter("Pathology")
    coordinator.go_to("Ki-67 index")
    coordinator.type("pending")
    coordinator.press(Key.Key_Return)
    assert coordinator.focus_name() == "Meant is pending"
    coordinator.press(Key.Key_1)
    assert fact(coordinator, "specimen", "ki67").state is FieldState.PENDING


def test_a_number_in_another_unit_is_offered_and_shown_converted(coordinator: User) -> None:
    coordinator.chapter("Fitness")
    coordinator.go_to("Creatinine")
    coordinator.type("0,9")
    coordinator.press(Key.Key_Return)
    assert coordinator.see("is not possible for Creatinine", partly=True)
    coordinator.press(Key.Key_1)
    assert fact(coordinator, "fitness", "creatinine").value == Quantity(Interval.point(0.9), "mg/dL")
    assert coordinator.see("= 79.56 µmol/L")
