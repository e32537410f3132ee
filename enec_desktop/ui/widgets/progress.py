"""Work that takes longer than a moment: how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label

LOOK_MS = 80
"""How often the bar looks how far the work is."""


class Steps:
    """What work in a thread and the bar share: how far it is, and whether it is still wanted."""

    def __init__(self) -> None:
        self.done, self.of = 0, 0
        self.stopped = False

    def tell(self, done: int, of: int) -> None:
        """Say how far the work is."""
        self.done, self.of = done, of


class Progress(QWidget):
    """A sentence, a bar and a button to stop."""

    stopped = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._steps = Steps()
        self._label = plain_label("", "title", wraps=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = QPushButton(kit.words("import.stop"))
        self._stop.clicked.connect(self._end)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._show)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for part in (self._label, self._bar):
            column.addWidget(part)
        column.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(3)

    def begin(self, sentence: str) -> Steps:
        """Show the start of a piece of work; what it is handed to tell its steps."""
        self._steps = Steps()
        self._label.setText(sentence)
        self._bar.setAccessibleName(sentence)
        self._bar.setRange(0, 0)
        self._look.start()
        return self._steps

    def end(self) -> None:
        """The work is over."""
        self._look.stop()

    def _show(self) -> None:
        if self._steps.of:
            self._bar.setRange(0, self._steps.of)
            self._bar.setValue(self._steps.done)

    def _end(self) -> None:
        self._steps.stopped = True
        self.end()
        self.stopped.emit()
