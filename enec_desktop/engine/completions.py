"""Every way the missing facts of a case can turn out, as decision diagrams.

A completion gives each open fact one group of the values that rules can tell apart, and each table that
leaves several outcomes one of them. Completions in which the record would contradict itself are left out. A
list that nobody called complete counts as read where it is complete, and as open where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce

from enec_desktop.domain.knowledge_base import DecisionTable, FactDefinition
from enec_desktop.domain.rule import And, Compare, Condition, Known, Leaf, Not, OneOf, Or, names
from enec_desktop.domain.values import Codes, Interval, ValueSet, is_empty, is_single, meet
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.diagrams import FALSE, TRUE, Diagrams
from enec_desktop.engine.environment import Environment, narrowing

LIMIT = 100_000
MOMENT = "moment"

_Test = Callable[[ValueSet], bool]


@dataclass(frozen=True, slots=True)
class Variable:
    """A fact that is still open, and the groups of values it may have; ``again``: once found out anew."""

    name: str
    cells: tuple[ValueSet, ...]
    is_table: bool = False
    again: bool = False


@dataclass(slots=True)
class Completions:
    """The completions of one case as known at one point; ``facts`` are its facts without assumptions.

    Raises TooManyNodes where the facts hang together in more than ``LIMIT`` ways.
    """

    facts: Environment
    diagrams: Diagrams = field(default_factory=lambda: Diagrams(LIMIT))
    variables: list[Variable] = field(default_factory=list)
    _by_name: dict[tuple[str, bool], int] = field(default_factory=dict)
    _nodes: dict[tuple[int, str], tuple[Condition, int]] = field(default_factory=dict)
    _leaves: dict[tuple[Leaf, str], int] = field(default_factory=dict)
    _tables: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    _rules: dict[int, int] = field(default_factory=dict)
    _contradicting: list[tuple[int, frozenset[int]]] = field(default_factory=list)

    def of(self, condition: Condition, moment: str = "", again: frozenset[str] = frozenset()) -> int:
        """The completions in which a condition holds; with a moment, as if that were the question.

        Facts in ``again`` may turn out anew to be anything.
        """
        if again:
            return self._again(condition, moment, again)
        key = (id(condition), moment)
        found = self._nodes.get(key)
        if found is None and moment and not self._asks_moment(condition):
            found = self._nodes[key] = (condition, self.of(condition))
        if found is None:
            found = self._nodes[key] = (condition, self._worked_out(condition, moment))
        return found[1]

    def outcomes(self, table: DecisionTable) -> Mapping[str, int]:
        """For each outcome of a table the completions that leave it open."""
        return self._first(table, "") if table.policy == "first" else self._narrow(table, "")

    def having(self, name: str, values: ValueSet) -> int:
        """The completions in which a fact has one of these values."""
        return self._fact(name, lambda cell: not is_empty(meet(cell, values)), "")

    def variables_in(self, *nodes: int) -> list[int]:
        """The variables that diagrams hang on, in the order they were met."""
        return sorted({one for node in nodes for one in self.diagrams.variables(node)})

    def legal(self, *nodes: int, given: int = TRUE) -> int:
        """The completions that contradict nothing, for questions that hang on these nodes.

        ``given`` are those that belong to the question of the day. What shares no fact with the nodes, not
        even through other facts, cannot change the answer and is left out.
        """
        if not self._contradicting:
            self._contradicting = [(node, self._reach(node)) for node in self._consistent()]
        waiting = {one for node in nodes for one in self.diagrams.variables(node)}
        parts = [*self._contradicting, (given, self.diagrams.variables(given))]
        legal, seen = TRUE, frozenset[int]()
        while waiting:
            seen |= waiting
            here = [part for part in parts if part[1] & waiting]
            parts = [part for part in parts if not part[1] & waiting]
            here += [
                (rule, self.diagrams.variables(rule)) for one in waiting if (rule := self._rules.get(one))
            ]
            legal = self._joint((legal, *(node for node, _ in here)))
            waiting = {one for _, asked in here for one in asked} - seen
        return legal

    def _consistent(self) -> Iterator[int]:
        """For each table that narrows, the completions in which its rows do not exclude each other."""
        yield TRUE
        for table in self.facts.prepared.knowledge.tables.values():
            if table.policy == "narrow":
                yield self._any(self._allowed(table, "").values())

    def _reach(self, node: int) -> frozenset[int]:
        """What a diagram hangs on, and what the outcomes of its tables hang on in turn: a fact that leads to
        an outcome which contradicts another table cannot have the value that brings it about."""
        seen, waiting = frozenset[int](), self.diagrams.variables(node)
        while waiting:
            seen |= waiting
            rules = [self._rules[one] for one in waiting if one in self._rules]
            waiting = frozenset[int]().union(*map(self.diagrams.variables, rules)) - seen
        return seen

    def _worked_out(self, condition: Condition, moment: str) -> int:
        if isinstance(condition, And):
            return self._joint(self.of(part, moment) for part in condition.parts)
        if isinstance(condition, Or):
            return self._any(self.of(part, moment) for part in condition.parts)
        if isinstance(condition, Not):
            return self.diagrams.opposite(self.of(condition.part, moment))
        if isinstance(condition, Known):
            return TRUE if self.facts.is_known(condition.name) else FALSE
        leaf, key = condition, (condition, moment)
        if key not in self._leaves:
            self._leaves[key] = self._fact(leaf.name, lambda cell: _holds(leaf, cell), moment)
        return self._leaves[key]

    def _again(self, condition: Condition, moment: str, again: frozenset[str]) -> int:
        if isinstance(condition, And):
            return self._joint(self.of(part, moment, again) for part in condition.parts)
        if isinstance(condition, Or):
            return self._any(self.of(part, moment, again) for part in condition.parts)
        if isinstance(condition, Not):
            return self.diagrams.opposite(self.of(condition.part, moment, again))
        if condition.name not in again or isinstance(condition, Known):
            return self.of(condition, moment)
        leaf, prepared = condition, self.facts.prepared
        anything = prepared.knowledge.facts[leaf.name].domain
        variable = Variable(leaf.name, tuple(prepared.cells_of(leaf.name, anything)), again=True)
        return self._among(variable, lambda cell: _holds(leaf, cell))

    def _joint(self, nodes: Iterable[int]) -> int:
        return reduce(self.diagrams.both, nodes, TRUE)

    def _any(self, nodes: Iterable[int]) -> int:
        return reduce(self.diagrams.either, nodes, FALSE)

    def _asks_moment(self, condition: Condition) -> bool:
        rests_on = self.facts.prepared.rests_on
        return any(MOMENT in rests_on[name] for name in names(condition))

    def _fact(self, name: str, test: _Test, moment: str) -> int:
        if name == MOMENT and moment:
            return TRUE if test(Codes({moment})) else FALSE
        values = self.facts.values(name)
        if is_single(values):
            return TRUE if test(values) else FALSE
        definition = self.facts.prepared.knowledge.facts[name]
        if definition.how == "table":
            return self._table(definition, test, moment)
        if definition.closed is not None and answer(definition.closed, self.facts) is not True:
            return self._list(definition, values, test)
        return self._among(self._variable(name, values), test)

    def _variable(self, name: str, values: ValueSet) -> Variable:
        return Variable(name, tuple(self.facts.prepared.cells_of(name, values)))

    def _list(self, definition: FactDefinition, values: ValueSet, test: _Test) -> int:
        """A fact that is as read where a list is complete: which values it may have then is a rule."""
        asked = self._variable(definition.name, values)
        node = self._among(asked, test)
        variable = self._by_name[asked.name, False]
        if variable not in self._rules and definition.closed is not None:
            read = self.facts.reading(definition.name).values
            self._rules[variable] = TRUE
            as_read = self._among(asked, lambda cell: not is_empty(meet(cell, read)))
            open_list = self.diagrams.opposite(self.of(definition.closed))
            self._rules[variable] = self.diagrams.either(open_list, as_read)
        return node

    def _among(self, variable: Variable, test: _Test) -> int:
        key = (variable.name, variable.again)
        if key not in self._by_name:
            self._by_name[key] = self.diagrams.variable(len(variable.cells))
            self.variables.append(variable)
        held = frozenset(place for place, cell in enumerate(variable.cells) if test(cell))
        return self.diagrams.among(self._by_name[key], held)

    def _table(self, definition: FactDefinition, test: _Test, moment: str) -> int:
        table = self.facts.prepared.knowledge.tables[definition.table]
        moment = moment if MOMENT in self.facts.prepared.rests_on[table.name] else ""
        allowed = self._allowed(table, moment)
        codes = [code for code, node in allowed.items() if node != FALSE]
        if self._is_function(allowed):
            return self._any(allowed[code] for code in codes if test(Codes({code})))
        cells = tuple(Codes({code}) for code in codes)
        name = f"{table.name} {moment}" if moment else table.name
        node = self._among(Variable(name, cells, is_table=True), test)
        self._remember_rule(self._by_name[name, False], codes, allowed)
        return node

    def _remember_rule(self, variable: int, codes: list[str], allowed: dict[str, int]) -> None:
        if variable not in self._rules:
            among = self.diagrams.among
            held = (
                self.diagrams.both(among(variable, frozenset({place})), allowed[code])
                for place, code in enumerate(codes)
            )
            self._rules[variable] = self._any(held)

    def _is_function(self, allowed: dict[str, int]) -> bool:
        """Whether no completion leaves a table two outcomes."""
        seen = FALSE
        for node in allowed.values():
            if self.diagrams.both(seen, node) != FALSE:
                return False
            seen = self.diagrams.either(seen, node)
        return True

    def _allowed(self, table: DecisionTable, moment: str) -> dict[str, int]:
        """For each outcome of a table the completions that leave it open."""
        key = (table.name, moment)
        if key not in self._tables:
            first = table.policy == "first"
            self._tables[key] = self._first(table, moment) if first else self._narrow(table, moment)
        return self._tables[key]

    def _first(self, table: DecisionTable, moment: str) -> dict[str, int]:
        allowed = dict.fromkeys(table.outcomes, FALSE)
        left = TRUE
        for row in table.rows:
            if left == FALSE:
                return allowed
            when = self.of(row.when, moment)
            here = self.diagrams.both(left, when)
            for code in row.then or table.outcomes:
                allowed[code] = self.diagrams.either(allowed[code], here)
            left = self.diagrams.both(left, self.diagrams.opposite(when))
        return {code: self.diagrams.either(node, left) for code, node in allowed.items()}

    def _narrow(self, table: DecisionTable, moment: str) -> dict[str, int]:
        possible = self.facts.values(table.name)
        assert isinstance(possible, frozenset)
        anything = {code: TRUE if code in possible else FALSE for code in table.outcomes}
        if narrowing(table, self.facts)[1]:
            return anything
        told = [(Codes(row.then), self.of(row.when, moment)) for row in table.rows if row.then]
        allowed = {}
        for code in table.outcomes:
            takes = [self._fact(name, _having(code), moment) for name in table.take]
            against = (self.diagrams.opposite(when) for then, when in told if code not in then)
            allowed[code] = self._joint((*takes, *against))
        return allowed if self._any(allowed.values()) != FALSE else anything


def _having(code: str) -> _Test:
    return lambda cell: isinstance(cell, frozenset) and code in cell


def _holds(leaf: Leaf, cell: ValueSet) -> bool:
    """The answer of a comparison in one group of values; rules do not tell its values apart."""
    if isinstance(leaf, OneOf):
        return bool(isinstance(cell, frozenset) and cell & leaf.codes)
    if isinstance(leaf, Compare) and isinstance(cell, Interval):
        return cell.holds(leaf.sign, leaf.number) is not False
    return False
