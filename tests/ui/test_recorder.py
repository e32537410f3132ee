"""A decision written down at the table, by keyboard: kept as it is typed, and nothing stops it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.meeting import AgendaItem, ItemState, Meeting, Member, Presence
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.confirming import ConfirmWork
from tests.app.deciding import decided
from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener

ROOT = Path(__file__).parents[2]
MEMBERS = (Member("Dr Knife", "surgery"), Member("Dr Slide", "pathology"))


def prepare(folder: Path, **wishes: object) -> None:
    """A meeting with a case on its agenda."""
    desk = open_desk(folder)
    made = desk.meetings.create(date(2026, 11, 24))
    made = replace(made, chair="Dr Chair", members=MEMBERS, quorum=("pathology",), **wishes)  # type: ignore[arg-type]
    desk.meetings.save(made)
    titles = {desk.cases.open(id).title: id for id in desk.cases.ids()}
    for words in ("endoscopic resection", "superficial"):
        case_id = next(id for title, id in titles.items() if words in title.lower())
        desk.meetings.add_case(made.id, case_id)
    desk.close()


def recorder(open_user: Opener) -> User:
    """A user at the minutes of the first case."""
    user = open_user()
    user.settle()
    user.press(Key.Key_6, CTRL)
    user.press(Key.Key_R)
    user.settle()
    assert user.focus_name() == "Minutes, as said"
    return user


@pytest.fixture
def scribe(with_samples: None, open_user: Opener, tmp_path: Path) -> User:
    prepare(tmp_path / "store")
    return recorder(open_user)


def meeting(user: User) -> Meeting:
    return user.desk.meetings.all()[0]


def item(user: User) -> AgendaItem:
    return meeting(user).items[0]


def case(user: User) -> Case:
    return user.desk.cases.open(item(user).case_id)


def decision(user: User) -> Entry:
    return case(user).of_kind("decision")[-1]


def parts(user: User, kind: str) -> list[dict[str, object]]:
    found = (one for one in case(user).parts_of(decision(user).id) if one.kind == kind)
    return [{name: fact.value for name, fact in one.facts.items()} for one in found]


def say(user: User, field: str, text: str) -> None:
    user.go_to(field)
    user.type(text)
    user.press(Key.Key_Tab)


def test_words_are_kept_first_and_actions_follow_line_by_line_by_enter(scribe: User) -> None:
    scribe.type("Follow-up only was asked for by surgery.")
    scribe.press(Key.Key_Tab)
    assert decision(scribe).fact("minutes").value == "Follow-up only was asked for by surgery."
    scribe.go_to("What")
    for what, who, when in (
        ("Endoscopy", "Dr A", "1 Mar 2027"),
        ("Call the patient", "Nurse B", "2026-12-01"),
    ):
        for text in (what, who, when):
            scribe.type(text)
            scribe.press(Key.Key_Return)
    told = parts(scribe, "action")
    assert [(one["what"], one["owner"]) for one in told] == [
        ("Endoscopy", "Dr A"),
        ("Call the patient", "Nurse B"),
    ]
    assert scribe.focus_name() == "What"


def test_an_option_is_agreed_with_or_deviated_from_by_one_key(scribe: User) -> None:
    scribe.press(Key.Key_F6)
    assert scribe.focus_name() == "Options of the assessment"
    scribe.press(Key.Key_J)
    scribe.press(Key.Key_D)
    assert decision(scribe).fact("stance").value == frozenset({"deviates"})
    assert scribe.focus_name() == "Reason of the deviation, coded"
    assert scribe.see("The decision deviates from:", partly=True)
    rule = decision(scribe).fact("rule").value
    scribe.press(Key.Key_F6)
    scribe.press(Key.Key_A)
    assert decision(scribe).fact("stance").value == frozenset({"agrees"})
    assert decision(scribe).fact("rule").value == rule
    scribe.press(Key.Key_Z, CTRL)
    assert decision(scribe).fact("stance").value == frozenset({"deviates"})
    assert scribe.see("The decision deviates from:", partly=True)


def test_attendance_and_checklist_are_ticked_and_the_quorum_is_told(scribe: User) -> None:
    assert scribe.see("The quorum lacks pathology.", partly=True)
    scribe.click("Dr Slide, pathology")
    assert meeting(scribe).members[1].presence is Presence.PRESENT
    assert not scribe.see("The quorum lacks", partly=True)
    scribe.click("Images were looked at together")
    assert item(scribe).ticks == ("imaging",)


def test_what_lacks_leads_to_its_field_and_then_the_decision_is_confirmed_and_amended(scribe: User) -> None:
    scribe.click("curative")
    scribe.click("Confirm the decision")
    scribe.press(Key.Key_Return)
    assert scribe.focus_name() == "What"
    say(scribe, "Why", "The tumour is out.")
    for text in ("Endoscopy", "Dr A", "2027-03-01"):
        scribe.go_to({"Endoscopy": "What", "Dr A": "Who sees to it"}.get(text, "By when"))
        scribe.type(text)
        scribe.press(Key.Key_Return)
    say(scribe, "Trial considered", "none open")
    say(scribe, "Who tells the patient and the family doctor, when", "Dr A, today")
    assert scribe.see("Nothing is lacking.")
    scribe.click("Confirm the decision")
    scribe.press(Key.Key_Return)
    scribe.settle()
    assert scribe.see("Confirmed, version 1", partly=True)
    assert scribe.focus_name() == "Amend the decision"
    assert scribe.see("none recorded"), "no condition and no position was written"
    assert not scribe.has("Make it a condition")
    assert item(scribe).state is ItemState.DISCUSSED
    assert not scribe.of_kind(QPlainTextEdit, "Why").isEnabled()
    scribe.click("Amend the decision")
    scribe.type("The margin was read again")
    scribe.press(Key.Key_Return)
    say(scribe, "Dissent or uncertainty", "none")
    assert len(case(scribe).of_kind("decision")) == 2
    assert scribe.desk.decisions.records(case(scribe).id)[0].version == 1


def test_a_run_that_is_killed_in_the_middle_of_the_minutes_loses_no_word(
    open_user: Opener, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.ui.broken_off", str(tmp_path / "store"), "minutes"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    again = recorder(open_user)
    minutes = again.of_kind(QPlainTextEdit, "Minutes, as said")
    assert minutes.toPlainText() == "Half a sent"
    assert again.see("Not saved yet", partly=True)
    again.press(Key.Key_Return)
    assert decision(again).fact("minutes").value == "Half a sent"


def complete(folder: Path) -> str:
    """A meeting whose first case has a complete decision; the case."""
    prepare(folder)
    desk = open_desk(folder)
    case_id = desk.meetings.all()[0].items[0].case_id
    decided(desk, case_id)
    desk.close()
    return case_id


def test_who_ends_the_program_while_a_decision_is_being_confirmed_finds_it_confirmed(
    with_samples: None, open_user: Opener, tmp_path: Path
) -> None:
    case_id = complete(tmp_path / "store")
    scribe = recorder(open_user)
    scribe.click("Confirm the decision")
    scribe.press(Key.Key_Return)
    again = open_user()
    assert [one.version for one in again.desk.decisions.records(case_id)] == [1]
    assert meeting(again).items[0].state is ItemState.DISCUSSED


def test_confirming_can_be_called_off_and_then_nothing_is_written(scribe: User) -> None:
    case_id = item(scribe).case_id
    decided(scribe.desk, case_id)
    before, tasks = case(scribe), Tasks()
    tasks.hold()
    work = ConfirmWork(Kit(scribe.desk, scribe.window.theme), tasks)
    work.begin(scribe.desk.decisions.prepare(case_id, meeting(scribe).id))
    work.show_case(case_id)
    work.show()
    scribe.qtbot.mouseClick(work.stop, Qt.MouseButton.LeftButton)
    tasks.let_go()
    tasks.close()
    assert not work.is_running(case_id)
    assert scribe.desk.decisions.records(case_id) == ()
    assert case(scribe) == before


def test_the_board_says_its_intent_before_the_options_are_shown(
    with_samples: None, open_user: Opener, tmp_path: Path
) -> None:
    prepare(tmp_path / "store", commit_first=True)
    scribe = recorder(open_user)
    assert not scribe.has("Options of the assessment")
    scribe.go_to("In the words of the board")
    scribe.type("Endoscopy in six months")
    scribe.click("supportive")
    scribe.click("Say it and show the options")
    assert scribe.has("Options of the assessment")
    said = item(scribe).commitment
    assert said is not None and said.words == "Endoscopy in six months"


def test_a_condition_is_composed_of_fact_comparison_and_value_and_checked(scribe: User) -> None:
    scribe.go_to("Fact of a condition")
    scribe.type("creatinine clearance (")
    scribe.press(Key.Key_Return)
    scribe.go_to("Value of the condition")
    scribe.type("50")
    scribe.press(Key.Key_Return)
    assert parts(scribe, "condition")[0]["when"] == "fitness.creatinine_clearance >= 50"
    say(scribe, "If it holds", "EP")
    when = scribe.go_to("Condition the program checks")
    assert isinstance(when, QPlainTextEdit)
    when.selectAll()
    scribe.type("fitness.kidney >= 50")
    scribe.press(Key.Key_Tab)
    assert scribe.see("The program cannot check", partly=True)
    assert parts(scribe, "condition")[0]["then"] == "EP"


def test_the_next_case_and_back_again_shows_what_was_written(scribe: User) -> None:
    scribe.type("First case")
    scribe.press(Key.Key_PageDown, CTRL)
    assert "superficial" in scribe.stored().title.lower()
    scribe.press(Key.Key_PageUp, CTRL)
    assert scribe.of_kind(QPlainTextEdit, "Minutes, as said").toPlainText() == "First case"
    scribe.press(Key.Key_Escape)
    assert scribe.focus_name() == "Agenda"


def test_what_was_looked_at_and_how_the_stage_was_left_are_said_by_keyboard_and_printed(scribe: User) -> None:
    for field, key in (("Images at the meeting", Key.Key_R), ("Slides at the meeting", Key.Key_N)):
        scribe.go_to(field)
        scribe.press(key)
    say(scribe, "Who reviewed the images", "Dr Ray")
    scribe.go_to("Stage after the meeting")
    scribe.press(Key.Key_F)
    say(scribe, "Stage as the board holds it", "cT1b N0 M0")
    told = {name: fact.value for name, fact in decision(scribe).facts.items()}
    assert told["images"] == frozenset({"reviewed"}) and told["slides"] == frozenset({"not_reviewed"})
    assert told["stage_left"] == frozenset({"final"}) and told["stage_held"] == "cT1b N0 M0"
    desk, case_id = scribe.desk, case(scribe).id
    pdf = desk.papers.made(desk.papers.order(DocumentKind.SUMMARY, *desk.cases.stored(case_id)))
    paper = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    assert "reviewed · by Dr Ray" in paper
    assert "final · held now: cT1b N0 M0 · not recorded: changed by the board" in paper
