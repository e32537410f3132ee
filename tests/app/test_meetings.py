"""Meetings of the board: prepared from the worklist, kept in every version, told to the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.case import Fact
from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.meeting import ItemState, Meeting, MeetingKind, Member, Presence
from enec_desktop.domain.time import PartialDate
from tests.builders import value

TUESDAY = date(2026, 11, 24)
WEEK_LATER = date(2026, 12, 1)
BOARD = (Member("Dr Lee", "surgery"), Member("Dr Ortiz", "oncology"), Member("Dr Wang", "pathology"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    made = desk.meetings.create(TUESDAY)
    return desk.meetings.save(
        replace(
            made,
            board="Upper GI board",
            place="Room 2",
            chair="Dr Lee",
            recorder="Ms Roy",
            members=BOARD,
            quorum=("surgery", "oncology", "pathology"),
        )
    )


def asked(desk: Desk, case_id: str, question: str, field: str) -> Fact:
    return desk.cases.open(case_id).entry(question).fact(field)


def test_the_time_of_a_case_adds_up_and_a_case_that_is_gone_takes_none(desk: Desk, meeting: Meeting) -> None:
    case_id = desk.cases.create("A case")
    desk.meetings.add_case(meeting.id, case_id)
    for seconds in (60, 5):
        desk.meetings.spend(meeting.id, case_id, seconds)
    desk.meetings.spend(meeting.id, "gone", 5)
    desk.meetings.spend("gone", case_id, 5)
    assert [one.seconds for one in desk.meetings.get(meeting.id).items] == [65]


def test_a_case_on_the_agenda_says_when_and_where_it_is_discussed(desk: Desk, meeting: Meeting) -> None:
    case_id = desk.cases.create("A case")
    item = desk.meetings.add_case(meeting.id, case_id).item(case_id)
    told = {
        field: asked(desk, case_id, item.question, field).value
        for field in ("board_date", "board_name", "site", "chair", "recorder")
    }
    assert told == {
        "board_date": PartialDate.of(TUESDAY),
        "board_name": "Upper GI board",
        "site": "Room 2",
        "chair": "Dr Lee",
        "recorder": "Ms Roy",
    }
    assert desk.meetings.on_agendas() == {case_id}


def test_putting_a_case_on_the_agenda_is_one_step_that_undo_takes_back(desk: Desk, meeting: Meeting) -> None:
    case_id = desk.cases.create("A case")
    before = desk.cases.open(case_id)
    desk.meetings.add_case(meeting.id, case_id)
    assert desk.cases.undo_words(case_id) == "Put on the agenda of 24-Nov-2026"
    assert desk.cases.undo(case_id) == before


def test_a_case_whose_question_was_decided_comes_with_a_new_one(desk: Desk, meeting: Meeting) -> None:
    case_id = desk.cases.create("A case")
    _, decision = desk.cases.add_entry(case_id, "decision")
    desk.cases.set_fact(case_id, decision, "actions", value("EP"))
    item = desk.meetings.add_case(meeting.id, case_id).item(case_id)
    entries = [entry.id for entry in desk.cases.open(case_id).entries]
    assert entries[-1] == item.question != "question-1"
    assert asked(desk, case_id, item.question, "discussion").value == frozenset({"again"})
    assert asked(desk, case_id, "question-1", "board_date") == Fact()


def test_a_case_taken_off_with_a_reason_stays_as_withdrawn_and_loses_its_day(
    desk: Desk, meeting: Meeting
) -> None:
    case_id = desk.cases.create("A case")
    item = desk.meetings.add_case(meeting.id, case_id).item(case_id)
    left = desk.meetings.drop_case(meeting.id, case_id, "CT not reported yet")
    assert (left.item(case_id).state, left.item(case_id).why) == (ItemState.WITHDRAWN, "CT not reported yet")
    assert asked(desk, case_id, item.question, "board_date") == Fact()
    assert desk.meetings.on_agendas() == frozenset()
    assert not desk.meetings.drop_case(meeting.id, case_id).holds(case_id)


def test_the_next_meeting_takes_over_the_board_but_not_who_was_there(desk: Desk, meeting: Meeting) -> None:
    there = tuple(replace(one, presence=Presence.PRESENT) for one in BOARD)
    desk.meetings.save(replace(meeting, members=there, closed=True, note="short"))
    desk.meetings.add_case(meeting.id, desk.cases.create("A case"))
    following = desk.meetings.create(WEEK_LATER)
    assert following.members == BOARD
    assert (following.board, following.quorum) == ("Upper GI board", ("surgery", "oncology", "pathology"))
    assert (following.items, following.closed, following.note) == ((), False, "")
    assert [one.day for one in desk.meetings.all()] == [WEEK_LATER, TUESDAY]


def test_an_urgent_decision_has_a_meeting_of_its_own(desk: Desk, meeting: Meeting) -> None:
    urgent = desk.meetings.create(TUESDAY, MeetingKind.URGENT)
    assert urgent.members == ()
    assert {one.kind for one in desk.meetings.all()} == {MeetingKind.BOARD, MeetingKind.URGENT}


def test_a_quorum_lacks_the_disciplines_of_which_nobody_is_there(meeting: Meeting) -> None:
    surgeon, *others = meeting.members
    came = replace(meeting, members=(replace(surgeon, presence=Presence.PRESENT), *others))
    assert came.lacking() == ("oncology", "pathology")


def test_the_agenda_can_be_put_in_another_order(desk: Desk, meeting: Meeting) -> None:
    first, second, third = (desk.cases.create(name) for name in "ABC")
    for case_id in (first, second, third):
        meeting = desk.meetings.add_case(meeting.id, case_id)
    assert [one.case_id for one in meeting.moved(third, -5).items] == [third, first, second]
    assert [one.case_id for one in meeting.moved(first, 1).items] == [second, first, third]
    assert [one.case_id for one in meeting.ordered([second]).items] == [second, first, third]


def test_a_removed_meeting_is_off_the_list_and_its_id_unknown(desk: Desk, meeting: Meeting) -> None:
    desk.meetings.remove(meeting.id)
    assert desk.meetings.all() == ()
    with pytest.raises(StoreRefused, match="There is no meeting"):
        desk.meetings.get(meeting.id)


def test_meetings_are_there_after_the_store_was_closed(desk: Desk, meeting: Meeting, tmp_path: Path) -> None:
    desk.meetings.add_case(meeting.id, desk.cases.create("A case"))
    kept = desk.meetings.get(meeting.id)
    desk.close()
    assert open_desk(tmp_path / "store").meetings.get(meeting.id) == kept
