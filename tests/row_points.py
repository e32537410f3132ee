"""Row points for tests: facts under which one row of the knowledge holds, fails or stays open.

The points are a second entry of the knowledge, written from the sources without sight of the conditions;
``tests/knowledge/points/README.md`` explains the notation.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.rule import Condition
from enec_desktop.domain.values import Codes, Interval, ValueSet
from enec_desktop.engine.conditions import answer
from tests.assessing import shipped

FOLDER = Path(__file__).parent / "knowledge" / "points"
ANSWERS: dict[str, bool | None] = {"holds": True, "fails": False, "open": None}


@dataclass(frozen=True)
class Row:
    """A row as the knowledge has it: when it holds and what it gives."""

    when: Condition
    gives: str | frozenset[str]


@dataclass(frozen=True)
class Told:
    """Facts by name; whatever is not named may be anything and is not recorded."""

    named: Mapping[str, ValueSet]

    def values(self, name: str) -> ValueSet:
        return self.named[name] if name in self.named else shipped().facts[name].domain

    def is_known(self, name: str) -> bool:
        return name in self.named


@dataclass(frozen=True)
class Point:
    """Facts, as written, and the answer expected of the row."""

    text: str
    facts: Told
    expected: bool | None

    def is_met(self, when: Condition) -> bool:
        return answer(when, self.facts) is self.expected


@cache
def written() -> dict[str, dict[str, Any]]:
    """What is written of each row, by its id; a row written twice is refused."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        assert not found.keys() & told.keys(), path.name
        found |= told
    return found


@cache
def points(row_id: str) -> tuple[Point, ...]:
    """All points of a row, each value of a list on its own."""
    told = written()[row_id]
    return tuple(
        point
        for key, expected in ANSWERS.items()
        for text in told.get(key, ())
        for point in _points(text, expected)
    )


def gives(row_id: str) -> str | frozenset[str]:
    """What the row is expected to give."""
    told = written()[row_id]["gives"]
    return told if isinstance(told, str) else frozenset(told)


def rows(knowledge: KnowledgeBase) -> dict[str, Row]:
    """Every row of the tables, options, limits and findings, by its id."""
    found = {
        f"{table.name}/{row.id}": Row(row.when, frozenset(row.then))
        for table in knowledge.tables.values()
        for row in table.rows
    }
    found |= {
        row.id: Row(row.when, str(row.standing)) for o in knowledge.options.values() for row in o.verdicts
    }
    found |= {
        row.id: Row(row.when, str(row.level)) for agent in knowledge.agents.values() for row in agent.rows
    }
    return found | {one.id: Row(one.when, one.kind) for one in knowledge.findings}


def unmet(row_id: str, row: Row | None) -> str:
    """The first thing written of a row that it does not do; empty where it does everything."""
    if row is None:
        return "the row is gone"
    if row.gives != gives(row_id):
        return f"gives {row.gives}"
    return next((f"at '{one.text}'" for one in points(row_id) if not one.is_met(row.when)), "")


def _points(text: str, expected: bool | None) -> Iterator[Point]:
    parts = [part.partition("=") for part in text.split(";") if part.strip()]
    names = [name.strip() for name, _, _ in parts]
    assert len(set(names)) == len(names), f"a fact is named twice: {text}"
    for values in product(*(told.split(",") for _, _, told in parts)):
        named = {name: _values(name, value.strip()) for name, value in zip(names, values, strict=True)}
        words = "; ".join(f"{name} = {value.strip()}" for name, value in zip(names, values, strict=True))
        yield Point(words, Told(named), expected)


def _values(name: str, text: str) -> ValueSet:
    domain = shipped().facts[name].domain
    if isinstance(domain, Interval):
        low, _, high = text.partition("..")
        return Interval(float(low), float(high or low))
    codes = Codes(one.strip() for one in text.split("|"))
    assert codes <= domain, f"{name} is never {', '.join(sorted(codes - domain))}"
    return codes
