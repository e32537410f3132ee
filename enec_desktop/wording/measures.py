"""Derived values: each with what it rests on, a scale with its items; what is missing for the others."""

from __future__ import annotations

from enec_desktop.domain.assessment import Measure, Seen
from enec_desktop.domain.content import Block, Mark, Paragraph, Row, Rows, Sentence

TITLE = "Derived values"


def measure_blocks(measures: tuple[Measure, ...]) -> tuple[Block, ...]:
    """The numbers that could be worked out in rows, then the others by name with what they lack."""
    known = tuple(Row(one.label, _value(one)) for one in measures if one.known)
    blocks: list[Block] = [Rows(known)] if known else []
    open_ones = [one for one in measures if not one.known and one.missing]
    if open_ones:
        told = "; ".join(f"{one.label} (needs {_labels(one)})" for one in open_ones)
        refs = tuple(dict.fromkeys(ref for one in open_ones for ref in one.refs))
        blocks.append(Paragraph((Sentence(f"Not worked out: {told}.", refs, Mark.ASK),)))
    return tuple(blocks)


def _value(one: Measure) -> Sentence:
    told = [one.words]
    if one.parts:
        told.append(f"({', '.join(f'{label} {points}' for label, points in one.parts)})")
    elif one.rests_on:
        told.append(f"(from {', '.join(_part(seen) for seen in one.rests_on)})")
    text = " ".join(told) + "."
    if one.missing:
        text += f" A range while these are missing: {_labels(one)}."
    old = any(seen.stale for seen in one.rests_on)
    text += " It rests on a value too old to rely on." if old else ""
    return Sentence(f"{text} {one.note}".strip(), one.refs, Mark.ASK if one.missing or old else Mark.NONE)


def _part(seen: Seen) -> str:
    """A value with its date where it has one: numbers of different days stand in one formula."""
    dated = f" ({seen.on.shown()}{', too old' if seen.stale else ''})" if seen.on else ""
    return f"{seen.label} {seen.words}{dated}"


def _labels(one: Measure) -> str:
    return ", ".join(seen.label for seen in one.missing)
