"""Remarks that ask to look again: unusual numbers and fields that do not fit together.

Only ranges of the vocabulary and arithmetic; what an unusual number means is said elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from enec_desktop.domain.case import Answer, Case, Entry, FieldState, Quantity
from enec_desktop.domain.shown import shown_amount, shown_interval
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Field, Vocabulary

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Query:
    """One sentence to stand beside a field; it asks to look again and stops nothing.

    ``level``: ``check`` of a number or a date, ``contradiction`` of recorded facts, or ``see``: the words
    that lead from another field of a contradiction to the one where it is answered.
    """

    entry: str
    field: str
    text: str
    level: str = "check"


def answer_to(query: Query, case: Case) -> Answer | None:
    """Why the fact stands as it is, where somebody has said so; None while the remark is open."""
    if query.level == "see":
        return None
    said = case.entry(query.entry).fact(query.field).answers
    return next((one for one in said if one.remark == query.text), None)


def queries(case: Case, vocabulary: Vocabulary) -> tuple[Query, ...]:
    """Every remark on a case, in the order of its entries."""
    born = _born(case)
    return tuple(query for entry in case.entries for query in _of_entry(entry, vocabulary, born))


def _of_entry(entry: Entry, vocabulary: Vocabulary, born: PartialDate | None) -> Iterator[Query]:
    fields = vocabulary.kinds[entry.kind].fields
    for name, field in fields.items():
        yield from _unusual(entry, field)
        if field.outcome:
            yield from _over_before_the_start(entry, name, field.label)
    yield from _before_birth(entry, born)
    if entry.kind == "specimen":
        yield from _nodes(entry)
        yield from _components(entry)
    if entry.kind == "course":
        yield from _cycles(entry)
        yield from _running(entry)


def _unusual(entry: Entry, field: Field) -> Iterator[Query]:
    """A number outside the soft range, in the unit it was entered in and in the one of the range."""
    value = entry.fact(field.name).value
    if not isinstance(value, Quantity):
        return
    unit = value.unit or field.unit
    factor = field.units.get(unit or "") or 1.0
    converted = value.interval.scaled(factor)
    ends = [Interval.point(end) for end in (converted.low, converted.high) if math.isfinite(end)]
    if not any(part.meet(field.soft).is_empty for part in (converted, *ends)):
        return
    said, usual = shown_amount(value.interval, unit), shown_amount(field.soft, unit)
    if factor != 1.0:
        said += f" ({shown_amount(converted, field.unit, rounded=True)})"
        usual = shown_amount(field.soft, field.unit)
    yield Query(entry.id, field.name, f"{said} lies outside the usual {usual}; check number and unit.")


def _over_before_the_start(entry: Entry, name: str, label: str) -> Iterator[Query]:
    day = entry.fact(name).value
    if isinstance(day, PartialDate) and entry.date is not None and day.latest < entry.date.earliest:
        text = f"{label} {day.shown()} is before the start {entry.date.shown()}; check both dates."
        yield Query(entry.id, name, text)


def _before_birth(entry: Entry, born: PartialDate | None) -> Iterator[Query]:
    """Dates of an entry that lie before the birth date; they stand at the field, or at the entry."""
    if born is None:
        return
    days = {"": entry.date}
    for name, fact in entry.facts.items():
        if isinstance(fact.value, PartialDate) and name != "birth_date":
            days[name] = fact.value
    for name, day in days.items():
        if day is not None and day.latest < born.earliest:
            text = f"{day.shown()} is before the birth date {born.shown()}; check both dates."
            yield Query(entry.id, name, text)


def _nodes(entry: Entry) -> Iterator[Query]:
    positive, examined = _number(entry, "nodes_positive"), _number(entry, "nodes_examined")
    if positive is None or examined is None:
        return
    if positive.meet(Interval(high=examined.high, high_open=examined.high_open)).is_empty:
        counts = f"{shown_interval(positive)} positive of {shown_interval(examined)} examined nodes"
        yield Query(entry.id, "nodes_positive", f"{counts} cannot be; check both numbers.")


def _components(entry: Entry) -> Iterator[Query]:
    one, other = _number(entry, "ne_component"), _number(entry, "other_component")
    if one is None or other is None:
        return
    least = one.low + other.low
    more_than_all = least >= 100 and (one.low_open or other.low_open)
    if more_than_all or least > 100 + _ROUNDING:
        parts = f"{shown_interval(one)} % and {shown_interval(other)} % are more than 100 % together"
        yield Query(entry.id, "other_component", f"{parts}; check both numbers.")


def _cycles(entry: Entry) -> Iterator[Query]:
    cycles = _number(entry, "cycles")
    states = {entry.fact(name).state for name in ("regimen", "regimen_as_stated")}
    if cycles is not None and states == {FieldState.NOT_RECORDED}:
        text = f"{shown_interval(cycles)} cycles are recorded without a regimen; add which it was."
        yield Query(entry.id, "regimen", text)


def _running(entry: Entry) -> Iterator[Query]:
    last_dose = entry.fact("last_dose").value
    if entry.fact("ongoing").value == frozenset({"yes"}) and isinstance(last_dose, PartialDate):
        text = f"The course still runs, yet its last dose was {last_dose.shown()}; correct one of them."
        yield Query(entry.id, "ongoing", text)


def _born(case: Case) -> PartialDate | None:
    births = [entry.fact("birth_date").value for entry in case.of_kind("identity")]
    return next((born for born in births if isinstance(born, PartialDate)), None)


def _number(entry: Entry, name: str) -> Interval | None:
    value = entry.fact(name).value
    return value.interval if isinstance(value, Quantity) else None
