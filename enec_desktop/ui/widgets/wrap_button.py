"""A button whose words wrap: a title or a link is never cut off and never makes a page too wide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from enec_desktop.ui.theme import Theme


class WrapButton(QAbstractButton):
    """Plain words in the colour of a link, or of a title; Enter and Space press it."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        size: str = "body",
        strong: bool = False,
        colour: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._size, self._strong, self._colour = theme, size, strong, colour
        self._align = Qt.AlignmentFlag.AlignLeft
        self._known: dict[int, QRect] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_words(text)

    def show_words(self, text: str) -> None:
        """Show other words."""
        if text != self.text():
            self.setText(text)
            self._known.clear()
            self.updateGeometry()

    def align_right(self) -> None:
        """Let the words end at the right edge."""
        self._align = Qt.AlignmentFlag.AlignRight

    def hasHeightForWidth(self) -> bool:
        """More lines where there is less width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """High enough for all words."""
        return self._bounds(max(width - self._pad() * 2, 10)).height() + self._pad()

    def sizeHint(self) -> QSize:
        """One line."""
        box = self._bounds(10_000)
        return QSize(box.width() + self._pad() * 2 + 1, box.height() + self._pad())

    def minimumSizeHint(self) -> QSize:
        """A word or two wide."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.space(18)), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as on a link."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, a tint under the mouse, a frame with the focus."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), theme.colour("note-surface"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
        painter.setFont(self._font())
        painter.setPen(theme.colour(self._colour if self.isEnabled() else "second"))
        inner = self.rect().adjusted(self._pad(), self._pad() // 2, -self._pad(), 0)
        painter.drawText(inner, int(Qt.TextFlag.TextWordWrap | self._align), self.text())
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font(self._size, strong=self._strong)

    def _pad(self) -> int:
        return self._theme.space(1)

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other bounds."""
        super().changeEvent(event)
        self._known.clear()

    def _bounds(self, width: int) -> QRect:
        if width not in self._known:
            room, flags = QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap)
            self._known[width] = QFontMetrics(self._font()).boundingRect(room, flags, self.text())
        return self._known[width]
