"""Two assessments side by side: what was assumed, what changes, what stays."""

from __future__ import annotations

from typing import Any

from enec_desktop.domain.assessment import Certainty, Clearance
from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Sentence, Table
from enec_desktop.domain.difference import Difference, OptionChange, Stance
from enec_desktop.domain.fact_document import fact_to_document
from enec_desktop.domain.knowledge_base import Standing
from enec_desktop.domain.what_if import WhatIf
from enec_desktop.wording.record import assessment_document

FORMAT = "enec-what-if-1"
"""The name and version of the layout."""

SIDES = ("As recorded", "What if")
_USUAL = "in its usual place"
_CLEARANCE = {
    Clearance.CLEAR: ("clear", Mark.NONE),
    Clearance.CAUTION: ("caution", Mark.CAUTION),
    Clearance.UNKNOWN: ("not cleared", Mark.ASK),
    Clearance.BLOCKED: ("blocked", Mark.STOP),
}

HOW = "Choose a fact at the left, then another value for it: what differs stands here, side by side."


def what_if_blocks(found: WhatIf) -> tuple[Block, ...]:
    """What was assumed, then both sides with what differs; what stays the same is folded away."""
    told = "; ".join(f"{one.label}: {one.words}" for one in found.assumed)
    lead = Sentence(f"Assumed: {told}." if told else "Nothing is assumed yet.", strong=True)
    change = found.difference
    blocks: list[Block] = [Paragraph((lead,))]
    if not told:
        blocks.append(Paragraph((Sentence(HOW),)))
    if found.assumed and change.is_empty:
        same = "Nothing that the assessment says changes with it."
        blocks.append(Paragraph((Sentence(same, mark=Mark.NOTE),)))
    blocks += [_changes(change), *_lists(change), *_same(change)]
    return tuple(blocks)


def _changes(change: Difference) -> Block:
    """The question of the day always, then what differs; one table, so that its sides line up."""
    today, *others = change.values
    after = Sentence(today.after if today.is_changed else "the same", strong=today.is_changed)
    rows = [(Sentence(today.label, today.refs), Sentence(today.before), after)]
    rows += [
        (Sentence(one.label, one.refs), Sentence(one.before), Sentence(one.after, strong=True))
        for one in others
        if one.is_changed
    ]
    rows += [
        (Sentence(one.title, (one.id,)), _side(one.before), _side(one.after, strong=True))
        for one in change.options
        if one.is_changed
    ]
    return Table(("What differs", *SIDES), tuple(rows))


def _side(stances: tuple[Stance, ...], *, strong: bool = False) -> Sentence:
    if not stances:
        return Sentence(str(Standing.NOT_HERE), strong=strong)
    words = " / ".join(stance_words(one) for one in stances)
    return Sentence(words, mark=_CLEARANCE[stances[0].clearance][1], strong=strong)


def stance_words(one: Stance) -> str:
    """ "recommended · certain · clear": standing, certainty, clearance, and a place that is not usual."""
    *parts, place = stance_parts(one)
    return " · ".join(parts if place == _USUAL else [*parts, place])


def stance_parts(one: Stance) -> tuple[str, str, str]:
    """Standing with certainty, clearance, and the place among the others of its standing."""
    certain = "certain" if one.certainty is Certainty.CERTAIN else "possible if …"
    behind = one.is_behind and one.clearance is not Clearance.BLOCKED
    place = "after the others of its standing" if behind else _USUAL
    return f"{one.standing} · {certain}", _CLEARANCE[one.clearance][0], place


def _lists(change: Difference) -> list[Block]:
    blocks: list[Block] = []
    for title, texts, mark in (
        ("Now said", change.said, Mark.CAUTION),
        ("No longer said", change.unsaid, Mark.NONE),
        ("Asked now", change.asked, Mark.ASK),
        ("No longer asked", change.answered, Mark.NONE),
    ):
        if texts:
            items = tuple(Sentence(one.text, one.refs, mark) for one in texts)
            blocks += [Heading(title, 3), Bullets(items)]
    return blocks


def _same(change: Difference) -> list[Block]:
    """What both sides say, so that nothing is taken for forgotten."""
    same = [one for one in change.options if not one.is_changed]
    if not same:
        return []
    rows = tuple((Sentence(one.title, (one.id,)), _side(one.before)) for one in same)
    return [
        Heading(f"The same on both sides ({len(same)})", 3),
        Table(("Option", "As recorded and what if"), rows),
    ]


def what_if_document(found: WhatIf) -> dict[str, Any]:
    """Everything as plain JSON values: what was assumed, both assessments whole, and the difference."""
    assumed = [
        {"entry": one.place, "kind": one.kind, "field": one.field, "fact": fact_to_document(one.fact)}
        for one in found.assumed
    ]
    return {
        "format": FORMAT,
        "saved": False,
        "assumed": assumed,
        "difference": difference_document(found.difference),
        "before": assessment_document(found.before),
        "after": assessment_document(found.after),
    }


def difference_document(change: Difference) -> dict[str, Any]:
    """The lines that differ as plain JSON values."""
    return {
        "values": [
            {"label": one.label, "before": one.before, "after": one.after}
            for one in change.values
            if one.is_changed
        ],
        "options": [_option(one) for one in change.options if one.is_changed],
        "asked": [one.text for one in change.asked],
        "no longer asked": [one.text for one in change.answered],
        "said": [one.text for one in change.said],
        "no longer said": [one.text for one in change.unsaid],
    }


def _option(one: OptionChange) -> dict[str, Any]:
    sides = {"before": one.before, "after": one.after}
    return {
        "id": one.id,
        **{
            side: [
                {"standing": s.standing.value, "certainty": s.certainty.value, "clearance": s.clearance.value}
                for s in stances
            ]
            for side, stances in sides.items()
        },
    }
