"""What the engine works out once per edition: what rests on what, and which values rules can tell apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from enec_desktop.domain.knowledge_base import Agent, FactDefinition, KnowledgeBase, Option
from enec_desktop.domain.rule import Compare, Condition, Leaf, OneOf, leaves, names
from enec_desktop.domain.values import Codes, Interval, ValueSet, is_empty, meet
from enec_desktop.domain.vocabulary import EntryKind, Field, FieldType

Sources = Mapping[str, tuple[Field, str]]
"""For each name a condition over entries of a kind may use: the field, and the part of it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """``rests_on``: every fact a fact depends on, itself included. ``cells``: its values, grouped so
    that no rule tells two values of one group apart. ``agents``: every fact the safety rows of a drug or
    procedure depend on. ``options``: every fact that anything told of an option depends on, and those that
    its verdicts name. ``leaves``: comparisons in words, once somebody asked for them."""

    knowledge: KnowledgeBase
    rests_on: dict[str, frozenset[str]]
    cells: dict[str, tuple[ValueSet, ...]]
    table_cells: dict[str, dict[str, tuple[ValueSet, ...]]]
    sources: dict[str, Sources]
    agents: dict[str, frozenset[str]]
    options: dict[str, tuple[frozenset[str], frozenset[str]]]
    leaves: dict[Leaf, str] = field(default_factory=dict)

    def cells_in(self, table: str, name: str, values: ValueSet) -> list[ValueSet]:
        """The groups that the rows of one table can tell apart: fewer, where only it is asked."""
        found = (meet(cell, values) for cell in self.table_cells[table][name])
        return [cell for cell in found if not is_empty(cell)]

    def cells_of(self, name: str, values: ValueSet) -> list[ValueSet]:
        """The groups that are left when the fact is one of ``values``."""
        if values == self.knowledge.facts[name].domain:
            return list(self.cells[name])
        found = (meet(cell, values) for cell in self.cells[name])
        return [cell for cell in found if not is_empty(cell)]


@lru_cache(maxsize=4)
def prepare(knowledge: KnowledgeBase) -> Prepared:
    """Dependencies and cells of an edition; the same edition is prepared once."""
    direct = {name: _direct(definition, knowledge) for name, definition in knowledge.facts.items()}
    rests_on = {name: _closure(name, direct) for name in direct}
    told = [leaf for one in _conditions(knowledge) for leaf in leaves(one)]
    agents = {agent.id: _behind(agent, rests_on) for agent in knowledge.agents.values()}
    cells = {}
    for name, definition in knowledge.facts.items():
        heirs = {name} | {table.name for table in knowledge.tables.values() if name in table.take}
        cells[name] = _cells(definition, [leaf for leaf in told if leaf.name in heirs])
    return Prepared(
        knowledge,
        rests_on,
        cells,
        {name: _own_cells(name, knowledge) for name in knowledge.tables},
        {kind.name: _entry_sources(kind) for kind in knowledge.vocabulary.kinds.values()},
        agents,
        {one.id: _behind_option(one, knowledge, rests_on, agents) for one in knowledge.options.values()},
    )


def _entry_sources(kind: EntryKind) -> Sources:
    found: dict[str, tuple[Field, str]] = {}
    for one in kind.fields.values():
        if one.type in (FieldType.NUMBER, FieldType.CHOICE):
            found[one.name] = (one, "")
            found |= {part: (one, part) for part in one.apart.values()}
            found |= {f"{one.name}_{part}": (one, part) for part in one.properties}
    return found


def _behind(agent: Agent, rests_on: dict[str, frozenset[str]]) -> frozenset[str]:
    asked = (name for row in agent.rows for name in names(row.when))
    return frozenset[str]().union(*(rests_on[name] for name in asked))


def _behind_option(
    option: Option,
    knowledge: KnowledgeBase,
    rests_on: dict[str, frozenset[str]],
    agents: dict[str, frozenset[str]],
) -> tuple[frozenset[str], frozenset[str]]:
    checks = (*option.checks, *(row for one in option.agents for row in knowledge.agents[one].checks))
    said = (*option.reasons_for, *option.reasons_against)
    asked = {name for one in said for name in names(one.when)}
    asked |= {name for one in checks for name in (*names(one.when), one.fact) if name}
    named = {name for row in option.verdicts for name in names(row.when)}
    behind = (rests_on[name] for name in asked | named)
    return frozenset[str]().union(*behind, *(agents[one] for one in option.agents)), frozenset(named)


def _own_cells(table: str, knowledge: KnowledgeBase) -> dict[str, tuple[ValueSet, ...]]:
    told = [leaf for row in knowledge.tables[table].rows for leaf in leaves(row.when)]
    named = {leaf.name for leaf in told}
    return {
        name: _cells(knowledge.facts[name], [leaf for leaf in told if leaf.name == name]) for name in named
    }


def _direct(definition: FactDefinition, knowledge: KnowledgeBase) -> frozenset[str]:
    if definition.how in ("table", "differs"):
        table = knowledge.tables[definition.table]
        rows = (names(row.when) for row in table.rows)
        return frozenset(table.take).union(*rows)
    if definition.how == "formula":
        return frozenset(definition.inputs)
    if definition.how == "scale":
        points = (row for item in knowledge.scales[definition.table].items for row in item.rows)
        return frozenset(name for one in points for name in names(one.when))
    return names(definition.closed) if definition.closed is not None else frozenset()


def _closure(name: str, direct: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(direct[one])
    return frozenset(found)


def _conditions(knowledge: KnowledgeBase) -> Iterator[Condition]:
    for table in knowledge.tables.values():
        yield table.shown_when
        yield from (row.when for row in table.rows)
    for option in knowledge.options.values():
        for part in (option.verdicts, option.reasons_for, option.reasons_against, option.checks):
            yield from (one.when for one in part)
    for agent in knowledge.agents.values():
        yield from (row.when for row in agent.rows)
        yield from (row.when for row in agent.checks)
    yield from (finding.when for finding in knowledge.statements)
    yield from (study.when for study in knowledge.studies)
    yield from (fact.closed for fact in knowledge.facts.values() if fact.closed is not None)


def _cells(definition: FactDefinition, told: Iterable[Leaf]) -> tuple[ValueSet, ...]:
    mine = list(told)
    if isinstance(definition.domain, Interval):
        cuts = sorted({leaf.number for leaf in mine if isinstance(leaf, Compare)})
        spans = _spans(definition.domain, cuts)
        return tuple(span for span in spans if definition.how != "count" or _has_whole(span))
    groups: dict[tuple[bool, ...], set[str]] = {}
    lists = [leaf.codes for leaf in mine if isinstance(leaf, OneOf)]
    for code in definition.choices or sorted(definition.domain):
        groups.setdefault(tuple(code in codes for codes in lists), set()).add(code)
    return tuple(Codes(group) for group in groups.values())


def _has_whole(span: Interval) -> bool:
    return span.is_point or math.floor(span.low) + 1 < span.high


def _spans(domain: Interval, cuts: list[float]) -> Iterator[Interval]:
    edges = [domain.low, *(cut for cut in cuts if domain.low < cut < domain.high), domain.high]
    for low, high in zip(edges, edges[1:], strict=False):
        if math.isfinite(low):
            yield Interval.point(low)
        yield Interval(low, high, True, True)
    if math.isfinite(domain.high):
        yield Interval.point(domain.high)
