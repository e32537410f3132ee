"""The open actions of all cases, and what became of each by one key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.lines_table import LinesTable

COLUMNS = ("patient", "what", "owner", "status", "due")
SHARES = (24, 32, 16, 11, 17)
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}
_ASKED = {
    Qt.Key.Key_D: "done",
    Qt.Key.Key_C: "changed",
    Qt.Key.Key_X: "dropped",
    Qt.Key.Key_U: "back",
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
}


class ActionTable(LinesTable):
    """``asked`` names what a key asks for: done, changed, dropped, back or open."""

    asked = Signal(str)

    def __init__(self, kit: Kit) -> None:
        titles = [kit.words(f"follow.{name}") for name in COLUMNS]
        super().__init__(kit, kit.words("follow.actions"), titles, SHARES)
        self.doubleClicked.connect(lambda _: self.asked.emit("open"))

    @property
    def line(self) -> int:
        """The current line; below zero without one."""
        return self.currentIndex().row()

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here, not a search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K move, D done, C done otherwise, X not done, U takes the last one back, Enter opens."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS and self.lines.rowCount():
            self.go_to(min(max(self.line + _STEPS[key], 0), self.lines.rowCount() - 1))
        elif key in _ASKED:
            self.asked.emit(_ASKED[key])
        else:
            super().keyPressEvent(event)
