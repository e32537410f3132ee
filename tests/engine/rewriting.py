"""The shipped knowledge written another way: files in another order, conditions turned round, rows apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.rule import And, Condition, Not, Or

Row = TypeVar("Row", bound=Any)


def files_in_another_order(base: KnowledgeBase) -> KnowledgeBase:
    """Options, drugs, limits and sentences from the last to the first; rows of tables that do not compete."""
    tables = {name: table for name, table in base.tables.items() if table.policy == "narrow"}
    turned = {name: replace(table, rows=table.rows[::-1]) for name, table in tables.items()}
    agents = {name: replace(one, rows=one.rows[::-1]) for name, one in base.agents.items()}
    return replace(
        base,
        options=_backwards(base.options),
        agents=_backwards(agents),
        findings=base.findings[::-1],
        court=base.court[::-1],
        tables=MappingProxyType({**base.tables, **turned}),
        claims=_backwards(base.claims),
    )


def conditions_turned_round(base: KnowledgeBase) -> KnowledgeBase:
    """Every part of a condition in the opposite order and denied twice."""
    options = {
        name: replace(
            one,
            verdicts=_each(one.verdicts, _turned),
            reasons_for=_each(one.reasons_for, _turned),
            reasons_against=_each(one.reasons_against, _turned),
        )
        for name, one in base.options.items()
    }
    agents = {name: replace(one, rows=_each(one.rows, _turned)) for name, one in base.agents.items()}
    tables = {name: replace(one, rows=_each(one.rows, _turned)) for name, one in base.tables.items()}
    return replace(
        base,
        options=MappingProxyType(options),
        agents=MappingProxyType(agents),
        tables=MappingProxyType(tables),
        findings=_each(base.findings, _turned),
    )


def alternatives_in_rows_of_their_own(base: KnowledgeBase) -> KnowledgeBase:
    """A row that holds when one thing or another does, as two rows that say the same."""
    options = {name: replace(one, verdicts=_apart(one.verdicts)) for name, one in base.options.items()}
    tables = {name: replace(one, rows=_apart(one.rows)) for name, one in base.tables.items()}
    agents = {name: replace(one, rows=_apart(one.rows)) for name, one in base.agents.items()}
    return replace(
        base,
        options=MappingProxyType(options),
        tables=MappingProxyType(tables),
        agents=MappingProxyType(agents),
    )


REWRITINGS = (files_in_another_order, conditions_turned_round, alternatives_in_rows_of_their_own)


def _backwards(found: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(reversed(list(found.items()))))


def _each(rows: tuple[Row, ...], change: Any) -> tuple[Row, ...]:
    """Rows with their condition changed; one that stands beside the others names a single fact and stays."""
    return tuple(
        row if getattr(row, "beside", False) else replace(row, when=change(row.when)) for row in rows
    )


def _turned(condition: Condition) -> Condition:
    if isinstance(condition, And | Or):
        return type(condition)(tuple(_turned(part) for part in reversed(condition.parts)))
    if isinstance(condition, Not):
        return Not(_turned(condition.part))
    return Not(Not(condition))


def _apart(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    found: list[Row] = []
    for row in rows:
        several = row.when.parts if isinstance(row.when, Or) else (row.when,)
        found += [
            replace(row, id=f"{row.id}-{number}" if number else row.id, when=one)
            for number, one in enumerate(several)
        ]
    return tuple(found)
