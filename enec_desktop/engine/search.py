"""Settles what three-valued evaluation leaves open, and finds the smallest facts that decide.

Everything here looks at completions: the missing facts set to values that rules can tell apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from enec_desktop.domain.rule import And, Condition, Known, Not, Or
from enec_desktop.domain.values import Codes, Interval, ValueSet, is_empty, is_single, meet
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment

NODES = 400
WAYS = 3000
ALL_WAYS = 6_000
SHOWN = 3

Assumption = dict[str, ValueSet]


def open_facts(condition: Condition, env: Environment) -> list[str]:
    """The missing facts an undecided condition hangs on, in the order it names them.

    Tables are looked through down to what can be recorded.
    """
    return list(_open_facts(condition, env))


def _open_facts(condition: Condition, env: Environment) -> Iterator[str]:
    seen: set[str] = set()
    for name in _undecided(condition, env):
        yield from _behind(name, env, seen)


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


def _behind(name: str, env: Environment, seen: set[str]) -> Iterator[str]:
    """The missing facts behind one name that were not told yet."""
    if name in seen or is_single(env.values(name)):
        return
    seen.add(name)
    definition = env.prepared.knowledge.facts[name]
    if definition.how == "table":
        table = env.prepared.knowledge.tables[definition.table]
        rows = (one for row in table.rows for one in _undecided(row.when, env))
        for one in chain(table.take, rows):
            yield from _behind(one, env, seen)
    elif env.is_open(name):
        for one in _undecided(definition.closed, env) if definition.closed is not None else ():
            yield from _behind(one, env, seen)
        yield name


def joined(cells: list[ValueSet]) -> ValueSet:
    """One set for several groups of values: their union, for numbers the span from first to last."""
    codes = [cell for cell in cells if isinstance(cell, frozenset)]
    if codes:
        return Codes().union(*codes)
    spans = [cell for cell in cells if isinstance(cell, Interval)]
    first = min(spans, key=lambda span: (span.low, span.low_open))
    last = max(spans, key=lambda span: (span.high, not span.high_open))
    return Interval(first.low, last.high, first.low_open, last.high_open)


@dataclass(slots=True)
class Budget:
    """How many completions may still be looked at; ``whole`` turns False where that was too few."""

    left: int
    whole: bool = True

    def spend(self) -> bool:
        """Take one; False where none was left."""
        self.left -= 1
        self.whole = self.whole and self.left >= 0
        return self.left >= 0


def can_be(condition: Condition, env: Environment, wanted: bool) -> bool | None:
    """Whether some completion gives the wanted answer; None when too many had to be looked at."""
    budget = Budget(NODES)
    if _completion(condition, env, wanted, budget) is not None:
        return True
    return False if budget.whole else None


def _completion(condition: Condition, env: Environment, wanted: bool, budget: Budget) -> Assumption | None:
    """Values of as many missing facts as it takes to give the wanted answer, whatever the others are.

    Where facts are settled and a table still leaves more than one outcome, these are tried too.
    """
    found = answer(condition, env)
    if found is not None:
        return {} if found is wanted else None
    name = next(_open_facts(condition, env), None) or _open_table(condition, env)
    if name is None:
        budget.whole = False
        return None
    for cell in env.cells(name):
        if not budget.spend():
            return None
        deeper = _completion(condition, env.assume({name: cell}), wanted, budget)
        if deeper is not None:
            return {name: cell, **deeper}
    return None


def _open_table(condition: Condition, env: Environment) -> str | None:
    """A table the condition hangs on whose sources leave more than one outcome, those it rests on first."""
    tables = env.prepared.knowledge.tables

    def deepest(name: str) -> str | None:
        if name not in tables or is_single(env.values(name)):
            return None
        rests_on = (one for one in env.prepared.rests_on[name] - {name} if one in tables)
        below = next((found for one in sorted(rests_on) if (found := deepest(one))), None)
        return below or (name if env.is_open(name) else None)

    return next((found for name in _undecided(condition, env) if (found := deepest(name))), None)


@dataclass(frozen=True, slots=True)
class Ways:
    """The smallest sets of facts that make a condition hold; ``settled`` is False where the search ended
    before finding one."""

    sets: tuple[Assumption, ...]
    settled: bool = True


def smallest_ways(condition: Condition, env: Environment) -> Ways:
    """What would make an undecided condition hold: the fewest facts, with all values that do it.

    Where that search grows too large, some way is told instead of the smallest.
    """
    parts = condition.parts if isinstance(condition, And) else ()
    possible = all(_is_attainable(part, env) for part in parts)
    some = _some_way(condition, env, Budget(NODES)) if possible else None
    if some is None:
        return Ways((), False)
    return Ways(_smallest(condition, env, len(some)) or (some,))


def _smallest(condition: Condition, env: Environment, largest: int) -> tuple[Assumption, ...]:
    """The ways of the least size; none where the search grew too large, here or over the whole case."""
    case = env.root()
    allowed = max(0, min(WAYS, ALL_WAYS - case.searched))
    search = _Ways(condition, env, Budget(allowed))
    found: list[Assumption] = []
    for size in range(1, largest + 1):
        found = search.of_size(size)
        if found or not search.budget.whole:
            break
    case.searched += allowed - search.budget.left
    return tuple(found) if search.budget.whole else ()


def _is_attainable(part: Condition, env: Environment) -> bool:
    """Whether facts could bring one part about at all; many rows share their parts."""
    if part not in env.attainable:
        env.attainable[part] = _some_way(part, env, Budget(NODES)) is not None
    return env.attainable[part]


def _some_way(condition: Condition, env: Environment, budget: Budget) -> Assumption | None:
    """The first way there is, found fact by fact; it may name more facts than it takes."""
    found = answer(condition, env)
    if found is not None:
        return {} if found else None
    name = next(_open_facts(condition, env), None)
    if name is None:
        against = _completion(condition, env, False, budget)
        return {} if against is None and budget.whole else None
    for cell in env.cells(name):
        if not budget.spend():
            return None
        deeper = _some_way(condition, env.assume({name: cell}), budget)
        if deeper is not None:
            return {name: cell, **deeper}
    return None


@dataclass(slots=True)
class _Ways:
    """Grows ways from what refutes them: a set of values that a refuting completion agrees with has to
    leave out the values of that completion, in a fact it names or in one more."""

    condition: Condition
    env: Environment
    budget: Budget
    refuting: list[Assumption] = field(default_factory=list)
    seen: set[frozenset[tuple[str, ValueSet]]] = field(default_factory=set)

    def of_size(self, size: int) -> list[Assumption]:
        """The ways that name at most so many facts, none inside another one."""
        self.seen.clear()
        found = list(self._grown({}, size))
        return [one for one in found if not any(one is not other and _within(one, other) for other in found)]

    def _grown(self, way: Assumption, size: int) -> Iterator[Assumption]:
        key = frozenset(way.items())
        if key in self.seen or not self.budget.spend():
            return
        self.seen.add(key)
        env = self.env.assume(way) if way else self.env
        against = self._against(way, env)
        if against is None:
            yield way
            return
        for name, refuted in against.items():
            if name in way or (len(way) < size and name not in env.prepared.knowledge.tables):
                for values in _outside(env.cells(name), refuted):
                    yield from self._grown({**way, name: values}, size)

    def _against(self, way: Assumption, env: Environment) -> Assumption | None:
        """Values that agree with the way and bring a no about; None where there are none."""
        for one in self.refuting:
            if not any(is_empty(meet(one[name], values)) for name, values in way.items() if name in one):
                return one
        found = _completion(self.condition, env, False, self.budget)
        if found is None:
            return None if self.budget.whole else {}
        self.refuting.append({**way, **found})
        return self.refuting[-1]


def _outside(cells: list[ValueSet], refuted: ValueSet) -> Iterator[ValueSet]:
    """The values that are left without the refuted ones; numbers in the spans that lie side by side."""
    runs: list[list[ValueSet]] = [[]]
    for cell in cells:
        if is_empty(meet(cell, refuted)):
            runs[-1].append(cell)
        elif isinstance(cell, Interval):
            runs.append([])
    return (joined(run) for run in runs if run)


def _within(one: Assumption, other: Assumption) -> bool:
    """Whether a way is a case of another one over the same facts."""
    return one.keys() == other.keys() and all(meet(one[name], other[name]) == one[name] for name in one)
