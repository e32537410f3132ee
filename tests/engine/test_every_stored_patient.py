"""What holds for every published patient and every vignette, whatever its situation."""

from __future__ import annotations

from itertools import pairwise

import pytest

from enec_desktop.domain.assessment import Certainty, Clearance, OptionGroup, OptionView, Question, Verdict
from enec_desktop.domain.case import Case, Entry, Fact, FieldState, Quantity
from enec_desktop.domain.knowledge_base import OptionKind, SafetyLevel, Standing
from enec_desktop.domain.values import Codes, Interval
from enec_desktop.domain.vocabulary import Field, FieldType
from enec_desktop.engine.assess import at_words
from tests.assessing import environment, shipped
from tests.builders import vocabulary
from tests.engine.stored_points import Stored, everyone, options
from tests.engine.tracing import astray, parts

ONE_BY_ONE = pytest.mark.parametrize("one", everyone(), ids=lambda one: f"{one.name} {one.point}".strip())
STEPS = [
    "It decides which question the board has to answer.",
    "It settles a doubt about what is recorded.",
    "The leading options hang on it.",
    "Options shown here hang on it.",
    "It belongs to the checks before an option shown here.",
]


@ONE_BY_ONE
def test_every_id_of_the_assessment_leads_to_the_knowledge_or_the_case(one: Stored) -> None:
    assert not astray(one.assessment, one.case)
    assert (one.assessment.case_id, one.assessment.at) == (one.case.id, at_words(one.at))


@ONE_BY_ONE
def test_a_certain_verdict_wants_nothing_and_a_possible_one_says_what_it_wants(one: Stored) -> None:
    for verdict in (part for part in parts(one.assessment) if isinstance(part, Verdict)):
        told = verdict.conditions
        if verdict.certainty is Certainty.CERTAIN:
            assert not (told.sets or told.more or told.unsettled), verdict.row
        else:
            assert told.sets or told.unsettled, verdict.row
            assert len(told.sets) <= 3
            assert len(told.sets) == 3 or not told.more


@ONE_BY_ONE
def test_the_clearance_of_an_option_is_what_its_alerts_say(one: Stored) -> None:
    for view in options(one.assessment):
        assert view.clearance is clearance(view), view.id
        for alert in view.alerts:
            assert alert.fires is not False
            assert alert.fires or any(seen.stale or is_wide(one, seen.name) for seen in alert.seen), alert.id


def clearance(view: OptionView) -> Clearance:
    fired = {alert.level for alert in view.alerts if alert.fires}
    waiting = {alert.level for alert in view.alerts if alert.fires is None}
    if SafetyLevel.STOP in fired:
        return Clearance.BLOCKED
    if waiting & {SafetyLevel.STOP, SafetyLevel.BEHIND}:
        return Clearance.UNKNOWN
    return Clearance.CAUTION if fired & {SafetyLevel.BEHIND, SafetyLevel.ADJUST} else Clearance.CLEAR


def is_wide(one: Stored, name: str) -> bool:
    """Whether rules could still tell values of the fact apart."""
    return len(environment(one.case, one.at).cells(name)) > 1


def cannot_wait(group: OptionGroup) -> bool:
    advised = group.certainty is Certainty.CERTAIN and group.standing is not Standing.AGAINST
    return advised and all(option.urgent for option in group.options)


@ONE_BY_ONE
def test_every_option_is_shown_once_for_each_candidate_moment_kinds_apart_and_blocked_last(
    one: Stored,
) -> None:
    for view in one.assessment.moments:
        shown = [option.id for group in view.groups for option in group.options]
        assert sorted([*shown, *(option.id for option in view.not_here)]) == sorted(shipped().options)
        keys = [
            (
                list(OptionKind).index(group.kind),
                {option.clearance is Clearance.BLOCKED for option in group.options},
                not cannot_wait(group),
                list(Standing).index(group.standing),
                list(Certainty).index(group.certainty),
            )
            for group in view.groups
        ]
        assert all(len(blocked) == 1 for _, blocked, *_ in keys)
        flat = [(kind, True in blocked, *rest) for kind, blocked, *rest in keys]
        assert all(first <= then for first, then in pairwise(flat)), view.moment


@ONE_BY_ONE
def test_questions_come_step_by_step_and_within_a_step_as_a_board_asks(one: Stored) -> None:
    order = list(shipped().questions)
    found = one.assessment.questions
    told = [
        (STEPS.index(each.why), order.index(each.name) if each.name in order else len(order))
        for each in found
    ]
    assert told == sorted(told)
    assert [each.matters for each in found] == [step <= 2 for step, _ in told]


@ONE_BY_ONE
def test_a_value_at_the_place_of_a_question_answers_it(one: Stored) -> None:
    before = environment(one.case, one.at)
    for question in one.assessment.questions:
        after = (environment(told, one.at) for told in answered(one, question))
        values = before.values(question.name)
        assert any(told.values(question.name) != values for told in after), (question.name, question.place)


def answered(one: Stored, question: Question) -> list[Case]:
    """The case with each value that the place of a question can take, in a new entry where it names none."""
    place = question.place
    told = []
    for fact in facts_of(vocabulary().field(place.kind, place.field)):
        if place.entry:
            told.append(one.case.with_fact(place.entry, place.field, fact))
        else:
            new = Entry(one.case.new_id(place.kind), place.kind, {place.field: fact})
            told.append(one.case.with_entry(new, before=one.point or None))
    return told


def facts_of(field: Field) -> list[Fact]:
    """A few values of a field: every code, both usual ends of a number."""
    if field.type is FieldType.CHOICE:
        return [Fact(FieldState.VALUE, Codes({code})) for code in field.choices]
    ends = (field.soft.low, field.soft.high)
    return [Fact(FieldState.VALUE, Quantity(Interval.point(end), field.unit)) for end in ends]
