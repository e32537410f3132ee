"""Small made-up knowledge and its brute-force answers, against which the engine's search is held.

A world has a few facts, tables over them and one option. ``completions`` lists every way the missing facts
can turn out; everything the engine claims about certain, possible and "possible if" is checked on that list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from enec_desktop.domain.assessment import Assessment, OptionView
from enec_desktop.domain.case import Case, Entry, Fact, FieldState, Quantity
from enec_desktop.domain.evidence import Directness, Tier
from enec_desktop.domain.knowledge_base import (
    DecisionTable,
    Edition,
    FactDefinition,
    KnowledgeBase,
    Option,
    OptionKind,
    Standing,
    TableRow,
    VerdictRow,
)
from enec_desktop.domain.rule import ALWAYS, And, Compare, Condition, Not, OneOf, Or
from enec_desktop.domain.time import Latest
from enec_desktop.domain.values import Codes, Interval, ValueSet
from enec_desktop.domain.vocabulary import EntryKind, Field, FieldType, Vocabulary
from enec_desktop.engine.assess import assess
from enec_desktop.knowledge.fact_files import field_facts

LETTERS = ("x", "y", "z")
TOP = 2
POINTS = [step / 2 for step in range(2 * TOP + 1)]
"""Every limit is a whole number, so that half steps stand for all values rules can tell apart."""

Point = Mapping[str, Any]


class World:
    """Made-up knowledge with what is recorded of one patient; a failing test prints it in short."""

    def __init__(self, knowledge: KnowledgeBase, recorded: Mapping[str, ValueSet]) -> None:
        self.knowledge = knowledge
        self.recorded = recorded

    def __repr__(self) -> str:
        lines = [f"recorded {dict(self.recorded)}"]
        for table in self.knowledge.tables.values():
            if table.name != "moment":
                lines.append(f"{table.name} ({table.policy}, takes {table.take})")
                lines += [f"    {row.when} -> {row.then}" for row in table.rows]
        return "\n".join([*lines, *(f"{row.id} {row.standing}: {row.when}" for row in self.option.verdicts)])

    @property
    def option(self) -> Option:
        return self.knowledge.options["option"]

    def assessed(
        self, more: Mapping[str, ValueSet] = MappingProxyType({}), *, turning: bool = False
    ) -> Assessment:
        """The assessment, with further facts recorded on top."""
        told = {**self.recorded, **more}
        facts = {name.partition(".")[2]: _fact(values) for name, values in told.items()}
        entry = Entry("thing-1", "thing", MappingProxyType(facts))
        return assess(Case("case", "", (entry,)), self.knowledge, Latest(), turning=turning)

    def view(self, more: Mapping[str, ValueSet] = MappingProxyType({})) -> OptionView:
        """The option as the assessment shows it."""
        (moment,) = self.assessed(more).moments
        views = [one for group in moment.groups for one in group.options]
        return (*views, *moment.not_here)[0]

    def completions(self) -> Iterator[Point]:
        """Every way the record can be completed, tables included; what contradicts itself is left out."""
        names = [name for name, fact in self.knowledge.facts.items() if fact.how == "latest"]
        for values in product(*(self._points(name) for name in names)):
            yield from self._with_tables(dict(zip(names, values, strict=True)))

    def deciding(self, point: Point) -> str | None:
        """The verdict row that decides at a completion, or None."""
        return next((row.id for row in self.option.verdicts if holds(row.when, point)), None)

    def _points(self, name: str) -> list[Any]:
        domain = self.knowledge.facts[name].domain
        values = self.recorded.get(name, domain)
        if isinstance(values, frozenset):
            return sorted(values)
        return [number for number in POINTS if within(number, values)]

    def _with_tables(self, point: Point) -> Iterator[Point]:
        found = [point]
        for table in self.knowledge.tables.values():
            if table.name != "moment":
                found = [{**one, table.name: code} for one in found for code in outcomes(table, one)]
        yield from found


def within(value: Any, values: ValueSet) -> bool:
    """Whether a value belongs to a set."""
    if isinstance(values, frozenset):
        return value in values
    return not Interval.point(value).meet(values).is_empty


def holds(condition: Condition, point: Point) -> bool:
    """Whether a condition holds where every fact has one value."""
    match condition:
        case And(parts):
            return all(holds(part, point) for part in parts)
        case Or(parts):
            return any(holds(part, point) for part in parts)
        case Not(part):
            return not holds(part, point)
        case OneOf(name, codes):
            return point[name] in codes
        case Compare(name, sign, number):
            answers = {"<": point[name] < number, ">": point[name] > number, "==": point[name] == number}
            answers |= {"<=": point[name] <= number, ">=": point[name] >= number}
            return bool(answers[sign])
    raise AssertionError(condition)


def outcomes(table: DecisionTable, point: Point) -> list[str]:
    """What a table leaves open at one completion: nothing where its rows contradict each other."""
    told = [row.then or tuple(table.outcomes) for row in table.rows if holds(row.when, point)]
    if table.policy == "first":
        return sorted(told[0]) if told else sorted(table.outcomes)
    left = set(table.outcomes).intersection(*map(set, told))
    return sorted(left.intersection(*({point[name]} for name in table.take)))


def worlds(*policies: str) -> st.SearchStrategy[World]:
    """Any small world with tables of these hit policies.

    Drawn by a seed: a world made step by step takes hypothesis longer than the engine takes to judge it.
    """
    return st.integers(0, 2**32).map(lambda seed: world_of(Random(seed), policies))


def world_of(draw: Random, policies: Sequence[str]) -> World:
    """The world of one seed."""
    fields = {name: _choice(name) for name in ("c0", "c1", "c2")[: draw.randint(1, 3)]}
    fields |= {name: _number(name) for name in ("n0", "n1")[: draw.randint(0, 2)]}
    kind = EntryKind("thing", "Thing", "Things", "things", fields, {"all": "All"}, whole_entry=False)
    vocabulary = Vocabulary({"things": "Things"}, {"thing": kind})
    facts = field_facts(vocabulary)
    recorded = {name: _recorded(draw, fact) for name, fact in facts.items() if draw.random() < 0.4}
    tables = {}
    for name in ("t0", "t1")[: draw.randint(0, 2)]:
        tables[name] = _table(draw, name, facts, draw.choice(policies))
        facts[name] = table_fact(tables[name])
    verdicts = tuple(
        _verdict(f"row-{number}", condition_of(draw, facts), draw.choice(list(Standing)[:4]))
        for number in range(draw.randint(1, 3))
    )
    return World(knowledge(vocabulary, facts, tables, verdicts), recorded)


def knowledge(
    vocabulary: Vocabulary,
    facts: Mapping[str, FactDefinition],
    tables: Mapping[str, DecisionTable],
    verdicts: tuple[VerdictRow, ...],
) -> KnowledgeBase:
    """Knowledge of one moment and one option with these verdict rows."""
    row = TableRow("always", ALWAYS, ("now",), ())
    moment = DecisionTable("moment", "Moment", "first", {"now": "now"}, (row,))
    option = Option("option", "Option", OptionKind.TREATMENT, "", verdicts, (), (), (), (), ())
    return KnowledgeBase(
        Edition("1", "2026-01-01", "2027-01-01", "hash"),
        vocabulary,
        {**facts, "moment": table_fact(moment)},
        {**tables, "moment": moment},
        (),
        {"option": option},
        {},
        {},
        {},
        {},
        {},
    )


def table_fact(table: DecisionTable) -> FactDefinition:
    """The fact a table works out."""
    codes = Codes(table.outcomes)
    return FactDefinition(table.name, table.label, "table", codes, table=table.name, choices=table.outcomes)


def condition_of(draw: Random, facts: Mapping[str, FactDefinition], depth: int = 2) -> Condition:
    """Any condition over these facts, a few levels deep."""
    kind = draw.choice(["leaf", "and", "or", "not"] if depth else ["leaf"])
    if kind == "not":
        return Not(condition_of(draw, facts, depth - 1))
    if kind != "leaf":
        parts = tuple(condition_of(draw, facts, depth - 1) for _ in range(draw.randint(2, 3)))
        return And(parts) if kind == "and" else Or(parts)
    fact = draw.choice(list(facts.values()))
    if isinstance(fact.domain, Interval):
        return Compare(fact.name, draw.choice(["<", "<=", ">", ">=", "=="]), float(draw.randint(0, TOP)))
    return OneOf(fact.name, Codes(draw.sample(sorted(fact.domain), draw.randint(1, 2))))


def _table(draw: Random, name: str, facts: Mapping[str, FactDefinition], policy: str) -> DecisionTable:
    rows = tuple(
        TableRow(
            f"{name}-{number}", condition_of(draw, facts), tuple(draw.sample(LETTERS, draw.randint(0, 2))), ()
        )
        for number in range(draw.randint(1, 3))
    )
    same = [one.name for one in facts.values() if one.domain == Codes(LETTERS)]
    take = (draw.choice(same),) if policy == "narrow" and draw.random() < 0.5 else ()
    return DecisionTable(name, name, policy, {letter: letter for letter in LETTERS}, rows, take)


def _recorded(draw: Random, fact: FactDefinition) -> ValueSet:
    if isinstance(fact.domain, Interval):
        low, high = sorted((draw.randint(0, TOP), draw.randint(0, TOP)))
        opened = low < high
        return Interval(low, high, opened and draw.random() < 0.5, opened and draw.random() < 0.5)
    return Codes(draw.sample(sorted(fact.domain), draw.randint(1, 2)))


def _fact(values: ValueSet) -> Fact:
    told = Quantity(values) if isinstance(values, Interval) else values
    return Fact(FieldState.VALUE, told)


def _verdict(row: str, when: Condition, standing: Standing) -> VerdictRow:
    return VerdictRow(f"option/{row}", when, standing, "because", ("CT1-001",), Tier.EXPERT, Directness.NONE)


def _choice(name: str) -> Field:
    codes = {letter: letter for letter in LETTERS}
    return Field(name, name, FieldType.CHOICE, {}, Interval(), Interval(), codes, "all")


def _number(name: str) -> Field:
    return Field(name, name, FieldType.NUMBER, {}, Interval(0, TOP), Interval(0, TOP), {}, "all")
