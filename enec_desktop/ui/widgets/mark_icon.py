"""One of the four marks as a small picture with a name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from enec_desktop.domain.content import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.painter import paint_mark


class MarkIcon(QWidget):
    """The shape of a mark, empty for Mark.NONE; as high as the text beside it, or ``share`` of that."""

    def __init__(self, kit: Kit, mark: Mark, parent: QWidget | None = None, share: float = 1.0) -> None:
        super().__init__(parent)
        self._kit, self._mark, self._share = kit, mark, share
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_mark(mark)

    def set_mark(self, mark: Mark) -> None:
        """Show another mark."""
        self._mark = mark
        self.setAccessibleName(self._kit.words(f"mark.{mark.value}") if mark else "")
        self.update()

    def sizeHint(self) -> QSize:
        """A square of the height of the text."""
        side = round(self._kit.theme.size("body") * self._share) + 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shape."""
        side = min(self.width(), self.height())
        place = QRectF((self.width() - side) / 2 + 1, (self.height() - side) / 2 + 1, side - 2, side - 2)
        painter = QPainter(self)
        paint_mark(painter, self._mark, place, self._kit.theme)
        painter.end()
