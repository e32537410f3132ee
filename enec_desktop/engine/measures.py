"""Derived values for a reader: what was worked out from what, and what is missing for the others."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.assessment import Measure
from enec_desktop.domain.knowledge_base import FactDefinition
from enec_desktop.domain.measures import Scale
from enec_desktop.domain.rule import leaves
from enec_desktop.domain.spoken import in_words, number
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval, is_single
from enec_desktop.engine.ageing import is_old
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.derived import derived
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.phrases import see
from enec_desktop.engine.readings import WORKED_OUT
from enec_desktop.engine.scales import item_points

CHAPTER = "measures"


def measures(env: Environment, point: PartialDate | None) -> tuple[Measure, ...]:
    """Every number that rests on at least one recorded value, known or not, in the order of the files.

    A value that is too old on the day of ``point`` is marked so.
    """
    facts = env.prepared.knowledge.facts.values()
    found = [_measure(one, env, point) for one in facts if one.refs and _is_told(one, env)]
    return (*found, *_tables(env))


def _is_told(one: FactDefinition, env: Environment) -> bool:
    if one.how == "cockcroft_gault":
        return env.reading(one.name).source == WORKED_OUT
    if one.how == "recist":
        return env.is_known(one.name)
    return any(env.is_known(name) and not _is_of_the_patient(name, env) for name in _recorded(one.name, env))


def _is_of_the_patient(name: str, env: Environment) -> bool:
    """Age and sex stand in nearly every case: they alone start no measure."""
    definition = env.prepared.knowledge.facts[name]
    return definition.how == "age" or definition.kind == "identity"


def _measure(one: FactDefinition, env: Environment, point: PartialDate | None) -> Measure:
    values = env.values(one.name)
    missing = _missing(one, env)
    inputs = dict.fromkeys(_recorded(one.name, env))
    here = [name for name in inputs if name not in missing and env.is_known(name)]
    told = [see(name, env, stale=is_old(name, env, point)) for name in here]
    scale = env.prepared.knowledge.scales.get(one.table) if one.how == "scale" else None
    return Measure(
        one.name,
        one.label,
        values,
        in_words(values, one),
        values != one.domain,
        tuple(told),
        tuple(see(name, env) for name in missing),
        one.refs,
        one.note or (scale.note if scale else ""),
        tuple(_parts(scale, env)) if scale else (),
    )


def _recorded(name: str, env: Environment) -> Iterator[str]:
    """The facts behind a number that somebody can record."""
    knowledge = env.prepared.knowledge
    definition = knowledge.facts[name]
    if definition.how in ("formula", "scale"):
        behind = sorted(env.prepared.rests_on[name] - {name})
        yield from (one for one in behind if not knowledge.facts[one].is_worked_out)
    else:
        yield from definition.inputs or (name,)


def _missing(one: FactDefinition, env: Environment) -> list[str]:
    """The facts whose absence keeps the number from being one number."""
    names: list[str] = []
    if one.how == "formula":
        names = [name for name in one.inputs if not is_single(env.values(name))]
    elif one.how == "scale":
        names = list(_undecided(env.prepared.knowledge.scales[one.table], env))
    behind = (part for name in names for part in _recorded(name, env))
    return [name for name in dict.fromkeys(behind) if not env.is_known(name)]


def _undecided(scale: Scale, env: Environment) -> Iterator[str]:
    for item in scale.items:
        if not is_single(item_points(item, env)):
            for row in item.rows:
                if answer(row.when, env) is None:
                    yield from (leaf.name for leaf in leaves(row.when))


def _parts(scale: Scale, env: Environment) -> Iterator[tuple[str, str]]:
    for item in scale.items:
        yield item.label, _points(item_points(item, env))


def _points(points: Interval) -> str:
    if points.is_point:
        return number(points.low)
    return f"{number(points.low)}-{number(points.high)}"


def _tables(env: Environment) -> Iterator[Measure]:
    """What tables say of the numbers, such as the response by the sums."""
    for one in derived(CHAPTER, env):
        if one.values:
            yield Measure(one.name, one.label, env.values(one.name), one.words, True, (), (), one.refs)
