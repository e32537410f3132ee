"""The values read from a report, by the entry they would go to; each is taken or refused by one key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from enec_desktop.domain.content import Mark
from enec_desktop.domain.reading.sheet import Line, Verdict
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.painter import paint_mark

_NUMBER = Qt.ItemDataRole.UserRole
_TARGET = Qt.ItemDataRole.UserRole + 1
_KEYS = {
    Qt.Key.Key_Return: "take",
    Qt.Key.Key_Enter: "take",
    Qt.Key.Key_Y: "take",
    Qt.Key.Key_Delete: "refuse",
    Qt.Key.Key_Backspace: "refuse",
    Qt.Key.Key_N: "refuse",
    Qt.Key.Key_A: "all",
    Qt.Key.Key_Z: "back",
    Qt.Key.Key_T: "target",
}
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}


class OfferList(QListWidget):
    """Groups with their lines. ``asked`` names what a key asks for: take, refuse, all, back or target."""

    asked = Signal(str)
    moved = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setWordWrap(True)
        self.setAccessibleName(kit.words("report.offers"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = kit.theme.size("body")
        self.setIconSize(QSize(side, side))
        self.currentItemChanged.connect(lambda *_: self.moved.emit())

    @property
    def number(self) -> int | None:
        """The number of the current offer; None on a heading."""
        found = self.currentIndex().data(_NUMBER)
        return found if isinstance(found, int) else None

    @property
    def target(self) -> str:
        """The target that the current line belongs to; empty where there is none."""
        return str(self.currentIndex().data(_TARGET) or "")

    def show_groups(self, groups: Sequence[tuple[str, str, Sequence[tuple[Line, str]]]]) -> None:
        """Show targets, each with its title and its lines in words; the cursor stays on its offer."""
        here, target = self.number, self.target
        self.blockSignals(True)
        self.clear()
        for key, title, lines in groups:
            self._add_heading(key, title)
            for line, said in lines:
                self._add_line(key, line, said)
        self.blockSignals(False)
        rows = [n for n in range(self.count()) if self.item(n).data(_NUMBER) is not None]
        same = [n for n in rows if self.item(n).data(_NUMBER) == here]
        near = [n for n in rows if self.item(n).data(_TARGET) == target]
        if rows:
            self.setCurrentRow((same or near or rows)[0])
        self.moved.emit()

    def step(self, by: int) -> None:
        """Go to the next or previous offer; headings are passed over."""
        row = self.currentRow() + by
        while 0 <= row < self.count():
            if self.item(row).data(_NUMBER) is not None:
                self.setCurrentRow(row)
                return
            row += by

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for one word."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.step(_STEPS[key])
        elif key in _KEYS:
            self.asked.emit(_KEYS[key])
        else:
            super().keyPressEvent(event)

    def _add_heading(self, key: str, title: str) -> None:
        item = QListWidgetItem(title, self)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFont(self._kit.theme.font("card", strong=True))
        item.setData(_TARGET, key)

    def _add_line(self, key: str, line: Line, said: str) -> None:
        item = QListWidgetItem(said, self)
        item.setData(_NUMBER, line.number)
        item.setData(_TARGET, key)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said.replace("\n", ". "))
        item.setIcon(self._icon(line))
        if line.verdict is Verdict.TAKEN:
            item.setFont(self._kit.theme.font("body", strong=True))
        elif line.verdict is Verdict.REFUSED:
            font = self._kit.theme.font("body")
            font.setStrikeOut(True)
            item.setFont(font)
            item.setForeground(self._kit.theme.colour("second"))

    def _icon(self, line: Line) -> QIcon:
        """The triangle beside what contradicts; a blank of the same size beside all else."""
        side = self._kit.theme.size("body")
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        if line.standing == "conflict":
            painter = QPainter(picture)
            paint_mark(
                painter, Mark.CAUTION, picture.rect().toRectF().adjusted(1, 1, -1, -1), self._kit.theme
            )
            painter.end()
        return QIcon(picture)
