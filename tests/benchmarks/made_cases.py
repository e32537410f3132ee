"""Cases made from the stored patients: facts dropped, changed, added or said to be unknown, seed by seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from enec_desktop.domain.case import NOT_RECORDED, Case, Fact, FieldState, Quantity
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.errors import CaseRefused
from enec_desktop.domain.time import At
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Field, FieldType
from tests.builders import codes, vocabulary
from tests.engine.stored_points import everyone

EDITS = 6


@dataclass(frozen=True)
class Made:
    """A made case, the point to assess it at and how many entries it has."""

    case: Case
    at: At


def made(seed: int = 1) -> Iterator[Made]:
    """Made cases without end, the same ones for the same seed; each is one the program would accept."""
    stored, draw = everyone(), Random(seed)
    number = 0
    while True:
        one = draw.choice(stored)
        case = one.case
        for _ in range(draw.randint(1, EDITS)):
            case = _edited(case, draw)
        try:
            accepted = from_document(to_document(replace(case, id=f"made-{number}")), vocabulary())
        except CaseRefused:
            continue
        number += 1
        yield Made(accepted, one.at)


def _edited(case: Case, draw: Random) -> Case:
    """One field of one entry dropped, changed, added or said to be unknown."""
    entry = draw.choice(case.entries)
    fields = vocabulary().kinds[entry.kind].fields
    what = draw.choice(["drop", "drop", "change", "add", "unknown"])
    if what == "add":
        absent = [one for one in fields.values() if one.name not in entry.facts and _may_be_drawn(one)]
        return _with(case, entry.id, draw.choice(absent), draw) if absent else case
    recorded = [fields[name] for name in entry.facts if _may_be_drawn(fields[name])]
    if not recorded:
        return case
    chosen = draw.choice(recorded)
    if what == "change":
        return _with(case, entry.id, chosen, draw)
    gone = NOT_RECORDED if what == "drop" else Fact(FieldState.UNKNOWN)
    return case.with_fact(entry.id, chosen.name, gone)


def _may_be_drawn(one: Field) -> bool:
    return one.type in (FieldType.NUMBER, FieldType.CHOICE)


def _with(case: Case, entry: str, chosen: Field, draw: Random) -> Case:
    return case.with_fact(entry, chosen.name, any_value(chosen, draw))


def any_value(chosen: Field, draw: Random) -> Fact:
    """A usual value of a field; one choice in ten stays between two codes."""
    if chosen.type is FieldType.CHOICE:
        choices = sorted(chosen.choices)
        return codes(*draw.sample(choices, min(len(choices), 2 if draw.random() < 0.1 else 1)))
    low, high = chosen.soft.low, min(chosen.soft.high, chosen.hard.high)
    number = round(draw.uniform(low, high), 0 if chosen.whole else 1)
    return Fact(FieldState.VALUE, Quantity(Interval.point(number), chosen.unit))
