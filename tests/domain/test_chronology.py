"""Dates against the order of a history: what is surely wrong is refused, what may be right is not."""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.errors import CaseRefused
from tests.builders import case, entry

EP = {"modality": "chemotherapy", "regimen": "EP"}


def refusal(*entries: dict[str, Any]) -> str:
    with pytest.raises(CaseRefused) as refused:
        case(*entries)
    return str(refused.value)


def relapse(date: str, **facts: Any) -> dict[str, Any]:
    months = {name: {"value": value, "unit": "months"} for name, value in facts.items()}
    return entry("progression", "relapse", date=date, **months)


@pytest.mark.parametrize("second", ["2025-03-13", "2025-03-12", "2025-03", "2025"])
def test_a_date_that_may_be_later_is_taken(second: str) -> None:
    case(entry("specimen", "one", date="2025-03-12"), entry("specimen", "two", date=second))


@pytest.mark.parametrize("second", ["2025-03-11", "2025-02", "2024"])
def test_a_date_that_is_surely_earlier_is_refused(second: str) -> None:
    said = refusal(entry("specimen", "one", date="2025-03-12"), entry("specimen", "two", date=second))
    assert said.startswith(f"entries[1] (two): {second} is earlier than entries[0] (one), 2025-03-12")


def test_an_undated_entry_between_hides_no_contradiction() -> None:
    said = refusal(
        entry("specimen", "one", date="2025"), entry("study", "two"), entry("study", "three", date="2024")
    )
    assert "three" in said


def test_an_interval_after_a_dated_event_counts_as_a_date() -> None:
    surgery = entry("course", "surgery", date="2020-01-10", modality="surgery")
    late = entry("progression", "late", after=("surgery", 36))
    case(surgery, late, entry("specimen", "biopsy", date="2023-02"))
    assert "biopsy" in refusal(surgery, late, entry("specimen", "biopsy", date="2022-01"))


def test_intervals_after_one_undated_event_keep_their_order() -> None:
    surgery = entry("course", "surgery", modality="surgery")
    late = entry("progression", "late", after=("surgery", 36))
    case(surgery, late, entry("progression", "later", after=("surgery", {"from": 30, "to": 40})))
    assert "early" in refusal(surgery, late, entry("progression", "early", after=("surgery", 12)))


def test_a_rounded_interval_does_not_contradict_the_dates() -> None:
    ep = entry("course", "ep", date="2025-01-13", **EP)
    case(ep, relapse("2025-08-01", months_from_start=6))
    assert "facts.months_from_start" in refusal(ep, relapse("2025-08-01", months_from_start=4))


def test_an_approximate_interval_contradicts_nothing() -> None:
    about = {"value": {"about": 4}, "unit": "months"}
    ep = entry("course", "ep", date="2025-01-13", **EP)
    case(ep, entry("progression", date="2025-08-01", months_from_start=about))


def test_an_interval_in_years_is_compared_in_months() -> None:
    surgery = entry("course", "surgery", date="2020-01", modality="surgery")
    years = {"value": 3, "unit": "years"}
    case(surgery, entry("progression", date="2023-01", months_from_surgery=years))
    assert "months_from_surgery" in refusal(
        surgery, entry("progression", date="2021-01", months_from_surgery=years)
    )


def test_an_interval_from_the_last_dose_is_compared_with_the_last_dose() -> None:
    ep = entry("course", "ep", date="2025-01-13", last_dose="2025-03-20", **EP)
    case(ep, relapse("2025-09-20", months_from_last_dose=6))
    assert "months_from_last_dose" in refusal(ep, relapse("2025-09-20", months_from_last_dose=8))


def test_a_stent_starts_no_interval() -> None:
    ep = entry("course", "ep", date="2025-01-13", **EP)
    stent = entry("course", "stent", date="2025-06-01", modality="procedure", setting="supportive")
    case(ep, stent, relapse("2025-08-13", months_from_start=7))


def test_nothing_happens_before_birth() -> None:
    born = entry("identity", birth_date="1960-05-04")
    case(born, entry("specimen", date="1960"))
    assert "is before the birth date 1960-05-04" in refusal(born, entry("specimen", date="1959"))
    known = {"value": 90, "on": "1959-01-01"}
    assert "facts.ki67.on" in refusal(born, entry("specimen", ki67=known))


def test_the_last_dose_is_not_before_the_first() -> None:
    case(entry("course", date="2025-04", last_dose="2025-04-01", **EP))
    said = refusal(entry("course", date="2025-04", last_dose="2025-03-31", **EP))
    assert "facts.last_dose 2025-03-31 is before the start 2025-04" in said
