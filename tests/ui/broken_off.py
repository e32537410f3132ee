"""A user whose program is killed in the middle of typing: ``python -m tests.ui.broken_off FOLDER``."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from enec_desktop.bootstrap import open_desk
from enec_desktop.ui.application import open_window


def widget(window: QWidget, name: str) -> QWidget:
    return next(w for w in window.findChildren(QWidget) if w.accessibleName() == name and w.isVisible())


def main(folder: Path) -> None:
    """A new case, a weight half typed, and the end."""
    app = QApplication([])
    desk = open_desk(folder)
    window = open_window(app, desk)
    QTest.qWait(200)
    case_id = desk.cases.create("")
    window.open_case(case_id)
    window.case.show_chapter("fitness")
    weight = widget(window, "Weight")
    weight.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClicks(weight, "7")
    QTest.keyClicks(weight, "2")
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
