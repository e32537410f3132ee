"""Replay of made cases under another edition of the knowledge, with progress and cancel.

``python -m tests.benchmarks.replay_time [cases] [seed]``: once with one verdict row edited, where a case is
first assessed with the edited option alone, and once with a row of the moment edited, where nothing may be
left out. Then a replay is cancelled half way: told is how long it went on.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

from enec_desktop.app.replays import ReplayDesk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.case import Case
from enec_desktop.domain.knowledge_base import KnowledgeBase, Standing
from tests.assessing import shipped
from tests.benchmarks.made_cases import made
from tests.benchmarks.timing import busy
from tests.engine.altered import with_rows, with_verdicts

OPTION = "carboplatin-etoposide"


def one_option() -> KnowledgeBase:
    """The shipped knowledge with another standing in the first row of one option."""
    first, *rest = shipped().options[OPTION].verdicts
    return with_verdicts(OPTION, (replace(first, standing=Standing.OPTION), *rest))


def one_moment() -> KnowledgeBase:
    """The shipped knowledge with another outcome in the last row of the question of the day."""
    *rest, last = shipped().tables["moment"].rows
    return with_rows("moment", (*rest, replace(last, then=("follow_up",))))


def timed(desk: ReplayDesk, cases: list[Case], other: KnowledgeBase, name: str) -> None:
    seen: list[int] = []
    began, worked = time.perf_counter(), time.process_time()
    found = desk.over(iter(cases), len(cases), other, lambda done, _: seen.append(done))
    took, worked = time.perf_counter() - began, time.process_time() - worked
    assert seen == list(range(1, len(cases) + 1))
    each = worked / len(cases)
    print(
        f"{name}: {len(cases)} cases, {found.points} points, {len(found.changed)} changed; "
        f"wall {took:.1f} s, processor {worked:.1f} s, {1000 * each:.1f} ms a case, "
        f"{each * 10_000 / 60:.0f} min for 10,000 cases"
    )


def cancelled(desk: ReplayDesk, cases: list[Case], other: KnowledgeBase) -> None:
    wished: list[float] = []

    def progress(done: int, total: int) -> None:
        if done == total // 2:
            wished.append(time.perf_counter())

    found = desk.over(iter(cases), len(cases), other, progress, lambda: bool(wished))
    assert found.cancelled
    print(f"cancelled after {found.cases} cases, {1000 * (time.perf_counter() - wished[0]):.1f} ms later")


def main(count: int, seed: int) -> None:
    cases = [one.case for one in islice(made(seed), count)]
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder))
        print(busy())
        timed(desk.replays, cases, one_option(), "one option edited")
        timed(desk.replays, cases, one_moment(), "the question of the day edited")
        cancelled(desk.replays, cases[:40], one_option())
        desk.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
