"""What the user sees first does not wait for what is heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from enec_desktop.bootstrap import open_desk
from enec_desktop.ui.application import open_window
from enec_desktop.ui.main_window import MainWindow

def painted(window):
    print([name for name in {heavy} if name in sys.modules] + list(Path(sys.argv[1]).iterdir()))
    window.close()

MainWindow.start = painted
app = QApplication([])
window = open_window(app, open_desk(Path(sys.argv[1])))
app.exec()
"""
HEAVY = ["sqlite_utils", "reportlab", "PIL", "openpyxl", "pypdf", "pypdfium2", "click"]


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    program = PROGRAM.replace("{heavy}", repr(HEAVY))
    command = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
