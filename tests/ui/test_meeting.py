"""The agenda of a meeting, by keyboard: made, filled, ordered, and the case behind each line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView, QListWidget, QTableView

from enec_desktop.domain.board_record import Verdict
from enec_desktop.domain.case import Fact, FieldState
from enec_desktop.domain.meeting import ItemState, Meeting
from enec_desktop.domain.time import PartialDate
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.case_picker import SECOND_ROLE
from tests.ui.acting import CTRL, Key, User

AGENDA = "Agenda"


@pytest.fixture
def coordinator(reader: User) -> User:
    """A user before a meeting of one day, with nothing on its agenda."""
    reader.settle()
    reader.press(Key.Key_6, CTRL)
    reader.click("New meeting")
    reader.type("24-Nov-2026")
    reader.press(Key.Key_Return)
    return reader


def meeting(user: User) -> Meeting:
    return user.desk.meetings.all()[0]


def add(user: User, *names: str) -> None:
    """Put cases on the agenda from the list of cases."""
    user.press(Key.Key_A)
    user.qtbot.waitUntil(lambda: user.focus_name() == "Put a case on the agenda")
    for name in names:
        user.type(name)
        user.press(Key.Key_Return)
    user.press(Key.Key_Escape)
    user.qtbot.waitUntil(lambda: user.focus_name() == AGENDA)


def titles(user: User) -> list[str]:
    return [user.desk.cases.open(item.case_id).title for item in meeting(user).items]


def test_two_cases_are_put_on_the_agenda_and_ordered_by_keyboard(coordinator: User) -> None:
    add(coordinator, "seventies", "superficial")
    before = titles(coordinator)
    assert len(before) == 2
    assert [row[4] for row in coordinator.table_of(AGENDA)] == ["waiting", "waiting"]
    coordinator.press(Key.Key_J)
    coordinator.press(Key.Key_Up, CTRL)
    assert titles(coordinator) == before[::-1]
    assert coordinator.focus_name() == AGENDA


def test_a_question_decided_before_is_not_called_missing(reader: User) -> None:
    case_id = next(one for one in reader.desk.cases.ids() if one.startswith("takagi"))
    _, decision = reader.desk.cases.add_entry(case_id, "decision")
    reader.desk.cases.set_fact(case_id, decision, "regimen", Fact(FieldState.VALUE, "Nivolumab"))
    reader.press(Key.Key_6, CTRL)
    reader.click("New meeting")
    reader.type("24-Nov-2026")
    reader.press(Key.Key_Return)
    add(reader, "seventies")
    asked = reader.table_of(AGENDA)[0][2]
    assert asked == "no new question recorded since the board's last decision"


def test_the_titles_of_the_agenda_stand_whole_when_everything_is_larger(coordinator: User) -> None:
    add(coordinator, "seventies")
    coordinator.press(Key.Key_Plus, CTRL, times=3)
    table = coordinator.of_kind(QTableView, AGENDA)
    header = table.horizontalHeader()
    for column in range(header.count()):
        assert header.sectionSize(column) >= header.sectionSizeHint(column)
    assert header.length() <= table.viewport().width()


def test_a_case_leaves_the_agenda_with_a_reason_and_comes_back_from_the_list(coordinator: User) -> None:
    add(coordinator, "seventies")
    coordinator.press(Key.Key_Delete)
    coordinator.press(Key.Key_Return)
    assert coordinator.see("A reason is needed; the agenda keeps it.")
    coordinator.type("The biopsy is not back")
    coordinator.press(Key.Key_Return)
    assert meeting(coordinator).items[0].state is ItemState.WITHDRAWN
    assert coordinator.table_of(AGENDA)[0][4] == "withdrawn: The biopsy is not back"
    add(coordinator, "seventies")
    assert meeting(coordinator).items[0].state is ItemState.WAITING


def test_enter_opens_the_case_and_the_worklist_puts_a_case_on_the_agenda(coordinator: User) -> None:
    add(coordinator, "seventies")
    coordinator.press(Key.Key_Return)
    assert "seventies" in coordinator.stored().title
    coordinator.press(Key.Key_F, CTRL)
    coordinator.type("superficial")
    coordinator.press(Key.Key_Return)
    coordinator.press(Key.Key_M)
    assert coordinator.see("On the agenda of 24-Nov-2026 now: ", partly=True)
    assert len(meeting(coordinator).items) == 2
    question = coordinator.desk.cases.open(meeting(coordinator).items[1].case_id).of_kind("question")[-1]
    assert question.fact("board_date").value is not None


def test_the_next_meeting_takes_over_chair_members_and_quorum(coordinator: User) -> None:
    coordinator.press(Key.Key_E)
    coordinator.go_to("Chair")
    coordinator.type("Dr Chair")
    coordinator.press(Key.Key_Return)
    coordinator.go_to("Add a member")
    coordinator.type("Dr Knife")
    coordinator.press(Key.Key_Return)
    coordinator.click("pathology")
    coordinator.press(Key.Key_Escape)
    assert coordinator.focus_name() == AGENDA
    coordinator.click("New meeting")
    coordinator.press(Key.Key_Return)
    made = meeting(coordinator)
    assert (made.day.isoformat(), made.chair) == ("2026-12-01", "Dr Chair")
    assert [(one.name, one.discipline) for one in made.members] == [("Dr Knife", "surgery")]
    assert made.lacking() == ("pathology",)


def test_a_day_that_is_none_is_refused_beside_the_question(coordinator: User) -> None:
    coordinator.click("Urgent decision")
    coordinator.type("Nov 2026")
    coordinator.press(Key.Key_Return)
    assert coordinator.see("A meeting needs a whole day, such as 24-Nov-2026.")
    coordinator.press(Key.Key_Escape)
    assert len(coordinator.desk.meetings.all()) == 1


def test_an_agenda_without_a_case_offers_only_to_add_one(coordinator: User) -> None:
    keys = ("Record the decision (R)", "Add a case (A)", "Postpone (P)", "Take off (Del)", "Order (O)")
    assert [coordinator.find(key).isEnabled() for key in keys] == [False, True, False, False, False]
    add(coordinator, "seventies")
    assert all(coordinator.find(key).isEnabled() for key in keys)


def test_a_day_in_two_readings_is_settled_by_one_digit_and_escape_goes_back_to_what_was_typed(
    coordinator: User,
) -> None:
    coordinator.click("New meeting")
    coordinator.type("5/12/26")
    coordinator.press(Key.Key_Return)
    assert coordinator.focus_name() == "Meant is 05-Dec-2026"
    coordinator.press(Key.Key_Escape)
    assert coordinator.focus_name() == "On which day does the board meet?"
    coordinator.press(Key.Key_Return)
    coordinator.press(Key.Key_1)
    assert coordinator.focus_name() == "On which day does the board meet?"
    assert len(coordinator.desk.meetings.all()) == 1
    coordinator.press(Key.Key_Return)
    assert max(one.day for one in coordinator.desk.meetings.all()) == date(2026, 12, 5)
    assert coordinator.focus_name() == AGENDA


def test_readiness_is_told_in_words_and_each_line_to_do_leads_to_its_field(coordinator: User) -> None:
    add(coordinator, "endoscopic resection")
    coordinator.settle()
    assert coordinator.table_of(AGENDA)[0][5] == "not ready, 5 to record"
    assert coordinator.see("Lane: discuss.", partly=True)
    coordinator.click("ECOG performance status: not recorded (medical oncology)")
    coordinator.settle()
    assert coordinator.focus_name() == "ECOG performance status"
    assert "endoscopic resection" in coordinator.stored().title


def test_several_cases_are_marked_then_added_together_and_ordered_with_reasons(coordinator: User) -> None:
    coordinator.press(Key.Key_A)
    coordinator.qtbot.waitUntil(lambda: coordinator.focus_name() == "Put a case on the agenda")
    listed = coordinator.of_kind(QListView, "Cases on no agenda")
    assert "not ready, 5 to record" in str(listed.model().index(0, 0).data(SECOND_ROLE))
    for words in ("seventies", "endoscopic resection"):
        coordinator.type(words)
        coordinator.press(Key.Key_Space, CTRL)
        coordinator.go_to("Put a case on the agenda")
        coordinator.press(Key.Key_A, CTRL)
        coordinator.press(Key.Key_Delete)
    assert coordinator.see("2 marked: Enter puts all of them on the agenda.")
    coordinator.press(Key.Key_Return)
    coordinator.press(Key.Key_Escape)
    assert len(meeting(coordinator).items) == 2
    coordinator.qtbot.waitUntil(lambda: coordinator.focus_name() == AGENDA)
    coordinator.press(Key.Key_O)
    coordinator.settle()
    assert coordinator.see("behind those that are ready: not ready, 5 to record", partly=True)


def test_another_day_of_the_meeting_is_told_to_the_cases_that_wait(coordinator: User) -> None:
    add(coordinator, "seventies")
    coordinator.press(Key.Key_E)
    coordinator.type("8 Dec 2026")
    coordinator.press(Key.Key_Return)
    case = coordinator.desk.cases.open(meeting(coordinator).items[0].case_id)
    assert case.of_kind("question")[-1].fact("board_date").value == PartialDate(2026, 12, 8)


def test_a_meeting_with_cases_stays_and_an_empty_one_leaves_the_list(coordinator: User) -> None:
    add(coordinator, "seventies")
    coordinator.go_to("Meetings")
    listed = coordinator.of_kind(QListWidget, "Meetings")
    listed.setFocus()
    coordinator.press(Key.Key_Delete)
    assert coordinator.see("The meeting has cases on its agenda", partly=True)
    coordinator.press(Key.Key_N)
    coordinator.press(Key.Key_Return)
    listed.setFocus()
    coordinator.press(Key.Key_Delete)
    assert len(coordinator.desk.meetings.all()) == 1


def test_the_agenda_is_written_as_a_paper(coordinator: User, tmp_path: Path) -> None:
    add(coordinator, "seventies")
    paper = next(one for one in coordinator.window.findChildren(QAction) if one.text() == "Agenda ...")
    paper.trigger()
    coordinator.answer_file_dialog(tmp_path / "agenda.pdf")
    coordinator.qtbot.waitUntil(lambda: bool(coordinator.see("agenda.pdf was saved", partly=True)))
    assert coordinator.desk.documents.verify(tmp_path / "agenda.pdf").verdict is Verdict.AS_ISSUED
    # Stopped, it leaves nothing.
    tasks = coordinator.window.findChild(Tasks)
    tasks.hold()
    paper.trigger()
    coordinator.answer_file_dialog(tmp_path / "stopped.pdf")
    coordinator.qtbot.waitUntil(lambda: coordinator.has("Stop"))
    coordinator.click("Stop")
    tasks.let_go()
    coordinator.settle()
    assert coordinator.see("The paper was not made: it was stopped. Nothing was written.")
    assert [one.name for one in tmp_path.glob("*.pdf*")] == ["agenda.pdf"]
