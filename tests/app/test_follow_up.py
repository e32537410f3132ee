"""After the meeting: open actions and their days, conditions that turn, deviations that are alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import now, open_desk
from enec_desktop.domain.case import Fact, FieldState
from enec_desktop.domain.follow_up import OpenAction, Trigger
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.worklist import Where
from tests.app.deciding import decided, listed
from tests.builders import codes, quantity, value

DUE = date(2026, 12, 1)
"""The day that ``decided`` writes."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    return desk.meetings.save(replace(desk.meetings.create(date(2026, 11, 24)), chair="Dr Lee"))


@pytest.fixture
def case_id(desk: Desk, meeting: Meeting) -> str:
    return listed(desk, meeting)


def confirmed(desk: Desk, meeting: Meeting, **said: Fact) -> str:
    """A new case with a confirmed decision; its id."""
    case_id = listed(desk, meeting)
    decision = decided(desk, case_id)
    for field, fact in said.items():
        desk.cases.set_fact(case_id, decision, field, fact)
    desk.decisions.confirm(case_id, meeting.id)
    return case_id


def actions(desk: Desk, today: date = DUE) -> list[tuple[str, bool, bool]]:
    return [(one.entry, one.overdue, one.confirmed) for one in desk.follow_up.open_actions(today)]


def test_an_open_action_tells_patient_owner_and_day(desk: Desk, case_id: str) -> None:
    decision = decided(desk, case_id)
    desk.cases.set_fact(case_id, "identity-1", "name", value("EXAMPLE, Ann"))
    assert desk.follow_up.open_actions(DUE) == (
        OpenAction(
            case_id,
            "EXAMPLE, Ann",
            decision,
            "action-1",
            "EP, first cycle",
            "Dr Ortiz",
            PartialDate.of(DUE),
            False,
            False,
        ),
    )


def test_an_action_is_overdue_the_day_after(desk: Desk, case_id: str) -> None:
    decided(desk, case_id)
    assert [actions(desk, date(2026, 12, day))[0][1] for day in (1, 2)] == [False, True]
    desk.cases.set_fact(case_id, "action-1", "due", value(PartialDate(2026, 12)))
    assert [actions(desk, day)[0][1] for day in (date(2026, 12, 31), date(2027, 1, 1))] == [False, True]


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        (Fact(), True),
        (codes("open"), True),
        (Fact(FieldState.UNKNOWN), True),
        (codes("done"), False),
        (codes("changed"), False),
        (codes("dropped"), False),
        (Fact(FieldState.NOT_APPLICABLE), False),
    ],
)
def test_an_action_is_open_until_it_is_said_to_be_done_or_dropped(
    desk: Desk, meeting: Meeting, state: Fact, is_open: bool
) -> None:
    case_id = confirmed(desk, meeting)
    desk.cases.set_fact(case_id, "action-1", "state", state)
    assert bool(actions(desk)) is is_open


def test_the_soonest_comes_first_and_one_without_a_day_last(desk: Desk, meeting: Meeting) -> None:
    first, second, third = (listed(desk, meeting) for _ in range(3))
    for case_id, due in ((first, Fact()), (second, value(PartialDate(2027, 1, 5))), (third, None)):
        decided(desk, case_id)
        if due is not None:
            desk.cases.set_fact(case_id, "action-1", "due", due)
    assert [one.case_id for one in desk.follow_up.open_actions(DUE)] == [third, second, first]


def test_an_amendment_takes_over_when_it_is_confirmed(desk: Desk, meeting: Meeting) -> None:
    case_id = confirmed(desk, meeting)
    desk.decisions.amend(case_id, "typing error")
    assert actions(desk) == [("action-1", False, True)]
    desk.decisions.confirm(case_id, meeting.id)
    assert actions(desk) == [("action-2", False, True)]


def test_the_actions_of_a_case_in_the_bin_are_not_listed(desk: Desk, case_id: str) -> None:
    decided(desk, case_id)
    desk.worklist.place(case_id, Where.BIN)
    assert actions(desk) == []


def conditioned(desk: Desk, case_id: str, when: str, *, relist: bool = False) -> None:
    decision = decided(desk, case_id)
    _, part = desk.cases.add_entry(case_id, "condition", of=decision)
    desk.cases.set_fact(case_id, part, "when", value(when))
    desk.cases.set_fact(case_id, part, "then", value("EP"))
    desk.cases.set_fact(case_id, part, "otherwise", value("EC"))
    if relist:
        desk.cases.set_fact(case_id, part, "relist", codes("yes"))


