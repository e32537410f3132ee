"""Settles what three-valued evaluation leaves open, and finds the smallest facts that decide.

Everything here looks at completions: the missing facts set to values that rules can tell apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from enec_desktop.domain.rule import And, Condition, Known, Not, Or
from enec_desktop.domain.values import Codes, Interval, ValueSet, is_single
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment

NODES = 400
WAYS = 3000
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
    """Values of as many missing facts as it takes to give the wanted answer, whatever the others are."""
    found = answer(condition, env)
    if found is not None:
        return {} if found is wanted else None
    name = next(iter(open_facts(condition, env)), None) or _open_table(condition, env)
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
    facts = open_facts(condition, env)
    search = _Ways(condition, Budget(WAYS))
    needed = [name for name in facts if _is_needed(condition, env, name)]
    rest = [name for name in facts if name not in needed]
    for extra in range(len(rest) + 1):
        found = [box for more in combinations(rest, extra) for box in search.boxes(env, [*needed, *more])]
        if not search.budget.whole:
            break
        if found:
            return Ways(tuple(found))
    if search.budget.whole:
        return Ways((), False)
    way = _completion(condition, env, True, Budget(NODES))
    recordable = way is not None and not way.keys() & env.prepared.knowledge.tables.keys()
    return Ways((way,)) if way is not None and recordable else Ways((), False)


def _is_needed(condition: Condition, env: Environment, name: str) -> bool:
    """Whether some value of the fact alone rules the condition out."""
    return any(answer(condition, env.assume({name: cell})) is False for cell in env.cells(name))


@dataclass(slots=True)
class _Ways:
    """Looks for the values of some facts that bring a condition about; remembers what refuted others."""

    condition: Condition
    budget: Budget
    refuting: list[Assumption] = field(default_factory=list)

    def boxes(self, env: Environment, names: list[str]) -> list[Assumption]:
        """The values of exactly these facts under which the condition holds whatever else turns out."""
        return self._under(env, names, {})

    def _under(self, env: Environment, names: list[str], chosen: Assumption) -> list[Assumption]:
        if self._is_refuted(names, chosen):
            return []
        found = answer(self.condition, env)
        if found is not None:
            return [{}] if found else []
        if not names:
            return [{}] if self._holds(env, chosen) else []
        name, *others = names
        cells = env.cells(name)
        told = []
        for cell in cells:
            if not self.budget.spend():
                return []
            told.append(self._under(env.assume({name: cell}), others, {**chosen, name: cell}))
        return [{name: values, **box} for values, boxes in _alike(cells, told) for box in boxes]

    def _is_refuted(self, names: list[str], chosen: Assumption) -> bool:
        """Whether a known completion without the condition agrees with what is chosen and names none else."""
        return any(
            one.keys().isdisjoint(names) and all(one.get(name, cell) == cell for name, cell in chosen.items())
            for one in self.refuting
        )

    def _holds(self, env: Environment, chosen: Assumption) -> bool:
        """Whether no completion is left in which the condition does not hold."""
        against = _completion(self.condition, env, False, self.budget)
        if against is not None:
            self.refuting.append({**chosen, **against})
        return against is None and self.budget.whole


def _alike(
    cells: list[ValueSet], told: list[list[Assumption]]
) -> Iterator[tuple[ValueSet, list[Assumption]]]:
    """Values that lead to the same boxes in one set; numbers only where they lie side by side."""
    runs: list[tuple[list[ValueSet], list[Assumption]]] = []
    for cell, boxes in zip(cells, told, strict=True):
        candidates = runs[-1:] if isinstance(cell, Interval) else runs
        same = next((run for run, one in candidates if one == boxes), None)
        if same is None:
            runs.append(([cell], boxes))
        else:
            same.append(cell)
    return ((joined(run), boxes) for run, boxes in runs if boxes)
