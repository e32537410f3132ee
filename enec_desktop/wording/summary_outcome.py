"""Page one of the board's summary: patient, question, decision, what follows, what the assessment says."""

from __future__ import annotations

from enec_desktop.domain.content import Block, Mark, Paragraph, Row, Rows, Section, Sentence
from enec_desktop.wording.board import Board, Stamp, joined
from enec_desktop.wording.facts import latest, latest_with
from enec_desktop.wording.one_line import one_line
from enec_desktop.wording.summary_advice import advice


def outcome_sections(board: Board, stamp: Stamp) -> tuple[Section, ...]:
    """Everything a reader needs who opens page one only; every mandatory item is said in words."""
    return (
        Section("case", "Patient, meeting and question", _case(board)),
        Section("decision", "Decision", _decision(board)),
        Section("follow", "Why, and what follows", (Rows((*_why(board), *_follow(board))),)),
        Section("assessment", "What the assessment says", advice(board, stamp)),
    )


def _case(board: Board) -> tuple[Block, ...]:
    rows = [
        _patient(board),
        _meeting(board),
        _clinicians(board),
        board.text(board.question, "question", "question", "Question"),
        Row("In one line", Sentence(one_line(board), strong=True)),
    ]
    if board.case.published:
        cited = Sentence(board.case.published.citation, mark=Mark.NOTE)
        rows.insert(1, Row("Published patient", cited))
    return (Rows(tuple(rows)),)


def _patient(board: Board) -> Row:
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


def _meeting(board: Board) -> Row:
    question = board.question
    parts = (
        board.part(question, "question.board_date", "date", ""),
        board.part(question, "question.board_name", "board", ""),
        board.part(question, "question.site", "site"),
        board.part(question, "question.discussion", "first or later discussion", ""),
        board.part(question, "question.chair", "chair"),
        board.part(question, "question.recorder", "recorder"),
    )
    return joined("Meeting", parts, f"{question.id if question else 'question'}/board_date")


def _clinicians(board: Board) -> Row:
    patient = latest(board.known, "identity")
    parts = (
        board.part(latest_with(board.known, "question", "referrer"), "question.referrer", "referrer"),
        board.part(patient, "identity.responsible", "responsible"),
        board.part(patient, "identity.key_worker", "key worker or nurse"),
    )
    return joined("Clinicians", parts, f"{patient.id if patient else 'identity'}/responsible")


def _decision(board: Board) -> tuple[Block, ...]:
    entry = board.decision
    if entry is None:
        told = "Intent, actions, regimen, conditions and alternatives: not recorded."
        sentences = [Sentence("No decision recorded yet.", mark=Mark.ASK, strong=True), Sentence(told)]
        if board.of_kind("decision"):
            sentences.append(Sentence("An earlier decision, on another question, stands in the basis."))
        return (Paragraph(tuple(sentences)),)
    rows = (
        board.text(entry, "decision", "intent", "Intent"),
        board.text(entry, "decision", "actions", "Actions, in order"),
        board.text(entry, "decision", "regimen", "Regimen"),
        board.text(entry, "decision", "conditions", "Conditions, alternatives"),
    )
    return (Rows(rows),)


def _why(board: Board) -> tuple[Row, ...]:
    entry = board.decision
    return (
        board.text(entry, "decision", "why", "Why, on what basis"),
        _deviation(board),
        board.text(entry, "decision", "dissent", "Dissent, uncertainty", "none recorded"),
    )


def _deviation(board: Board) -> Row:
    entry = board.decision
    row = board.text(entry, "decision", "deviation", "Deviation", "none recorded")
    coded = board.text(entry, "decision", "deviation_reason", "", "")
    if not coded.value.text:
        return row
    return Row(row.label, Sentence(f"{row.value.text} (reason: {coded.value.text})"), row.field)


def _follow(board: Board) -> tuple[Row, ...]:
    entry = board.decision
    return (
        board.text(entry, "decision", "outstanding", "Tests outstanding", "none recorded"),
        board.text(entry, "decision", "tasks", "What, who, by when"),
        board.text(entry, "decision", "again", "Discuss again"),
        board.text(entry, "decision", "told", "Patient and GP told"),
        board.text(entry, "decision", "trial", "Trial considered"),
    )
