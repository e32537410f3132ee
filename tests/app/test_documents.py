"""Documents that left the room: as issued, superseded, altered or not known, told by the file alone."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.main import run
from enec_desktop.domain.board_record import BoardRecord, DocumentKind, Issued, Verdict
from enec_desktop.domain.errors import EnecError
from tests.app.deciding import decided, listed
from tests.builders import value

KIND = DocumentKind.SUMMARY
PRINTED = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


@pytest.fixture
def record(desk: Desk) -> BoardRecord:
    meeting = desk.meetings.create(date(2026, 11, 24))
    meeting = desk.meetings.save(replace(meeting, chair="Dr Lee", time="14:00", board="Upper GI board"))
    case_id = listed(desk, meeting)
    decided(desk, case_id)
    return desk.decisions.confirm(case_id, meeting.id)


def pdf(id: str, words: str = "The decision") -> bytes:
    """What the paper promises of every file: the id stands twice as plain bytes."""
    return f"%PDF-1.7\n({id})\n{words}\n/Keywords ({id})\n%%EOF\n".encode()


def issued(desk: Desk, record: BoardRecord, file: Path) -> Issued:
    id = desk.documents.id_of(KIND, record)
    file.write_bytes(pdf(id))
    return desk.documents.issue(KIND, file.read_bytes(), id, record=record)


def test_a_file_as_it_was_issued_is_known(desk: Desk, record: BoardRecord, tmp_path: Path) -> None:
    made = issued(desk, record, tmp_path / "a.pdf")
    found = desk.documents.verify(tmp_path / "a.pdf")
    assert (found.verdict, found.issued, found.newer) == (Verdict.AS_ISSUED, made, None)
    assert desk.documents.issued(record.case_id) == (made,)
    assert made.sha256 == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()


def test_one_changed_byte_anywhere_is_found(desk: Desk, record: BoardRecord, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    made = issued(desk, record, file)
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        found = desk.documents.verify(file)
        assert (found.verdict, found.issued) == (Verdict.ALTERED, made), place
    for other in (whole[:-7], whole + b"\n", whole.replace(b"The", b"No ")):
        file.write_bytes(other)
        assert desk.documents.verify(file).verdict is Verdict.ALTERED


def test_after_an_amendment_the_older_file_is_superseded(
    desk: Desk, record: BoardRecord, tmp_path: Path
) -> None:
    issued(desk, record, tmp_path / "a.pdf")
    desk.decisions.amend(record.case_id, "typing error")
    assert desk.documents.verify(tmp_path / "a.pdf").verdict is Verdict.AS_ISSUED
    second = desk.decisions.confirm(record.case_id, record.meeting)
    found = desk.documents.verify(tmp_path / "a.pdf")
    assert (found.verdict, found.newer) == (Verdict.SUPERSEDED, second)
    assert desk.documents.id_of(KIND, second) != desk.documents.id_of(KIND, record)


def test_a_draft_is_superseded_by_the_record_that_came_after_it(desk: Desk, tmp_path: Path) -> None:
    meeting = desk.meetings.save(replace(desk.meetings.create(date(2026, 11, 24)), chair="Dr Lee"))
    case_id = listed(desk, meeting)
    decided(desk, case_id)
    revision = desk.cases.revision(case_id)
    id = desk.documents.id_of_draft(KIND, PRINTED, case_id=case_id, revision=revision)
    (tmp_path / "draft.pdf").write_bytes(pdf(id))
    desk.documents.issue(KIND, pdf(id), id, case_id=case_id, revision=revision)
    assert desk.documents.verify(tmp_path / "draft.pdf").verdict is Verdict.AS_ISSUED
    desk.decisions.confirm(case_id, meeting.id)
    assert desk.documents.verify(tmp_path / "draft.pdf").verdict is Verdict.SUPERSEDED


def test_the_agenda_of_a_meeting_belongs_to_no_case(desk: Desk, tmp_path: Path) -> None:
    meeting = desk.meetings.create(date(2026, 11, 24))
    id = desk.documents.id_of_draft(DocumentKind.AGENDA, PRINTED, meeting=meeting.id)
    (tmp_path / "agenda.pdf").write_bytes(pdf(id))
    made = desk.documents.issue(DocumentKind.AGENDA, pdf(id), id, meeting=meeting.id)
    assert (made.case_id, made.record) == ("", None)
    assert desk.documents.verify(tmp_path / "agenda.pdf").verdict is Verdict.AS_ISSUED


def test_a_file_of_another_store_is_not_known(desk: Desk, record: BoardRecord, tmp_path: Path) -> None:
    issued(desk, record, tmp_path / "a.pdf")
    other = open_desk(tmp_path / "other")
    found = other.documents.verify(tmp_path / "a.pdf")
    assert (found.verdict, found.issued, found.newer) == (Verdict.NOT_KNOWN, None, None)


def test_a_file_in_which_the_id_stands_once_is_not_issued(desk: Desk, record: BoardRecord) -> None:
    id = desk.documents.id_of(KIND, record)
    with pytest.raises(ValueError, match="at least twice"):
        desk.documents.issue(KIND, b"%PDF-1.7 " + id.encode(), id, record=record)


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), (b"PK\x03\x04", "is no PDF file")])
def test_what_is_no_pdf_is_refused_in_one_sentence(
    desk: Desk, tmp_path: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / "x.pdf").write_bytes(content)
    with pytest.raises(EnecError, match=said):
        desk.documents.verify(tmp_path / "x.pdf")


def test_the_report_of_a_confirmed_case_is_made_of_its_record_and_always_the_same(
    desk: Desk, record: BoardRecord, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.cases.set_fact(record.case_id, "identity-1", "name", value("Entered later"))
    desk.close()

    def told(*arguments: str) -> list[str]:
        assert run(["--data-dir", str(tmp_path / "store"), *arguments]) == 0
        return capsys.readouterr().out.splitlines()

    first, again, draft = (tmp_path / name for name in ("first.pdf", "again.pdf", "draft.pdf"))
    for file in (first, again):
        told("report", record.case_id, "-o", str(file))
    assert first.read_bytes() == again.read_bytes()
    assert "(record 1)" in told("verify", str(first))[1]
    text = "".join(page.extract_text() for page in PdfReader(first).pages)
    assert "CONFIRMED" in text and "Entered later" not in text
    told("report", record.case_id, "--after", "decision-1", "-o", str(draft))
    assert "(draft, revision" in told("verify", str(draft))[1]
    desk = open_desk(tmp_path / "store")
    desk.decisions.amend(record.case_id, "typing error")
    second = desk.decisions.confirm(record.case_id, record.meeting)
    assert [one.version for one in desk.decisions.versions(second)] == [1, 2]
    desk.close()
    assert told("verify", str(first))[0] == "superseded"


def test_the_command_line_tells_the_verdict_and_lists_the_meetings(
    desk: Desk, record: BoardRecord, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    issued(desk, record, tmp_path / "a.pdf")
    desk.close()

    def told(*arguments: str) -> tuple[int, list[str], str]:
        code = run(["--data-dir", str(tmp_path / "store"), *arguments])
        out, err = capsys.readouterr()
        return code, out.splitlines(), err

    code, lines, _ = told("verify", str(tmp_path / "a.pdf"))
    assert (code, lines[0]) == (0, "as issued by this store")
    assert lines[1].startswith(f"issued: summary of case {record.case_id} (record 1), ")
    (tmp_path / "a.pdf").write_bytes((tmp_path / "a.pdf").read_bytes() + b" ")
    assert told("verify", str(tmp_path / "a.pdf"))[1][0] == "altered"
    code, lines, error = told("verify", str(tmp_path / "none.pdf"))
    assert (code, lines, error.count("\n")) == (2, [], 1)
    assert told("verify")[:2] == (0, ["The store is whole."])
    code, lines, _ = told("meetings")
    assert (code, lines) == (
        0,
        [
            f"{record.meeting} | 2026-11-24 14:00 | Upper GI board | to come",
            f"  1. {record.case_id} | A case | discussed",
        ],
    )
