"""Page one of the board's summary: patient, question, decision, what follows, what the assessment says."""

from __future__ import annotations

from enec_desktop.domain.content import Block, Mark, Row, Rows, Section, Sentence
from enec_desktop.domain.meeting import MeetingKind
from enec_desktop.domain.time import PartialDate
from enec_desktop.wording.board import Board, Stamp, joined
from enec_desktop.wording.facts import NOT_RECORDED, latest, latest_with
from enec_desktop.wording.one_line import one_line
from enec_desktop.wording.summary_advice import advice
from enec_desktop.wording.summary_decision import decision_blocks, follow_rows, why_rows
from enec_desktop.wording.summary_record import quorum_row


def outcome_sections(board: Board, stamp: Stamp) -> tuple[Section, ...]:
    """Everything a reader needs who opens page one only; every mandatory item is said in words."""
    return (
        Section("case", "Patient, meeting and question", _case(board, stamp)),
        Section("decision", "Decision", decision_blocks(board)),
        Section("follow", "Why, and what follows", (Rows((*why_rows(board), *follow_rows(board))),)),
        Section("assessment", "What the assessment says", advice(board, stamp)),
    )


def _case(board: Board, stamp: Stamp) -> tuple[Block, ...]:
    rows = [
        patient_row(board, stamp),
        meeting_row(board),
        *quorum_row(board),
        _clinicians(board),
        board.text(board.question, "question", "question", "Question"),
        Row("In one line", Sentence(one_line(board), strong=True), f"{board.case.id}/"),
    ]
    if board.case.published:
        cited = Sentence(board.case.published.citation, mark=Mark.NOTE)
        rows.insert(1, Row("Published patient", cited, f"{board.case.id}/published"))
    return (Rows(tuple(rows)),)


def patient_row(board: Board, stamp: Stamp) -> Row:
    """Who it is, with what is not recorded; under a code, what was masked."""
    if stamp.pseudonym:
        return _under_a_code(board, stamp)
    patient, age = latest(board.known, "identity"), board.seen("patient.age")
    parts = (
        board.part(patient, "identity.name", "name", ""),
        board.part(patient, "identity.birth_date", "birth date", "born"),
        ("age", f"age {age.words}" if age else ""),
        board.part(patient, "identity.sex", "sex", ""),
        board.part(patient, "identity.hospital_number", "hospital number"),
        board.part(patient, "identity.national_id", "national id"),
    )
    return joined("Patient", parts, f"{patient.id if patient else 'identity'}/name")


def _under_a_code(board: Board, stamp: Stamp) -> Row:
    patient, age = latest(board.known, "identity"), board.seen("patient.age")
    sex = board.part(patient, "identity.sex", "sex", "")[1] or f"sex {NOT_RECORDED}"
    places = "1 place" if stamp.masked == 1 else f"{stamp.masked} places"
    told = f"{stamp.pseudonym} · age {age.words if age else NOT_RECORDED} · {sex}"
    told += " · left out: name, birth date, hospital number, national id"
    told += f" · masked in free text: {places}"
    return Row("Patient", Sentence(told), f"{patient.id if patient else 'identity'}/name")


def meeting_row(board: Board) -> Row:
    """The meeting the case is on the agenda of; else what the question says of one."""
    question, meeting = board.question, board.meeting
    parts = [
        board.part(question, "question.board_date", "date", ""),
        board.part(question, "question.board_name", "board", ""),
        board.part(question, "question.site", "site"),
        board.part(question, "question.discussion", "first or later discussion", ""),
        board.part(question, "question.chair", "chair"),
        board.part(question, "question.recorder", "recorder"),
    ]
    if meeting is not None:
        day = PartialDate.of(meeting.day).shown()
        parts[0] = ("date", f"{day} {meeting.time}".strip())
        board_and_site = ((1, "", meeting.board), (2, "site ", meeting.place))
        people = ((4, "chair ", meeting.chair), (5, "recorder ", meeting.recorder))
        for place, lead, words in (*board_and_site, *people):
            parts[place] = (parts[place][0], f"{lead}{words}") if words else parts[place]
        if meeting.kind is MeetingKind.URGENT:
            parts.insert(1, ("", "urgent decision between meetings"))
    return joined("Meeting", parts, f"{question.id if question else 'question'}/board_date")


def _clinicians(board: Board) -> Row:
    patient = latest(board.known, "identity")
    parts = (
        board.part(latest_with(board.known, "question", "referrer"), "question.referrer", "referrer"),
        board.part(patient, "identity.responsible", "responsible"),
        board.part(patient, "identity.key_worker", "key worker or nurse"),
        board.part(patient, "identity.family_doctor", "family doctor"),
    )
    return joined("Clinicians", parts, f"{patient.id if patient else 'identity'}/responsible")
