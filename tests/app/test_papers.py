"""Documents leave by one door: of a confirmed decision its record, else a draft; each can be verified."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.main import run
from enec_desktop.domain.board_record import DocumentKind, Verdict
from enec_desktop.domain.meeting import ItemState, Meeting, Member, Presence
from enec_desktop.domain.worklist import Where
from tests.app.deciding import decided, listed
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


def test_a_pack_is_superseded_when_one_of_its_records_is_amended_and_says_so_when_it_is_made_again(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meetings = [desk.meetings.create(day) for day in (DAY, date(2026, 12, 1))]
    held, later = (desk.meetings.save(replace(one, chair="Dr Lee")) for one in meetings)
    cases = [listed(desk, held) for _ in range(2)]
    decided(desk, cases[0])
    desk.decisions.confirm(cases[0], held.id)

    def packed(name: str) -> Path:
        order = desk.papers.order_of_meeting(DocumentKind.PACK, desk.meetings.get(held.id))
        desk.papers.leaves_of_meeting(order, desk.papers.made_of_meeting(order), tmp_path / name)
        return tmp_path / name

    first = packed("first.pdf")
    assert desk.documents.verify(first).verdict is Verdict.AS_ISSUED
    desk.decisions.amend(cases[0], "typing error")
    desk.meetings.add_case(later.id, cases[0])
    amended = desk.decisions.confirm(cases[0], later.id)
    found = desk.documents.verify(first)
    assert (found.verdict, found.newer, found.more) == (Verdict.SUPERSEDED, replace(amended, document=""), ())
    second = packed("second.pdf")
    assert desk.documents.verify(second).verdict is Verdict.AS_ISSUED
    assert "SUPERSEDED BY version 2" in text(second.read_bytes())
    assert "SUPERSEDED" not in text(first.read_bytes())
    decided(desk, cases[1])
    desk.decisions.confirm(cases[1], held.id)
    desk.close()
    assert run(["--data-dir", str(tmp_path / "store"), "verify", str(first)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("superseded\n") and all(f"of case {one}" in told for one in cases)


def test_what_is_confirmed_while_a_pack_is_made_supersedes_it(desk: Desk, tmp_path: Path) -> None:
    held = desk.meetings.save(replace(desk.meetings.create(DAY), chair="Dr Lee"))
    case = listed(desk, held)
    decided(desk, case)
    order = desk.papers.order_of_meeting(DocumentKind.PACK, desk.meetings.get(held.id))
    record = desk.decisions.confirm(case, held.id)
    desk.papers.leaves_of_meeting(order, desk.papers.made_of_meeting(order), tmp_path / "pack.pdf")
    found = desk.documents.verify(tmp_path / "pack.pdf")
    assert (found.verdict, found.newer) == (Verdict.SUPERSEDED, replace(record, document=""))


def test_a_draft_of_a_case_on_an_agenda_says_who_is_there(desk: Desk) -> None:
    members = (Member("Dr Knife", "surgery", Presence.PRESENT),)
    held = desk.meetings.save(replace(desk.meetings.create(DAY), members=members, quorum=("pathology",)))
    case = listed(desk, held)
    said = text(desk.papers.made(desk.papers.order(DocumentKind.SUMMARY, *desk.cases.stored(case))))
    assert "surgery: Dr Knife" in said and "not complete, nobody of: pathology" in " ".join(said.split())
    desk.meetings.save(replace(desk.meetings.get(held.id), closed=True))
    said = text(desk.papers.made(desk.papers.order(DocumentKind.SUMMARY, *desk.cases.stored(case))))
    assert "Dr Knife" not in said


def test_a_discussed_case_is_called_so_on_the_agenda_and_leaves_the_list_of_what_is_to_do(
    desk: Desk, meeting: Meeting
) -> None:
    first = replace(meeting.item(meeting.items[0].case_id), state=ItemState.DISCUSSED)
    meeting = desk.meetings.save(meeting.with_item(first))
    told = {
        kind: text(desk.papers.made_of_meeting(desk.papers.order_of_meeting(kind, meeting)))
        for kind in (DocumentKind.AGENDA, DocumentKind.TO_DO)
    }
    assert "Ada First" in told[DocumentKind.AGENDA] and "Ada First" not in told[DocumentKind.TO_DO]
    assert "Ben Second" in told[DocumentKind.TO_DO]
    assert told[DocumentKind.AGENDA].count("open: ") == 1
