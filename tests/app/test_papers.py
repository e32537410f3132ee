"""Documents leave by one door: of a confirmed decision its record, else a draft; each can be verified."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.main import run
from enec_desktop.domain.board_record import DocumentKind, Verdict
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.worklist import Where
from tests.builders import value

DAY = date(2026, 11, 24)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    made = desk.meetings.create(DAY)
    for name in ("Ada First", "Ben Second"):
        case_id = desk.cases.create()
        desk.cases.set_fact(case_id, "identity-1", "name", value(name))
        made = desk.meetings.add_case(made.id, case_id)
    return made


def text(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("kind", [DocumentKind.AGENDA, DocumentKind.TO_DO])
def test_a_paper_of_a_meeting_names_every_case_and_can_be_verified(
    desk: Desk, meeting: Meeting, kind: DocumentKind, tmp_path: Path
) -> None:
    order = desk.papers.order_of_meeting(kind, meeting)
    pdf = desk.papers.made_of_meeting(order)
    desk.papers.leaves_of_meeting(order, pdf, tmp_path / "paper.pdf")
    said = " ".join(text(pdf).split())
    assert "24-Nov-2026" in said and "Ada First" in said and "Ben Second" in said
    assert desk.documents.verify(tmp_path / "paper.pdf").verdict is Verdict.AS_ISSUED


def test_an_erased_case_does_not_stop_the_papers_of_its_meeting(desk: Desk, meeting: Meeting) -> None:
    gone = meeting.items[0].case_id
    desk.worklist.place(gone, Where.BIN)
    desk.worklist.erase((gone,))
    order = desk.papers.order_of_meeting(DocumentKind.AGENDA, desk.meetings.get(meeting.id))
    assert "Ben Second" in text(desk.papers.made_of_meeting(order))


def test_the_command_line_writes_the_agenda_of_a_day_and_refuses_a_day_without_meeting(
    desk: Desk, meeting: Meeting, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.close()
    store, out = str(tmp_path / "store"), tmp_path / "agenda.pdf"
    assert run(["--data-dir", store, "meeting", "2026-11-24", "-o", str(out)]) == 0
    assert "Ada First" in text(out.read_bytes())
    assert run(["--data-dir", store, "meeting", "2026-11-25", "-o", str(tmp_path / "none.pdf")]) == 2
    assert "There is no meeting 2026-11-25" in capsys.readouterr().err
    assert not (tmp_path / "none.pdf").exists()
