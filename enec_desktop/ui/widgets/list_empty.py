"""What stands in the place of an empty list: why it is empty, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.worklist import Where
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label

_ASKED = {"n": "new", "u": "take_back", "f": "filters", "/": "search"}
"""What the keys of the list ask for that needs no line of it."""


class EmptyList(QWidget):
    """One sentence, one more that teaches, and the buttons that help. ``asked`` names what a key asks for."""

    asked = Signal(str)
    new_wanted = Signal()
    samples_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._sentence = plain_label("", "title", wraps=True)
        self._hint = plain_label("", "second", wraps=True)
        self._new = QPushButton(kit.words("worklist.new"))
        self._new.setProperty("role", "primary")
        self._new.clicked.connect(self.new_wanted)
        self._samples = QPushButton(kit.words("worklist.samples"))
        self._samples.clicked.connect(self.samples_wanted)
        self._clear = QPushButton(kit.words("worklist.show_all"))
        self._clear.clicked.connect(self.clear_wanted)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (self._sentence, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        line = QHBoxLayout()
        line.addStretch(1)
        for button in (self._new, self._samples, self._clear):
            line.addWidget(button)
        line.addStretch(1)
        column.addSpacing(kit.theme.space(3))
        column.addLayout(line)
        column.addStretch(3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that are told below the list are in force without a line, too."""
        wish = _ASKED.get(event.text().casefold())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if wish is not None and plain:
            self.asked.emit(wish)
        else:
            super().keyPressEvent(event)

    def show_reason(self, where: Where, *, nothing_there: bool) -> None:
        """Say why nothing is listed: nothing lies there, or nothing fits."""
        name = {Where.LIST: "empty", Where.ARCHIVE: "empty_archive", Where.BIN: "empty_bin"}[where]
        key = f"worklist.{name}" if nothing_there else "worklist.nothing"
        self._sentence.setText(self._kit.words(key))
        self._hint.setText(self._kit.words(f"{key}_hint"))
        first = nothing_there and where is Where.LIST
        self._new.setVisible(first)
        self._samples.setVisible(first)
        self._clear.setVisible(not first)

    def focus_start(self) -> None:
        """Go to the first button."""
        button = self._new if self._new.isVisibleTo(self) else self._clear
        button.setFocus(Qt.FocusReason.OtherFocusReason)
