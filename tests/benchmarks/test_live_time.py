"""From a value entered by key to the assessment painted with what it brought, on the real window.

``python -m pytest tests/benchmarks/test_live_time.py`` prints for each patient, the samples and three
vignettes, how long it takes until what is out of date is greyed, until the new outcome was painted, and
until what would change it was painted too: of all values, and of those that were entered for the first time
and those that came back, which were assessed before. Processor time is that of the whole program.
``ENEC_ROUNDS`` says how often each value is entered (3 unless told).
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from enec_desktop.ui.application import keep_pace
from tests.assessing import DEMOS, VIGNETTES
from tests.benchmarks.timing import busy, told
from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import open_user, qapp_args, user

__all__ = ["open_user", "qapp_args", "user"]

ROUNDS = int(os.environ.get("ENEC_ROUNDS", "3"))
VALUES = (
    ("Fitness", "Weight", ("70", "64")),
    ("Fitness", "Creatinine clearance", ("45", "90")),
    ("Pathology", "Ki-67 index", ("10", "80")),
)
STALE = "being brought up to date"
OTHERS = ("first-line-regimen-not-known", "n0-resectable", "third-line-after-ep-folfiri")
PATIENTS = [*sorted(DEMOS.glob("*.json")), *(VIGNETTES / f"{name}.json" for name in OTHERS)]


@dataclass
class Times:
    """Seconds of each change: until greyed, until painted anew, and of the processor."""

    grey: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)

    def add(self, other: Times) -> None:
        """Take in the times of another patient."""
        for mine, more in zip(self._all(), other._all(), strict=True):
            mine.extend(more)

    def told(self) -> str:
        names = ("greyed, wall clock", "painted anew, wall clock", "painted anew, processor")
        named = zip((*names, "and what would change it, processor"), self._all(), strict=True)
        return "\n".join(told(f"  {name}", values) for name, values in named)

    def _all(self) -> tuple[list[float], ...]:
        return self.grey, self.wall, self.processor, self.whole


def enter(user: User, name: str, value: str, times: Times) -> None:
    """Type a value, and time from the key that commits it."""
    line = user.go_to(name)
    line.selectAll()  # type: ignore[attr-defined]
    user.type(value)
    QApplication.processEvents()
    stale = next(one for one in user.window.findChildren(QWidget) if one.accessibleName() == STALE)
    drawn = user.find("Assessment")
    started, worked = time.perf_counter(), time.process_time()
    user.press(Key.Key_Return)
    assert stale.isVisible(), "what is out of date is not greyed"
    stale.repaint()
    times.grey.append(time.perf_counter() - started)
    while stale.isVisible():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    drawn.repaint()
    times.wall.append(time.perf_counter() - started)
    times.processor.append(time.process_time() - worked)
    while user.window.is_busy:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    drawn.repaint()
    times.whole.append(time.process_time() - worked)


@pytest.mark.benchmark
def test_the_outcome_follows_a_value(user: User, capsys: pytest.CaptureFixture[str]) -> None:
    keep_pace()
    for path in PATIENTS:
        user.desk.cases.take_in(user.desk.cases.read_file(path))
    everything, first, again = Times(), Times(), Times()
    lines = []
    for path in PATIENTS:
        new, back = one_patient(user, path.stem)
        times = Times()
        for one in (new, back):
            times.add(one)
        lines += [path.stem, times.told()]
        for whole, part in ((everything, times), (first, new), (again, back)):
            whole.add(part)
    lines += ["all of them", everything.told(), "values entered for the first time", first.told()]
    if again.whole:
        lines += ["values that came back", again.told()]
    with capsys.disabled():
        print("\n" + busy(), *lines, sep="\n")
    assert everything.whole


def one_patient(user: User, case_id: str) -> tuple[Times, Times]:
    """Every value, entered again and again, in an open case: the first times, and the later ones."""
    user.press(Key.Key_1, CTRL)
    user.window.open_case(case_id)
    user.settle()
    first, again = Times(), Times()
    for chapter, name, values in VALUES:
        user.chapter(chapter)
        user.settle()
        for number, value in enumerate(values * ROUNDS if user.has(name) else ()):
            enter(user, name, value, first if number < len(values) else again)
    return first, again
