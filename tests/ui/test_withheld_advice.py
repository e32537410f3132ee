"""The board says its intent first: until then no page of the window shows the advice, and lifting is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.meeting import AgendaItem
from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener

TOLD = "The board says its intent before it sees the advice on this case."
CASE = "takeshita-2000-emr-m3"


@pytest.fixture
def waiting(with_samples: None, open_user: Opener, tmp_path: Path) -> User:
    """A user at a case whose advice waits."""
    desk = open_desk(tmp_path / "store")
    made = desk.meetings.create(date(2026, 11, 24))
    desk.meetings.save(replace(desk.meetings.add_case(made.id, CASE), commit_first=True))
    desk.close()
    user = open_user()
    user.settle()
    user.window.open_case(CASE)
    user.settle()
    return user


def item(user: User) -> AgendaItem:
    return user.desk.meetings.all()[0].item(CASE)


def test_no_page_shows_the_advice_before_the_intent_and_a_key_lifts_it_for_a_reason(waiting: User) -> None:
    user = waiting
    assert user.see(TOLD)
    assert not any("Diagnosis" in one for one in user.assessment())
    user.press(Key.Key_4, CTRL)
    user.settle()
    assert user.see(TOLD)
    assert not user.has("Both assessments side by side")
    user.press(Key.Key_P, CTRL)
    user.settle()
    assert user.see(TOLD)
    assert not user.has("Pages of the document")
    assert not user.find("Export summary").isEnabled()
    user.press(Key.Key_F9)
    assert user.focus_name() == "Why is the advice shown before the intent?"
    user.press(Key.Key_Return)
    assert user.see("A reason is needed; the meeting keeps it. Escape leaves the advice hidden.")
    assert item(user).lifted is None
    user.type("The patient asks today")
    user.press(Key.Key_Return)
    user.settle()
    assert not user.see(TOLD)
    assert user.find("Export summary").isEnabled()
    lifted = item(user).lifted
    assert lifted is not None
    assert lifted.why == "The patient asks today"
    user.press(Key.Key_2, CTRL)
    user.settle()
    assert any("Diagnosis" in one for one in user.assessment())
    user.press(Key.Key_6, CTRL)
    user.press(Key.Key_R)
    user.settle()
    assert user.see("The patient asks today.", partly=True)
    assert user.has("Options of the assessment")
    assert user.has("In the words of the board"), "the intent may still be said"


def test_once_the_intent_is_said_the_advice_is_there_on_every_page(waiting: User) -> None:
    user = waiting
    user.press(Key.Key_6, CTRL)
    user.press(Key.Key_R)
    user.settle()
    assert not user.has("Options of the assessment")
    user.go_to("In the words of the board")
    user.type("Follow-up")
    user.click("supportive")
    user.click("Say it and show the options")
    assert user.has("Options of the assessment")
    user.press(Key.Key_2, CTRL)
    user.settle()
    assert not user.see(TOLD)
    assert any("Diagnosis" in one for one in user.assessment())
