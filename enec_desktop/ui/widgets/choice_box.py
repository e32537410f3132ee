"""A list that opens, where one of many codes is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from enec_desktop.domain.values import Codes
from enec_desktop.ui.theme import Theme

SEVERAL = "several"
"""What stands for "several are possible" among the data of a list."""

_OPEN_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_F4)


class ChoiceBox(QComboBox):
    """A list that opens. It changes by choice alone: no wheel, no arrow on a closed box, no elided text."""

    chosen = Signal(object)
    several_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        choices: Mapping[str, str],
        parent: QWidget | None = None,
        *,
        several_words: str = "",
        or_words: str = "",
    ) -> None:
        super().__init__(parent)
        self._theme, self._choices, self._or = theme, choices, or_words
        self._several_words = several_words
        self._codes: Codes = frozenset()
        self._absent = ""
        self._heights: dict[int, int] = {}
        self._measured = ("", 0)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._take)
        self.view().installEventFilter(self)
        self.show_codes(frozenset(), "")

    def set_choices(self, choices: Mapping[str, str]) -> None:
        """Offer other codes; ``show_codes`` shows them."""
        self._choices = choices

    def show_codes(self, codes: Codes, absent: str) -> None:
        """Show what is recorded, or the words for its absence; the list is filled when it opens.

        Where absence has no words, one of the choices is always in force and the list has no empty line.
        """
        same = (codes, absent) == (self._codes, self._absent)
        self._codes, self._absent = codes, absent
        chosen = [words for code, words in self._choices.items() if code in codes]
        text = f" {self._or} ".join(chosen) if chosen else absent
        if same and self.count() == 1 and self.currentText() == text:
            return  # Else every chapter is laid out anew after every key.
        self.clear()
        self.addItem(text, codes)
        self.updateGeometry()

    def _fill(self) -> None:
        shown = self.currentText()
        self.clear()
        if self._absent:
            self.addItem(self._absent, frozenset())
        for code, words in self._choices.items():
            self.addItem(words, frozenset({code}))
        if len(self._codes) > 1:
            self.addItem(shown, self._codes)
        if self._several_words:
            self.addItem(self._several_words, SEVERAL)
        self.setCurrentIndex(next((i for i in range(self.count()) if self.itemData(i) == self._codes), 0))

    def fit_to_words(self, most: int = 26) -> None:
        """Take just the width of the longest choice, up to so many steps of spacing."""
        metrics = QFontMetrics(self._theme.font("body", strong=True))
        words = [self.currentText(), *self._choices.values()]
        wide = max(metrics.horizontalAdvance(text) for text in words) + self._theme.space(7) + 4
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setFixedWidth(min(wide, self._theme.space(most)))

    def showPopup(self) -> None:
        """Open as wide as the longest line."""
        self._fill()
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + self._theme.space(6))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page, it never changes a fact."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and letters open the list; Enter goes on; Delete clears."""
        if event.key() in _OPEN_KEYS:
            self.showPopup()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.chosen.emit(frozenset())
        elif event.text().isprintable() and event.text() and not event.modifiers():
            self.showPopup()
            self.view().keyboardSearch(event.text())
        else:
            super(QComboBox, self).keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab takes the line that a letter led to and goes on: Qt's open list would keep the key."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return super().eventFilter(watched, event)
        row = self.view().currentIndex().row()
        self.hidePopup()
        if self.itemData(row) != self._codes:
            self._take(row)
        self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        return True

    def hasHeightForWidth(self) -> bool:
        """A long choice takes a second line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """High enough for the whole text."""
        inner = max(width - self._theme.space(7), 20)
        text, font = self.currentText(), self._font()
        if self._measured != (text, font.pixelSize()):
            self._measured = (text, font.pixelSize())
            self._heights.clear()
        if inner not in self._heights:
            flags = int(Qt.TextFlag.TextWordWrap)
            box = QFontMetrics(font).boundingRect(QRect(0, 0, inner, 10_000), flags, text)
            self._heights[inner] = box.height()
        return max(self._heights[inner] + self._theme.space(2), self._theme.line_height)

    def sizeHint(self) -> QSize:
        """Narrow if need be; the height follows the width."""
        return QSize(self._theme.space(24), self.heightForWidth(max(self.width(), self._theme.space(24))))

    def minimumSizeHint(self) -> QSize:
        """One line of a few letters."""
        return QSize(self._theme.space(14), self._theme.line_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line below or a frame, the text in full, an arrow at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self._theme, self.rect()
        focus = self.hasFocus()
        painter.fillRect(box, theme.colour("note-surface" if focus else "raised"))
        painter.setPen(QPen(theme.colour("accent" if focus else "line"), 2 if focus else 1))
        if theme.frames_boxes:
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        else:
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setFont(self._font())
        painter.setPen(theme.colour("text" if self._codes else "second"))
        inner = box.adjusted(theme.space(2), 0, -theme.space(5), 0)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, flags, self.currentText())
        self._paint_arrow(painter, box)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another height."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def _paint_arrow(self, painter: QPainter, box: QRect) -> None:
        step = self._theme.space(1)
        x, y = box.right() - 3 * step, box.center().y()
        painter.setPen(QPen(self._theme.colour("second"), 1.5))
        painter.drawLine(x - step, y - step // 2, x, y + step // 2)
        painter.drawLine(x, y + step // 2, x + step, y - step // 2)

    def _font(self) -> QFont:
        return self._theme.font("body", strong=True) if self._codes else self._theme.font("small")

    def _take(self, index: int) -> None:
        data = self.itemData(index)
        self.show_codes(self._codes, self._absent)
        if data == SEVERAL:
            self.several_wanted.emit()
        elif data != self._codes or not data:
            self.chosen.emit(data)
