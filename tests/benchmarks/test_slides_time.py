"""From a key on the projector to the slide painted, over an agenda of the published patients.

``python -m pytest tests/benchmarks/test_slides_time.py`` prints for the next case and for the next page how
long it takes until it is painted, wall clock and processor time, at full HD, and how long the slides of a
case take to be made off the main thread.
"""

from __future__ import annotations

import sys
import time
from functools import partial

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.projector.window import Projector
from tests.assessing import DEMOS
from tests.benchmarks.timing import busy, percentile, seconds, told
from tests.ui.acting import Key, User
from tests.ui.conftest import open_user, qapp_args, user

__all__ = ["open_user", "qapp_args", "user"]

LONGEST = 0.1
"""Seconds of the processor a switch may take in 19 of 20 cases."""

ROUNDS = 3


class Turns:
    """Seconds from a key to its picture."""

    def __init__(self, user: User, projector: Projector) -> None:
        self._user, self._projector = user, projector
        self.wall: list[float] = []
        self.processor: list[float] = []

    def press(self, key: Key) -> None:
        """Press a key, and time until what it brings is painted."""
        started, worked = time.perf_counter(), time.process_time()
        self._user.qtbot.keyClick(self._projector, key)
        self._projector.repaint()
        self.wall.append(time.perf_counter() - started)
        self.processor.append(time.process_time() - worked)

    def told(self, name: str) -> str:
        """Both in a line each."""
        return "\n".join((told(f"{name}, wall clock", self.wall), told(f"{name}, processor", self.processor)))


def settle(projector: Projector) -> None:
    """Wait until the slides of the neighbours are there, as they are when a case was looked at."""
    while projector.is_busy:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QApplication.processEvents()


@pytest.mark.benchmark
def test_the_next_case_and_the_next_page_follow_a_key(user: User, capsys: pytest.CaptureFixture[str]) -> None:
    sys.setswitchinterval(0.001)  # as the program does
    desk = user.desk
    agenda = [desk.cases.take_in(desk.cases.read_file(path)) for path in sorted(DEMOS.glob("*.json"))]
    agenda.append(desk.cases.create(""))
    made = [seconds(partial(desk.slides.of, desk.cases.open(one))) for one in agenda]
    projector = Projector(Kit(desk, user.window.theme), agenda)
    projector.resize(1920, 1080)
    projector.show()
    settle(projector)
    cases, pages = Turns(user, projector), Turns(user, projector)
    for _ in range(ROUNDS):
        for key in (Key.Key_N, Key.Key_P):
            for _ in agenda[1:]:
                cases.press(key)
                settle(projector)
                for _ in range(12):
                    pages.press(Key.Key_Right)
    projector.close()
    with capsys.disabled():
        print(
            f"\n{busy()}",
            cases.told("next case"),
            pages.told("next page"),
            told("slides of a case", made),
            sep="\n",
        )
    assert percentile(cases.processor, 0.95) < LONGEST
    assert percentile(pages.processor, 0.95) < LONGEST
