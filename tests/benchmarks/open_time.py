"""Opening a case soon after the first picture: from the moment of the click until the case was painted.

Run by hand: ``python tests/benchmarks/open_time.py [rounds] [folder] [milliseconds ...]``. Each figure is a
start of its own; the milliseconds say how long after the first picture the click comes (0, 60, 300 and 2000
unless told). What is under way when the click comes counts in. Beside the clock stands the processor time
of all that was done since the first picture, which a busy machine disturbs less. ``folder`` is a store that
is there already; without one a store of the sample patients is made.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import gc, os, sys, time
from pathlib import Path
gc.disable()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from enec_desktop.bootstrap import open_desk
from enec_desktop.ui.application import run
from enec_desktop.ui.main_window import MainWindow

start, wait = MainWindow.start, int(sys.argv[2])

def begin(window):
    due, worked = time.perf_counter() + wait / 1000, time.process_time()
    QTimer.singleShot(wait, window, lambda: click(window, due, worked))
    start(window)

def click(window, due, worked):
    window.open_case(window.places.worklist.current_case())
    QApplication.processEvents()
    print((time.perf_counter() - due) * 1000, (time.process_time() - worked) * 1000, flush=True)
    os._exit(0)

MainWindow.start = begin
run(lambda: open_desk(Path(sys.argv[1])), sys.argv[:1])
"""


def milliseconds(compiled: str, store: str, wait: int) -> tuple[float, float]:
    """How long a user waits who clicks so long after the first picture; the processor since that picture."""
    platform = f"offscreen:configfile={ROOT / 'tests' / 'screen.json'}"
    env = {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONPYCACHEPREFIX": compiled}
    env |= {"XDG_CACHE_HOME": compiled, "LOCALAPPDATA": compiled}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", PROGRAM, store, str(wait)]
    done = subprocess.run(command, check=True, cwd=ROOT, env=env, capture_output=True, text=True, timeout=20)
    clock, processor = done.stdout.split()
    return float(clock), float(processor)


def main(rounds: int, store: str, waits: list[int]) -> None:
    """Print median and worst for each wait."""
    with tempfile.TemporaryDirectory() as folder:
        if not store:
            store = str(Path(folder) / "store")
            fill = [sys.executable, "-m", "enec_desktop", "--data-dir", store, "import"]
            samples = [str(path) for path in sorted((ROOT / "resources" / "demo").glob("*.json"))]
            subprocess.run([*fill, *samples], check=True, cwd=ROOT, capture_output=True)
        compiled = str(Path(folder) / "compiled")
        milliseconds(compiled, store, 0)
        turns = [[milliseconds(compiled, store, wait) for wait in waits] for _ in range(rounds)]
    for wait, found in zip(waits, zip(*turns, strict=True), strict=True):
        clock, processor = zip(*found, strict=True)
        told = f"opened {statistics.median(clock):.0f} ms later, at worst {max(clock):.0f} ms"
        worked = f"{statistics.median(processor):.0f} ms of the processor since then"
        print(f"click {wait} ms after the first picture: {told}, {worked} ({rounds} rounds)")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 9,
        sys.argv[2] if len(sys.argv) > 2 else "",
        [int(one) for one in sys.argv[3:]] or [0, 60, 300, 2000],
    )
