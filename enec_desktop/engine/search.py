"""Settles what three-valued evaluation leaves open, and finds the smallest facts that decide.

Everything here looks at completions: the missing facts set to values that rules can tell apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, combinations

from enec_desktop.domain.rule import And, Condition, Known, Not, Or
from enec_desktop.domain.values import Codes, Interval, ValueSet, is_single
from enec_desktop.engine.completions import Completions, Variable
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.diagrams import FALSE, TRUE, Box, Diagrams, TooManyNodes
from enec_desktop.engine.environment import Environment

WAYS = 3000
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


def side_by_side(cells: list[ValueSet], of: tuple[ValueSet, ...]) -> Iterator[ValueSet]:
    """Some of all groups of values as few sets: codes as one, numbers as the spans that lie side by side."""
    run: list[ValueSet] = []
    for cell in of:
        if cell in cells:
            run.append(cell)
        elif run and isinstance(cell, Interval):
            yield joined(run)
            run = []
    if run:
        yield joined(run)


@dataclass(frozen=True, slots=True)
class Ways:
    """The smallest sets of facts that make a condition hold; ``settled`` is False where the search ended
    before it knew them."""

    sets: tuple[Assumption, ...]
    settled: bool = True


UNSETTLED = Ways((), False)


@dataclass(slots=True)
class Space:
    """The completions that belong to one question of the day, and what they say of conditions.

    ``facts`` are the facts as that question leaves them; without a moment, those of the whole case. ``ways``
    keeps what was found for the case, whatever the question; ``searched`` counts what only these settled.
    """

    completions: Completions
    facts: Environment
    moment: str = ""
    given: int = TRUE
    ways: dict[tuple[int, int], Ways] = field(default_factory=dict)
    searched: int = 0

    def node(self, condition: Condition) -> int:
        """The completions in which a condition holds. Raises TooManyNodes."""
        return self.completions.of(condition, self.moment)

    def legal(self, *nodes: int) -> int:
        """The completions that may be, for questions that hang on these nodes. Raises TooManyNodes."""
        return self.completions.legal(*nodes, given=self.given)

    def settled(self, condition: Condition) -> bool | None:
        """Whether a condition holds in every or in no completion; None in some, or if they are too many."""
        found = answer(condition, self.facts)
        if found is not None:
            return found
        self.searched += 1
        try:
            return self.told(self.node(condition))
        except TooManyNodes:
            return None

    def told(self, node: int) -> bool | None:
        """The same of completions already worked out. Raises TooManyNodes."""
        both, opposite = self.completions.diagrams.both, self.completions.diagrams.opposite
        legal = self.legal(node)
        if legal == FALSE:
            return None
        if both(legal, node) == FALSE:
            return False
        return True if both(legal, opposite(node)) == FALSE else None

    def smallest_ways(self, node: int) -> Ways:
        """What would bring some completions about: the fewest facts, with all values that do it.

        Where that search grows too large, some way is told instead of the smallest. Raises TooManyNodes.
        """
        diagrams, legal = self.completions.diagrams, self.legal(node)
        key = (diagrams.both(legal, node), legal)
        if key not in self.ways:
            enough = diagrams.either(diagrams.opposite(legal), node)
            self.ways[key] = _Ways(self.completions).of(enough, legal)
        return self.ways[key]


@dataclass(slots=True)
class _Ways:
    """Leaves facts out one by one while those that are kept can still bring the answer about.

    ``enough`` are the completions that give the answer or cannot be; a set of facts can bring it about when
    some of their values lie in ``enough`` whatever the facts left out are, and in some that can be.
    """

    completions: Completions
    left: int = WAYS
    size: int = 0
    found: dict[frozenset[int], tuple[int, int]] = field(default_factory=dict)
    seen: set[tuple[int, int, frozenset[int], frozenset[int]]] = field(default_factory=set)

    def of(self, enough: int, legal: int) -> Ways:
        """The smallest ways; one of the least size met where too many had to be looked at."""
        variables = self.completions.variables_in(enough, legal)
        facts = [one for one in variables if not self.completions.variables[one].is_table]
        for one in variables:
            if one not in facts:
                enough, legal = self._leave_out(enough, legal, one)
        if self.completions.diagrams.both(enough, legal) == FALSE:
            return UNSETTLED
        self.size = len(facts)
        self._kept(enough, legal, facts, frozenset())
        least = {kept: pair for kept, pair in self.found.items() if len(kept) == self.size}
        sets = [way for kept, pair in least.items() for way in self._boxes(sorted(kept), *pair)]
        return Ways(tuple(sets), self.left >= 0)

    def _leave_out(self, enough: int, legal: int, variable: int) -> tuple[int, int]:
        diagrams = self.completions.diagrams
        return diagrams.for_every(enough, variable), diagrams.for_some(legal, variable)

    def _kept(self, enough: int, legal: int, waiting: list[int], kept: frozenset[int]) -> None:
        """Finds the smallest sets that keep what is kept already and some of those that wait."""
        key = (enough, legal, frozenset(waiting), kept)
        self.left -= 1
        if key in self.seen or len(kept) > self.size or self.left < 0:
            return
        self.seen.add(key)
        free: list[int] = []
        for one in waiting:
            enough_without, legal_without = self._leave_out(enough, legal, one)
            if self.completions.diagrams.both(enough_without, legal_without) == FALSE:
                kept = kept | {one}
            elif enough_without == enough:
                legal = legal_without
            else:
                free.append(one)
        if len(kept) > self.size:
            return
        if not free:
            self.size = len(kept)
            self.found[kept] = (enough, legal)
            return
        first, rest = free[0], free[1:]
        self._kept(*self._leave_out(enough, legal, first), rest, kept)
        self._kept(enough, legal, rest, kept | {first})

    def _boxes(self, kept: list[int], enough: int, legal: int) -> Iterator[Assumption]:
        """For a set of facts, all the values that bring the answer about, in groups as large as can be."""
        diagrams, variables = self.completions.diagrams, self.completions.variables
        whole = {one: frozenset(range(len(variables[one].cells))) for one in kept}
        for box in _Boxes(diagrams, variables).of(enough):
            held = {**whole, **box}
            if diagrams.shortest(legal, held) is not None:
                yield {variables[one].name: joined(_cells(variables[one], held[one])) for one in kept}


def _cells(variable: Variable, held: frozenset[int]) -> list[ValueSet]:
    return [variable.cells[place] for place in sorted(held)]


@dataclass(slots=True)
class _Boxes:
    """The largest groups of values all of whose completions lead to yes.

    Raises TooManyNodes where there are more than ``WAYS`` for a part of a question.
    """

    diagrams: Diagrams
    variables: list[Variable]
    _found: dict[int, list[Box]] = field(default_factory=lambda: {FALSE: [], TRUE: [{}]})

    def of(self, node: int) -> list[Box]:
        """The groups of a diagram, each by the cells its variables are held to."""
        if node not in self._found:
            variable, children = self.diagrams.split(node)
            boxes: list[Box] = []
            for held in self._side_by_side(variable, children):
                joint = reduce(self.diagrams.both, [children[cell] for cell in held])
                boxes += (
                    {variable: held, **rest} if len(held) < len(children) else rest for rest in self.of(joint)
                )
            if len(boxes) > WAYS:
                raise TooManyNodes
            self._found[node] = _largest(boxes)
        return self._found[node]

    def _side_by_side(self, variable: int, children: tuple[int, ...]) -> Iterator[frozenset[int]]:
        """The groups of cells to look at: alike ones together, numbers only in spans."""
        count = len(children)
        if isinstance(self.variables[variable].cells[0], Interval):
            spans = combinations(range(count + 1), 2)
            yield from (frozenset(range(low, high)) for low, high in spans)
            return
        alike = [frozenset(c for c in range(count) if children[c] == one) for one in dict.fromkeys(children)]
        for size in range(1, len(alike) + 1):
            yield from (frozenset().union(*some) for some in combinations(alike, size))


def _largest(boxes: list[Box]) -> list[Box]:
    """Without the groups that lie inside another one."""
    found: list[Box] = []
    for box in sorted(boxes, key=len):
        if not any(_inside(box, other) for other in found):
            found = [other for other in found if not _inside(other, box)]
            found.append(box)
    return found


def _inside(box: Box, other: Box) -> bool:
    return all(variable in box and box[variable] <= held for variable, held in other.items())
