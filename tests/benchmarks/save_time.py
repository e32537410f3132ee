"""One field saved with its journal line against appending 4 KiB and fsync: wall time, turn by turn.

``python -m tests.benchmarks.save_time [turns] [folder]`` prints p50, p95 and the worst of each, the middle of
the ratios turn by turn, and how many saves took longer than 20 ms. The case is the longest sample patient.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.case import Fact, FieldState, Quantity
from enec_desktop.domain.values import Interval
from enec_desktop.domain.worklist import WorklistQuery
from tests.benchmarks.timing import busy, ratio, told

GOAL, LIMIT_SECONDS = 3.0, 0.020
APPEND = "append 4 KiB + fsync"


def sides(desk: Desk, folder: Path) -> dict[str, Callable[[int], object]]:
    """What is timed, by name; each gets the number of the turn."""
    cases = desk.cases
    cases.load_samples()
    rows = (cases.open(case_id) for case_id in sample_ids(desk))
    longest = max(rows, key=lambda case: len(case.entries))
    patient = longest.of_kind("identity")[0].id
    _, fitness = cases.add_entry(longest.id, "fitness")
    file = os.open(folder / "appended", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def append(_: int) -> None:
        os.write(file, b"x" * 4096)
        os.fsync(file)

    def number(turn: int) -> None:
        weight = Quantity(Interval.point(50 + turn % 50), "kg")
        cases.set_fact(longest.id, fitness, "weight", Fact(FieldState.VALUE, weight))

    def text(turn: int) -> None:
        cases.set_fact(longest.id, patient, "name", Fact(FieldState.VALUE, f"Sample {turn}"))

    def undo(_: int) -> None:
        cases.undo(longest.id)

    return {APPEND: append, "a number": number, "a text, found by search at once": text, "undo": undo}


def sample_ids(desk: Desk) -> list[str]:
    """The ids of all cases."""
    return [row.case_id for row in desk.worklist.rows(WorklistQuery())]


def main(turns: int, folder: Path | None) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        desk = open_desk(Path(place) / "data")
        calls = sides(desk, Path(place))
        found: dict[str, list[float]] = {name: [] for name in calls}
        for turn in range(turns):
            for name, call in calls.items():
                started = time.perf_counter()
                call(turn)
                found[name].append(time.perf_counter() - started)
        desk.close()
    print(busy().replace("processor time", "wall time"))
    for name, times in found.items():
        slow = sum(one > LIMIT_SECONDS for one in times)
        against = f"x {ratio(times, found[APPEND]):.2f} (goal {GOAL:g})  over 20 ms: {slow}"
        print(told(name, times), "" if name == APPEND else against)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
