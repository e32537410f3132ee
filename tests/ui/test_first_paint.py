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
