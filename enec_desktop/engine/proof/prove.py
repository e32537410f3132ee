"""``prove(knowledge, notes)``: the whole space, layer by layer, with every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.proof import Proof, ProofNotes
from enec_desktop.domain.rule import Compare, Known, OneOf, leaves
from enec_desktop.domain.values import Interval, ValueSet
from enec_desktop.engine.prepared import prepare
from enec_desktop.engine.proof.clashes import Pair, clash_faults, clashes
from enec_desktop.engine.proof.conditions_of import all_conditions
from enec_desktop.engine.proof.guards import Guard, guard_faults, guards
from enec_desktop.engine.proof.monotony import compared
from enec_desktop.engine.proof.options import Endings, dead_parts, endings
from enec_desktop.engine.proof.space import Space
from enec_desktop.engine.proof.standings import standings
from enec_desktop.engine.proof.tables import table_faults, table_proof


def prove(knowledge: KnowledgeBase, notes: ProofNotes) -> Proof:
    """Everything that holds in every cell, in figures, and every fault where something does not.

    Exact: every combination of values that rules can tell apart is covered, "not known" among them.
    """
    proving = Proving(knowledge, notes)
    space = proving.space
    domains = [knowledge.facts[name].domain for name in space.names]
    return Proof(
        len(space.names),
        sum(len(one) for one in domains if isinstance(one, frozenset)),
        sum(len(cells) for cells in space.cells.values()),
        tuple(table_proof(table, space) for table in knowledge.tables.values()),
        proving.endings.situations,
        proving.endings.cells,
        proving.endings.advised,
        proving.endings.asking,
        proving.endings.silent,
        sum(1 for _ in all_conditions(knowledge)),
        len(proving.guards),
        sum(proving.guards.values()),
        len(proving.clashes),
        proving.compared[0],
        tuple(proving.faults()),
    )


class Proving:
    """The layers of a proof, each worked out when first asked for."""

    def __init__(self, knowledge: KnowledgeBase, notes: ProofNotes) -> None:
        self.notes = notes
        self.space = Space(prepare(knowledge))
        self._stands = standings(self.space)

    @cached_property
    def endings(self) -> Endings:
        """How the situations end."""
        return endings(self.space, self._stands, self.notes)

    @cached_property
    def guards(self) -> dict[Guard, bool]:
        """The looks at what is not recorded."""
        return guards(self.space)

    @cached_property
    def clashes(self) -> dict[Pair, str]:
        """The options that stand against each other."""
        return clashes(self.space, self._stands)

    @cached_property
    def compared(self) -> tuple[int, list[str]]:
        """The options held against worse facts, and what improves."""
        return compared(self.space, self._stands, self.notes)

    def layers(self) -> dict[str, Callable[[], Iterable[str]]]:
        """What finds the faults of each layer, those that are found fastest first."""
        space, notes = self.space, self.notes
        tables = space.knowledge.tables.values()
        return {
            "cells": lambda: _split_cells(space),
            "tables": lambda: (fault for table in tables for fault in table_faults(table, space, notes)),
            "guards": lambda: guard_faults(self.guards, space, notes),
            "clashes": lambda: clash_faults(self.clashes, space, notes),
            "worse": lambda: self.compared[1],
            "endings": lambda: self.endings.faults,
            "dead": lambda: dead_parts(space, self._stands),
        }

    def faults(self) -> Iterator[str]:
        """Every fault, layer by layer."""
        for found in self.layers().values():
            yield from found()


def _split_cells(space: Space) -> Iterator[str]:
    """Cells that some rule does tell apart: the engine would then judge two patients as one."""
    for _, condition in all_conditions(space.knowledge):
        for leaf in leaves(condition):
            if not isinstance(leaf, Known) and any(_splits(leaf, cell) for cell in space.cells[leaf.name]):
                yield f"engine: the groups of {leaf.name} hide what a rule tells apart; mend prepared.py"


def _splits(leaf: Compare | OneOf, cell: ValueSet) -> bool:
    if isinstance(leaf, OneOf):
        return isinstance(cell, frozenset) and 0 < len(cell & leaf.codes) < len(cell)
    return isinstance(cell, Interval) and not cell.is_point and cell.low < leaf.number < cell.high
