"""Trying a fact out: a copy of a case with another value, never the case itself."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case, Entry, Fact, FieldState
from enec_desktop.domain.difference import Difference
from enec_desktop.domain.errors import EnecError, FieldProblem
from enec_desktop.domain.shown import show_fact
from enec_desktop.domain.time import AfterEvent, At, Latest, PartialDate
from enec_desktop.domain.typed.values import read_typed
from enec_desktop.domain.vocabulary import Field, Vocabulary

_STATES = {state.value: state for state in FieldState if state is not FieldState.VALUE}


@dataclass(frozen=True, slots=True)
class Assumption:
    """One field with the fact it is to have for once; ``place`` is its entry, empty for a new one."""

    place: str
    kind: str
    field: str
    fact: Fact
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What was assumed, the assessment as recorded and the other one, and what differs."""

    assumed: tuple[Assumption, ...]
    before: Assessment
    after: Assessment
    difference: Difference


PlaceOf = Callable[[str, str], str]
"""The entry whose field the engine reads for a kind and a field; empty where a new one is needed."""


def read_assumption(
    text: str, case: Case, vocabulary: Vocabulary, place_of: PlaceOf, today: date
) -> Assumption:
    """ "fitness.ecog=1" or "<entry>.<field>=<value>" as typed.

    The value is typed as in the field itself, or is a state ("not done"). Raises EnecError with one
    sentence: no such field, or no such value.
    """
    name, sign, typed = (part.strip() for part in text.partition("="))
    place, _, field_name = name.rpartition(".")
    entry = next((one for one in case.entries if one.id == place), None)
    kind = vocabulary.kinds.get(entry.kind if entry else place)
    if not sign or kind is None or field_name not in kind.fields:
        raise EnecError(f"{name or text!r} is no field of a case. {_near(name, vocabulary)}")
    field = kind.fields[field_name]
    fact = _fact(field, typed, today)
    found = entry.id if entry else place_of(kind.name, field_name)
    return Assumption(found, kind.name, field_name, fact, field.label, show_fact(field, fact))


def assume(
    case: Case, known: Sequence[Entry], at: At, assumed: Sequence[Assumption], day: PartialDate | None
) -> Case:
    """A copy of the case in which each assumed fact is what the engine reads at the point.

    ``known`` are the entries known at the point, ``day`` is its date: an assumed value counts as of then, so
    that it is not too old. Where the case has no entry for it, the copy has one.
    """
    added: dict[str, str] = {}
    for one in assumed:
        entry_id = one.place or added.get(one.kind, "")
        if not entry_id:
            entry_id = added[one.kind] = case.new_id(one.kind)
            case = case.with_entry(Entry(entry_id, one.kind), before=_before(case, known, at))
        fact = one.fact if one.fact.value is None else replace(one.fact, on=day)
        case = case.with_fact(entry_id, one.field, fact)
    return case


def _before(case: Case, known: Sequence[Entry], at: At) -> str | None:
    """Where a new entry belongs: before the event asked after, else behind what is known."""
    if isinstance(at, AfterEvent):
        return at.event
    if isinstance(at, Latest) or not known:
        return None
    ids = [entry.id for entry in case.entries]
    later = ids[ids.index(known[-1].id) + 1 :]
    return later[0] if later else None


def _fact(field: Field, typed: str, today: date) -> Fact:
    state = _STATES.get(typed.casefold())
    if state is not None:
        return Fact(state)
    try:
        return Fact(FieldState.VALUE, read_typed(field, typed, None, today))
    except FieldProblem as problem:
        raise EnecError(f"{field.label}: {problem}") from problem


def _near(name: str, vocabulary: Vocabulary) -> str:
    names = [f"{kind.name}.{field}" for kind in vocabulary.kinds.values() for field in kind.fields]
    last = name.rpartition(".")[2]
    near = [one for one in names if last and one.rpartition(".")[2] == last]
    near += difflib.get_close_matches(name, names, 2)
    told = "=... or ".join(list(dict.fromkeys(near))[:2]) or "fitness.ecog"
    return f"Write a field and a value, such as {told}=..."
