"""The facts of the knowledge as variables, its conditions and tables as diagrams over them.

An own reading of the tables, apart from the engine's: the two are held against each other by tests. A
variable has one value per cell of its fact; a fact that some rule asks for with ``known(...)``, or that a
narrowing table reads, has each value twice: known, and true but not known.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from enec_desktop.domain.knowledge_base import DecisionTable
from enec_desktop.domain.rule import And, Compare, Condition, Known, Not, OneOf, Or, leaves, names
from enec_desktop.domain.values import COMPARE, ValueSet
from enec_desktop.engine.prepared import Prepared
from enec_desktop.engine.proof.conditions_of import all_conditions
from enec_desktop.engine.proof.diagrams import ALWAYS, NEVER, Diagrams, Node

MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class TableSense:
    """One table as diagrams: where each row holds, where it decides, and what is answered where.

    ``untold`` is where no row says anything, ``contradictory`` where what is said excludes itself.
    """

    holds: tuple[Node, ...]
    decides: tuple[Node, ...]
    answers: dict[str, Node]
    untold: Node
    contradictory: Node


class Space:
    """Everything the knowledge can be asked, cell by cell."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.knowledge = prepared.knowledge
        told = [leaf for _, one in all_conditions(self.knowledge) for leaf in leaves(one)]
        narrow = [table for table in self.knowledge.tables.values() if table.policy == "narrow"]
        heard = {name for table in narrow for row in table.rows for name in names(row.when)}
        taken = {name for table in narrow for name in table.take}
        self.guarded = frozenset({leaf.name for leaf in told if isinstance(leaf, Known)} | heard | taken)
        self.names = tuple(_in_order(self.knowledge.tables, [leaf.name for leaf in told]))
        self.cells = {name: prepared.cells[name] for name in self.names}
        self._place = {name: place for place, name in enumerate(self.names)}
        self.diagrams = Diagrams(
            [len(self.cells[name]) * (1 + (name in self.guarded)) for name in self.names]
        )
        self._nodes: dict[Condition, Node] = {}
        self._tables: dict[str, TableSense] = {}
        self._relations: dict[str, Node] = {}
        self._opened: dict[Node, Node] = {}

    def variable(self, name: str) -> int:
        """The variable of a fact."""
        return self._place[name]

    def node(self, condition: Condition) -> Node:
        """Where a condition holds."""
        found = self._nodes.get(condition)
        if found is None:
            found = self._compiled(condition)
            self._nodes[condition] = found
        return found

    def is_code(self, name: str, code: str) -> Node:
        """Where a coded fact has one code."""
        return self.node(OneOf(name, frozenset({code})))

    def known(self, name: str) -> Node:
        """Where a fact has a value; everywhere for a fact that no rule asks it of."""
        if name not in self.guarded:
            return ALWAYS
        return self.diagrams.leaf(self._place[name], range(len(self.cells[name])))

    def recorded(self, name: str) -> Node:
        """Where ``known(...)`` holds: a list that is complete and empty tells a value and records nothing."""
        nothing = {"any": "no", "last_of": "none"}.get(self.knowledge.facts[name].how)
        known = self.known(name)
        return known if nothing is None else self.diagrams.but(known, self.is_code(name, nothing))

    def table(self, name: str) -> TableSense:
        """The table that works a fact out."""
        if name not in self._tables:
            table = self.knowledge.tables[self.knowledge.facts[name].table]
            self._tables[name] = self._first(table) if table.policy == "first" else self._narrow(table)
        return self._tables[name]

    def grounded(self, node: Node, settled: Node = ALWAYS) -> Node:
        """Where it holds and every table it names answers as its own facts make it answer.

        ``settled`` is a further condition that is grounded already.
        """
        tables = self.knowledge.tables
        done = {self.names[one] for one in self.diagrams.support(settled)}
        node = self.diagrams.conj(node, settled)
        while node != NEVER:
            named = (self.names[one] for one in self.diagrams.support(node))
            name = next((one for one in named if one in tables and one not in done), None)
            if name is None:
                break
            done.add(name)
            node = self.diagrams.conj(node, self.relation(name))
        return node

    def open(self, node: Node) -> Node:
        """Where it may hold for all that is recorded: what is true but not recorded may be anything."""
        start = node
        if start in self._opened:
            return self._opened[start]
        for variable in reversed(self.diagrams.support(node)):
            known = self.known(self.names[variable])
            if known != ALWAYS:
                missing = self.diagrams.but(node, known)
                anything = self.diagrams.but(self.diagrams.without(missing, variable), known)
                node = self.diagrams.disj(self.diagrams.conj(node, known), anything)
        self._opened[start] = node
        return node

    def relation(self, name: str) -> Node:
        """How the answer of a table hangs together with the facts it reads."""
        if name not in self._relations:
            self._relations[name] = self._related(name)
        return self._relations[name]

    def cells_named(self, facts: frozenset[str]) -> int:
        """The cells of a few facts together, "not known" counted as one more value of each."""
        return math.prod(len(self.cells[name]) + 1 for name in facts)

    def told(self, node: Node) -> str:
        """One cell where it holds, in words for a reader of the files."""
        found = []
        for variable, value in self.diagrams.witness(node).items():
            name = self.names[variable]
            cells = self.cells[name]
            unknown = " (not known)" if value >= len(cells) else ""
            found.append(f"{name} = {in_short(cells[value % len(cells)])}{unknown}")
        return ", ".join(found) or "everywhere"

    def _compiled(self, condition: Condition) -> Node:
        diagrams = self.diagrams
        if isinstance(condition, And):
            return diagrams.every(self.node(part) for part in condition.parts)
        if isinstance(condition, Or):
            return diagrams.some(self.node(part) for part in condition.parts)
        if isinstance(condition, Not):
            return diagrams.neg(self.node(condition.part))
        if isinstance(condition, Known):
            return self.recorded(condition.name)
        cells = self.cells[condition.name]
        held = [place for place, cell in enumerate(cells) if _agrees(condition, cell)]
        if condition.name in self.guarded:
            held += [place + len(cells) for place in held]
        return diagrams.leaf(self._place[condition.name], held)

    def _first(self, table: DecisionTable) -> TableSense:
        diagrams = self.diagrams
        holds = tuple(self.node(row.when) for row in table.rows)
        left, decides = ALWAYS, []
        for node in holds:
            decides.append(diagrams.conj(left, node))
            left = diagrams.but(left, node)
        answers = {}
        for code in table.outcomes:
            rows = [at for row, at in zip(table.rows, decides, strict=True) if code in (row.then or (code,))]
            answers[code] = diagrams.disj(diagrams.some(rows), left)
        return TableSense(holds, tuple(decides), answers, left, NEVER)

    def _narrow(self, table: DecisionTable) -> TableSense:
        """A row speaks only where what is recorded makes it hold: what is missing contradicts nothing."""
        diagrams = self.diagrams
        holds = tuple(diagrams.neg(self.open(diagrams.neg(self.node(row.when)))) for row in table.rows)
        rows = [(row.then, node) for row, node in zip(table.rows, holds, strict=True) if row.then]
        untold = diagrams.neg(diagrams.some([*(at for _, at in rows), *map(self.known, table.take)]))
        allowed, named = {}, {}
        for code in table.outcomes:
            against = [node for then, node in rows if code not in then]
            taken = [(self.known(name), self.is_code(name, code)) for name in table.take]
            against += [diagrams.but(known, agrees) for known, agrees in taken]
            allowed[code] = diagrams.neg(diagrams.some(against))
            speaks = [node for then, node in rows if code in then]
            named[code] = diagrams.some([*speaks, *(diagrams.conj(*one) for one in taken)])
        nothing = diagrams.neg(diagrams.some(allowed.values()))
        answers = {
            code: diagrams.disj(allowed[code], diagrams.conj(nothing, named[code])) for code in allowed
        }
        return TableSense(holds, holds, answers, untold, nothing)

    def _shown_beside(self, name: str) -> dict[str, Node]:
        """The answers of a table; with rows that stand beside the others, also what it says without them."""
        table = self.knowledge.tables[self.knowledge.facts[name].table]
        beside = [row for row in table.rows if row.beside]
        if not beside:
            return self.table(name).answers
        rest = self._first(replace(table, rows=tuple(row for row in table.rows if not row.beside)))
        said = {code: [self.node(row.when) for row in beside if code in row.then] for code in table.outcomes}
        return {code: self.diagrams.some([at, *said[code]]) for code, at in rest.answers.items()}

    def _related(self, name: str) -> Node:
        diagrams, answers = self.diagrams, self._shown_beside(name)
        everything = diagrams.every(map(self.open, answers.values()))
        found = []
        for place, cell in enumerate(self.cells[name]):
            assert isinstance(cell, frozenset)
            here = diagrams.some(answers[code] for code in sorted(cell))
            recorded = diagrams.leaf(self._place[name], [place])
            if name not in self.guarded:
                found.append(diagrams.conj(recorded, here))
                continue
            found.append(diagrams.every([recorded, here, diagrams.neg(everything)]))
            missing = diagrams.leaf(self._place[name], [place + len(self.cells[name])])
            found.append(diagrams.conj(missing, everything))
        return diagrams.some(found)


