"""The agenda as a table: one line for each case, moved, opened and taken off by one key each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from enec_desktop.domain.content import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.lines_table import LinesTable

COLUMNS = ("number", "patient", "question", "news", "state", "readiness")
SHARES = (5, 22, 27, 17, 12, 17)

_ASKED = {
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Delete: "drop",
    Qt.Key.Key_A: "add",
    Qt.Key.Key_O: "order",
    Qt.Key.Key_R: "record",
    Qt.Key.Key_P: "postpone",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_F: "after",
}
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}


class AgendaTable(LinesTable):
    """``asked`` names what a key asks for; ``moved`` says by how many places the case is to move."""

    asked = Signal(str)
    moved = Signal(int)

    def __init__(self, kit: Kit) -> None:
        titles = [kit.words(f"meeting.{name}") for name in COLUMNS]
        super().__init__(kit, kit.words("meeting.agenda"), titles, SHARES)
        self.doubleClicked.connect(lambda _: self.asked.emit("open"))

    @property
    def line(self) -> int:
        """The current line; below zero without one."""
        return self.currentIndex().row()

    def show_agenda(self, rows: Sequence[tuple[str, ...]], marks: Sequence[Mark | None], line: int) -> None:
        """Show the lines of an agenda, one of them current."""
        self.blockSignals(True)
        self.show_rows(rows, marks)
        if 0 <= line < len(rows):
            self.go_to(line)
        self.blockSignals(False)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here, not a search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J, K and the arrows move the cursor, with Ctrl the case; the other keys are asked for."""
        key, steps = Qt.Key(event.key()), _STEPS.get(Qt.Key(event.key()))
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if steps is not None and control:
            self.moved.emit(steps)
        elif steps is not None:
            self.go_to(min(max(self.line + steps, 0), max(self.lines.rowCount() - 1, 0)))
        elif key in _ASKED and not control:
            self.asked.emit(_ASKED[key])
        else:
            super().keyPressEvent(event)
