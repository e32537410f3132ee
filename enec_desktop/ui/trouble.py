"""Faults that nobody caught: Qt goes on after an exception, so a failed save would look like a save."""

from __future__ import annotations

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from enec_desktop.domain.errors import EnecError


class Trouble(QObject):
    """Takes over both hooks of Python; ``happened`` arrives in the main thread with sentence and details.

    The sentence is empty for a bug: the window has words of its own for that.
    """

    happened = Signal(str, str)
    _raised = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._raised.connect(self.happened, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook)

    def watch(self) -> None:
        """Take the hooks."""
        sys.excepthook = self._take
        threading.excepthook = lambda args: self._take(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def leave(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        if isinstance(error, EnecError):
            self._raised.emit(str(error), "")
            return
        sys.stderr.write(details)
        self._raised.emit("", details)
