"""The six states of a field by mouse: a small button that is always there opens their list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from enec_desktop.domain.case import FieldState
from tests.ui.acting import CTRL, NONE, Key, User

WORDS = {
    "not done": FieldState.NOT_DONE,
    "pending": FieldState.PENDING,
    "unknown": FieldState.UNKNOWN,
    "does not apply": FieldState.NOT_APPLICABLE,
}


@pytest.fixture
def pathologist(user: User) -> User:
    """A user before the empty pathology of a new case."""
    user.press(Key.Key_N, CTRL)
    user.chapter("Pathology")
    return user


def open_list(user: User, field: str, state: str) -> QMenu:
    user.click(f"State of {field}: {state}")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def click_on(user: User, menu: QMenu, words: str) -> None:
    item = next(one for one in menu.actions() if one.text() == words)
    user.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, NONE, menu.actionGeometry(item).center())


def state_of(user: User, name: str) -> FieldState:
    found = user.stored().of_kind("specimen")
    return found[-1].fact(name).state if found else FieldState.NOT_RECORDED


@pytest.mark.parametrize(("field", "name"), [("Ki-67 index", "ki67"), ("Synaptophysin", "synaptophysin")])
def test_each_state_is_chosen_by_mouse_alone(pathologist: User, field: str, name: str) -> None:
    before = "not recorded"
    for words, state in WORDS.items():
        click_on(pathologist, open_list(pathologist, field, before), words)
        assert state_of(pathologist, name) is state
        before = words
    click_on(pathologist, open_list(pathologist, field, before), "not recorded")
    assert state_of(pathologist, name) is FieldState.NOT_RECORDED


def test_the_last_value_comes_back_with_the_state_value(pathologist: User) -> None:
    pathologist.go_to("Ki-67 index")
    pathologist.type("80")
    pathologist.press(Key.Key_Return)
    click_on(pathologist, open_list(pathologist, "Ki-67 index", "value"), "pending")
    click_on(pathologist, open_list(pathologist, "Ki-67 index", "pending"), "value")
    assert state_of(pathologist, "ki67") is FieldState.VALUE


def test_the_list_opens_at_its_button_and_the_cursor_goes_to_its_field(pathologist: User) -> None:
    pathologist.go_to("Mitoses")
    button = pathologist.find("State of Ki-67 index: not recorded")
    menu = open_list(pathologist, "Ki-67 index", "not recorded")
    assert menu.pos() == button.mapToGlobal(QPoint(0, button.height() - 1))
    pathologist.press(Key.Key_Escape)
    assert pathologist.focus_name() == "Ki-67 index"
