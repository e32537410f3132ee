"""How long ago things were, as precisely as their dates are recorded, and what has no date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.domain.content import Mark, Row, Rows
from enec_desktop.domain.time import PartialDate
from enec_desktop.wording.clocks import ago_words, clock_section
from tests.assessing import shipped
from tests.builders import case, entry

TODAY = PartialDate(2026, 11, 24)


def rows(*entries: dict[str, Any]) -> dict[str, Row]:
    section = clock_section(case(*entries).entries, TODAY, shipped().vocabulary)
    return {row.label: row for block in section.blocks if isinstance(block, Rows) for row in block.rows}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-24", "today"),
        ("2026-11-23", "1 day ago"),
        ("2026-03-12", "257 days ago"),
        ("2026-03", "238 to 268 days ago"),
        ("2026-11", "at most 23 days ago"),
        ("2026-11-27", "in 3 days"),
        ("2027", "in 38 to 402 days"),
    ],
)
def test_the_days_are_as_wide_as_the_date_leaves_them(day: str, words: str) -> None:
    assert ago_words(PartialDate.parse(day), TODAY) == words


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 20_000))
def test_an_exact_day_is_told_to_the_day(day: date, later: int) -> None:
    told = ago_words(PartialDate.of(day), PartialDate.of(day + timedelta(days=later)))
    assert told == {0: "today", 1: "1 day ago"}.get(later, f"{later} days ago")


def test_the_last_biopsy_image_dose_and_decision_are_told_with_where_to_enter_them() -> None:
    found = rows(
        entry("specimen", "old", date="2026-01-02", specimen="biopsy"),
        entry("specimen", "new", date="2026-03-12", specimen="metastasis"),
        entry("course", "ep", date="2026-04-01", regimen="EP", last_dose="2026-08-01"),
        entry("study", "ct", date="2026-11-01", modality="ct"),
        entry("decision", "board", date="2026-11-10"),
    )
    assert found["Last tissue"].value.text.startswith("257 days ago · 12-Mar-2026")
    assert found["Last imaging"].value.text.startswith("23 days ago · 01-Nov-2026")
    assert found["Last dose"].value.text.startswith("115 days ago · 01-Aug-2026")
    assert found["Last dose"].field == "ep/last_dose"
    assert found["Last decision"].value.text.startswith("14 days ago")


def test_an_undated_event_is_asked_for_and_one_that_never_was_is_left_out() -> None:
    found = rows(entry("specimen", "b", specimen="biopsy"))
    assert found["Last tissue"].value.mark is Mark.ASK
    assert found["Last tissue"].value.text.startswith("no date")
    assert set(found) == {"Last tissue"}


def test_a_treatment_that_runs_counts_from_its_start() -> None:
    found = rows(entry("course", "ep", date="2026-11-01", regimen="EP", ongoing="yes"))
    assert found["Last dose"].value.text == "still running, since 23 days ago · 01-Nov-2026 · EP"


def test_an_operation_has_a_day_and_hides_no_last_dose() -> None:
    found = rows(
        entry("course", "crt", date="2026-02-01", modality="chemoradiotherapy", last_dose="2026-04-01"),
        entry("course", "out", date="2026-06-15", modality="surgery"),
    )
    assert found["Last operation"].value.text.startswith("162 days ago · 15-Jun-2026")
    assert found["Last dose"].value.text.startswith("237 days ago · 01-Apr-2026")
    only = rows(entry("course", "out", date="2026-06-15", modality="surgery"))
    assert "Last dose" not in only
