"""What was known then: after an event with its parts, on a date, and never what was learnt later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.time import AfterEvent, At, Latest, OnDate
from enec_desktop.engine.assess import assess
from enec_desktop.engine.known import day_of, known_then
from tests.assessing import codes_of, course, facts, listed, nec, shipped
from tests.builders import case, cases, entry, vocabulary


def known(told: Case, at: At) -> list[Entry]:
    return list(known_then(told, vocabulary(), at))


def ids(told: Case, at: At) -> list[str]:
    return [one.id for one in known(told, at)]


def on(text: str) -> OnDate:
    return OnDate(date.fromisoformat(text))


HISTORY = case(
    entry("identity", "patient", age=70),
    entry("study", "ct", modality="ct"),
    entry("course", "operation", modality="surgery"),
    entry("progression", "relapse", type="relapse"),
    entry("question", "q"),
    entry("lesion", "node", of="relapse", organ="lymph_node"),
    entry("lesion", "late-reading", of="ct", organ="liver"),
    entry("course", "salvage", modality="chemotherapy"),
)


def test_everything_is_known_in_the_end() -> None:
    assert ids(HISTORY, Latest()) == [one.id for one in HISTORY.entries]


def test_after_an_event_all_up_to_it_is_known_and_the_event_itself() -> None:
    assert ids(HISTORY, AfterEvent("operation")) == ["patient", "ct", "operation"]
    assert ids(HISTORY, AfterEvent("patient")) == ["patient"]


def test_the_parts_of_the_event_are_known_with_it_wherever_they_stand() -> None:
    assert ids(HISTORY, AfterEvent("relapse")) == ["patient", "ct", "operation", "relapse", "node"]


def test_a_later_reading_of_an_earlier_event_is_not_known_yet() -> None:
    assert "late-reading" not in ids(HISTORY, AfterEvent("q"))
    assert "late-reading" in ids(HISTORY, AfterEvent("salvage"))


@pytest.mark.parametrize("act", [known, day_of, lambda told, at: assess(told, shipped(), at)])
def test_an_event_the_case_does_not_have_is_refused(act: Any) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        act(HISTORY, AfterEvent("nowhere"))


DATED = case(
    entry("identity", "patient", age=70),
    entry("specimen", "biopsy", date="2026-03-12", ki67=90),
    entry("staging", "reading", m="M0"),
    entry("study", "pet", date="2026-05", modality="pet_ct"),
    entry("judgement", "judged", resectability="resectable"),
    entry("course", "operation", date="2027", modality="surgery"),
)


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        ("2026-03-11", ["patient"]),
        ("2026-03-12", ["patient", "biopsy", "reading"]),
        ("2026-04-30", ["patient", "biopsy", "reading"]),
        ("2026-05-01", ["patient", "biopsy", "reading", "pet", "judged"]),
        ("2026-12-31", ["patient", "biopsy", "reading", "pet", "judged"]),
        ("2027-01-01", ["patient", "biopsy", "reading", "pet", "judged", "operation"]),
    ],
)
def test_on_a_date_what_can_have_been_by_then_is_known_and_the_undated_goes_with_the_entry_before_it(
    day: str, seen: list[str]
) -> None:
    assert ids(DATED, on(day)) == seen


def test_before_the_first_date_nothing_dated_is_known() -> None:
    assert ids(DATED, on("1999-12-31")) == ["patient"]


def test_a_board_date_dates_its_question() -> None:
    told = case(
        entry("specimen", "biopsy", date="2026-03"),
        entry("question", "q", board_date="2026-06-01"),
        entry("decision", "decided", intent="curative"),
    )
    assert ids(told, on("2026-05-31")) == ["biopsy"]
    assert ids(told, on("2026-06-01")) == ["biopsy", "q", "decided"]


def test_a_fact_dated_later_than_its_entry_is_not_known_before_its_own_date() -> None:
    later = {"value": 90, "on": "2026-04-02"}
    told = case(entry("specimen", "biopsy", date="2026-03", ki67=later, synaptophysin="positive"))
    (before,) = known(told, on("2026-04-01"))
    assert set(before.facts) == {"synaptophysin"}
    (after,) = known(told, on("2026-04-02"))
    assert set(after.facts) == {"synaptophysin", "ki67"}


RUNNING = case(
    entry(
        "course",
        "ep",
        date="2026-01",
        regimen="EP",
        modality="chemotherapy",
        last_dose="2026-06-15",
        best_response="PR",
        reason_stopped="toxicity",
        toxicity_grade="G3",
    )
)


def test_the_outcome_of_a_course_is_hidden_while_it_runs() -> None:
    (running,) = known(RUNNING, on("2026-06-14"))
    assert set(running.facts) == {"regimen", "modality"}


def test_the_outcome_of_a_course_is_known_from_its_last_dose_on() -> None:
    (over,) = known(RUNNING, on("2026-06-15"))
    assert over == RUNNING.entries[0]


@pytest.mark.parametrize(("last_dose", "day"), [("2026-06", "2026-06-01"), ("2026", "2026-01-01")])
def test_a_last_dose_known_to_the_month_or_year_counts_from_its_first_day(last_dose: str, day: str) -> None:
    told = case(entry("course", "ep", regimen="EP", last_dose=last_dose, best_response="PR"))
    (over,) = known(told, on(day))
    assert "best_response" in over.facts


@pytest.mark.parametrize(("day", "failed"), [("2026-06-14", False), ("2026-06-15", True)])
def test_a_course_that_runs_has_not_failed_yet(day: str, failed: bool) -> None:
    plan = {"date": "2026-01", "last_dose": "2026-06-15", "reason_stopped": "progression"}
    history = (nec(date="2025-12"), entry("staging", m="M1"), listed(), course("ep", "EP", **plan))
    found = codes_of(facts(*history, at=on(day)).values("moment"))
    assert ("second_line" in found) is failed


def test_an_outcome_without_a_last_dose_is_known_with_its_course() -> None:
    told = case(entry("course", "ep", date="2026-01", regimen="EP", best_response="PR"))
    (seen,) = known(told, on("2026-01-01"))
    assert "best_response" in seen.facts


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (on("2026-05-04"), date(2026, 5, 4)),
        (Latest(date(2026, 7, 1)), date(2026, 7, 1)),
        (Latest(), None),
        (AfterEvent("biopsy"), date(2026, 3, 12)),
        (AfterEvent("pet"), date(2026, 5, 31)),
        (AfterEvent("operation"), date(2027, 12, 31)),
        (AfterEvent("reading"), None),
    ],
)
def test_values_age_up_to_the_day_asked_for_or_the_last_day_the_event_can_have_been(
    at: At, day: date | None
) -> None:
    assert day_of(DATED, at) == day


def test_a_question_with_a_board_date_has_that_day() -> None:
    told = case(entry("question", "q", board_date="2026-06-01"))
    assert day_of(told, AfterEvent("q")) == date(2026, 6, 1)


@settings(max_examples=25)
@given(
    cases(), st.dates(date(1960, 1, 1), date(2100, 12, 31)), st.dates(date(1960, 1, 1), date(2100, 12, 31))
)
def test_what_was_known_on_a_day_stays_known(told: Case, one: date, other: date) -> None:
    early, late = sorted((one, other))
    before, after = (known(told, OnDate(day)) for day in (early, late))
    later = {entry.id: entry.facts for entry in after}
    for entry_ in before:
        assert entry_.facts.items() <= later[entry_.id].items()