def sample(cell: ValueSet) -> float | str:
    """One value that stands for a cell."""
    if isinstance(cell, frozenset):
        return min(cell)
    if cell.is_point:
        return cell.low
    if not math.isfinite(cell.high):
        return cell.low + 1 if math.isfinite(cell.low) else 0.0
    return (cell.low + cell.high) / 2 if math.isfinite(cell.low) else cell.high - 1


def in_short(cell: ValueSet) -> str:
    """A cell as the rules write it."""
    if isinstance(cell, frozenset):
        few = sorted(cell)
        return "/".join(few[:3]) + (f" and {len(few) - 3} more" if len(few) > 3 else "")
    if cell.is_point:
        return f"{cell.low:g}"
    return f"between {cell.low:g} and {cell.high:g}"


def _agrees(leaf: Compare | OneOf, cell: ValueSet) -> bool:
    value = sample(cell)
    if isinstance(leaf, OneOf):
        return value in leaf.codes
    return not isinstance(value, str) and COMPARE[leaf.sign](value, leaf.number)


def _in_order(tables: Mapping[str, DecisionTable], told: list[str]) -> Iterator[str]:
    """The question of the day first, each table before the facts it reads, the rest as they are named."""
    seen: set[str] = set()

    def walk(name: str) -> Iterator[str]:
        if name in seen:
            return
        seen.add(name)
        yield name
        if name in tables:
            rows = (leaf.name for row in tables[name].rows for leaf in leaves(row.when))
            for one in (*tables[name].take, *rows):
                yield from walk(one)

    for name in (MOMENT, *told):
        yield from walk(name)
