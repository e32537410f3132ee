"""A worse fact never improves an option: its standing never rises, its clearance never gets freer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from enec_desktop.domain.knowledge_base import SafetyLevel
from enec_desktop.domain.proof import ProofNotes, Worse
from enec_desktop.domain.values import Interval
from enec_desktop.engine.proof.diagrams import NEVER, Node
from enec_desktop.engine.proof.space import Space
from enec_desktop.engine.proof.standings import ADVISED, Stands, advised, stopped


def compared(space: Space, found: dict[str, Stands], notes: ProofNotes) -> tuple[int, list[str]]:
    """How many options were held against a worse fact, and every fault."""
    faults: list[str] = []
    number = 0
    for worse in notes.worse:
        faults += _listing_faults(worse, space)
        steps = list(_steps(worse, space))
        for stands in _concerned(worse, space, found):
            number += 1
            faults += _improved(worse, stands, steps, space)
    return number, faults


def _listing_faults(worse: Worse, space: Space) -> Iterator[str]:
    where = f"proof/monotony.toml [{worse.id}]"
    fact = space.knowledge.facts.get(worse.fact)
    if fact is None:
        yield f"{where}: {worse.fact} is no fact; mend the name"
    elif isinstance(fact.domain, frozenset):
        codes = [code for step in worse.order for code in step.split("|")]
        if unknown := sorted(set(codes) - fact.domain):
            yield f"{where}: {', '.join(unknown)} is no code of {worse.fact}; mend the order"
    yield from (f"{where}: {one} is no option" for one in worse.options if one not in space.knowledge.options)
    yield from (f"{where}: {one} is no agent" for one in worse.agents if one not in space.knowledge.agents)


def _concerned(worse: Worse, space: Space, found: dict[str, Stands]) -> Iterator[Stands]:
    for stands in found.values():
        option = stands.option
        named = option.id in worse.options or option.kind.value in worse.kinds
        if (named or set(option.agents) & set(worse.agents)) and worse.fact in space.cells:
            yield stands


def _steps(worse: Worse, space: Space) -> Iterator[tuple[int, int]]:
    """Neighbouring values, the better one first, as places among the cells of the fact."""
    if worse.fact not in space.cells:
        return
    cells = space.cells[worse.fact]
    if isinstance(cells[0], Interval):
        order = list(range(len(cells)))
        yield from pairwise(order if worse.worse == "higher" else order[::-1])
        return
    groups = [[_place(code, worse.fact, space) for code in step.split("|")] for step in worse.order]
    for better, next_ in pairwise(groups):
        yield from ((one, other) for one in better for other in next_ if one != other)


def _place(code: str, fact: str, space: Space) -> int:
    cells = space.cells[fact]
    return next((i for i, cell in enumerate(cells) if isinstance(cell, frozenset) and code in cell), 0)


def _improved(worse: Worse, stands: Stands, steps: list[tuple[int, int]], space: Space) -> Iterator[str]:
    option, variable = stands.option, space.variable(worse.fact)
    severest = (SafetyLevel.STOP, SafetyLevel.BEHIND, SafetyLevel.ADJUST)
    levels = [severest[:count] for count in (1, 2, 3)]
    free = [space.diagrams.neg(stopped(option, space, *one)) for one in levels]
    reached = [advised(stands, space, ADVISED[:top]) for top in range(1, len(ADVISED) + 1)]
    for word, nodes in (("standing", reached), ("clearance", free)):
        for node in nodes:
            where = _rises(node, variable, steps, space)
            if where is not None:
                yield (
                    f"options/*/{option.id}.toml: a worse {worse.fact} improves its {word} where {where}; "
                    f"mend the rows, or proof/monotony.toml [{worse.id}]"
                )
                break


def _rises(node: Node, variable: int, steps: list[tuple[int, int]], space: Space) -> str | None:
    diagrams = space.diagrams
    for better, worse in steps:
        gained = diagrams.but(diagrams.at(node, variable, worse), diagrams.at(node, variable, better))
        if gained != NEVER and space.grounded(gained) != NEVER:
            return space.told(gained)
    return None
