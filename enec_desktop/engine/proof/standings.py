"""Where each option stands in every cell, and whether something stands in its way there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from enec_desktop.domain.knowledge_base import Option, SafetyLevel, Standing
from enec_desktop.engine.proof.diagrams import ALWAYS, NEVER, Node
from enec_desktop.engine.proof.space import Space

ADVISED = (Standing.RECOMMENDED, Standing.OPTION, Standing.INVESTIGATIONAL)


@dataclass(frozen=True, slots=True)
class Stands:
    """One option: where each of its rows decides, where it has which standing, where it is shown."""

    option: Option
    decides: tuple[Node, ...]
    at: dict[Standing, Node]
    shown: Node


def standings(space: Space) -> dict[str, Stands]:
    """All options by id."""
    return {option.id: _stands(option, space) for option in space.knowledge.options.values()}


def _stands(option: Option, space: Space) -> Stands:
    diagrams = space.diagrams
    left, decides, at = ALWAYS, [], dict.fromkeys(Standing, NEVER)
    for row in option.verdicts:
        here = diagrams.conj(left, space.node(row.when))
        left = diagrams.but(left, here)
        decides.append(here)
        at[row.standing] = diagrams.disj(at[row.standing], here)
    at[Standing.NOT_HERE] = left
    return Stands(option, tuple(decides), at, diagrams.neg(left))


def advised(stands: Stands, space: Space, within: Iterable[Standing] = ADVISED) -> Node:
    """Where an option has one of these standings."""
    return space.diagrams.some(stands.at[one] for one in within)


def stopped(option: Option, space: Space, *levels: SafetyLevel) -> Node:
    """Where a safety row of these levels fires for an option."""
    agents = space.knowledge.agents
    rows = [row for name in option.agents if name in agents for row in agents[name].rows]
    return space.diagrams.some(space.node(row.when) for row in rows if row.level in levels)
