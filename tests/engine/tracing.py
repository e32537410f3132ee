"""Where every id of an assessment leads: to the knowledge, or to an entry of the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from enec_desktop.domain.assessment import (
    Alert,
    Assessment,
    Derived,
    MomentView,
    OptionView,
    Place,
    Question,
    Say,
    Seen,
    Wish,
)
from enec_desktop.domain.case import Case
from enec_desktop.domain.values import is_empty, meet
from enec_desktop.engine.ages import AGE
from tests.assessing import shipped


def parts(value: Any) -> Iterator[Any]:
    """A value with all the values inside it."""
    yield value
    if is_dataclass(value):
        for part in fields(value):
            yield from parts(getattr(value, part.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from parts(one)


def astray(found: Assessment, told: Case) -> list[str]:
    """Whatever an assessment names that neither the knowledge nor the case has."""
    return [one for part in parts(found) for one in _astray(part, told)]


def _astray(part: Any, told: Case) -> Iterator[str]:
    known = shipped()
    cited = part.expect + part.silences if isinstance(part, OptionView) else getattr(part, "refs", ())
    if isinstance(part, Say) and part.id == AGE:
        cited = tuple(ref for ref in cited if ref not in known.facts)
    yield from (f"reference {ref}" for ref in cited if ref not in citable())
    match part:
        case Seen(name=name) | Wish(name=name) | Question(name=name) if name not in known.facts:
            yield f"fact {name}"
        case Seen() | Wish():
            left = meet(part.values, known.facts[part.name].domain)
            if is_empty(part.values) or is_empty(left):
                yield f"values {part.values} of {part.name}"
        case Derived(name=name) if name not in known.tables:
            yield f"table {name}"
        case MomentView(moment=moment) if moment not in known.tables["moment"].outcomes:
            yield f"moment {moment}"
        case Place(entry=entry, kind=kind, field=field):
            if entry and entry not in {one.id for one in told.entries}:
                yield f"entry {entry}"
            if field and field not in known.vocabulary.kinds[kind].fields:
                yield f"field {kind}.{field}"
        case OptionView(id=id, verdicts=verdicts):
            rows = {row.id for row in known.options[id].verdicts}
            yield from (f"row {one.row}" for one in verdicts if one.row not in rows)
        case Say(id=id) | Alert(id=id) if id not in sentences():
            yield f"sentence {id}"


@cache
def citable() -> frozenset[str]:
    """The ids a sentence may rest on."""
    known = shipped()
    return frozenset().union(known.claims, known.sources, known.discrepancies, known.silences)


@cache
def sentences() -> frozenset[str]:
    """The ids of all that may be said of a case."""
    known = shipped()
    said = {AGE, *(f"table/{name}" for name in known.tables)} | {one.id for one in known.statements}
    for option in known.options.values():
        said |= {row.id for row in (*option.reasons_for, *option.reasons_against)}
        said |= {row.id for row in option.checks}
    return frozenset(said | {row.id for agent in known.agents.values() for row in agent.rows})