def trigger(desk: Desk, case_id: str) -> Trigger:
    (found,) = desk.follow_up.triggers(desk.cases.open(case_id))
    return found


def clearance(desk: Desk, case_id: str, amount: float, on: date) -> None:
    measured = replace(quantity(amount, "mL/min"), on=PartialDate.of(on))
    desk.cases.set_fact(case_id, "fitness-1", "creatinine_clearance", measured)


def test_a_condition_turns_when_the_fact_arrives(desk: Desk, meeting: Meeting, case_id: str) -> None:
    desk.cases.add_entry(case_id, "fitness")
    conditioned(desk, case_id, "fitness.creatinine_clearance >= 50")
    desk.decisions.confirm(case_id, meeting.id)
    before = trigger(desk, case_id)
    assert (before.answer, before.then, before.turned) == (None, None, False)
    assert [one.name for one in before.asks] == ["fitness.creatinine_clearance"]
    for amount, holds in ((62, True), (50, True), (49, False)):
        clearance(desk, case_id, amount, now().date())
        found = trigger(desk, case_id)
        assert (found.answer, found.then, found.turned, found.asks) == (holds, None, True, ())
    assert (found.consequence, found.otherwise, found.problem) == ("EP", "EC", "")


def test_a_value_too_old_to_rely_on_is_not_known(desk: Desk, case_id: str) -> None:
    # The vocabulary ages creatinine clearance after 28 days.
    desk.cases.add_entry(case_id, "fitness")
    conditioned(desk, case_id, "fitness.creatinine_clearance >= 50")
    clearance(desk, case_id, 62, date(now().year - 1, 1, 1))
    found = trigger(desk, case_id)
    assert found.answer is None
    assert [(one.name, one.stale) for one in found.asks] == [("fitness.creatinine_clearance", True)]


def test_the_answer_at_the_decision_stays_though_facts_are_corrected(
    desk: Desk, meeting: Meeting, case_id: str
) -> None:
    case, staging = desk.cases.add_entry(case_id, "staging", before="question-1")
    desk.cases.set_fact(case_id, staging, "m", codes("M0"))
    conditioned(desk, case_id, "tumour.m == M1", relist=True)
    desk.decisions.confirm(case_id, meeting.id)
    assert (trigger(desk, case_id).answer, trigger(desk, case_id).calls) == (False, False)
    desk.cases.set_fact(case_id, staging, "m", codes("M1"))
    found = trigger(desk, case_id)
    assert (found.answer, found.then, found.turned, found.calls) == (True, False, True, True)
    assert found.explanation is not None


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("fitness.clearance >= 50", "did you mean"),
        ("ep if clearance fine", "is no fact"),
        ("fitness.ecog >= 2", "holds codes"),
        ("fitness.creatinine_clearance >=", "ends too early"),
    ],
)
def test_a_condition_the_program_cannot_check_says_why(
    desk: Desk, case_id: str, when: str, said: str
) -> None:
    conditioned(desk, case_id, when)
    found = trigger(desk, case_id)
    assert said in found.problem
    assert (found.answer, found.then, found.turned) == (None, None, False)
    assert desk.follow_up.check(when) == found.problem
    assert desk.follow_up.check("fitness.creatinine_clearance >= 50") == ""


def test_like_deviations_are_listed_with_their_cases_and_change_nothing(desk: Desk, meeting: Meeting) -> None:
    def deviating(rule: str, reason: str) -> str:
        said = {"stance": codes("deviates"), "rule": value(rule), "deviation_reason": codes(reason)}
        return confirmed(desk, meeting, **said)

    first, second = deviating("ep/first-line", "wish"), deviating("ep/first-line", "wish")
    deviating("ep/first-line", "fitness")
    deviating("surgery/after", "wish")
    confirmed(desk, meeting)
    (found,) = desk.follow_up.like_deviations()
    assert (found.rule, found.reason, found.cases) == ("ep/first-line", "wish", (second, first))
    assert len(desk.follow_up.like_deviations(at_least=1)) == 3
    assert desk.follow_up.like_deviations(at_least=3) == ()
    desk.decisions.amend(second, "agreed after all")
    amended = desk.cases.open(second).of_kind("decision")[-1].id
    desk.cases.set_fact(second, amended, "stance", codes("agrees"))
    desk.decisions.confirm(second, meeting.id)
    assert desk.follow_up.like_deviations() == ()
