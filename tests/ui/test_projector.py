"""The projector, by key and by what is read on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.acting import NONE, SHIFT, Key, User


class Room:
    """What the people in front of the projector see, and the keys of who holds it."""

    def __init__(self, user: User, projector: QWidget) -> None:
        self.user, self.window = user, projector

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key on the projector."""
        self.user.qtbot.keyClick(self.window, key, modifiers)

    def read(self) -> str:
        """Everything that stands on the projector."""
        parts = [one for one in self.window.findChildren(QWidget) if one.isVisible()]
        return "\n".join(one.accessibleName() for one in parts)

    def wait_for(self, text: str) -> None:
        """Wait until a text stands there."""
        self.user.qtbot.waitUntil(lambda: text in self.read())


def projectors() -> list[QWidget]:
    """The projectors that are open."""
    return [one for one in QApplication.topLevelWidgets() if one.accessibleName() == "Projector"]


@pytest.fixture
def room(reader: User) -> Iterator[Room]:
    """The room before the projector with a published patient."""
    reader.open_first("liver metastasis")
    reader.press(Key.Key_F5)
    (projector,) = projectors()
    room = Room(reader, projector)
    room.wait_for("The case and the question")
    yield room
    for one in projectors():
        one.close()
    reader.qtbot.waitUntil(lambda: not projectors())


def test_f5_shows_the_open_case_with_its_question_and_keys_turn_the_slides(room: Room) -> None:
    assert "Which first systemic treatment for large cell NEC with liver metastasis?" in room.read()
    assert "Man, 55 years; ECOG not recorded" in room.read()
    room.press(Key.Key_Right)
    assert "What is new since the last board" in room.read()
    room.press(Key.Key_PageDown)
    assert "3 Pathology" in room.read() and "Cell type: large cell" in room.read()
    room.press(Key.Key_Left)
    assert "2 New" in room.read()
    room.press(Key.Key_8)
    assert "8 Pathway" in room.read()
    room.press(Key.Key_1)
    assert "1 Case" in room.read()


def test_a_black_screen_shows_nothing_and_the_next_key_brings_the_slides_back(room: Room) -> None:
    room.press(Key.Key_B)
    assert room.read() == ""
    room.press(Key.Key_Right)
    assert "What is new since the last board" in room.read()


def test_the_question_mark_lists_the_keys_and_escape_leaves_them_then_the_projector(room: Room) -> None:
    room.user.qtbot.keyClick(room.window, "?", SHIFT)
    assert "Keys of the projector" in room.read() and "Black screen" in room.read()
    room.press(Key.Key_Escape)
    assert "The case and the question" in room.read()
    room.press(Key.Key_Escape)
    room.user.qtbot.waitUntil(lambda: not projectors())
