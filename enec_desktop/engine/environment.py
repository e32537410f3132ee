"""All facts of a case as sets of values: read, worked out by tables, or assumed for a while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from enec_desktop.domain.assessment import Alert, Explanation, Seen
from enec_desktop.domain.case import FieldState
from enec_desktop.domain.knowledge_base import DecisionTable, FactDefinition
from enec_desktop.domain.rule import Leaf, names
from enec_desktop.domain.values import Codes, Interval, ValueSet, is_empty, is_single, meet
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.entries import EntryFacts
from enec_desktop.engine.prepared import Prepared
from enec_desktop.engine.readings import Reading, Readings
from enec_desktop.engine.scales import formula_values, scale_values

NODES = 600


@dataclass(slots=True)
class Environment:
    """Looks facts up by name; ``assume`` gives a child in which some facts are narrower.

    Values are cached; a child recomputes only what depends on its assumptions. ``seen``, ``leaves``,
    ``alerts`` and ``waiting`` keep what was put in words of these facts, all as of one point in time.
    """

    prepared: Prepared
    readings: Readings
    assumed: Mapping[str, ValueSet] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    parent: Environment | None = None
    _values: dict[str, ValueSet] = field(default_factory=dict)
    _readings: dict[str, Reading] = field(default_factory=dict)
    _known: dict[str, bool] = field(default_factory=dict)
    seen: dict[tuple[str, bool], Seen] = field(default_factory=dict)
    leaves: dict[Leaf, Explanation] = field(default_factory=dict)
    alerts: dict[str, tuple[Alert, ...]] = field(default_factory=dict)
    waiting: dict[str, tuple[Seen, ...]] = field(default_factory=dict)

    def values(self, name: str) -> ValueSet:
        """All the fact may be."""
        found = self._values.get(name)
        if found is None:
            found = self._find(name)
            self._values[name] = found
        return found

    def is_known(self, name: str) -> bool:
        """Whether something narrower than "anything" was recorded, assumptions aside."""
        root = self.root()
        found = root._known.get(name)
        if found is None:
            definition = self.prepared.knowledge.facts[name]
            found = root.values(name) != definition.domain
            if not definition.is_worked_out:
                found = found and root.reading(name).state is FieldState.VALUE
            root._known[name] = found
        return found

    def assume(self, assumed: Mapping[str, ValueSet]) -> Environment:
        """The same facts with some of them narrowed."""
        return Environment(
            self.prepared, self.readings, {**self.assumed, **assumed}, frozenset(assumed), self
        )

    def reading(self, name: str) -> Reading:
        """What the entries say of a fact that no table works out."""
        root = self.root()
        found = root._readings.get(name)
        if found is None:
            found = root.readings.read(self.prepared.knowledge.facts[name])
            root._readings[name] = found
        return found

    def take_reading(self, name: str, before: Environment) -> bool:
        """Take over how a fact was read for other facts; whether it was read there."""
        found = before._readings.get(name)
        if found is not None:
            self._readings[name] = found
        return found is not None

    def take_over(self, before: Environment, changed: frozenset[str], *, same_day: bool) -> None:
        """Take over what was worked out and put in words of facts that rest on none of the ``changed`` ones.

        Both are facts of a case without assumptions. ``same_day``: also what hangs on how old values are.
        """
        rests_on, agents = self.prepared.rests_on, self.prepared.agents
        same = {name for name, behind in rests_on.items() if changed.isdisjoint(behind)}
        # Copied first: whoever made them may still be adding to them.
        self._values |= {name: one for name, one in before._values.copy().items() if name in same}
        self._known |= {name: one for name, one in before._known.copy().items() if name in same}
        self.seen |= {key: one for key, one in before.seen.copy().items() if key[0] in same}
        self.leaves |= {leaf: one for leaf, one in before.leaves.copy().items() if leaf.name in same}
        if same_day:
            self.waiting |= {name: one for name, one in before.waiting.copy().items() if name in same}
            kept = before.alerts.copy().items()
            self.alerts |= {agent: one for agent, one in kept if changed.isdisjoint(agents[agent])}

    def cells(self, name: str) -> list[ValueSet]:
        """The values left, in groups that rules can tell apart."""
        return self.prepared.cells_of(name, self.values(name))

    def is_open(self, name: str) -> bool:
        """Whether values are left that rules tell apart."""
        return not is_single(self.values(name)) and len(self.cells(name)) > 1

    def root(self) -> Environment:
        """The facts of the case without any assumption."""
        here = self
        while here.parent is not None:
            here = here.parent
        return here

    def _find(self, name: str) -> ValueSet:
        if name in self.assumed:
            return self.assumed[name]
        if self.parent is not None and not (self.prepared.rests_on[name] & self.changed):
            return self.parent.values(name)
        definition = self.prepared.knowledge.facts[name]
        if definition.how == "table":
            return table_values(self.prepared.knowledge.tables[definition.table], self)
        if definition.how == "differs":
            return self._differs(definition)
        if definition.how == "formula":
            return formula_values(definition, self, self.prepared.knowledge)
        if definition.how == "scale":
            return scale_values(self.prepared.knowledge.scales[definition.table], self)
        return self._closed(definition, self.reading(name).values)

    def _closed(self, definition: FactDefinition, read: ValueSet) -> ValueSet:
        """What is left of "none recorded" while nobody has said that the list is complete."""
        if definition.closed is None or answer(definition.closed, self) is True:
            return read
        if isinstance(read, Interval):
            return Interval(read.low)
        if definition.how == "last_of":
            return definition.domain if read == Codes({"none"}) else Codes(definition.kinds)
        return read if read == Codes({"yes"}) else definition.domain

    def _differs(self, definition: FactDefinition) -> ValueSet:
        table = self.prepared.knowledge.tables[definition.table]
        told = [
            table_values(table, _OneEntry(entry, definition.kind, self))
            for entry in self.readings.of_kind(definition.kind)
        ]
        classes = [values for values in told if values != Codes(table.outcomes)]
        apart = any(is_empty(meet(one, two)) for one in classes for two in classes)
        return Codes({"yes" if apart else "no"})


@dataclass(frozen=True, slots=True)
class _OneEntry:
    """The facts as if one entry were the only one of its kind."""

    entry: EntryFacts
    kind: str
    others: Environment

    def values(self, name: str) -> ValueSet:
        kind, _, part = name.partition(".")
        if kind == self.kind and part in self.entry.sources:
            return self.entry.values(part)
        return self.others.values(name)

    def is_known(self, name: str) -> bool:
        kind, _, part = name.partition(".")
        if kind == self.kind and part in self.entry.sources:
            return self.entry.is_known(part)
        return self.others.is_known(name)


def table_values(table: DecisionTable, facts: Environment | _OneEntry) -> ValueSet:
    """The outcomes a table leaves open for these facts."""
    return _first(table, facts) if table.policy == "first" else narrowing(table, facts)[0]


def _first(table: DecisionTable, facts: Environment | _OneEntry) -> Codes:
    left, whole = _reached(table, facts, _Budget(NODES))
    return left if whole else _kleene_first(table, facts)


@dataclass(slots=True)
class _Budget:
    """How many branches may still be looked at."""

    left: int


def _reached(
    table: DecisionTable, facts: Environment | _OneEntry, budget: _Budget, start: int = 0
) -> tuple[Codes, bool]:
    """The outcomes that some completion of the facts reaches; False where the budget ended first.

    Branches on the first row that cannot be decided, over the values that rules can tell apart; rows
    before ``start`` do not hold, and narrowing facts does not change that. Where no row holds, nothing is
    said and everything stays open.
    """
    if budget.left <= 0:
        return Codes(), False
    budget.left -= 1
    for place in range(start, len(table.rows)):
        row = table.rows[place]
        found = answer(row.when, facts)
        if found is True:
            return Codes(row.then or table.outcomes), True
        if found is None:
            return _branched(table, facts, place, budget)
    return Codes(table.outcomes), True


def _branched(
    table: DecisionTable, facts: Environment | _OneEntry, place: int, budget: _Budget
) -> tuple[Codes, bool]:
    when = table.rows[place].when
    if isinstance(facts, _OneEntry):
        return Codes(), False
    cells = {one: facts.prepared.cells_in(table.name, one, facts.values(one)) for one in sorted(names(when))}
    name = min((one for one in cells if len(cells[one]) > 1), key=lambda one: len(cells[one]), default=None)
    if name is None:
        return Codes(), False
    left: Codes = Codes()
    for cell in cells[name]:
        found, whole = _reached(table, facts.assume({name: cell}), budget, place)
        if not whole:
            return Codes(), False
        left |= found
    return left, True


def _kleene_first(table: DecisionTable, facts: Environment | _OneEntry) -> Codes:
    """The sound but wider answer: every row that may hold, and anything where none surely holds."""
    left: set[str] = set()
    for row in table.rows:
        found = answer(row.when, facts)
        if found is not False:
            left.update(row.then or table.outcomes)
        if found is True:
            return Codes(left)
    return Codes(table.outcomes)


def narrowing(table: DecisionTable, facts: Environment | _OneEntry) -> tuple[Codes, bool]:
    """The outcomes left, and whether what is recorded excludes itself."""
    everything = Codes(table.outcomes)
    told = [facts.values(name) for name in table.take]
    sets = [values for values in told if isinstance(values, frozenset) and values != everything]
    sets += [Codes(row.then) for row in table.rows if row.then and answer(row.when, facts) is True]
    left = everything.intersection(*sets) if sets else everything
    return (left, False) if left else (Codes().union(*sets), True)
