"""Where one of a few codes is chosen: keys side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from enec_desktop.domain.values import Codes
from enec_desktop.ui.theme import Theme
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.tab_order import Compound
from enec_desktop.ui.widgets.wrap_button import WrapButton

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


class ChoiceKeys(Compound):
    """One key for each code. Arrows move, Space chooses, Delete clears, Ctrl adds another.

    A letter chooses the one code whose words begin with it, or goes to the next of several. A digit chooses
    the code that bears it (1 is M1, R1, NYHA I, never "the first"); it counts places only where no code
    bears a number. What is typed twice stays chosen.
    """

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
            key.typed.connect(self._press_sign)
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

    def _press_sign(self, pressed: _Key, sign: str) -> None:
        meant = self._numbered(int(sign)) if sign.isdecimal() else self._beginning_with(sign.casefold())
        if len(meant) == 1 and self._several:
            self._press(meant[0].code, False)
        elif len(meant) == 1:
            self._choose(frozenset({meant[0].code}))
        elif meant:
            later = [key for key in meant if self._keys.index(key) > self._keys.index(pressed)]
            self._go_to((later or meant)[0])

    def _numbered(self, number: int) -> list[_Key]:
        borne = {key: _number_in(key.text()) for key in self._keys}
        if any(one is not None for one in borne.values()):
            return [key for key, one in borne.items() if one == number]
        return self._keys[number - 1 : number] if number else []

    def _beginning_with(self, letter: str) -> list[_Key]:
        return [key for key in self._keys if key.text().casefold().startswith(letter)]

    def _choose(self, codes: Codes) -> None:
        self.show_codes(codes)
        self.chosen.emit(codes)

    def _move(self, key: _Key, steps: int) -> None:
        self._go_to(self._keys[(self._keys.index(key) + steps) % len(self._keys)])

    def _go_to(self, key: _Key) -> None:
        self._let_in(key)
        key.setFocus(Qt.FocusReason.OtherFocusReason)


class _Key(WrapButton):
    """One code of a ChoiceKeys."""

    pressed_with = Signal(str, bool)
    moved = Signal(object, int)
    cleared = Signal()
    typed = Signal(object, str)

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
        elif event.text().isalnum() and not event.modifiers() & _COMMANDS:
            self.typed.emit(self, event.text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click inside the key chooses it."""
        inside = self.rect().contains(event.position().toPoint())
        self.setDown(False)
        if inside and event.button() is Qt.MouseButton.LeftButton:
            added = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.pressed_with.emit(self.code, added)


def _number_in(words: str) -> int | None:
    """The number that the words of a code bear (M1, R0, NYHA III), or None."""
    found = re.search(r"[0-9]+", words)
    return int(found.group()) if found else _ROMAN.get(words)
