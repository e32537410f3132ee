"""Deciding: what a decision lacks, confirming it, and that nothing but an amendment changes it afterwards."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.board_record import BoardRecord
from enec_desktop.domain.case import Fact, FieldState
from enec_desktop.domain.decision import Lack
from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.meeting import ItemState, Meeting, Member, Presence
from enec_desktop.domain.time import PartialDate
from tests.app.deciding import decided, listed
from tests.builders import codes, value

TUESDAY = date(2026, 11, 24)
FROZEN = "make an amendment to change it"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    made = desk.meetings.create(TUESDAY)
    members = (Member("Dr Lee", "surgery", Presence.PRESENT), Member("Dr Wang", "pathology"))
    return desk.meetings.save(replace(made, chair="Dr Lee", members=members, quorum=("surgery", "pathology")))


@pytest.fixture
def case_id(desk: Desk, meeting: Meeting) -> str:
    return listed(desk, meeting)


@pytest.fixture
def record(desk: Desk, meeting: Meeting, case_id: str) -> BoardRecord:
    decided(desk, case_id)
    return desk.decisions.confirm(case_id, meeting.id)


def test_an_empty_decision_says_all_that_it_lacks(desk: Desk, case_id: str) -> None:
    assert desk.decisions.missing(case_id) == ()
    desk.decisions.begin(case_id)
    lacks = [(one.lack, one.place.kind, one.place.field) for one in desk.decisions.missing(case_id)]
    assert lacks == [
        (Lack.FIELD, "decision", "intent"),
        (Lack.ACTION, "action", "what"),
        (Lack.FIELD, "decision", "why"),
        (Lack.FIELD, "decision", "told"),
        (Lack.FIELD, "decision", "trial"),
    ]


def test_a_decision_bears_the_day_of_the_board_and_is_begun_once(desk: Desk, case_id: str) -> None:
    case, decision = desk.decisions.begin(case_id)
    assert case.entry(decision).date == PartialDate.of(TUESDAY)
    assert desk.decisions.begin(case_id) == (case, decision)


def test_a_state_with_no_value_counts_as_said(desk: Desk, case_id: str) -> None:
    decision = decided(desk, case_id)
    desk.cases.set_fact(case_id, decision, "trial", Fact(FieldState.UNKNOWN))
    desk.cases.remove_entry(case_id, "action-1")
    assert [one.lack for one in desk.decisions.missing(case_id)] == [Lack.ACTION]
    desk.cases.set_fact(case_id, decision, "tasks", Fact(FieldState.NOT_APPLICABLE))
    assert desk.decisions.missing(case_id) == ()


def test_an_action_needs_an_owner_and_a_day(desk: Desk, case_id: str) -> None:
    decision = decided(desk, case_id)
    _, action = desk.cases.add_entry(case_id, "action", of=decision)
    desk.cases.set_fact(case_id, action, "what", value("PET-CT"))
    lacks = [(one.place.entry, one.place.field) for one in desk.decisions.missing(case_id)]
    assert lacks == [(action, "owner"), (action, "due")]


def test_a_deviation_needs_its_coded_reason(desk: Desk, case_id: str) -> None:
    decision = decided(desk, case_id)
    desk.cases.set_fact(case_id, decision, "stance", codes("deviates"))
    assert [one.lack for one in desk.decisions.missing(case_id)] == [Lack.REASON]
    desk.cases.set_fact(case_id, decision, "deviation_reason", codes("wish"))
    assert desk.decisions.missing(case_id) == ()


def test_what_is_missing_is_named_in_one_sentence_and_nothing_is_confirmed(
    desk: Desk, meeting: Meeting, case_id: str
) -> None:
    decision = decided(desk, case_id)
    for field in ("intent", "told"):
        desk.cases.clear_fact(case_id, decision, field)
    with pytest.raises(StoreRefused) as refused:
        desk.decisions.confirm(case_id, meeting.id)
    assert str(refused.value) == (
        'The decision is not complete; it lacks "Intent" and '
        '"Who tells the patient and the family doctor, when".'
    )
    assert desk.decisions.records(case_id) == ()


def test_a_record_holds_case_assessment_and_meeting_as_they_were(
    desk: Desk, meeting: Meeting, record: BoardRecord
) -> None:
    told = json.loads(record.document)
    assert (record.number, record.version, record.supersedes, record.chair) == (1, 1, None, "Dr Lee")
    assert record.sha256 == hashlib.sha256(record.document.encode()).hexdigest()
    assert told["format"] == "enec-board-record-1"
    assert (told["question"], told["decision"], told["revision"]) == (
        "question-1",
        record.decision,
        record.revision,
    )
    assert [one["id"] for one in told["case"]["entries"]] == [
        one.id for one in desk.cases.open(record.case_id).entries
    ]
    assert told["assessment"]["format"] == "enec-assessment-1"
    assert told["meeting"]["id"] == meeting.id
    assert record.revision == desk.cases.revision(record.case_id)
    assert desk.meetings.get(meeting.id).item(record.case_id).state is ItemState.DISCUSSED
    assert desk.decisions.record(1) == desk.decisions.current(record.case_id) == record


@pytest.mark.parametrize(
    ("before", "after"),
    [("preparing", "discussed"), ("ready", "discussed"), ("follow_up", "follow_up"), ("closed", "closed")],
)
def test_the_list_of_cases_knows_that_the_board_has_met(
    desk: Desk, meeting: Meeting, case_id: str, before: str, after: str
) -> None:
    desk.cases.set_fact(case_id, "question-1", "status", codes(before))
    decided(desk, case_id)
    desk.decisions.confirm(case_id, meeting.id)
    assert desk.cases.open(case_id).entry("question-1").fact("status") == codes(after)


def test_a_decision_that_is_not_kept_leaves_the_question_as_it_was(
    desk: Desk, meeting: Meeting, case_id: str
) -> None:
    decided(desk, case_id)
    order = desk.decisions.prepare(case_id, meeting.id)
    made = desk.decisions.made(order)
    desk.cases.set_fact(case_id, "question-1", "question", value("Asked otherwise meanwhile?"))
    with pytest.raises(StoreRefused, match="changed meanwhile"):
        desk.decisions.keep(order, made)
    assert desk.cases.open(case_id).entry("question-1").fact("status") == Fact()
    assert desk.meetings.get(meeting.id).item(case_id).state is ItemState.WAITING


def test_outlines_tell_records_without_their_documents(desk: Desk, record: BoardRecord) -> None:
    assert desk.decisions.outlines(record.case_id) == (replace(record, document=""),)


def test_a_record_says_nothing_of_the_other_patients_of_the_day(
    desk: Desk, meeting: Meeting, case_id: str
) -> None:
    other = listed(desk, meeting)
    desk.meetings.save(replace(desk.meetings.get(meeting.id), note="Mr Other comes back next week"))
    decided(desk, case_id)
    record = desk.decisions.confirm(case_id, meeting.id)
    assert desk.meetings.get(meeting.id).holds(other)
    assert [item["case"] for item in json.loads(record.document)["meeting"]["items"]] == [case_id]
    assert other not in record.document and "Mr Other" not in record.document


def test_a_quorum_that_is_not_there_is_recorded_and_stops_nothing(record: BoardRecord) -> None:
    assert json.loads(record.document)["quorum_lacking"] == ["pathology"]


@pytest.mark.parametrize("field", ["intent", "why", "actions", "dissent", "told"])
def test_no_field_of_a_confirmed_decision_changes(desk: Desk, record: BoardRecord, field: str) -> None:
    before = desk.cases.open(record.case_id)
    new = codes("palliative") if field == "intent" else value("other words")
    with pytest.raises(StoreRefused, match=FROZEN):
        desk.cases.set_fact(record.case_id, record.decision, field, new)
    assert desk.cases.open(record.case_id) == before
    assert desk.decisions.frozen(record.case_id) == {record.decision, "action-1"}


def test_parts_place_and_question_of_a_confirmed_decision_stay(desk: Desk, record: BoardRecord) -> None:
    case_id, decision, cases = record.case_id, record.decision, desk.cases
    cases.add_entry(case_id, "study")
    before = cases.open(case_id)
    for wish in (
        lambda: cases.set_fact(case_id, "action-1", "owner", value("Dr Who")),
        lambda: cases.add_entry(case_id, "action", of=decision),
        lambda: cases.remove_entry(case_id, "action-1"),
        lambda: cases.remove_entry(case_id, decision),
        lambda: cases.remove_entry(case_id, "question-1"),
        lambda: cases.move_entry(case_id, decision, "question-1"),
        lambda: cases.move_entry(case_id, "question-1", None),
        lambda: cases.move_entry(case_id, "action-1", None),
        lambda: cases.set_entry_time(case_id, decision, PartialDate(2026, 11, 25)),
        lambda: cases.take_over(
            before.with_fact(decision, "why", value("x")), cases.revision(case_id), "Report"
        ),
    ):
        with pytest.raises(StoreRefused, match=FROZEN):
            wish()
        assert cases.open(case_id) == before


def test_what_became_of_a_decision_stays_open(desk: Desk, record: BoardRecord) -> None:
    desk.cases.set_fact(record.case_id, record.decision, "carried_out", codes("changed"))
    desk.cases.set_fact(record.case_id, "action-1", "state", codes("done"))
    case = desk.cases.open(record.case_id)
    assert case.entry("action-1").fact("state") == codes("done")
    assert desk.decisions.record(record.number) == record


def test_undo_stops_at_a_confirmed_decision_and_works_after_it(desk: Desk, record: BoardRecord) -> None:
    case_id = record.case_id
    assert desk.cases.undo_words(case_id) == ""
    assert desk.cases.undo(case_id) is None
    assert desk.cases.redo(case_id) is None
    desk.cases.set_fact(case_id, "identity-1", "name", value("Ann"))
    desk.cases.undo(case_id)
    assert desk.cases.undo(case_id) is None
    redone = desk.cases.redo(case_id)
    assert redone is not None
    assert redone.entry("identity-1").fact("name") == value("Ann")


def test_an_amendment_is_a_new_version_that_supersedes(
    desk: Desk, meeting: Meeting, record: BoardRecord
) -> None:
    case, again = desk.decisions.amend(record.case_id, "PET shows M1")
    assert desk.cases.undo_words(record.case_id) == "Amendment begun"
    assert case.entry(again).fact("intent") == codes("curative")
    assert [part.kind for part in case.parts_of(again)] == ["action"]
    assert desk.decisions.amend(record.case_id, "other") == (case, again)
    desk.cases.set_fact(record.case_id, again, "intent", codes("palliative"))
    second = desk.decisions.confirm(record.case_id, meeting.id, "Dr Ortiz")
    assert (second.version, second.supersedes, second.reason) == (2, record.number, "PET shows M1")
    assert (second.chair, second.decision) == ("Dr Ortiz", again)
    assert desk.decisions.current(record.case_id) == second
    assert desk.decisions.records(record.case_id) == (second, record)
    assert desk.decisions.superseded_by(record.number) == second
    assert desk.decisions.superseded_by(second.number) is None
    assert desk.decisions.frozen(record.case_id) == {record.decision, "action-1", again, "action-2"}


def test_an_amendment_after_a_new_question_still_answers_the_old_one(
    desk: Desk, meeting: Meeting, record: BoardRecord
) -> None:
    later = desk.meetings.create(date(2026, 12, 1))
    desk.meetings.add_case(later.id, record.case_id)
    case, again = desk.decisions.amend(record.case_id, "typing error")
    order = [one.id for one in case.entries]
    assert order.index(again) < order.index("question-2")
    amendment = desk.decisions.confirm(record.case_id, meeting.id)
    assert desk.decisions.current(record.case_id) == amendment
    assert desk.decisions.in_force(record.case_id) is None
    _, second = desk.decisions.begin(record.case_id)
    assert [one.id for one in desk.cases.open(record.case_id).entries][-1] == second


def test_an_amendment_wants_something_to_amend_and_a_reason(
    desk: Desk, meeting: Meeting, case_id: str
) -> None:
    decided(desk, case_id)
    with pytest.raises(StoreRefused, match="no confirmed decision to amend"):
        desk.decisions.amend(case_id, "why not")
    desk.decisions.confirm(case_id, meeting.id)
    with pytest.raises(StoreRefused, match="needs a reason"):
        desk.decisions.amend(case_id, "  ")


def test_a_second_decision_on_a_confirmed_question_wants_a_reason(
    desk: Desk, meeting: Meeting, record: BoardRecord
) -> None:
    with pytest.raises(StoreRefused, match="is confirmed; amend it"):
        desk.decisions.begin(record.case_id)
    _, by_hand = desk.cases.add_entry(record.case_id, "decision")
    assert Lack.AMENDMENT in {one.lack for one in desk.decisions.missing(record.case_id)}


def test_the_case_must_be_on_the_agenda_and_somebody_must_sign(
    desk: Desk, meeting: Meeting, case_id: str
) -> None:
    decided(desk, case_id)
    other = desk.meetings.create(date(2026, 12, 1))
    with pytest.raises(StoreRefused, match="not on the agenda"):
        desk.decisions.confirm(case_id, other.id)
    desk.meetings.save(replace(desk.meetings.get(meeting.id), chair=" "))
    with pytest.raises(StoreRefused, match="name the chair"):
        desk.decisions.confirm(case_id, meeting.id)
    assert desk.decisions.records(case_id) == ()


def test_records_are_there_after_the_store_was_closed(
    desk: Desk, record: BoardRecord, tmp_path: Path
) -> None:
    desk.close()
    again = open_desk(tmp_path / "store")
    assert again.decisions.records(record.case_id) == (record,)
    with pytest.raises(StoreRefused, match=FROZEN):
        again.cases.clear_fact(record.case_id, record.decision, "why")
