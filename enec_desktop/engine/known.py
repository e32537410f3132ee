"""Facts as known then: which entries and facts of a case existed at a point in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from enec_desktop.domain.case import Case, Entry, Fact
from enec_desktop.domain.time import AfterEvent, At, Latest, OnDate, PartialDate
from enec_desktop.domain.vocabulary import Vocabulary


def known_then(case: Case, vocabulary: Vocabulary, at: At) -> tuple[Entry, ...]:
    """The entries known at a point, in order, without what was learnt later.

    On a date: an undated entry goes with the entry before it; a fact dated later is left out, and so is
    the outcome of a course whose last dose came later. Raises KeyError for an unknown event.
    """
    if isinstance(at, Latest):
        return case.entries
    if isinstance(at, AfterEvent):
        return _up_to(case, at.event)
    return tuple(_as_on(entry, vocabulary, at.day) for entry in _until(case, at.day))


def day_of(case: Case, at: At) -> date | None:
    """The last day an assessment can stand for, where it is known: ages are counted from it."""
    point = point_of(case, at)
    return point.latest if point else None


def point_of(case: Case, at: At) -> PartialDate | None:
    """The date an assessment stands for, as precise as it is known."""
    if isinstance(at, OnDate | Latest):
        return PartialDate.of(at.day) if at.day else None
    event = case.entry(at.event)
    return event.date or _stated_date(event)


def _up_to(case: Case, event: str) -> tuple[Entry, ...]:
    last = next((i for i, entry in enumerate(case.entries) if entry.id == event), None)
    if last is None:
        raise KeyError(event)
    head = case.entries[: last + 1]
    parts = {entry.id for entry in case.parts_of(event)}
    return (*head, *(entry for entry in case.entries[last + 1 :] if entry.id in parts))


def _until(case: Case, day: date) -> Iterator[Entry]:
    shown = True
    for entry in case.entries:
        when = entry.date or _stated_date(entry)
        if when is not None:
            shown = when.earliest <= day
        if shown:
            yield entry


def _stated_date(entry: Entry) -> PartialDate | None:
    fact = entry.facts.get("board_date")
    return fact.value if fact is not None and isinstance(fact.value, PartialDate) else None


def _as_on(entry: Entry, vocabulary: Vocabulary, day: date) -> Entry:
    over = _is_over(entry, day)
    fields = vocabulary.kinds[entry.kind].fields
    facts = {
        name: fact
        for name, fact in entry.facts.items()
        if not _is_later(fact, day) and (over or not fields[name].outcome)
    }
    return replace(entry, facts=MappingProxyType(facts))


def _is_over(entry: Entry, day: date) -> bool:
    last_dose = entry.fact("last_dose").value
    return not (isinstance(last_dose, PartialDate) and last_dose.earliest > day)


def _is_later(fact: Fact, day: date) -> bool:
    return fact.on is not None and fact.on.earliest > day
