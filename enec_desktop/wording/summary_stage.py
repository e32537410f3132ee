"""Stage as stated and as worked out; a group from another histology's table is called a surrogate."""

from __future__ import annotations

from enec_desktop.domain.assessment import Derived
from enec_desktop.domain.case import FieldState
from enec_desktop.domain.content import Block, Heading, Mark, Paragraph, Row, Rows, Section, Sentence
from enec_desktop.wording.board import Board
from enec_desktop.wording.facts import NOT_RECORDED, grouped_rows, when_words
from enec_desktop.wording.summary_reviewed import stage_row
from enec_desktop.wording.work_up import work_up_blocks

_ASKED = ("t", "n", "m", "stage_group", "edition", "basis", "limited_extensive")
"""What a reader of a stage looks for; each is said, or said not to be recorded."""

NO_GROUP = "A stage group below is a surrogate, from the table of another tumour."


def stage_section(board: Board) -> Section:
    """TNM statements word for word, resectability, then what tables make of them."""
    blocks: list[Block] = []
    for kind in ("staging", "judgement"):
        for entry in board.of_kind(kind):
            when = when_words(entry, board.known, board.vocabulary)
            blocks.append(Heading(f"{board.kind(kind).label}, as stated · {when}", 3))
            blocks.append(Rows(tuple(grouped_rows(entry, board.kind(kind)))))
        # Below the last statement: under another heading it would read as something of a judgement.
        blocks += _unsaid(board) if kind == "staging" else []
    if not board.of_kind("staging"):
        blocks.append(Paragraph((Sentence("No TNM statement is recorded.", mark=Mark.ASK),)))
    if not board.of_kind("judgement"):
        blocks.append(Rows((Row("Resectability", Sentence("not recorded", mark=Mark.ASK), "judgement/"),)))
    blocks.append(Rows((stage_row(board),)))
    blocks += _worked_out(board)
    blocks += work_up_blocks(board.assessment)
    return Section("stage", "Stage", tuple(blocks))


def _unsaid(board: Board) -> list[Block]:
    """What the last TNM statement does not say, by name."""
    stated = board.of_kind("staging")
    if not stated:
        return []
    last, fields = stated[-1], board.kind("staging").fields
    lacks = [name for name in _ASKED if last.fact(name).state is FieldState.NOT_RECORDED]
    if not lacks:
        return []
    told = "; ".join(fields[name].label for name in lacks)
    rests = tuple(f"staging.{name}" for name in lacks)
    row = Row(NOT_RECORDED.capitalize(), Sentence(told, mark=Mark.ASK, rests=rests), f"{last.id}/t")
    return [Rows((row,))]


def _worked_out(board: Board) -> list[Block]:
    found = board.assessment.staging
    if not found:
        return []
    blocks: list[Block] = [Heading("Worked out from what is recorded", 3)]
    if any(one.name.startswith("stage.") for one in found):
        blocks.append(Paragraph((Sentence(NO_GROUP, ("ajcc-8-other-histologies",), mark=Mark.NOTE),)))
    blocks.append(Rows(tuple(Row(one.label, _value(one)) for one in found)))
    return blocks


def _value(one: Derived) -> Sentence:
    if not one.values:
        return Sentence("cannot say from what is recorded", one.refs, mark=Mark.ASK)
    return Sentence(one.words, one.refs, mark=Mark.NONE if len(one.values) == 1 else Mark.ASK)
