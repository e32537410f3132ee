"""The letter to the family doctor or referrer: what the board decided, why, who does what; nothing beyond."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case, Entry, FieldState
from enec_desktop.domain.content import Block, Bullets, Mark, Page, Paragraph, Row, Rows, Section, Sentence
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.shown import show_fact
from enec_desktop.domain.time import PartialDate
from enec_desktop.wording.board import Board, Stamp
from enec_desktop.wording.facts import NOT_RECORDED, latest, latest_with
from enec_desktop.wording.one_line import one_line
from enec_desktop.wording.paper_refs import citing
from enec_desktop.wording.summary import footer_words, identity_words
from enec_desktop.wording.summary_decision import decision_blocks, parts
from enec_desktop.wording.summary_outcome import meeting_row, patient_row
from enec_desktop.wording.summary_record import seal_of, sign_off_section, status_words

_FAMILY_DOCTOR = re.compile(r"\b(gp|family doctor|general practitioner|referr\w+)\b", re.IGNORECASE)
_NO_NAMES = frozenset({"dr", "prof", "the", "and", "mr", "mrs", "ms"})
_ONLY = "This letter tells what the board recorded and adds no advice to it."
_UNDECIDED = "The board has recorded no decision; this letter says how far the case is."


def letter(
    case: Case,
    known: tuple[Entry, ...],
    assessment: Assessment,
    knowledge: KnowledgeBase,
    stamp: Stamp,
    meeting: Meeting | None = None,
) -> Page:
    """The letter from the facts of the record alone; ``known`` are the entries known at its point."""
    board = Board(case, known, assessment, knowledge, meeting)
    sections = (
        Section("head", "To whom, and about whom", (Rows(tuple(_head(board, stamp))),)),
        Section("decision", "What the board decided", decision_blocks(board)),
        Section("asked", "What you are asked to do", _asked(board)),
        Section("why", "Why, and what follows", (Rows(tuple(_why(board))),)),
        Section("limits", "About this letter", (Paragraph(tuple(_about(board))),)),
        sign_off_section(board, stamp),
    )
    return Page(
        "Letter to the referring doctors",
        status_words(board, stamp),
        identity_words(board, stamp),
        footer_words(board, stamp, ""),
        citing(sections, knowledge),
        (),
        seal_of(stamp),
    )


def _head(board: Board, stamp: Stamp) -> Iterator[Row]:
    patient = latest(board.known, "identity")
    yield board.text(patient, "identity", "family_doctor", "Family doctor")
    asked = latest_with(board.known, "question", "referrer")
    yield board.text(asked, "question", "referrer", "Referrer")
    yield board.text(patient, "identity", "responsible", "Responsible clinician")
    yield Row("Date", Sentence(PartialDate.of(stamp.printed.date()).shown()), "stamp/printed")
    yield patient_row(board, stamp)
    yield meeting_row(board)
    yield board.text(board.question, "question", "question", "Question")
    yield Row("In one line", Sentence(one_line(board), strong=True), "case/")


def _asked(board: Board) -> tuple[Block, ...]:
    """The actions whose owner is the family doctor or the referrer, in the words of the record."""
    mine = [one for one in parts(board, board.decision, "action") if _is_theirs(board, one)]
    if mine:
        return (Bullets(tuple(_action(board, one) for one in mine)),)
    told = "No action of the record names the family doctor or the referrer as the one who sees to it."
    return (Paragraph((Sentence(told),)),)


def _action(board: Board, entry: Entry) -> Sentence:
    fields = board.kind("action").fields
    what, due = (show_fact(fields[name], entry.fact(name)) for name in ("what", "due"))
    when = f"; by {due}" if entry.fact("due").state is FieldState.VALUE else f"; by when: {NOT_RECORDED}"
    return Sentence(f"{what} ({_words(entry, 'owner')}){when}", (entry.id,))


def _is_theirs(board: Board, action: Entry) -> bool:
    owner = _words(action, "owner")
    if _FAMILY_DOCTOR.search(owner):
        return True
    patient, asked = latest(board.known, "identity"), latest_with(board.known, "question", "referrer")
    people = [_words(patient, "family_doctor"), _words(asked, "referrer")]
    return any(names and names <= _names(owner) for names in map(_names, people))


def _names(person: str) -> frozenset[str]:
    """The words of a name before its first comma, without titles."""
    words = re.findall(r"\w+", person.partition(",")[0].casefold())
    return frozenset(words) - _NO_NAMES


def _words(entry: Entry | None, name: str) -> str:
    value = entry.fact(name).value if entry is not None else None
    return value if isinstance(value, str) else ""


def _why(board: Board) -> Iterator[Row]:
    entry = board.decision
    yield board.text(entry, "decision", "why", "Why, on what basis")
    yield board.text(entry, "decision", "told", "Patient and GP told")
    yield board.text(entry, "decision", "outstanding", "Tests outstanding", "none recorded")
    yield board.text(entry, "decision", "again", "Discuss again")
    yield board.text(entry, "decision", "trial", "Trial considered")


def _about(board: Board) -> Iterator[Sentence]:
    if board.decision is None:
        yield Sentence(_UNDECIDED, mark=Mark.CAUTION)
    yield Sentence(_ONLY)
