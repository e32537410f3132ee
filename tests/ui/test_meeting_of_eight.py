"""A whole meeting played by keyboard: prepared, discussed, decided, followed up, and its papers read back."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.board_record import DocumentKind, Verdict
from enec_desktop.domain.meeting import ItemState, Meeting
from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener

FEW, ALL = 2, 8
"""So many cases in the usual run, in which the empty one and a published patient are; and on request."""


@pytest.fixture
def scribe(with_samples: None, open_user: Opener, tmp_path: Path) -> User:
    """A user before the published patients and an empty case."""
    desk = open_desk(tmp_path / "store")
    desk.cases.create("An empty case")
    desk.close()
    user = open_user()
    user.settle()
    return user


def prepare(user: User, cases: int) -> None:
    user.press(Key.Key_6, CTRL)
    user.go_to("New meeting")
    user.press(Key.Key_Space)
    user.press(Key.Key_Return)
    user.press(Key.Key_A)
    user.qtbot.waitUntil(lambda: user.focus_name() == "Put a case on the agenda")
    user.press(Key.Key_Return, times=cases)
    if cases < ALL:
        user.press(Key.Key_Escape)
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
    user.go_to("Intent")
    user.press(Key.Key_P)


def confirm(user: User) -> None:
    user.go_to("Confirm the decision")
    user.press(Key.Key_Space)
    user.type("Dr Chair")
    user.press(Key.Key_Return)
    user.settle()


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("cases", [FEW, pytest.param(ALL, marks=pytest.mark.long)])
def test_a_meeting_is_discussed_decided_confirmed_and_printed_by_keyboard(
    scribe: User, tmp_path: Path, cases: int
) -> None:
    prepare(scribe, cases)
    meeting = scribe.desk.meetings.all()[0]
    assert len(meeting.items) == cases
    scribe.press(Key.Key_K, times=cases)
    scribe.press(Key.Key_R)
    for number in range(cases):
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
    assert len(scribe.table_of("Open actions")) == cases
    read_back(scribe, meeting, tmp_path)


def read_back(user: User, meeting: Meeting, folder: Path) -> None:
    """Every paper of every case and the pack say what was decided, and are as this store issued them."""
    papers = user.desk.papers
    for item in meeting.items:
        for kind in (DocumentKind.SUMMARY, DocumentKind.LETTER, DocumentKind.PATIENT):
            order = papers.order(kind, *user.desk.cases.stored(item.case_id))
            papers.leaves(order, pdf := papers.made(order), path := folder / f"{item.case_id}-{kind}.pdf")
            assert "CONFIRMED · version 1" in text(pdf) and "Call the patient" in text(pdf)
            assert user.desk.documents.verify(path).verdict is Verdict.AS_ISSUED
    pack = papers.order_of_meeting(DocumentKind.PACK, meeting)
    papers.leaves_of_meeting(pack, pdf := papers.made_of_meeting(pack), folder / "pack.pdf")
    for number in range(1, len(meeting.items) + 1):
        assert f"Case {number} was discussed" in text(pdf)
    assert user.desk.documents.verify(folder / "pack.pdf").verdict is Verdict.AS_ISSUED
