"""A whole meeting of eight cases, played by keyboard: prepared, discussed, decided and followed up."""

from __future__ import annotations

from pathlib import Path

import pytest

from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.meeting import ItemState
from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener

CASES = 8


@pytest.fixture
def scribe(with_samples: None, open_user: Opener, tmp_path: Path) -> User:
    """A user before the published patients and an empty case."""
    desk = open_desk(tmp_path / "store")
    desk.cases.create("An empty case")
    desk.close()
    user = open_user()
    user.settle()
    return user


def prepare(user: User) -> None:
    user.press(Key.Key_6, CTRL)
    user.click("New meeting")
    user.press(Key.Key_Return)
    user.press(Key.Key_A)
    user.qtbot.waitUntil(lambda: user.focus_name() == "Put a case on the agenda")
    user.press(Key.Key_Return, times=CASES)
    user.qtbot.waitUntil(lambda: user.focus_name() == "Agenda")
    user.settle()
    user.press(Key.Key_O)


def write(user: User, text: str) -> None:
    """Minutes, intent, why, one action with owner and day, trial, who tells."""
    user.type(text)
    for field, words in (
        ("Why", "as discussed"),
        ("What", "Call the patient"),
        ("Who sees to it", "Dr A"),
        ("By when", "2027-03-01"),
        ("Trial considered", "none open"),
        ("Who tells the patient and the family doctor, when", "Dr A, today"),
    ):
        user.go_to(field)
        user.type(words)
        user.press(Key.Key_Tab)
    user.click("palliative")


def confirm(user: User) -> None:
    user.click("Confirm the decision")
    user.type("Dr Chair")
    user.press(Key.Key_Return)
    user.settle()


@pytest.mark.long
def test_eight_cases_are_discussed_decided_and_confirmed_by_keyboard(scribe: User) -> None:
    prepare(scribe)
    meeting = scribe.desk.meetings.all()[0]
    assert len(meeting.items) == CASES
    scribe.press(Key.Key_K, times=CASES)
    scribe.press(Key.Key_R)
    for number in range(CASES):
        write(scribe, f"Case {number + 1} was discussed")
        confirm(scribe)
        scribe.press(Key.Key_PageDown, CTRL)
    meeting = scribe.desk.meetings.all()[0]
    assert {item.state for item in meeting.items} == {ItemState.DISCUSSED}
    for number, item in enumerate(meeting.items, start=1):
        decision = scribe.desk.cases.open(item.case_id).of_kind("decision")[-1]
        assert decision.fact("minutes").value == f"Case {number} was discussed"
        assert [one.version for one in scribe.desk.decisions.records(item.case_id)] == [1]
    scribe.press(Key.Key_Escape)
    scribe.press(Key.Key_F)
    assert len(scribe.table_of("Open actions")) == CASES
