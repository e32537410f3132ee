"""The places of the window, down the left side."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout

from enec_desktop.ui.kit import Kit

_LINES = {
    "worklist": ((3, 4, 17, 4), (3, 10, 17, 10), (3, 16, 17, 16)),
    "meeting": (
        (6, 4, 14, 4), (14, 4, 14, 8), (14, 8, 6, 8), (6, 8, 6, 4), (2, 12, 18, 12), (4, 12, 4, 18),
        (16, 12, 16, 18), (10, 12, 10, 18),
    ),
    "case": ((4, 2, 16, 2), (16, 2, 16, 18), (16, 18, 4, 18), (4, 18, 4, 2), (7, 7, 13, 7), (7, 11, 13, 11)),
    "summary": (
        (4, 2, 12, 2), (12, 2, 16, 6), (16, 6, 16, 18), (16, 18, 4, 18), (4, 18, 4, 2), (12, 2, 12, 6),
        (12, 6, 16, 6), (7, 10, 13, 10), (7, 14, 11, 14),
    ),
    "what_if": (
        (3, 16, 3, 6), (3, 6, 12, 6), (9, 3, 12, 6), (9, 9, 12, 6), (3, 16, 16, 16), (13, 13, 16, 16),
        (13, 19, 16, 16),
    ),
    "evidence": (
        (10, 5, 4, 3), (4, 3, 2, 4), (2, 4, 2, 16), (2, 16, 4, 15), (4, 15, 10, 17), (10, 17, 16, 15),
        (16, 15, 18, 16), (18, 16, 18, 4), (18, 4, 16, 3), (16, 3, 10, 5), (10, 5, 10, 17),
    ),
    "site": (
        (3, 18, 3, 7), (3, 7, 10, 2), (10, 2, 17, 7), (17, 7, 17, 18), (17, 18, 3, 18), (10, 8, 10, 14),
        (7, 11, 13, 11),
    ),
}  # fmt: skip
"""Each sign as lines in a square of 20."""


class Rail(QFrame):
    """One button for each place; the current one is marked by a bar."""

    place_chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "raised")
        self.setAccessibleName(kit.words("rail.name"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, kit.theme.space(2), 0, 0)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons = {}
        for place in _LINES:
            button = _PlaceButton(kit, place)
            button.clicked.connect(lambda _=False, place=place: self.place_chosen.emit(place))
            self._group.addButton(button)
            self._buttons[place] = button
            column.addWidget(button)
        column.addStretch(1)

    @property
    def place(self) -> str:
        """The current place."""
        return next((name for name, button in self._buttons.items() if button.isChecked()), "worklist")

    def show_place(self, place: str) -> None:
        """Mark the current place."""
        self._buttons[place].setChecked(True)

    def set_case_open(self, opened: bool) -> None:
        """Some places can be gone to only while a case is open."""
        for place in ("case", "summary", "what_if"):
            self._buttons[place].setEnabled(opened)


class _PlaceButton(QAbstractButton):
    """A sign with its word below."""

    def __init__(self, kit: Kit, place: str) -> None:
        super().__init__()
        self._kit, self._place = kit, place
        self.setText(kit.words(f"rail.{place}"))
        self.setAccessibleName(self.text())
        self.setToolTip(kit.words(f"rail.{place}_tip"))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Sign and word without air, so that all places fit a low screen at 200 %."""
        return QSize(self.sizeHint().width(), self._kit.theme.space(10))

    def sizeHint(self) -> QSize:
        """Wide enough for the word."""
        theme = self._kit.theme
        self.setFont(theme.font("small"))
        wide = self.fontMetrics().horizontalAdvance(self.text()) + theme.space(4)
        return QSize(max(wide, theme.space(16)), theme.space(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint sign, word and bar."""
        theme, painter = self._kit.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colour("accent" if self.isChecked() else "text" if self.isEnabled() else "off")
        if self.isChecked() or self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), theme.colour("note-surface"))
        if self.isChecked():
            painter.fillRect(0, 0, theme.space(1), self.height(), theme.colour("accent"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        side = theme.space(5)
        drawn = side + theme.space(0.5) + self.fontMetrics().height()
        left, top = (self.width() - side) / 2, (self.height() - drawn) / 2
        painter.setPen(QPen(ink, 1.6 * theme.zoom, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for x1, y1, x2, y2 in _LINES[self._place]:
            unit = side / 20
            painter.drawLine(
                QPointF(left + x1 * unit, top + y1 * unit), QPointF(left + x2 * unit, top + y2 * unit)
            )
        painter.setFont(theme.font("small", strong=self.isChecked()))
        words = QRectF(0, top + side + theme.space(0.5), self.width(), self.height() - top - side - 2)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), self.text())
        painter.end()
