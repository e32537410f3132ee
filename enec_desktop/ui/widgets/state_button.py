"""The small button at a field that opens the list of its states: for the mouse what Ctrl+. is for keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from enec_desktop.domain.case import FieldState
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.states import state_words

_DOTS = (-1.5, 0.0, 1.5)


class StateButton(QAbstractButton):
    """Three quiet dots, in the colour of a link under the mouse; the Tab key passes by."""

    def __init__(self, kit: Kit, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit, self._label = kit, label
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(self.sizeHint())

    def show_state(self, state: FieldState) -> None:
        """Say whose state it is, and which."""
        said = self._kit.words("field.state_of", field=self._label, state=state_words(self._kit, state))
        self.setAccessibleName(said)
        self.setToolTip(f"{said}. {self._kit.words('field.state_tip')}")

    def sizeHint(self) -> QSize:
        """Wide enough to be hit; as high as the label beside it."""
        return QSize(self._kit.theme.space(7), self._kit.theme.space(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dots, on a tint under the mouse."""
        theme, painter = self._kit.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        over = self.underMouse()
        if over:
            painter.setBrush(theme.colour("note-surface"))
            painter.drawRoundedRect(self.rect(), 3, 3)
        painter.setBrush(theme.colour("accent" if over else "line"))
        middle, step = QPointF(self.rect().center()) + QPointF(0.5, 0.5), theme.space(1)
        for dot in _DOTS:
            painter.drawEllipse(middle + QPointF(dot * step, 0), step * 0.36, step * 0.36)
        painter.end()
