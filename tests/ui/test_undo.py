"""Taking back and bringing back, named and lasting."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QMenu

from enec_desktop.domain.case import FieldState, Quantity
from enec_desktop.domain.values import Interval
from tests.ui.acting import ALT, CTRL, SHIFT, Key, User
from tests.ui.conftest import Opener


def test_undo_and_redo_work_across_a_restart(open_user: Opener) -> None:
    user = open_user()
    user.press(Key.Key_N, CTRL)
    user.chapter("Patient")
    user.type("SAMPLE, Patient")
    user.press(Key.Key_Return)
    user.chapter("Fitness")
    type_weight(user, "72")
    type_weight(user, "55")
    case_id = user.stored().id

    user = open_user()
    user.open_first("sample")
    assert user.stored().id == case_id
    user.press(Key.Key_Z, CTRL)
    assert weight(user) == Quantity(Interval.point(72), "kg")
    user.press(Key.Key_Z, CTRL)
    assert user.stored().of_kind("fitness")[0].fact("weight").state is FieldState.NOT_RECORDED
    user.press(Key.Key_Z, CTRL | SHIFT)
    user.press(Key.Key_Z, CTRL | SHIFT)
    assert weight(user) == Quantity(Interval.point(55), "kg")


def test_the_menu_names_what_undo_takes_back(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Fitness")
    type_weight(user, "72")
    type_weight(user, "55")
    user.press(Key.Key_E, ALT)
    (menu,) = [menu for menu in user.window.findChildren(QMenu) if menu.isVisible()]
    words = menu.actions()[0].text()
    menu.close()
    assert "Weight" in words
    assert "72 kg" in words
    assert "55 kg" in words


def test_undo_in_a_half_typed_line_stays_in_the_line(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Fitness")
    type_weight(user, "72")
    line = user.go_to("Weight")
    user.type("9")
    user.press(Key.Key_Z, CTRL)
    assert isinstance(line, QLineEdit)
    assert line.text() == "72"
    assert weight(user) == Quantity(Interval.point(72), "kg")


def test_what_was_taken_back_is_said(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Fitness")
    type_weight(user, "72")
    assert user.see("saved ", partly=True)
    user.press(Key.Key_Z, CTRL)
    assert user.see("taken back: Weight", partly=True)


def type_weight(user: User, text: str) -> None:
    line = user.go_to("Weight")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    user.type(text)
    user.press(Key.Key_Return)


def weight(user: User) -> object:
    return user.stored().of_kind("fitness")[0].fact("weight").value
