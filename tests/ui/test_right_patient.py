"""Whatever is switched, typed, taken back and brought back: each write lands in the case on the screen."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from enec_desktop.domain.case import Fact, FieldState
from tests.conftest import LONG
from tests.ui.acting import CTRL, SHIFT, Key, User
from tests.ui.conftest import Opener

ALIKE = ("LEE, Min", "LEE, Mina", "LI, Min")
FIELDS = ("Hospital number", "Responsible clinician", "Family doctor")


class Model:
    """What each case must hold: a value for each field, and its steps."""

    def __init__(self) -> None:
        self.values: dict[str, str] = dict.fromkeys(FIELDS, "")
        self.done: list[tuple[str, str, str]] = []
        self.undone: list[tuple[str, str, str]] = []

    def type(self, field: str, text: str) -> None:
        if text != self.values[field]:
            self.done.append((field, self.values[field], text))
            self.undone.clear()
            self.values[field] = text

    def undo(self) -> None:
        if self.done:
            field, old, new = self.done.pop()
            self.undone.append((field, old, new))
            self.values[field] = old

    def redo(self) -> None:
        if self.undone:
            field, old, new = self.undone.pop()
            self.done.append((field, old, new))
            self.values[field] = new


def stored(user: User, case_id: str) -> dict[str, str]:
    fields = user.desk.vocabulary.kinds["identity"].fields
    entry = user.desk.cases.open(case_id).of_kind("identity")[0]
    values = {fields[name].label: fact.value for name, fact in entry.facts.items()}
    return {label: str(values.get(label) or "") for label in FIELDS}


@pytest.mark.parametrize("seed", range(20) if LONG else [7])
def test_every_write_lands_in_the_case_on_the_screen(open_user: Opener, seed: int) -> None:
    user, chance = open_user(), random.Random(seed)
    ids = [user.desk.cases.create() for _ in ALIKE]
    for case_id, name in zip(ids, ALIKE, strict=True):
        user.desk.cases.set_fact(case_id, "identity-1", "name", Fact(FieldState.VALUE, name))
    models = {case_id: Model() for case_id in ids}
    current = ""
    for step in range(200 if LONG else 40):
        move = chance.choice(("open", "type", "type", "undo", "redo")) if current else "open"
        if move == "open":
            user.press(Key.Key_1, CTRL)
            user.press(Key.Key_Home)
            user.press(Key.Key_J, times=chance.randrange(3))
            user.press(Key.Key_Return)
            current = user.stored().id
            user.chapter("Patient")
            assert user.see(f"Patient: {ALIKE[ids.index(current)]},", partly=True)
        elif move == "type":
            field, text = chance.choice(FIELDS), f"{current[-6:]} {step}"
            box = user.go_to(field)
            assert isinstance(box, QPlainTextEdit)
            box.selectAll()
            user.type(text)
            user.press(Key.Key_Return)
            models[current].type(field, text)
        elif move == "undo" and models[current].done:
            user.press(Key.Key_Z, CTRL)
            models[current].undo()
        elif move == "redo" and models[current].undone:
            user.press(Key.Key_Z, CTRL | SHIFT)
            models[current].redo()
        for case_id, model in models.items():
            assert stored(user, case_id) == model.values, f"step {step}: {move}"


def two_alike(user: User) -> tuple[str, str]:
    """Two cases with entries of the same ids; the first one is open at its patient."""
    first, second = user.desk.cases.create(), user.desk.cases.create()
    for case_id, name in ((first, "LEE, Min"), (second, "LEE, Mina")):
        user.desk.cases.set_fact(case_id, "identity-1", "name", Fact(FieldState.VALUE, name))
    user.window.open_case(first)
    user.chapter("Patient")
    return first, second


def number(user: User, case_id: str) -> object:
    return user.desk.cases.open(case_id).of_kind("identity")[0].fact("hospital_number").value


def test_what_is_half_typed_when_another_case_is_opened_goes_to_its_own_one(user: User) -> None:
    first, second = two_alike(user)
    user.go_to("Hospital number")
    user.type("4711")
    user.window.open_case(second)
    assert (number(user, first), number(user, second)) == ("4711", None)


def test_keys_that_reach_a_field_of_the_case_before_are_refused_with_a_sentence(user: User) -> None:
    first, second = two_alike(user)
    stale = user.go_to("Hospital number")
    user.window.open_case(second)
    user.qtbot.keyClicks(stale, "4711")
    user.qtbot.keyClick(stale, Key.Key_Return)
    assert (number(user, first), number(user, second)) == (None, None)
    assert user.see("That was typed for another patient and is not saved", partly=True)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_cannot_be_read_waits_in_its_own_case(user: User) -> None:
    first, second = two_alike(user)
    user.go_to("Age")
    user.type("seventy")
    user.window.open_case(second)
    user.chapter("Patient")
    assert user.of_kind(QLineEdit, "Age").text() == ""
    user.window.open_case(first)
    user.chapter("Patient")
    assert user.of_kind(QLineEdit, "Age").text() == "seventy"


def test_one_key_hides_the_names_everywhere_and_shows_them_again(user: User) -> None:
    first, _ = two_alike(user)
    user.go_to("Hospital number")
    user.type("4711")
    user.press(Key.Key_L, CTRL)
    assert number(user, first) == "4711"
    for told in ("LEE", "4711"):
        boxes = [box.toPlainText() for box in user.window.findChildren(QPlainTextEdit)]
        menus = [action.text() for action in user.window.findChildren(QAction)]
        assert not user.see(told, partly=True)
        assert not any(told in text for text in (*boxes, *menus, user.window.windowTitle()))
    assert user.see("names hidden (Ctrl+L)")
    user.press(Key.Key_1, CTRL)
    assert not any("LEE" in line for line in user.lines())
    assert len(set(user.lines())) == 2
    user.press(Key.Key_L, CTRL)
    assert set(user.lines()) == {"LEE, Min", "LEE, Mina"}


def test_a_hidden_name_is_not_overwritten(user: User) -> None:
    first, _ = two_alike(user)
    user.press(Key.Key_L, CTRL)
    user.go_to("Name")
    user.type("Somebody else")
    user.press(Key.Key_Period, CTRL)
    user.press(Key.Key_Return)
    assert user.desk.cases.open(first).of_kind("identity")[0].fact("name").value == "LEE, Min"
