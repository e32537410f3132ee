"""The decision of a board: what is done, in which order, by whom, on which conditions, and who held what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from enec_desktop.domain.case import Entry, FieldState
from enec_desktop.domain.content import Block, Heading, Mark, Paragraph, Row, Rows, Section, Sentence, Table
from enec_desktop.domain.shown import show_fact
from enec_desktop.domain.values import Codes
from enec_desktop.wording.board import Board
from enec_desktop.wording.facts import NOT_RECORDED, recorded_rows
from enec_desktop.wording.titles import title_of

ACTIONS = ("What is to be done", "Who", "By when")
_AFTERWARDS = "afterwards"
_NONE = "decision/"
_STANCE_UNSAID = "not recorded: whether it agrees or deviates"
_PLAN = ("intent", "regimen", "actions", "conditions", "why", "tasks")
_FACT = re.compile(r"[a-z_]+\.[a-z0-9_]+")
_SIGNS = {">=": "≥", "<=": "≤", "==": "="}
_AGREES = Codes({"agrees"})
_RELISTED = Codes({"yes"})


def decision_blocks(board: Board) -> tuple[Block, ...]:
    """Intent, actions in order with owner and day, regimen, conditions: of the decision on the question."""
    entry = board.decision
    if entry is None:
        told = "Intent, actions, regimen, conditions and alternatives: not recorded."
        sentences = [Sentence("No decision recorded yet.", mark=Mark.ASK, strong=True, rests=(_NONE,))]
        sentences.append(Sentence(told, rests=(_NONE,)))
        if board.of_kind("decision"):
            earlier = tuple(one.id for one in board.of_kind("decision"))
            words = "An earlier decision, on another question, stands in the basis."
            sentences.append(Sentence(words, rests=earlier))
        return (Paragraph(tuple(sentences)),)
    actions, conditions = actions_table(board, entry), condition_rows(board, entry)
    intent = board.text(entry, "decision", "intent", "Intent")
    said = _unless(actions, board.text(entry, "decision", "actions", "Actions, in order"))
    regimen = board.text(entry, "decision", "regimen", "Regimen")
    # Beside conditions that are listed the older free text holds the alternatives, if any were said.
    free = board.text(entry, "decision", "conditions", "Conditions, alternatives")
    free = replace(free, label="Alternatives") if conditions and free.value.mark is Mark.ASK else free
    blocks: list[Block] = [Rows((intent, *said))]
    return (*blocks, *actions, Rows((regimen, free, *conditions)))


def why_rows(board: Board) -> tuple[Row, ...]:
    """Why, how it stands to the assessment, and who held something else."""
    entry = board.decision
    return (
        board.text(entry, "decision", "why", "Why, on what basis"),
        *_amended(board, entry),
        *_beside(board, entry),
        _dissent(board, entry),
        *_agreement(board, entry),
    )


def follow_rows(board: Board) -> tuple[Row, ...]:
    """What is outstanding, who does what, when it comes back, who is told, which trial was considered."""
    entry = board.decision
    tasks = board.text(entry, "decision", "tasks", "What, who, by when")
    listed = parts(board, entry, "action")
    return (
        board.text(entry, "decision", "outstanding", "Tests outstanding", "none recorded"),
        *_unless(listed, tasks),
        board.text(entry, "decision", "again", "Discuss again"),
        board.text(entry, "decision", "told", "Patient and GP told"),
        board.text(entry, "decision", "trial", "Trial considered"),
    )


def parts(board: Board, entry: Entry | None, kind: str) -> tuple[Entry, ...]:
    """The parts of a decision of one kind, those known at the point only, in their order."""
    if entry is None:
        return ()
    return tuple(one for one in board.of_kind(kind) if one.of == entry.id)


def says_what_to_do(board: Board) -> bool:
    """Whether anything of a plan is recorded that can be told outside; minutes and dissent alone are none."""
    entry = board.decision
    if entry is None:
        return False
    listed = (*parts(board, entry, "action"), *parts(board, entry, "condition"))
    return bool(listed) or any(entry.fact(name).state is FieldState.VALUE for name in _PLAN)


def actions_table(board: Board, entry: Entry) -> tuple[Block, ...]:
    """The actions numbered in order: what, who sees to it, by when; nothing where none is listed."""
    listed = parts(board, entry, "action")
    if not listed:
        return ()
    rows = []
    for number, one in enumerate(listed, 1):
        what, *other = (_cell(board, one, name) for name in ("what", "owner", "due"))
        rows.append((replace(what, text=f"{number}. {what.text}"), *other))
    return (Table(ACTIONS, tuple(rows)),)


def condition_rows(board: Board, entry: Entry) -> tuple[Row, ...]:
    """The conditions in order: as said, as the program checks it, what follows either way."""
    listed = parts(board, entry, "condition")
    numbered = enumerate(listed, 1) if len(listed) > 1 else [("", one) for one in listed]
    return tuple(
        Row(f"Condition {number}".strip(), _condition(board, one), f"{one.id}/words")
        for number, one in numbered
    )


def minutes_section(board: Board) -> Section:
    """The minutes as they were said; on the pages of the basis, where they may be long."""
    entry = board.decision
    if entry is None or entry.fact("minutes").state is FieldState.NOT_RECORDED:
        return Section("minutes", "Minutes", ())
    row = board.text(entry, "decision", "minutes", "Minutes, as said")
    return Section("minutes", "Minutes", (Rows((row,)),))


def afterwards_section(board: Board) -> Section:
    """What became of the decision and of its actions, as far as anything is recorded of it."""
    entry = board.decision
    if entry is None:
        return Section("afterwards", "", ())
    blocks: list[Block] = []
    for one in (entry, *parts(board, entry, "action")):
        rows = _afterwards(board, one)
        if rows and one is not entry:
            blocks.append(Heading(_words(board, one, "what") or board.kind("action").label, 3))
        blocks += [Rows(rows)] if rows else []
    return Section("afterwards", "What became of the decision", tuple(blocks))


def earlier_blocks(board: Board, entry: Entry) -> Iterator[Block]:
    """A decision on an earlier question, with its actions, conditions and positions."""
    yield Rows(tuple(recorded_rows(entry, board.kind("decision"))))
    yield from actions_table(board, entry)
    rows = (
        *condition_rows(board, entry),
        *(_position(board, one) for one in parts(board, entry, "position")),
    )
    if rows:
        yield Rows(rows)


def _unless(listed: Iterable[object], row: Row) -> tuple[Row, ...]:
    """An older free text beside a list: printed where it is recorded, not asked for where the list is."""
    return () if tuple(listed) and row.value.mark is Mark.ASK else (row,)


def _cell(board: Board, entry: Entry, name: str) -> Sentence:
    told = _words(board, entry, name)
    return Sentence(told or NOT_RECORDED, (entry.id,), Mark.NONE if told else Mark.ASK)


def _words(board: Board, entry: Entry, name: str) -> str:
    fact = entry.fact(name)
    if fact.state is FieldState.NOT_RECORDED:
        return ""
    return show_fact(board.kind(entry.kind).fields[name], fact)


def _condition(board: Board, entry: Entry) -> Sentence:
    said = [_words(board, entry, "words")]
    leads = (("when", "checked as"), ("then", "if it holds"), ("otherwise", "if it does not hold"))
    said += [f"{lead}: {told}" for name, lead in leads if (told := _said(board, entry, name))]
    if entry.fact("relist").value == _RELISTED:
        said.append("back on the agenda if it holds")
    return Sentence(" · ".join(one for one in said if one) or NOT_RECORDED, (entry.id,))


def _said(board: Board, entry: Entry, name: str) -> str:
    """What a condition says; what the program checks with the labels of its facts."""
    told = _words(board, entry, name)
    if name != "when":
        return told
    for sign, shown in _SIGNS.items():
        told = told.replace(sign, shown)
    facts = board.knowledge.facts
    return _FACT.sub(lambda found: facts[found[0]].label if found[0] in facts else found[0], told)


def _amended(board: Board, entry: Entry | None) -> Iterator[Row]:
    row = board.text(entry, "decision", "amendment", "Why amended", "")
    if row.value.text:
        yield row


def _beside(board: Board, entry: Entry | None) -> Iterator[Row]:
    """How the decision stands to the assessment, by the row it speaks of; the coded reason once."""
    free = board.text(entry, "decision", "deviation", "Deviation", "none recorded")
    coded = board.text(entry, "decision", "deviation_reason", "", "").value.text
    reason = f" (reason: {coded})" if coded else ""
    stance = board.text(entry, "decision", "stance", "Beside the assessment", "")
    if not stance.value.text and entry is not None and free.value.text == "none recorded" and not reason:
        # "No deviation recorded" would read as agreement.
        yield replace(stance, value=Sentence(_STANCE_UNSAID, mark=Mark.ASK))
        return
    if not stance.value.text:
        yield Row(free.label, Sentence(free.value.text + reason), free.field)
        return
    rule = _words(board, entry, "rule") if entry else ""
    name = title_of(rule, board.knowledge).partition(", row ")[0]
    told = f"{stance.value.text}{f': {name or rule}' if rule else ''}{reason}"
    yield Row(stance.label, Sentence(told, (rule,) if rule else ()), stance.field)
    if free.value.text != "none recorded":
        yield free


def _dissent(board: Board, entry: Entry | None) -> Row:
    row = board.text(entry, "decision", "dissent", "Dissent, uncertainty", "none recorded")
    others = [one for one in parts(board, entry, "position") if not _agrees(one)]
    if not others:
        return row
    free = [] if row.value.text == "none recorded" else [row.value.text]
    told = "; ".join((*free, *(_held(board, one) for one in others)))
    return Row(row.label, Sentence(told, tuple(one.id for one in others)), row.field)


def _agreement(board: Board, entry: Entry | None) -> Iterator[Row]:
    agreeing = [one for one in parts(board, entry, "position") if _agrees(one)]
    if agreeing:
        told = "; ".join(_held(board, one, brief=True) for one in agreeing)
        yield Row("In agreement", Sentence(told, tuple(one.id for one in agreeing)), f"{agreeing[0].id}/says")


def _agrees(entry: Entry) -> bool:
    return entry.fact("says").value == _AGREES


def _held(board: Board, entry: Entry, *, brief: bool = False) -> str:
    """ "pathology dissents: a second biopsy first"; ``brief``: without the word that it agrees."""
    who = _words(board, entry, "discipline") or "discipline not recorded"
    says = "" if brief else f" {_words(board, entry, 'says') or 'position not recorded'}"
    words = _words(board, entry, "words")
    return f"{who}{says}{f': {words}' if words else ''}"


def _position(board: Board, entry: Entry) -> Row:
    return Row("Position", Sentence(_held(board, entry), (entry.id,)), f"{entry.id}/says")


def _afterwards(board: Board, entry: Entry) -> tuple[Row, ...]:
    fields = board.kind(entry.kind).fields
    found = recorded_rows(entry, board.kind(entry.kind))
    return tuple(row for row in found if fields[row.field.rpartition("/")[2]].group == _AFTERWARDS)
