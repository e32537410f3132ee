"""Any walk by key through editing, cases, chapters, undo, redo and restarts agrees with a plain model."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from enec_desktop.domain.case import Quantity
from tests.conftest import LONG
from tests.ui.acting import CTRL, SHIFT, Key
from tests.ui.conftest import Opener

STEPS = 3_000 if LONG else 30
TEXTS = {"Name": "name", "Hospital number": "hospital_number", "Responsible clinician": "responsible"}
NUMBERS = {"Age": "age"}
FIELDS = TEXTS | NUMBERS
CASES = ("ALPHA", "BRAVO", "CHARLIE")
CHAPTERS = ("Fitness", "Imaging", "Pathology")


@dataclass
class Model:
    """What the fields of one case hold, and the two ways back and forth."""

    now: dict[str, str] = field(default_factory=dict)
    done: list[dict[str, str]] = field(default_factory=list)
    undone: list[dict[str, str]] = field(default_factory=list)

    def edit(self, name: str, text: str) -> None:
        after = {key: value for key, value in self.now.items() if key != name}
        if text:
            after[name] = text
        if after != self.now:
            self.done.append(self.now)
            self.undone.clear()
            self.now = after

    def undo(self) -> None:
        if self.done:
            self.undone.append(self.now)
            self.now = self.done.pop()

    def redo(self) -> None:
        if self.undone:
            self.done.append(self.now)
            self.now = self.undone.pop()


class Walk:
    """One user, three cases, and what each must hold."""

    def __init__(self, open_user: Opener, seed: int) -> None:
        self.open_user, self.chance = open_user, random.Random(seed)
        self.user = open_user()
        self.ids = {title: self.user.desk.cases.create(title) for title in CASES}
        self.models = {title: Model() for title in CASES}
        self.told: list[str] = []
        self.open(CASES[0])

    @property
    def model(self) -> Model:
        return self.models[self.title]

    def open(self, title: str) -> None:
        self.title = title
        self.user.open_first(title.lower())
        self.user.chapter("Patient")

    def step(self) -> None:
        acts = (self.edit, self.edit, self.edit, self.undo, self.undo, self.redo, self.switch, self.leave)
        act = self.restart if self.chance.random() < 0.02 else self.chance.choice(acts)
        self.told.append(act.__name__)
        act()

    def type_over(self, name: str) -> str:
        text = (
            str(self.chance.randrange(18, 99))
            if name in NUMBERS
            else self.chance.choice(["", "A", "b c", "d-1"])
        )
        line = self.user.go_to(name)
        self.user.press(Key.Key_A, CTRL)
        self.user.press(Key.Key_Delete)
        if text:
            self.user.type(text)
        assert line.isEnabled()
        return text

    def edit(self) -> None:
        """Type over a field and go on by Enter, Tab or another field."""
        name = self.chance.choice(list(FIELDS))
        text = self.type_over(name)
        self.user.press(self.chance.choice([Key.Key_Return, Key.Key_Tab]))
        self.model.edit(name, text)

    def leave(self) -> None:
        """Half-type a field and leave its chapter: what was typed is saved."""
        name = self.chance.choice(list(FIELDS))
        text = self.type_over(name)
        self.user.chapter(self.chance.choice(CHAPTERS))
        self.user.chapter("Patient")
        self.model.edit(name, text)

    def undo(self) -> None:
        self.user.go_to("Chapters")
        self.user.press(Key.Key_Z, CTRL)
        self.model.undo()

    def redo(self) -> None:
        self.user.go_to("Chapters")
        self.user.press(Key.Key_Z, CTRL | SHIFT)
        self.model.redo()

    def switch(self) -> None:
        """Half-type a field and open another case: what was typed belongs to the first one."""
        name = self.chance.choice(list(FIELDS))
        self.model.edit(name, self.type_over(name))
        self.open(self.chance.choice([title for title in CASES if title != self.title]))

    def restart(self) -> None:
        self.user = self.open_user()
        self.open(self.title)

    def differences(self) -> list[str]:
        """Where store or screen say something else than the model."""
        found = []
        for title, case_id in self.ids.items():
            patient = self.user.desk.cases.open(case_id).of_kind("identity")[0]
            held = {name: told(patient.fact(code).value) for name, code in FIELDS.items()}
            held = {name: text for name, text in held.items() if text}
            if held != self.models[title].now:
                found.append(f"{title}: stored {held}, expected {self.models[title].now}")
        shown = {name: self.shown(name) for name in FIELDS}
        if {name: text for name, text in shown.items() if text} != self.model.now:
            found.append(f"{self.title}: shown {shown}, expected {self.model.now}")
        return found

    def shown(self, name: str) -> str:
        line = self.user.find(name)
        assert isinstance(line, QLineEdit | QPlainTextEdit)
        return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def told(value: object) -> str:
    return f"{value.interval.low:g}" if isinstance(value, Quantity) else str(value or "")


def test_any_walk_by_key_agrees_with_a_plain_model(open_user: Opener) -> None:
    walk = Walk(open_user, seed=4)
    for _ in range(STEPS):
        walk.step()
        assert walk.differences() == [], walk.told[-12:]
    assert walk.user.desk.backups.verify() == ()
    assert {"edit", "leave", "undo", "redo", "switch"} <= set(walk.told)
