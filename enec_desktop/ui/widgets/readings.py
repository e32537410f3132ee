"""What a typed text can have meant, as keys beside the field: a digit, Enter or a click chooses one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.tab_order import Compound
from enec_desktop.ui.widgets.wrap_button import WrapButton

_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_LAST = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class Readings(Compound):
    """One button for each reading; ``chosen`` hands its text out, ``left`` says that none was meant."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, kit: Kit, readings: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        flow = Flow(self, gap=kit.theme.space(1))
        self._buttons = [_Reading(kit, at, text, self) for at, text in enumerate(readings, start=1)]
        for button in self._buttons:
            button.clicked.connect(lambda _=False, text=button.reading: self.chosen.emit(text))
            button.keyed.connect(self._take_key)
            flow.addWidget(button)
        self.entry = self._buttons[0]

    def _take_key(self, key: int) -> None:
        focused = next(at for at, button in enumerate(self._buttons) if button.hasFocus())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _NEXT or key in _LAST:
            steps = 1 if key in _NEXT else -1
            self._buttons[(focused + steps) % len(self._buttons)].setFocus()
        else:
            number = key - Qt.Key.Key_1
            if number < len(self._buttons):
                self.chosen.emit(self._buttons[number].reading)


class _Reading(WrapButton):
    """One reading with its digit before it."""

    keyed = Signal(int)

    def __init__(self, kit: Kit, number: int, reading: str, parent: QWidget) -> None:
        shown = kit.said(reading)
        super().__init__(kit.theme, f"{number}\u00a0·\u00a0{shown}", strong=True, parent=parent)
        self.reading = reading
        self.setAccessibleName(kit.words("field.meant", reading=shown))
        self.setToolTip(kit.words("field.meant_tip", number=number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, arrows and Escape belong to all readings together."""
        digit = Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 and not event.modifiers()
        if digit or event.key() in (*_NEXT, *_LAST, Qt.Key.Key_Escape):
            self.keyed.emit(event.key())
        else:
            super().keyPressEvent(event)
