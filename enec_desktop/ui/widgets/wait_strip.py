"""Work that only this thread may do, watched: a bar, and a button that calls it off."""

from __future__ import annotations

from time import monotonic

from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QPushButton, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks

BETWEEN_SECONDS = 0.03


class WaitStrip(QWidget):
    """Hands out ``tell`` for work that asks while it runs whether to go on.

    Keys and clicks are heard in between; results of other threads wait, since what they bring would
    write into the store in the middle of the work.
    """

    def __init__(self, kit: Kit, tasks: Tasks, stop_words: str) -> None:
        super().__init__()
        self._tasks = tasks
        self._stopped, self._last = False, 0.0
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._stop = QPushButton(stop_words)
        self._stop.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.theme.space(2))
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)

    def begin(self, sentence: str) -> None:
        """Show the start of a piece of work."""
        self._stopped, self._last = False, 0.0
        self._bar.setAccessibleName(sentence)
        self._bar.setValue(0)
        self._tasks.hold()

    def end(self) -> None:
        """The work is over, however it ended."""
        self._tasks.let_go()

    def tell(self, share: float) -> bool:
        """Show the share that is done, hear the user, and say whether to go on."""
        now = monotonic()
        if now - self._last >= BETWEEN_SECONDS:
            self._last = now
            self._bar.setValue(round(share * 1000))
            QApplication.processEvents()
        return not self._stopped

    def stop(self) -> None:
        """Call the work off."""
        self._stopped = True
