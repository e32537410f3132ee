"""How long an assessment takes, on the shipped knowledge: run by ``python -m pytest tests/benchmarks``."""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.time import AfterEvent
from enec_desktop.engine.assess import assess
from tests.assessing import DEMOS, VIGNETTES, shipped, stored

POINTS = [
    (path.stem, entry.id)
    for path in sorted(DEMOS.glob("*.json"))
    for entry in stored(DEMOS, path.stem).of_kind("question")
]


@pytest.mark.benchmark(group="assess one decision point")
@pytest.mark.parametrize("point", POINTS, ids="@".join)
def test_assessing_a_decision_point(benchmark: Any, point: tuple[str, str]) -> None:
    case = stored(DEMOS, point[0])
    found = benchmark(assess, case, shipped(), AfterEvent(point[1]))
    assert found.moments


@pytest.mark.benchmark(group="assess every vignette once")
def test_assessing_every_vignette(benchmark: Any) -> None:
    cases = [stored(VIGNETTES, path.stem) for path in sorted(VIGNETTES.glob("*.json"))]

    def all_of_them() -> int:
        points = [(case, case.of_kind("question")) for case in cases]
        return sum(bool(assess(case, shipped(), AfterEvent(asked[-1].id))) for case, asked in points if asked)

    assert benchmark.pedantic(all_of_them, rounds=3) > 40
