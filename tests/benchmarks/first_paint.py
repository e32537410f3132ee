"""First paint of a usable list of cases against a bare Qt window: whole processes, timed alike, in turns.

Run by hand: ``python tests/benchmarks/first_paint.py [rounds] [folder]``. Prints the medians and the middle
ratio of the rounds. ``folder`` is a store that is there already (any number of cases); without one a store
of the sample patients is made.

The bare side imports Qt's widgets, makes a QMainWindow and ends once it was painted. The program's side does
what ``__main__`` does and ends once its window was painted with the lines of the list in it. Both sides get
the same large screen, and compiled modules, as an installer leaves them; the caches of the program lie in a
folder of their own, so that no other copy of it writes them meanwhile. Beside the clock stands the processor
time, which a busy machine disturbs less.
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
BARE = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))

app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
PROGRAM = """
import gc, os, sys
from pathlib import Path
gc.disable()
from enec_desktop.bootstrap import open_desk
from enec_desktop.ui.application import run
from enec_desktop.ui.main_window import MainWindow

def painted(window):
    assert window.places.worklist.current_case()
    os._exit(0)

MainWindow.start = painted
run(lambda: open_desk(Path(sys.argv[1])), sys.argv[:1])
"""


def seconds(compiled: str, program: str, *arguments: str) -> tuple[float, float]:
    """How long a whole process runs until its window was painted once: by the clock, and of the processor."""
    platform = f"offscreen:configfile={ROOT / 'tests' / 'screen.json'}"
    env = {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONPYCACHEPREFIX": compiled}
    env |= {"XDG_CACHE_HOME": compiled, "LOCALAPPDATA": compiled}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    started, worked = time.perf_counter(), _worked()
    subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, cwd=ROOT, env=env, capture_output=True
    )
    return time.perf_counter() - started, _worked() - worked


def _worked() -> float:
    """Processor seconds of all processes that ran from here."""
    times = os.times()
    return times.children_user + times.children_system


def main(rounds: int, store: str) -> None:
    """Print both medians and the median of the ratios of each round."""
    with tempfile.TemporaryDirectory() as folder:
        if not store:
            store = str(Path(folder) / "store")
            fill = [sys.executable, "-m", "enec_desktop", "--data-dir", store, "import"]
            samples = [str(path) for path in sorted((ROOT / "resources" / "demo").glob("*.json"))]
            subprocess.run([*fill, *samples], check=True, cwd=ROOT, capture_output=True)
        compiled = str(Path(folder) / "compiled")
        sides = ((BARE,), (PROGRAM, store))
        for side in sides:
            seconds(compiled, *side)
        pairs = [tuple(seconds(compiled, *side) for side in sides) for _ in range(rounds)]
    for part, name in enumerate(("by the clock", "of the processor")):
        bare, program = ([side[part] for side in sides] for sides in zip(*pairs, strict=True))
        ratio = statistics.median(p / b for b, p in zip(bare, program, strict=True) if b)
        first, second = statistics.median(bare) * 1000, statistics.median(program) * 1000
        told = f"bare Qt window {first:.0f} ms, program {second:.0f} ms"
        print(f"{told}, ratio {ratio:.2f} {name} ({rounds} rounds)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15, sys.argv[2] if len(sys.argv) > 2 else "")
