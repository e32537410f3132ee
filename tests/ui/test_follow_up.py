"""What became of a decision: each open action gets its answer by one key."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.case import Fact, FieldState
from enec_desktop.domain.time import PartialDate
from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener


def agree(folder: Path) -> None:
    """A new case whose board agreed on two actions, one of them overdue."""
    desk = open_desk(folder)
    today = desk.now().date()
    meeting = desk.meetings.create(today)
    case_id = desk.cases.create("A man with a stricture")
    desk.meetings.add_case(meeting.id, case_id)
    _, decision = desk.decisions.begin(case_id)
    for what, days in (("CT of the chest", 9), ("Call the patient", -3)):
        _, action = desk.cases.add_entry(case_id, "action", of=decision)
        day = PartialDate.of(today + timedelta(days=days))
        for field, value in (("what", what), ("owner", "Dr A"), ("due", day)):
            desk.cases.set_fact(case_id, action, field, Fact(FieldState.VALUE, value))
    desk.close()


@pytest.fixture
def nurse(open_user: Opener, tmp_path: Path) -> User:
    agree(tmp_path / "store")
    user = open_user()
    user.press(Key.Key_6, CTRL)
    user.press(Key.Key_F)
    return user


def states(user: User) -> list[object]:
    case = user.desk.cases.open(user.desk.cases.ids()[0])
    return [entry.fact("state").value for entry in case.of_kind("action")]


def test_overdue_actions_stand_first_in_words_and_are_answered_by_key(nurse: User) -> None:
    rows = nurse.table_of("Open actions")
    assert [row[1] for row in rows] == ["Call the patient", "CT of the chest"]
    assert rows[0][4].endswith("overdue") and not rows[1][4].endswith("overdue")
    nurse.press(Key.Key_D)
    assert states(nurse) == [None, frozenset({"done"})]
    assert len(nurse.table_of("Open actions")) == 1
    nurse.press(Key.Key_U)
    assert states(nurse) == [None, None]
    nurse.press(Key.Key_D)
    nurse.press(Key.Key_D)
    assert nurse.see("No action is open.", partly=True)
    nurse.press(Key.Key_Escape)
    assert nurse.focus_name() == "Agenda"


def test_what_was_not_done_gets_a_coded_reason_from_a_menu(nurse: User) -> None:
    nurse.press(Key.Key_X)
    nurse.press(Key.Key_2)
    case = nurse.desk.cases.open(nurse.desk.cases.ids()[0])
    action = case.of_kind("action")[1]
    assert action.fact("state").value == frozenset({"dropped"})
    assert action.fact("reason").value == frozenset({"wish"})


def test_enter_opens_the_case_of_an_action(nurse: User) -> None:
    nurse.press(Key.Key_Return)
    assert nurse.stored().title == "A man with a stricture"
