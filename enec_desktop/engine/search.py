"""Settles what three-valued evaluation leaves open, and finds the smallest facts that decide.

Everything here looks at completions: the missing facts set to values that rules can tell apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from enec_desktop.domain.rule import And, Condition, Known, Not, Or
from enec_desktop.domain.values import Codes, Interval, ValueSet, is_single
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment

NODES = 400
SHOWN = 3

Assumption = dict[str, ValueSet]


def open_facts(condition: Condition, env: Environment) -> list[str]:
    """The missing facts an undecided condition hangs on, in the order it names them.

    Tables are looked through down to what can be recorded.
    """
    found: dict[str, None] = {}
    for name in _undecided(condition, env):
        _collect(name, env, found, set())
    return list(found)


def _undecided(condition: Condition, env: Environment) -> Iterator[str]:
    if answer(condition, env) is not None:
        return
    if isinstance(condition, And | Or):
        for part in condition.parts:
            yield from _undecided(part, env)
    elif isinstance(condition, Not):
        yield from _undecided(condition.part, env)
    elif not isinstance(condition, Known):
        yield condition.name


def _collect(name: str, env: Environment, found: dict[str, None], seen: set[str]) -> None:
    definition = env.prepared.knowledge.facts[name]
    if name in seen or is_single(env.values(name)):
        return
    seen.add(name)
    if definition.how != "table":
        if not env.is_open(name):
            return
        if definition.closed is not None:
            for one in _undecided(definition.closed, env):
                _collect(one, env, found, seen)
        found[name] = None
        return
    table = env.prepared.knowledge.tables[definition.table]
    for one in table.take:
        _collect(one, env, found, seen)
    for row in table.rows:
        for one in _undecided(row.when, env):
            _collect(one, env, found, seen)


def narrow(condition: Condition, env: Environment, facts: list[str]) -> Assumption:
    """The values of each missing fact under which the condition may still hold, where they are fewer."""
    needed: Assumption = {}
    for name in facts:
        cells = env.cells(name)
        kept = [cell for cell in cells if answer(condition, env.assume({name: cell})) is not False]
        if kept and len(kept) < len(cells):
            needed[name] = joined(kept)
    return needed


def joined(cells: list[ValueSet]) -> ValueSet:
    """One set for several groups of values: their union, for numbers the span from first to last."""
    codes = [cell for cell in cells if isinstance(cell, frozenset)]
    if codes:
        return Codes().union(*codes)
    spans = [cell for cell in cells if isinstance(cell, Interval)]
    first = min(spans, key=lambda span: (span.low, span.low_open))
    last = max(spans, key=lambda span: (span.high, not span.high_open))
    return Interval(first.low, last.high, first.low_open, last.high_open)


def can_be(condition: Condition, env: Environment, wanted: bool) -> bool | None:
    """Whether some completion gives the wanted answer; None when too many had to be looked at."""
    return _can(condition, env, wanted, [NODES])


def _can(condition: Condition, env: Environment, wanted: bool, budget: list[int]) -> bool | None:
    found = answer(condition, env)
    if found is not None:
        return found is wanted
    facts = open_facts(condition, env)
    if not facts:
        return None
    unsettled = False
    for cell in env.cells(facts[0]):
        budget[0] -= 1
        if budget[0] <= 0:
            return None
        one = _can(condition, env.assume({facts[0]: cell}), wanted, budget)
        if one:
            return True
        unsettled = unsettled or one is None
    return None if unsettled else False


@dataclass(frozen=True, slots=True)
class Ways:
    """The smallest sets of facts that make a condition hold; ``settled`` is False where the search ended
    before finding one."""

    sets: tuple[Assumption, ...]
    settled: bool = True


def smallest_ways(condition: Condition, env: Environment) -> Ways:
    """What would make an undecided condition hold: facts that every way needs, then one or two more."""
    facts = open_facts(condition, env)
    needed = narrow(condition, env, facts)
    base = env.assume(needed) if needed else env
    if answer(condition, base) is True:
        return Ways((needed,))
    rest = [name for name in open_facts(condition, base) if base.is_open(name)]
    for size in (1, 2):
        extra = list(_extensions(condition, base, rest, size))
        if extra:
            return Ways(tuple({**needed, **one} for one in extra))
    found = _some_way(condition, base, [NODES])
    return Ways(({**needed, **found},)) if found is not None else Ways((), False)


def _extensions(condition: Condition, base: Environment, rest: list[str], size: int) -> Iterator[Assumption]:
    if size == 1:
        for name in rest:
            cells = base.cells(name)
            good = [cell for cell in cells if answer(condition, base.assume({name: cell})) is True]
            if good:
                yield {name: joined(good)}
        return
    for one, two in combinations(rest[:8], 2):
        pairs = _good_pairs(condition, base, one, two)
        for other, cells in pairs.items():
            yield {one: joined(list(cells)), two: joined(list(other))}


def _good_pairs(
    condition: Condition, base: Environment, one: str, two: str
) -> dict[tuple[ValueSet, ...], list[ValueSet]]:
    found: dict[tuple[ValueSet, ...], list[ValueSet]] = {}
    for cell in base.cells(one):
        inner = base.assume({one: cell})
        cells = inner.cells(two)
        good = tuple(c for c in cells if answer(condition, inner.assume({two: c})) is True)
        if good:
            found.setdefault(good, []).append(cell)
    return found


def _some_way(condition: Condition, env: Environment, budget: list[int]) -> Assumption | None:
    found = answer(condition, env)
    if found is not None:
        return {} if found else None
    facts = open_facts(condition, env)
    if not facts:
        return None
    for cell in env.cells(facts[0]):
        budget[0] -= 1
        if budget[0] <= 0:
            return None
        deeper = _some_way(condition, env.assume({facts[0]: cell}), budget)
        if deeper is not None:
            return {facts[0]: cell, **deeper}
    return None
