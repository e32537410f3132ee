"""Facts as known then: after an event, on a date, without what was learnt later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from enec_desktop.domain.case import Case
from enec_desktop.domain.time import AfterEvent, At, Latest, OnDate
from enec_desktop.engine.known import day_of, known_then
from tests.assessing import course, facts, listed, nec
from tests.builders import case, entry, vocabulary


def ids(told: Case, at: At) -> list[str]:
    return [one.id for one in known_then(told, vocabulary(), at)]


def on(year: int, month: int, day: int) -> OnDate:
    return OnDate(date(year, month, day))


HISTORY = (
    nec(date="2025-01"),
    entry("study", "ct", modality="ct"),
    entry("lesion", "liver", of="ct", organ="liver", finding="malignant"),
    listed("first", date="2025-02-03"),
    course(
        "ep", "EP", date="2025-02-10", last_dose="2025-06-20", best_response="PR", reason_stopped="completed"
    ),
    entry("progression", "progression-1", date="2025-11"),
    listed("second", board_date="2025-12-01"),
)


def test_after_an_event_everything_up_to_it_is_known_and_nothing_later() -> None:
    assert ids(case(*HISTORY), AfterEvent("first")) == ["biopsy", "ct", "liver", "first"]
    assert ids(case(*HISTORY), AfterEvent("progression-1"))[-1] == "progression-1"


def test_the_parts_of_an_event_are_known_with_it_though_they_stand_later() -> None:
    told = case(
        entry("study", "ct", modality="ct"),
        nec(),
        entry("lesion", "liver", of="ct", organ="liver"),
        entry("lesion", "node", organ="lymph_node"),
    )
    assert ids(told, AfterEvent("ct")) == ["ct", "liver"]


def test_an_event_the_case_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        known_then(case(*HISTORY), vocabulary(), AfterEvent("nowhere"))


def test_latest_is_everything() -> None:
    assert len(ids(case(*HISTORY), Latest())) == len(HISTORY)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (on(2025, 1, 1), "liver"),
        (on(2025, 2, 2), "liver"),
        (on(2025, 2, 3), "first"),
        (on(2025, 10, 31), "ep"),
        (on(2025, 11, 1), "progression-1"),
        (on(2025, 12, 1), "second"),
    ],
)
def test_on_a_day_an_entry_without_a_date_goes_with_the_one_before_it(day: OnDate, last: str) -> None:
    assert ids(case(*HISTORY), day)[-1] == last


def test_before_the_first_date_nothing_is_known() -> None:
    assert ids(case(*HISTORY), on(2024, 12, 31)) == []


@pytest.mark.parametrize(
    ("day", "outcome"), [(on(2025, 6, 19), False), (on(2025, 6, 20), True), (on(2025, 6, 21), True)]
)
def test_the_outcome_of_a_course_is_hidden_before_its_last_dose(day: OnDate, outcome: bool) -> None:
    entries = {one.id: one for one in known_then(case(*HISTORY), vocabulary(), day)}
    told = set(entries["ep"].facts)
    assert {"modality", "regimen", "setting", "intended_diagnosis"} <= told
    assert ({"last_dose", "best_response", "reason_stopped"} <= told) is outcome
    assert bool(told & {"last_dose", "best_response", "reason_stopped"}) is outcome


def test_the_outcome_of_a_course_that_runs_does_not_count_as_progression_then() -> None:
    failed = course("ep", "EP", date="2025-02-10", last_dose="2025-06-20", reason_stopped="progression")
    history = (nec(date="2025-01"), entry("staging", m="M1"), listed("first"), failed)
    assert "second_line" not in facts(*history, at=on(2025, 3, 1)).values("moment")  # type: ignore[operator]
    assert facts(*history, at=on(2025, 7, 1)).values("moment") == frozenset({"second_line"})


@pytest.mark.parametrize(("day", "seen"), [(on(2025, 3, 1), False), (on(2025, 3, 2), True)])
def test_a_fact_with_a_later_date_of_its_own_is_left_out(day: OnDate, seen: bool) -> None:
    clearance = {"value": 60, "on": "2025-03-02"}
    told = case(entry("fitness", date="2025-01-01", ecog="1", creatinine_clearance=clearance))
    (fitness,) = known_then(told, vocabulary(), day)
    assert ("creatinine_clearance" in fitness.facts) is seen
    assert "ecog" in fitness.facts


@pytest.mark.parametrize(
    ("told", "at", "day"),
    [
        (HISTORY, on(2025, 7, 1), date(2025, 7, 1)),
        (HISTORY, Latest(date(2026, 1, 1)), date(2026, 1, 1)),
        (HISTORY, Latest(), None),
        (HISTORY, AfterEvent("first"), date(2025, 2, 3)),
        (HISTORY, AfterEvent("second"), date(2025, 12, 1)),
        (HISTORY, AfterEvent("progression-1"), date(2025, 11, 30)),
        (HISTORY, AfterEvent("ct"), None),
    ],
)
def test_the_day_an_assessment_stands_for_is_read_and_never_invented(
    told: tuple[dict[str, Any], ...], at: At, day: date | None
) -> None:
    assert day_of(case(*told), at) == day
