"""Where one of a few codes is chosen: keys side by side, or a list that opens."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from enec_desktop.domain.values import Codes
from enec_desktop.ui.theme import Theme
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.tab_order import Compound
from enec_desktop.ui.widgets.wrap_button import WrapButton

SEVERAL = "several"
"""What stands for "several are possible" among the data of a list."""

_OPEN_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_F4)


class ChoiceKeys(Compound):
    """One key for each code. Arrows move, Space or the digit chooses, Delete clears, Ctrl adds another."""

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        choices: Mapping[str, str],
        name: str,
        parent: QWidget | None = None,
        *,
        several: bool = False,
        small: bool = False,
    ) -> None:
        super().__init__(parent)
        self._several = several
        self._codes: Codes = frozenset()
        self._keys = [_Key(theme, code, words, name, self, small=small) for code, words in choices.items()]
        flow = Flow(self, gap=theme.space(1))
        self._absent = plain_label("", "second", self)
        self._absent.setWordWrap(True)
        for key in self._keys:
            flow.addWidget(key)
            key.pressed_with.connect(self._press)
            key.moved.connect(self._move)
            key.cleared.connect(lambda: self._choose(frozenset()))
            key.digit.connect(self._press_number)
        flow.addWidget(self._absent)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_codes(frozenset())

    def show_codes(self, codes: Codes, absent: str = "") -> None:
        """Show what is recorded, or the words for its absence; several codes: one of them."""
        self._codes = codes
        self._absent.setText(absent)
        self._absent.setVisible(bool(absent))
        for key in self._keys:
            key.setChecked(key.code in codes)
        entry = next((key for key in self._keys if key.code in codes), self._keys[0])
        if not any(key.hasFocus() for key in self._keys):
            self._let_in(entry)

    def _let_in(self, entry: _Key) -> None:
        for key in self._keys:
            key.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key is entry else Qt.FocusPolicy.ClickFocus)
        self.entry = entry

    def _press(self, code: str, add: bool) -> None:
        if add or self._several:
            self._choose(self._codes ^ {code})
        else:
            self._choose(frozenset() if self._codes == {code} else frozenset({code}))

    def _press_number(self, number: int) -> None:
        if 1 <= number <= len(self._keys):
            self._press(self._keys[number - 1].code, False)

    def _choose(self, codes: Codes) -> None:
        self.show_codes(codes)
        self.chosen.emit(codes)

    def _move(self, key: _Key, steps: int) -> None:
        to = self._keys[(self._keys.index(key) + steps) % len(self._keys)]
        self._let_in(to)
        to.setFocus(Qt.FocusReason.OtherFocusReason)


class _Key(WrapButton):
    """One code of a ChoiceKeys."""

    pressed_with = Signal(str, bool)
    moved = Signal(object, int)
    cleared = Signal()
    digit = Signal(int)

    def __init__(
        self, theme: Theme, code: str, words: str, name: str, parent: QWidget, *, small: bool
    ) -> None:
        super().__init__(theme, words, size="small" if small else "body", colour="text", parent=parent)
        self.code, self._small = code, small
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setAccessibleDescription(name)
        self.setToolTip(words)

    def heightForWidth(self, width: int) -> int:
        """As high as a box for one line, higher where the words wrap."""
        return max(super().heightForWidth(width), self._theme.line_height - self._theme.space(0.5))

    def sizeHint(self) -> QSize:
        """The words on one line, as wide as if they were strong."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(hint.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame with the words; filled when chosen."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setBrush(
            theme.colour("accent" if chosen else "note-surface" if self.underMouse() else "surface")
        )
        edge = "text" if chosen and self.hasFocus() else "accent" if chosen or self.hasFocus() else "line"
        painter.setPen(QPen(theme.colour(edge), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        painter.setFont(self._font())
        painter.setPen(theme.colour("surface" if chosen else "text"))
        inner = self.rect().adjusted(self._pad(), 0, -self._pad(), 0)
        painter.drawText(inner, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font(self._size, strong=self.isChecked())

    def _bounds(self, width: int) -> QRect:
        room, flags = QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(self._theme.font(self._size, strong=True)).boundingRect(room, flags, self.text())

    def _pad(self) -> int:
        return self._theme.space(1 if self._small else 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the group; all others go their usual way."""
        key, added = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Space:
            self.pressed_with.emit(self.code, added)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.moved.emit(self, -1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.moved.emit(self, 1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not added:
            self.digit.emit(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click inside the key chooses it."""
        inside = self.rect().contains(event.position().toPoint())
        self.setDown(False)
        if inside and event.button() is Qt.MouseButton.LeftButton:
            added = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.pressed_with.emit(self.code, added)


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
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._take)
        self.show_codes(frozenset(), "")

    def set_choices(self, choices: Mapping[str, str]) -> None:
        """Offer other codes; ``show_codes`` shows them."""
        self._choices = choices

    def show_codes(self, codes: Codes, absent: str) -> None:
        """Show what is recorded, or the words for its absence; the list is filled when it opens.

        Where absence has no words, one of the choices is always in force and the list has no empty line.
        """
        self._codes, self._absent = codes, absent
        self.clear()
        chosen = [words for code, words in self._choices.items() if code in codes]
        self.addItem(f" {self._or} ".join(chosen) if chosen else absent, codes)
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

    def hasHeightForWidth(self) -> bool:
        """A long choice takes a second line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """High enough for the whole text."""
        inner = max(width - self._theme.space(7), 20)
        box = self._metrics().boundingRect(
            QRect(0, 0, inner, 10_000), int(Qt.TextFlag.TextWordWrap), self.currentText()
        )
        return max(box.height() + self._theme.space(2), self._theme.line_height)

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

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())

    def _font(self) -> QFont:
        return self._theme.font("body", strong=True) if self._codes else self._theme.font("small")

    def _take(self, index: int) -> None:
        data = self.itemData(index)
        self.show_codes(self._codes, self._absent)
        if data == SEVERAL:
            self.several_wanted.emit()
        elif data != self._codes or not data:
            self.chosen.emit(data)
