"""First paint of the program against a bare Qt window, both timed alike, interleaved, whole processes.

Run by hand: ``python tests/benchmarks/first_paint.py [rounds]``. Prints the medians and the middle ratio.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUIT = """
from PySide6.QtCore import QEvent, QObject, QTimer
class Paint(QObject):
    def eventFilter(self, seen, event):
        if event.type() == QEvent.Type.Paint and seen.isWindow():
            QTimer.singleShot(0, lambda: __import__("os")._exit(0))
        return False
"""
BARE = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
{QUIT}
app = QApplication([])
paint = Paint()
app.installEventFilter(paint)
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.exec()
"""
PROGRAM = f"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
{QUIT}
from enec_desktop.bootstrap import open_desk
from enec_desktop.ui.application import run
app = QApplication([])
paint = Paint()
app.installEventFilter(paint)
run(lambda: open_desk(Path(sys.argv[1])), sys.argv[:1])
"""


def seconds(program: str, *arguments: str) -> float:
    """How long a whole process runs until its window was painted once."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, cwd=ROOT, env=env, capture_output=True
    )
    return time.perf_counter() - started


def main(rounds: int) -> None:
    """Print both medians and the median of the ratios of each round."""
    with tempfile.TemporaryDirectory() as folder:
        fill = [sys.executable, "-m", "enec_desktop", "--data-dir", folder, "import"]
        samples = [str(path) for path in sorted((ROOT / "resources" / "demo").glob("*.json"))]
        subprocess.run([*fill, *samples], check=True, cwd=ROOT, capture_output=True)
        pairs = [(seconds(BARE), seconds(PROGRAM, folder)) for _ in range(rounds)]
    bare, program = (statistics.median(one) for one in zip(*pairs, strict=True))
    ratio = statistics.median(p / b for b, p in pairs)
    told = f"bare Qt window {bare * 1000:.0f} ms, program {program * 1000:.0f} ms"
    print(f"{told}, ratio {ratio:.2f} ({rounds} rounds)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
