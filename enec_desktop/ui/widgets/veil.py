"""What lies over a text that is out of date."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label


class Veil(QWidget):
    """Lies over a stale assessment; the text below can still be read and is plainly not current."""

    def __init__(self, kit: Kit, over: QScrollArea) -> None:
        super().__init__(over)
        self._kit, self._over = kit, over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = plain_label(kit.words("assessment.stale"), "tag-note", self)
        self.setAccessibleName(kit.words("assessment.stale"))
        over.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Lie over the text."""
        self._fit()
        self.show()
        self.raise_()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keep the size of what lies below."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin layer of the page's own colour."""
        colour = QColor(self._kit.theme.colour("surface"))
        colour.setAlphaF(0.6)
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour)
        painter.end()

    def _fit(self) -> None:
        self.setGeometry(self._over.rect())
        self._words.adjustSize()
        self._words.move(self.width() - self._words.width() - self._kit.theme.space(5), 4)
