"""A sheet over the window for work that takes longer than a moment; what is quick is done without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.progress import Progress, Steps
from enec_desktop.ui.widgets.wait_strip import WaitStrip

PATIENCE_SECONDS = 0.4
"""Work that takes no longer than this is done without a word."""


@contextmanager
def waiting(
    kit: Kit, tasks: Tasks, parent: QWidget, title: str, sentence: str, stop_words: str
) -> Iterator[Callable[[float], bool]]:
    """Gives ``tell`` for work of this thread: a bar and a button over the window, from a moment on."""
    sheet = QDialog(parent)
    sheet.setWindowTitle(title)
    sheet.setModal(True)
    strip = WaitStrip(kit, tasks, stop_words)
    column = QVBoxLayout(sheet)
    column.addWidget(plain_label(sentence, "title"))
    column.addWidget(strip)
    sheet.setMinimumWidth(kit.theme.space(110))
    sheet.rejected.connect(strip.stop)
    began = monotonic()

    def tell(share: float) -> bool:
        if sheet.isHidden() and monotonic() - began > PATIENCE_SECONDS:
            sheet.show()
        return sheet.isHidden() or strip.tell(share)

    strip.begin(sentence)
    try:
        yield tell
    finally:
        strip.end()
        sheet.hide()
        sheet.deleteLater()


class WorkSheet(QDialog):
    """The same for work in another thread: its steps are told through ``steps``, and ``finish`` ends it."""

    stopped = Signal()

    def __init__(self, kit: Kit, parent: QWidget, title: str, sentence: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(kit.theme.space(110))
        self._progress = Progress(kit)
        self._progress.stopped.connect(self.finish)
        self._progress.stopped.connect(self.stopped)
        column = QVBoxLayout(self)
        column.addWidget(self._progress)
        self.steps: Steps = self._progress.begin(sentence)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.show)
        self._patience.start(round(PATIENCE_SECONDS * 1000))

    def finish(self) -> None:
        """The work is over, or no longer wanted."""
        self._patience.stop()
        self._progress.end()
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        """Escape stops the work."""
        self.steps.stopped = True
        self.finish()
        self.stopped.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """So does closing the sheet."""
        self.reject()
        super().closeEvent(event)
