"""The slide of the decision: what the board decided, once it is recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from enec_desktop.domain.case import Entry
from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Rows, Section, Sentence
from enec_desktop.domain.slides import DECISION, Slide
from enec_desktop.wording.board import Board
from enec_desktop.wording.facts import recorded_rows

_PARTS = ("action", "condition", "position")


def decision_slides(board: Board, confirmed: Collection[str] = ()) -> Iterator[Slide]:
    """What is recorded of the decision on the question, with its parts, and whether it is confirmed."""
    entry = board.decision
    if entry is None:
        return
    parts = [one for one in board.case.parts_of(entry.id) if one in board.known]
    rows = recorded_rows(entry, board.kind("decision"))
    blocks: list[Block] = []
    if not board.case.published:
        done = entry.id in confirmed
        told = (
            "Confirmed; a later change is an amendment."
            if done
            else "Not confirmed yet: it may still change."
        )
        blocks.append(Paragraph((Sentence(told, (entry.id,), Mark.NOTE if done else Mark.CAUTION),)))
    blocks += [Rows(tuple(rows))] if rows else []
    for kind in _PARTS:
        found = [one for one in parts if one.kind == kind]
        if found:
            blocks.append(Heading(board.kind(kind).plural, 3))
            blocks.append(Bullets(tuple(_part(board, one) for one in found)))
    yield Slide(DECISION, Section("decision", "The decision", tuple(blocks)))


def _part(board: Board, entry: Entry) -> Sentence:
    rows = recorded_rows(entry, board.kind(entry.kind))
    told = "; ".join(f"{row.label}: {row.value.text}" for row in rows)
    return Sentence(f"{told}." if told else "not recorded", (entry.id,))
