"""How long three pages of reports take to be read; they are waited for after every paste."""

from datetime import date
from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from tests.reading.score import reader

TEXTS = sorted((Path(__file__).parents[1] / "reading" / "reports").glob("*.txt"))


def test_reading_three_pages(benchmark: BenchmarkFixture) -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in TEXTS[:12])[:7_500]
    read = reader()[0].read
    assert benchmark(read, pages, date(2026, 11, 24)).offers
