"""Small faults planted in the knowledge, one at a time: what a slip of the pen could do to a file.

Every number of a condition moved by one step, every sign flipped, every code of a list dropped, every
standing moved to its neighbour, every row taken out. Tables, verdict rows, safety rows and findings are
mutated; reasons and checks only add a sentence and are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from enec_desktop.domain.knowledge_base import KnowledgeBase, Standing
from enec_desktop.domain.rule import And, Compare, Condition, Not, OneOf, Or
from tests.engine.altered import with_rows, with_verdicts

FLIPPED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}


@dataclass(frozen=True)
class Mutant:
    """One fault: where, what, and the knowledge with it. ``conditions``: as they were and as they are;
    what decides otherwise is a fault wherever the first could hold."""

    id: str
    layer: str
    knowledge: Callable[[], KnowledgeBase]
    conditions: tuple[Condition, ...]


def mutants(base: KnowledgeBase) -> list[Mutant]:
    """All of them, in order of the files."""
    return [*_of_tables(base), *_of_options(base), *_of_limits(base), *_of_findings(base)]


def variants(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """What a slip of the pen could make of a condition, with words for it."""
    if isinstance(condition, And | Or):
        for place, part in enumerate(condition.parts):
            for told, other in variants(part):
                parts = (*condition.parts[:place], other, *condition.parts[place + 1 :])
                yield told, type(condition)(parts)
    elif isinstance(condition, Not):
        yield from ((told, Not(other)) for told, other in variants(condition.part))
    elif isinstance(condition, Compare):
        name, sign, number = condition.name, condition.sign, condition.number
        for step in (-1, 1):
            yield f"{name} {sign} {number + step:g}", Compare(name, sign, number + step)
        yield f"{name} {FLIPPED[sign]} {number:g}", Compare(name, FLIPPED[sign], number)
    elif isinstance(condition, OneOf) and len(condition.codes) > 1:
        for code in sorted(condition.codes):
            yield f"{condition.name} without {code}", OneOf(condition.name, condition.codes - {code})


def _of_tables(base: KnowledgeBase) -> Iterator[Mutant]:
    for table in base.tables.values():
        for place, row in enumerate(table.rows):
            where, above, below = f"{table.name}/{row.id}", table.rows[:place], table.rows[place + 1 :]
            make = partial(with_rows, table.name, knowledge=base)
            yield Mutant(f"{where} gone", "tables", partial(make, (*above, *below)), (row.when,))
            for told, other in variants(row.when):
                changed = (*above, replace(row, when=other), *below)
                yield Mutant(f"{where} {told}", "tables", partial(make, changed), (row.when, other))


def _of_options(base: KnowledgeBase) -> Iterator[Mutant]:
    ladder = [one for one in Standing if one is not Standing.NOT_HERE]
    for option in base.options.values():
        for place, row in enumerate(option.verdicts):
            above, below = option.verdicts[:place], option.verdicts[place + 1 :]
            make = partial(with_verdicts, option.id, knowledge=base)
            yield Mutant(f"{row.id} gone", "options", partial(make, (*above, *below)), (row.when,))
            at = ladder.index(row.standing)
            for other in {ladder[max(at - 1, 0)], ladder[min(at + 1, len(ladder) - 1)]} - {row.standing}:
                moved = (*above, replace(row, standing=other), *below)
                yield Mutant(f"{row.id} {other}", "options", partial(make, moved), (row.when,))
            for told, when in variants(row.when):
                changed = (*above, replace(row, when=when), *below)
                yield Mutant(f"{row.id} {told}", "options", partial(make, changed), (row.when, when))


def _of_limits(base: KnowledgeBase) -> Iterator[Mutant]:
    for agent in base.agents.values():

        def make(rows: tuple[object, ...], agent_id: str = agent.id) -> KnowledgeBase:
            changed = replace(base.agents[agent_id], rows=rows)  # type: ignore[arg-type]
            return replace(base, agents=MappingProxyType({**base.agents, agent_id: changed}))

        for place, row in enumerate(agent.rows):
            above, below = agent.rows[:place], agent.rows[place + 1 :]
            yield Mutant(f"{row.id} gone", "limits", partial(make, (*above, *below)), (row.when,))
            for told, other in variants(row.when):
                changed = (*above, replace(row, when=other), *below)
                yield Mutant(f"{row.id} {told}", "limits", partial(make, changed), (row.when, other))


def _of_findings(base: KnowledgeBase) -> Iterator[Mutant]:
    for place, finding in enumerate(base.findings):
        above, below = base.findings[:place], base.findings[place + 1 :]
        gone = partial(replace, base, findings=(*above, *below))
        yield Mutant(f"{finding.id} gone", "findings", gone, (finding.when,))
        for told, other in variants(finding.when):
            changed = (*above, replace(finding, when=other), *below)
            make = partial(replace, base, findings=changed)
            yield Mutant(f"{finding.id} {told}", "findings", make, (finding.when, other))
