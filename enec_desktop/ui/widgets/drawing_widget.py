"""A picture of ``domain/drawing`` on the screen, with its words for who cannot see it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from enec_desktop.domain.content import Picture
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.painter import paint_drawing
from enec_desktop.ui.theme import PIXELS_PER_POINT


class DrawingWidget(QWidget):
    """As wide as its place allows, never larger than its own size at the zoom in force."""

    def __init__(self, kit: Kit, picture: Picture) -> None:
        super().__init__()
        self._kit, self._drawing = kit, picture.drawing
        self.setAccessibleName(picture.words.text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The picture keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at a width."""
        return round(self._drawing.height * self._scale(width) + 0.5)

    def sizeHint(self) -> QSize:
        """Its own size at the zoom in force."""
        scale = self._full_scale()
        return QSize(round(self._drawing.width * scale), round(self._drawing.height * scale))

    def minimumSizeHint(self) -> QSize:
        """Half of it can still be read."""
        return self.sizeHint() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the display list."""
        painter = QPainter(self)
        paint_drawing(painter, self._drawing, self._kit.theme, self._scale(self.width()))
        painter.end()

    def _full_scale(self) -> float:
        return PIXELS_PER_POINT * self._kit.theme.zoom

    def _scale(self, width: int) -> float:
        return min(width / max(self._drawing.width, 1.0), self._full_scale())
