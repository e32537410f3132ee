"""Small faults planted in the knowledge, one at a time: what a slip of the pen could do to a file.

Every number of a condition moved by one step, every sign flipped, every code of a list dropped, every
standing and every level of a limit moved to its neighbour, every row taken out. Tables, verdict rows, safety
rows and findings are mutated; reasons and checks only add a sentence and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from enec_desktop.domain.knowledge_base import Agent, KnowledgeBase, SafetyLevel, SafetyRow, Standing
from enec_desktop.domain.rule import And, Compare, Condition, Not, OneOf, Or
from tests.engine.altered import with_rows, with_verdicts
from tests.row_points import Row

FLIPPED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}


@dataclass(frozen=True)
class Mutant:
    """One fault, the knowledge with it, and its row as it was and as it is (None where it is gone)."""

    row_id: str
    fault: str
    layer: str
    knowledge: Callable[[], KnowledgeBase]
    was: Row
    now: Row | None

    @property
    def id(self) -> str:
        """The row and the fault in it."""
        return f"{self.row_id} {self.fault}"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """As they were and as they are; a gone row and a moved standing have one."""
        return (
            (self.was.when,)
            if self.now is None or self.now.when == self.was.when
            else (self.was.when, self.now.when)
        )


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


def _faults(row: Row, ladder: tuple[str, ...] = ()) -> Iterator[tuple[str, Row | None]]:
    """The faults of one row in words, with the row as it then is."""
    yield "gone", None
    if row.gives in ladder:
        at = ladder.index(str(row.gives))
        for other in sorted({ladder[max(at - 1, 0)], ladder[min(at + 1, len(ladder) - 1)]} - {row.gives}):
            yield other, Row(row.when, other)
    seen: Counter[str] = Counter()
    for told, when in variants(row.when):
        seen[told] += 1
        yield f"{told} ({seen[told]})" if seen[told] > 1 else told, Row(when, row.gives)


def _of_tables(base: KnowledgeBase) -> Iterator[Mutant]:
    for table in base.tables.values():
        make = partial(with_rows, table.name, knowledge=base)
        for place, row in enumerate(table.rows):
            was = Row(row.when, frozenset(row.then))
            for fault, now in _faults(was):
                kept = () if now is None else (replace(row, when=now.when),)
                changed = partial(make, (*table.rows[:place], *kept, *table.rows[place + 1 :]))
                yield Mutant(f"{table.name}/{row.id}", fault, "tables", changed, was, now)


def _of_options(base: KnowledgeBase) -> Iterator[Mutant]:
    ladder = tuple(str(one) for one in Standing if one is not Standing.NOT_HERE)
    for option in base.options.values():
        make = partial(with_verdicts, option.id, knowledge=base)
        for place, row in enumerate(option.verdicts):
            was = Row(row.when, str(row.standing))
            for fault, now in _faults(was, ladder):
                kept = (
                    () if now is None else (replace(row, when=now.when, standing=Standing(str(now.gives))),)
                )
                changed = partial(make, (*option.verdicts[:place], *kept, *option.verdicts[place + 1 :]))
                yield Mutant(row.id, fault, "options", changed, was, now)


def _of_limits(base: KnowledgeBase) -> Iterator[Mutant]:
    ladder = tuple(str(one) for one in SafetyLevel)
    for agent in base.agents.values():

        def make(rows: tuple[SafetyRow, ...], agent: Agent = agent) -> KnowledgeBase:
            return replace(
                base, agents=MappingProxyType({**base.agents, agent.id: replace(agent, rows=rows)})
            )

        for place, row in enumerate(agent.rows):
            was = Row(row.when, str(row.level))
            for fault, now in _faults(was, ladder):
                kept = (
                    () if now is None else (replace(row, when=now.when, level=SafetyLevel(str(now.gives))),)
                )
                changed = partial(make, (*agent.rows[:place], *kept, *agent.rows[place + 1 :]))
                yield Mutant(row.id, fault, "limits", changed, was, now)


def _of_findings(base: KnowledgeBase) -> Iterator[Mutant]:
    for place, finding in enumerate(base.findings):
        was = Row(finding.when, finding.kind)
        for fault, now in _faults(was):
            kept = () if now is None else (replace(finding, when=now.when),)
            changed = (*base.findings[:place], *kept, *base.findings[place + 1 :])
            yield Mutant(finding.id, fault, "findings", partial(replace, base, findings=changed), was, now)
