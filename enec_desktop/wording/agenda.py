"""The papers of a meeting: its agenda, and what each discipline sees to before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from enec_desktop.domain.content import (
    Block,
    Heading,
    Mark,
    Page,
    Paragraph,
    Row,
    Rows,
    Section,
    Sentence,
    Table,
)
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.mattering import Reason
from enec_desktop.domain.meeting import AgendaItem, ItemState, Meeting, MeetingKind, Presence
from enec_desktop.domain.readiness import Hardness, Light, Readiness, Task
from enec_desktop.domain.time import PartialDate
from enec_desktop.wording.board import Board, Stamp
from enec_desktop.wording.facts import NOT_RECORDED
from enec_desktop.wording.one_line import short_line
from enec_desktop.wording.paper_refs import citing
from enec_desktop.wording.phrases import in_sentence
from enec_desktop.wording.summary import identity_words

AGENDA = ("No.", "Patient", "Question for the board", "Readiness")
_LIGHTS = {Light.READY: "ready", Light.NO_QUESTION: "no question is put"}
_HARD = {
    Hardness.QUESTIONS: "questions of the day",
    Hardness.CONTRADICTIONS: "contradictions without an answer",
    Hardness.UNSETTLED: "treatments that may lead",
    Hardness.LINES: "lines of treatment so far",
}
_REASONS = {
    Reason.ASKED: "asked for first",
    Reason.LEADS: "can change the leading treatment",
    Reason.LIMIT: "a limit waits for it",
    Reason.DIAGNOSIS: "the diagnosis waits for it",
    Reason.DOUBT: "contradicts something on record",
}
_TOLD_WITH_KIND = frozenset({"complication", "course", "lesion", "progression", "staging", "study"})
_SHORT = 2
"""Labels of so many words are short because the screen shows them on a card with a title."""
_WAITS = "the board says its intent before it sees the advice"
_GATE = "needed before the board"
_LANE = "A neuroendocrine carcinoma of the esophagus is always discussed, never only listed."


@dataclass(frozen=True, slots=True)
class Listed:
    """A case on an agenda: what is known of it, its print, its item, how far it is (None: not looked at).

    ``waits``: the board says its intent before it sees the advice.
    """

    board: Board
    stamp: Stamp
    item: AgendaItem | None = None
    readiness: Readiness | None = None
    waits: bool = False


def agenda_page(meeting: Meeting, cases: Sequence[Listed], knowledge: KnowledgeBase, stamp: Stamp) -> Page:
    """When, where and who; then the cases in order with the question each comes with and how far it is."""
    sections = (
        Section("meeting", "The meeting", (Rows(tuple(_meeting(meeting, knowledge))),)),
        Section("agenda", "Cases in order", _cases(cases)),
    )
    return _page("Agenda", meeting, citing(sections, knowledge), knowledge, stamp)


def to_do_page(meeting: Meeting, cases: Sequence[Listed], knowledge: KnowledgeBase, stamp: Stamp) -> Page:
    """What is to be found out before the meeting, by the discipline that sees to it, in agenda order."""
    labels = knowledge.vocabulary.field("position", "discipline").choices
    sections = []
    for code, label in labels.items():
        blocks = tuple(block for one in cases for block in _tasks(one, code))
        if blocks:
            sections.append(Section(f"to-do/{code}", label[:1].upper() + label[1:], blocks))
    if not sections:
        none = Paragraph((Sentence("Nothing is open for any discipline."),))
        sections.append(Section("to-do", "To do", (none,)))
    return _page("To do before the meeting", meeting, citing(tuple(sections), knowledge), knowledge, stamp)


def _page(
    title: str, meeting: Meeting, sections: tuple[Section, ...], knowledge: KnowledgeBase, stamp: Stamp
) -> Page:
    day, edition = PartialDate.of(stamp.printed.date()).shown(), knowledge.edition
    footer = f"knowledge {edition.version} ({edition.hash[:6]}) · printed {day} {stamp.printed:%H:%M}"
    return Page(title, "", " · ".join(_named(meeting)), footer, (), sections)


def _named(meeting: Meeting) -> Iterator[str]:
    if meeting.board:
        yield meeting.board
    yield f"{PartialDate.of(meeting.day).shown()} {meeting.time}".strip()
    if meeting.place:
        yield meeting.place


def _meeting(meeting: Meeting, knowledge: KnowledgeBase) -> Iterator[Row]:
    labels = knowledge.vocabulary.field("position", "discipline").choices
    yield Row(
        "Date", Sentence(f"{PartialDate.of(meeting.day).shown()} {meeting.time}".strip()), "meeting/day"
    )
    if meeting.kind is MeetingKind.URGENT:
        yield Row("Meeting", Sentence("urgent decision between meetings"), "meeting/kind")
    said = (("Board", meeting.board), ("Site", meeting.place), ("Chair", meeting.chair))
    for label, words in (*said, ("Recorder", meeting.recorder)):
        mark = Mark.NONE if words else Mark.ASK
        yield Row(label, Sentence(words or NOT_RECORDED, mark=mark), f"meeting/{label.lower()}")
    for code in dict.fromkeys(one.discipline for one in meeting.members):
        found = [one for one in meeting.members if one.discipline == code]
        told = (one.name + (" (apologies)" if one.presence is Presence.APOLOGIES else "") for one in found)
        yield Row(labels[code][:1].upper() + labels[code][1:], Sentence("; ".join(told)), "meeting/members")
    yield _quorum(meeting, labels)


def _quorum(meeting: Meeting, labels: Mapping[str, str]) -> Row:
    """Who has to be there; a discipline of which all sent apologies is said while it can still be mended."""
    asked = ", ".join(labels[code] for code in meeting.quorum)
    told = f"asked for: {asked}" if asked else "none set"
    away = {one.discipline for one in meeting.members if one.presence is Presence.APOLOGIES}
    away -= {one.discipline for one in meeting.members if one.presence is not Presence.APOLOGIES}
    missed = ", ".join(labels[code] for code in meeting.quorum if code in away)
    mark = Mark.CAUTION if missed else Mark.NONE
    return Row(
        "Quorum",
        Sentence(told + (f" · only apologies of: {missed}" if missed else ""), mark=mark),
        "meeting/quorum",
    )


def _cases(cases: Sequence[Listed]) -> tuple[Block, ...]:
    if not cases:
        return (Paragraph((Sentence("No case is on the agenda."),)),)
    rows = tuple(_line(number, one) for number, one in enumerate(cases, 1))
    lanes = [one.readiness for one in cases if one.readiness is not None]
    lane = (Paragraph((Sentence(_LANE, lanes[0].lane_claims),)),) if lanes else ()
    return (Table(AGENDA, rows), *lane)


def _line(number: int, one: Listed) -> tuple[Sentence, ...]:
    board, item = one.board, one.item
    asked = board.text(board.question, "question", "question", "").value
    if item is not None and item.state is not ItemState.WAITING:
        why = f": {item.why}" if item.why else ""
        asked = Sentence(f"{asked.text} [{item.state.value}{why}]", asked.refs, asked.mark)
    if one.waits:
        asked = Sentence(f"{asked.text} [{_WAITS}]", asked.refs, asked.mark)
    patient = Sentence(f"{identity_words(board, one.stamp)}\n{short_line(board)}", (board.case.id,))
    rests = (board.case.id,)
    cells = (Sentence(str(number)), patient, asked, _readiness(one))
    return tuple(replace(cell, rests=(*cell.rests, *rests)) for cell in cells)


def _readiness(one: Listed) -> Sentence:
    found, item = one.readiness, one.item
    if item is not None and item.state is not ItemState.WAITING:
        return Sentence(item.state.value)
    if found is None:
        return Sentence("not looked at", mark=Mark.ASK)
    gates = [_label(one, gate.place.kind, gate.place.field) for gate in found.gates]
    why = [f"{label} (why: {NOT_RECORDED})" if gate.reason_missing else label
           for label, gate in zip(gates, found.gates, strict=True)]  # fmt: skip
    told = [_LIGHTS[found.light]] if found.light in _LIGHTS else []
    told += [f"open: {'; '.join(why)}"] if why else []
    told += [f"{_HARD[hard.reason]}: {hard.count}" for hard in found.complexity]
    return Sentence(" · ".join(told), mark=Mark.NONE if found.light is Light.READY else Mark.ASK)


def _tasks(one: Listed, discipline: str) -> Iterator[Block]:
    """A patient with what is to be found out, those together that matter for the same reason."""
    tasks = one.readiness.to_do.get(discipline, ()) if one.readiness is not None else ()
    if not tasks or (one.item is not None and one.item.state is not ItemState.WAITING):
        return
    by_reason: dict[str, dict[str, None]] = {}
    for task in tasks:
        label = _label(one, task.place.kind, task.place.field)
        by_reason.setdefault(_why(task), {})[label] = None
    yield Heading(identity_words(one.board, one.stamp), 3)
    yield Rows(
        tuple(
            Row(why, Sentence("; ".join(labels), (one.board.case.id,)), f"{one.board.case.id}/")
            for why, labels in by_reason.items()
        )
    )


def _why(task: Task) -> str:
    told = [_GATE] if task.gate else []
    told += [_REASONS[task.reason]] if task.reason and not task.gate else []
    told += ["to be looked at again"] if task.again else []
    words = ", ".join(told)
    return words[:1].upper() + words[1:]


def _label(one: Listed, kind: str, field: str) -> str:
    """The label of a field; "Type" and "Extent" say nothing without the card on which they stand."""
    found = one.board.kind(kind)
    if field not in found.fields:
        return found.label
    label = found.fields[field].label
    bare = kind in _TOLD_WITH_KIND and len(label.split()) <= _SHORT
    return f"{label} ({in_sentence(found.label)})" if bare else label
