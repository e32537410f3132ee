"""The strip of the tour below the page: what to look at, and the way on, back and out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label

_KEYS = {"back": "Shift+F8", "next": "F8", "end": "Ctrl+F8"}


class TourStrip(QFrame):
    """Covers nothing and takes no focus by itself: the page above is worked with as always.

    ``moved`` hands out how many steps to go; ``extra_wanted`` the press of a step's own button.
    """

    moved = Signal(int)
    ended = Signal()
    extra_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("role", "tour")
        self._at = plain_label("", "strong")
        self._words = plain_label("", wraps=True)
        self._extra = QPushButton()
        self._extra.setAutoDefault(True)
        self._extra.clicked.connect(self.extra_wanted)
        self._buttons = {name: self._button(name) for name in _KEYS}
        self._buttons["back"].clicked.connect(lambda: self.moved.emit(-1))
        self._buttons["next"].clicked.connect(lambda: self.moved.emit(1))
        self._buttons["end"].clicked.connect(self.ended)
        text, line = QVBoxLayout(), QHBoxLayout(self)
        text.setSpacing(kit.theme.space(0.5))
        text.addWidget(self._at)
        text.addWidget(self._words)
        pad = kit.theme.space(4)
        line.setContentsMargins(pad, kit.theme.space(2), pad, kit.theme.space(2))
        line.setSpacing(kit.theme.space(2))
        line.addLayout(text, 1)
        for button in (self._extra, *self._buttons.values()):
            line.addWidget(button)
        self.hide()

    def show_step(self, number: int, count: int, sentence: str, extra: str = "") -> None:
        """Show a step; ``extra`` names a button of its own. The number 0 stands before the first step."""
        at = (
            self._kit.words("tour.at", number=number, count=count) if number else self._kit.words("tour.name")
        )
        self._at.setText(at)
        self._words.setText(sentence)
        self._extra.setText(extra)
        self._extra.setVisible(bool(extra))
        # Switched off rather than away: who clicks on and on never finds another button under the pointer.
        self._buttons["back"].setEnabled(number > 1)
        self._buttons["next"].setEnabled(0 < number < count)
        self.setAccessibleName(f"{at}. {sentence}")
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _button(self, name: str) -> QPushButton:
        keys = QKeySequence(_KEYS[name])
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        button = QPushButton(self._kit.words(f"tour.{name}", keys=shown))
        button.setAccessibleName(self._kit.words(f"tour.{name}_name"))
        QShortcut(keys, button, button.click)  # at once: a button's own shortcut clicks a moment later
        button.setAutoDefault(True)
        return button
