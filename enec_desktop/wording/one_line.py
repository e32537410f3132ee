"""A case in one line: age, fitness, diagnosis, site, stage, treatment so far, line."""

from __future__ import annotations

from enec_desktop.domain.case import Entry
from enec_desktop.domain.values import Codes
from enec_desktop.wording.board import Board
from enec_desktop.wording.facts import entry_name
from enec_desktop.wording.patient_state import ecog_words, stage_words, tumour_words

_EVENTS = 6


def one_line(board: Board) -> str:
    """The case as a referrer says it; a range stays a range and what is missing is named."""
    return _joined((*_parts(board), _line(board)))


def case_line(board: Board) -> str:
    """The case in one line, without the question that the program reads out of it."""
    return _joined(_parts(board))


def short_line(board: Board) -> str:
    """The case as it heads a slide: age, fitness, diagnosis, site, T, N and M."""
    found = board.assessment
    tumour, stage = tumour_words(found, short=True), stage_words(found, short=True)
    return " · ".join((_person(board), ecog_words(found), tumour, stage))


def _parts(board: Board) -> tuple[str, ...]:
    found = board.assessment
    tumour, stage = tumour_words(found), stage_words(found)
    return (_person(board), ecog_words(found), tumour, stage, _history(board))


def _joined(parts: tuple[str, ...]) -> str:
    return "; ".join(part for part in parts if part) + "."


def _person(board: Board) -> str:
    sex, age = board.seen("identity.sex"), board.seen("patient.age")
    person = {"male": "Man", "female": "Woman"}.get(sex.words if sex else "", "Patient, sex not recorded")
    return f"{person}, {age.words}" if age else f"{person}, age not recorded"


def _history(board: Board) -> str:
    """Treatments and progressions in order; of a long history the treatments, and how often it progressed."""
    events = [entry for entry in board.known if entry.kind in ("course", "progression")]
    if not events:
        listed = board.question.fact("treatments_listed").value if board.question else None
        return "no treatment so far" if listed == Codes({"yes"}) else "treatment so far not recorded"
    if len(events) <= _EVENTS:
        return f"so far: {', '.join(_event(board, entry) for entry in events)}"
    courses = [entry for entry in events if entry.kind == "course"]
    named = ", ".join(_event(board, entry) for entry in courses[-_EVENTS:])
    earlier, progressions = len(courses[:-_EVENTS]), len(events) - len(courses)
    lead = f"{_count(earlier, 'earlier course')}, then " if earlier else ""
    counted = f"; {_count(progressions, 'progression or relapse')}" if progressions else ""
    return f"so far: {lead}{named}{counted}"


def _count(number: int, what: str) -> str:
    return f"{number} {what if number == 1 else what.replace(' or ', 's or ') + 's'}"


def _event(board: Board, entry: Entry) -> str:
    name = entry_name(entry, board.vocabulary)
    return name.lower() if name == board.kind(entry.kind).label else name.partition(" after ")[0]


def _line(board: Board) -> str:
    first = board.assessment.first
    if first is not None:
        return f"question of the day: {first.label}"
    return "question of the day open" if board.assessment.moments else "question of the day not known"
