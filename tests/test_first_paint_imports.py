"""The window's start stays light: what is heavy is imported after the first paint."""

import subprocess
import sys

HEAVY = ["sqlite_utils", "reportlab", "PIL", "openpyxl", "pypdf", "pypdfium2", "click"]


def test_the_window_starts_without_the_heavy_libraries() -> None:
    program = f"import sys, enec_desktop.ui.application; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
