"""A user whose program is killed in the middle of typing: ``python -m tests.ui.broken_off FOLDER SCENE``."""

import os
import signal
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.ui.application import open_window
from enec_desktop.ui.main_window import MainWindow


def widget(window: QWidget, name: str) -> QWidget:
    return next(w for w in window.findChildren(QWidget) if w.accessibleName() == name and w.isVisible())


def has_command(window: QWidget, keys: str) -> bool:
    """Whether a menu holds the command of these keys."""
    return any(QKeySequence(keys) in one.shortcuts() for one in window.findChildren(QAction))


def stop_after(line: QWidget, text: str) -> None:
    """Type into a line and be killed."""
    line.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClicks(line, text)
    os.kill(os.getpid(), signal.SIGKILL)


def tell_details(window: QWidget) -> None:
    """A weight that is saved, and the report it stands in half typed."""
    weight = widget(window, "Weight")
    weight.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClicks(weight, "72")
    QTest.keyClick(weight, Qt.Key.Key_Return)
    weight.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(weight, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    stop_after(widget(window, "Weight: Report"), "Lab 4")


def tell_date(window: MainWindow) -> None:
    """A specimen whose date is half typed."""
    window.case.show_chapter("pathology")
    add = next(
        one for one in window.findChildren(QPushButton) if one.text() == "Add specimen" and one.isVisible()
    )
    QTest.mouseClick(add, Qt.MouseButton.LeftButton)
    QTest.qWait(200)
    QTest.mouseClick(widget(window, "Specimen: no date"), Qt.MouseButton.LeftButton)
    stop_after(widget(window, "Specimen: Date"), "12 Ma")


def tell_minutes(window: MainWindow, desk: Desk, case_id: str) -> None:
    """A case at the table, its minutes half typed."""
    meeting = desk.meetings.create(date(2026, 11, 24))
    desk.meetings.add_case(meeting.id, case_id)
    window.show_place("meeting")
    QTest.keyClick(widget(window, "Agenda"), Qt.Key.Key_R)
    stop_after(widget(window, "Minutes, as said"), "Half a sent")


def main(folder: Path, scene: str) -> None:
    """A new case, something half typed, and the end."""
    app = QApplication([])
    desk = open_desk(folder)
    window = open_window(app, desk)
    # Keys reach the commands once the menus are filled, after the first picture, and the window is in front.
    while not (window.isActiveWindow() and has_command(window, "Ctrl+I")):
        QTest.qWait(10)
    case_id = desk.cases.create("")
    if scene == "minutes":
        tell_minutes(window, desk, case_id)
    window.open_case(case_id)
    window.case.show_chapter("fitness")
    if scene == "details":
        tell_details(window)
    if scene == "date":
        tell_date(window)
    weight = widget(window, "Weight")
    weight.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClicks(weight, "7")
    QTest.keyClicks(weight, "2")
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
