"""A short word in a frame: a standing, a certainty, a clearance; its mark gives frame and colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from enec_desktop.domain.content import Sentence
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.painter import paint_mark


class Tag(QWidget):
    """One line where there is room, more where there is not; the shape of the mark stands before it."""

    def __init__(self, kit: Kit, sentence: Sentence, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit, self._sentence = kit, sentence
        self._known: dict[int, QRect] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = kit.words(f"mark.{sentence.mark.value}") + ": " if sentence.mark else ""
        self.setAccessibleName(said + sentence.text)

    def hasHeightForWidth(self) -> bool:
        """More lines where there is less width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """High enough for all words."""
        return self._bounds(max(width - self._left() - self._pad(), 10)).height() + 2

    def sizeHint(self) -> QSize:
        """One line."""
        box = self._bounds(10_000)
        return QSize(box.width() + self._left() + self._pad() + 1, box.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """A word or two wide."""
        return QSize(min(self.sizeHint().width(), self._kit.theme.space(20)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, mark and words."""
        theme, mark, painter = self._kit.theme, self._sentence.mark, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._framed():
            painter.setPen(QPen(theme.colour(mark.value if mark else "line"), 1))
            painter.setBrush(theme.colour(f"{mark.value}-surface" if mark else "surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if mark:
            side = theme.size("small")
            high = QFontMetrics(self._font()).height()
            paint_mark(painter, mark, QRectF(self._pad(), (high - side) / 2 + 1, side, side), theme)
        painter.setFont(self._font())
        painter.setPen(theme.colour(mark.value if mark else "text" if self._framed() else "second"))
        words = self.rect().adjusted(self._left(), 1, -self._pad(), 0)
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), self._sentence.text)
        painter.end()

    def _framed(self) -> bool:
        return self._sentence.strong or bool(self._sentence.mark)

    def _font(self) -> QFont:
        return self._kit.theme.font("small", strong=self._sentence.strong)

    def _pad(self) -> int:
        return self._kit.theme.space(1.5) if self._framed() else 0

    def _left(self) -> int:
        mark = self._kit.theme.size("small") + self._kit.theme.space(1) if self._sentence.mark else 0
        return self._pad() + mark

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other bounds."""
        super().changeEvent(event)
        self._known.clear()

    def _bounds(self, width: int) -> QRect:
        if width not in self._known:
            room, flags = QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap)
            self._known[width] = QFontMetrics(self._font()).boundingRect(room, flags, self._sentence.text)
        return self._known[width]
