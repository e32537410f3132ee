"""How long paper takes: run by ``python -m pytest tests/benchmarks``."""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.content import Table
from tests.report.paper import page, printed, said


@pytest.mark.benchmark(group="a table of two hundred pages")
def test_two_hundred_pages(benchmark: Any) -> None:
    cells = tuple(
        (said(f"row {n}"), said("phase III, randomised " * 4), said("9.6 months")) for n in range(4200)
    )
    document = page(rest=(Table(("Id", "Design", "Result"), cells),))
    assert len(benchmark.pedantic(printed, (document,), rounds=3).pages) > 200
