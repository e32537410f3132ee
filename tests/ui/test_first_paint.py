"""The first picture has the cases in it and does not wait for what is heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from enec_desktop.bootstrap import open_desk

PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QTableView
from enec_desktop.bootstrap import open_desk
from enec_desktop.ui.application import open_window
from enec_desktop.ui.main_window import MainWindow

def painted(window):
    (table,) = window.findChildren(QTableView)
    print(json.dumps([table.model().rowCount(), [name for name in {heavy} if name in sys.modules]]))
    window.close()

MainWindow.start = painted
app = QApplication([])
window = open_window(app, open_desk(Path(sys.argv[1])))
app.exec()
"""
HEAVY = [
    "sqlite_utils", "reportlab", "PIL", "openpyxl", "pypdf", "pypdfium2", "click",
    "enec_desktop.engine", "enec_desktop.app.cases", "enec_desktop.store.cases",
    "enec_desktop.domain.knowledge_base", "enec_desktop.ui.pages.case_page",
]  # fmt: skip


def test_the_first_picture_has_the_cases_in_it_and_nothing_heavy_was_loaded(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    desk.cases.load_samples()
    desk.close()
    program = PROGRAM.replace("{heavy}", repr(HEAVY))
    command = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [7, []]


AT_ONCE = """
import json, sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableView
from enec_desktop.bootstrap import open_desk
from enec_desktop.ui.application import open_window
from enec_desktop.ui.main_window import MainWindow

start = MainWindow.start

def names():
    return [one.accessibleName() for one in window.findChildren(QPushButton) if one.isVisible()]

def settle():
    while window.is_busy:
        app.processEvents()

def painted(window):
    start(window)
    (table,) = window.findChildren(QTableView)
    QTest.keyClick(table, Qt.Key.Key_Return)
    opened = bool(window.case.case.id) and window.case.isVisible()
    settle()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    settle()
    print(json.dumps([opened, [name for name in names() if name.startswith("At work")]]))
    window.close()

MainWindow.start = painted
app = QApplication([])
window = open_window(app, open_desk(Path(sys.argv[1])))
window.trouble.happened.connect(lambda *told: print(told))
app.exec()
"""


def test_a_case_opened_before_anything_was_made_ready_is_shown_and_the_list_is_counted_later(
    tmp_path: Path,
) -> None:
    desk = open_desk(tmp_path)
    desk.cases.load_samples()
    desk.close()
    command = [sys.executable, "-c", AT_ONCE, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [True, ["At work, 7 cases"]]
