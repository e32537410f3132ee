"""A box to tick whose frame is seen in every look and grows with the text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from enec_desktop.ui.theme import Theme


class TickBox(QCheckBox):
    """The system's own box is as dark as the page in high contrast, and as small at 200 % as at 100 %."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme

    def sizeHint(self) -> QSize:
        """The box, a gap and the words on one line."""
        metrics, gap = self.fontMetrics(), self._theme.space(2)
        words = metrics.horizontalAdvance(self.text())
        return QSize(self._side() + gap * 2 + words, max(self._side(), metrics.height()) + gap)

    def minimumSizeHint(self) -> QSize:
        """No less than the whole line."""
        return self.sizeHint()

    def hitButton(self, place: object) -> bool:
        """A click on the words ticks, too."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, tick, words, and the frame that shows where the keys go."""
        theme, side = self._theme, self._side()
        ink = theme.colour("text" if self.isEnabled() else "second")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        wide = 2 if self.hasFocus() else 1
        painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "line"), wide * theme.zoom))
        painter.drawRoundedRect(box, 2, 2)
        if self.isChecked():
            painter.setPen(QPen(ink, 2 * theme.zoom, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            points = ((0.22, 0.52), (0.42, 0.74), (0.8, 0.26))
            painter.drawPolyline(
                [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points]
            )
        painter.setPen(ink)
        words = self.rect().adjusted(side + theme.space(2), 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.end()

    def _side(self) -> int:
        return self._theme.size("body") + 2
