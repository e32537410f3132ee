"""How long a replay of 10,000 cases takes: run by ``python -m pytest tests/benchmarks/test_replay_time.py``.

The seven published patients stand for all, each under many ids: every one is assessed anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.app.replays import ReplayDesk
from enec_desktop.domain.case import Case
from enec_desktop.domain.knowledge_base import KnowledgeBase, Standing
from enec_desktop.domain.proof import Proof
from enec_desktop.store.store import Store
from tests.assessing import DEMOS, shipped, stored
from tests.engine.altered import with_verdicts

NUMBER = 10_000


def cases() -> Iterator[Case]:
    """The published patients over and over, each with an id of its own."""
    patients = [stored(DEMOS, path.stem) for path in sorted(DEMOS.glob("*.json"))]
    for number, case in enumerate(islice(cycle(patients), NUMBER)):
        yield replace(case, id=f"{case.id}-{number}")


def desk() -> ReplayDesk:
    """A desk that replays what it is given and opens no store."""

    def prove(_: KnowledgeBase, __: bool) -> Proof:
        raise AssertionError("a replay proves nothing")

    def other(_: Path) -> KnowledgeBase:
        raise AssertionError("the other edition is given")

    def store() -> Store:
        raise AssertionError("the cases are given")

    return ReplayDesk(
        KnowledgeDesk(shipped, shipped, prove), other, store, lambda: datetime(2026, 11, 24, tzinfo=UTC)
    )


@pytest.mark.benchmark(group="replay 10,000 cases")
def test_replaying_ten_thousand_cases_under_a_one_row_edit(benchmark: Any) -> None:
    first, *rest = shipped().options["carboplatin-etoposide"].verdicts
    edited = with_verdicts("carboplatin-etoposide", (replace(first, standing=Standing.OPTION), *rest))
    told: list[int] = []

    def run() -> int:
        found = desk().over(cases(), NUMBER, edited, lambda done, _: told.append(done))
        return len({one.case_id for one in found.changed})

    changed = benchmark.pedantic(run, rounds=1)
    assert told[-1] == NUMBER
    assert 0 < changed < NUMBER
