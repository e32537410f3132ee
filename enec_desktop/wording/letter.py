"""The letter to the family doctor or referrer: what the board decided, why, who does what; nothing beyond.

Dissent, the minutes and how the decision stands to the assessment stay in the summary of the board: no field
of the record says that they are to be told. Whom the board wants told, and of what, stands in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case, Entry, FieldState
from enec_desktop.domain.content import Block, Bullets, Mark, Page, Paragraph, Row, Rows, Section, Sentence
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.meeting import Meeting, MeetingKind
from enec_desktop.domain.shown import show_fact
from enec_desktop.domain.time import PartialDate
from enec_desktop.wording.board import Board, Stamp, joined
from enec_desktop.wording.facts import NOT_RECORDED, latest, latest_with
from enec_desktop.wording.one_line import case_line
from enec_desktop.wording.paper_refs import citing
from enec_desktop.wording.summary import footer_words, identity_words
from enec_desktop.wording.summary_decision import afterwards_section, decision_blocks, parts, says_what_to_do
from enec_desktop.wording.summary_outcome import patient_row
from enec_desktop.wording.summary_record import seal_of, status_words
from enec_desktop.wording.summary_reviewed import images_rows, slides_rows, stage_row

_FAMILY_DOCTOR = re.compile(r"\b(gp|family doctor|general practitioner|referr\w+)\b", re.IGNORECASE)
_NO_NAMES = frozenset({"dr", "prof", "the", "and", "mr", "mrs", "ms"})
_ONLY = "This letter tells what the board recorded and adds no advice to it."
_UNDECIDED = "The board has recorded no decision on its question: there is nothing to tell yet."
_DRAFT = "Draft: the board has not confirmed this decision; it may still change."
_NONE = "No action of the record names the family doctor or the referrer as the one who sees to it."
_OPEN = "Not recorded: who sees to some of the actions."
_NO_ACTION = "Not recorded: no action is listed with the one who sees to it."


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
    return Page(
        "Letter to the referring doctors",
        status_words(board, stamp),
        identity_words(board, stamp),
        footer_words(board, stamp, ""),
        citing(letter_sections(board, stamp), knowledge),
        (),
        seal_of(stamp),
    )


def letter_sections(board: Board, stamp: Stamp) -> tuple[Section, ...]:
    """The parts of the letter; each row leads to its field. Without a decision, one sentence."""
    if not says_what_to_do(board):
        told = Sentence(_UNDECIDED, mark=Mark.ASK, strong=True)
        return (Section("decision", "What the board decided", (Paragraph((told,)),)),)
    warned = tuple(_warned(stamp))
    became = afterwards_section(board)
    sections = (
        Section("head", "To whom, and about whom", (*warned, Rows(tuple(_head(board, stamp))))),
        Section("decision", "What the board decided", decision_blocks(board)),
        Section("asked", "What you are asked to do", _asked(board)),
        Section("why", "Why, and what follows", (Rows(tuple(_why(board))),)),
        became,
        Section("limits", "About this letter", tuple(_about(stamp))),
    )
    return tuple(one for one in sections if one.blocks)


def _warned(stamp: Stamp) -> Iterator[Block]:
    if stamp.record is None:
        yield Paragraph((Sentence(_DRAFT, mark=Mark.CAUTION, strong=True),))
    if stamp.newest is not None:
        day = PartialDate.of(stamp.newest.confirmed.date()).shown()
        told = f"A later version supersedes this one: version {stamp.newest.version}, {day}."
        yield Paragraph((Sentence(told, mark=Mark.STOP, strong=True),))


def _head(board: Board, stamp: Stamp) -> Iterator[Row]:
    patient = latest(board.known, "identity")
    yield board.text(patient, "identity", "family_doctor", "Family doctor")
    asked = latest_with(board.known, "question", "referrer")
    yield board.text(asked, "question", "referrer", "Referrer")
    yield board.text(patient, "identity", "responsible", "Responsible clinician")
    yield Row("Date", Sentence(PartialDate.of(stamp.printed.date()).shown()), "stamp/printed")
    yield patient_row(board, stamp)
    yield _meeting(board)
    yield board.text(board.question, "question", "question", "Question")
    yield Row("In one line", Sentence(case_line(board), strong=True), "case/")


def _meeting(board: Board) -> Row:
    """Day, board and chair; rooms and recorders are nothing to a reader outside."""
    question, meeting = board.question, board.meeting
    told = [
        board.part(question, "question.board_date", "date", ""),
        board.part(question, "question.board_name", "board", ""),
        board.part(question, "question.chair", "chair"),
    ]
    if meeting is not None:
        told[0] = ("date", PartialDate.of(meeting.day).shown())
        for place, lead, words in ((1, "", meeting.board), (2, "chair ", meeting.chair)):
            told[place] = (told[place][0], f"{lead}{words}") if words else told[place]
        if meeting.kind is MeetingKind.URGENT:
            told.insert(1, ("", "urgent decision between meetings"))
    return joined("Meeting", told, f"{question.id if question else 'question'}/board_date")


def _asked(board: Board) -> tuple[Block, ...]:
    """The actions whose owner is the family doctor or the referrer, in the words of the record."""
    listed = parts(board, board.decision, "action")
    mine = [one for one in listed if _is_theirs(board, one)]
    blocks: list[Block] = [Bullets(tuple(_action(board, one) for one in mine))] if mine else []
    if not listed:
        blocks.append(Paragraph((Sentence(_NO_ACTION, mark=Mark.ASK),)))
    elif not all(_words(one, "owner").strip() for one in listed):
        blocks.append(Paragraph((Sentence(_OPEN, mark=Mark.ASK),)))
    elif not mine:
        blocks.append(Paragraph((Sentence(_NONE, tuple(f"{one.id}/owner" for one in listed)),)))
    return tuple(blocks)


def _action(board: Board, entry: Entry) -> Sentence:
    fields = board.kind("action").fields
    what, due = (show_fact(fields[name], entry.fact(name)) for name in ("what", "due"))
    named = ("what", "owner", "due")
    refs = tuple(f"{entry.id}/{name}" for name in named if entry.fact(name).state is FieldState.VALUE)
    when = f"; by {due}" if entry.fact("due").state is FieldState.VALUE else f"; by when: {NOT_RECORDED}"
    return Sentence(f"{what} ({_words(entry, 'owner')}){when}{_became(board, entry)}", refs)


def _became(board: Board, entry: Entry) -> str:
    """What became of an action since, so that nobody is asked for what is done."""
    if entry.fact("state").state is not FieldState.VALUE:
        return ""
    return f"; since then: {show_fact(board.kind('action').fields['state'], entry.fact('state'))}"


def _is_theirs(board: Board, action: Entry) -> bool:
    owner = _words(action, "owner")
    if _FAMILY_DOCTOR.search(owner):
        return True
    patient, asked = latest(board.known, "identity"), latest_with(board.known, "question", "referrer")
    people = [_words(patient, "family_doctor"), _words(asked, "referrer")]
    disciplines = frozenset(board.kind("position").fields["discipline"].choices.values())
    named = _names(owner) if owner.casefold().strip() not in disciplines else frozenset()
    return any(_is_same(names, named) for names in map(_names, people))


def _is_same(names: frozenset[str], owner: frozenset[str]) -> bool:
    """Whether one name holds all of the other: "Dr Hill" is "Dr Anna Hill", "Hill or Lee" both of them."""
    return bool(names and owner) and (names <= owner or owner <= names)


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
    yield from (*images_rows(board), *slides_rows(board), stage_row(board))
    yield board.text(entry, "decision", "told", "Patient and GP told")
    yield board.text(entry, "decision", "outstanding", "Tests outstanding", "none recorded")
    yield board.text(entry, "decision", "again", "Discuss again")
    yield board.text(entry, "decision", "trial", "Trial considered")


def _about(stamp: Stamp) -> Iterator[Block]:
    record = stamp.record
    if record is not None:
        day = PartialDate.of(record.confirmed.date()).shown()
        said = f"{record.chair or NOT_RECORDED}, {day} {record.confirmed:%H:%M}"
        yield Rows((Row("Confirmed by the chair", Sentence(said), "record/chair"),))
    yield Paragraph((Sentence(_ONLY),))
