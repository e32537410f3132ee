"""What the decision tables work out for a case, with the rows behind it."""

from __future__ import annotations

from enec_desktop.domain.assessment import Derived
from enec_desktop.domain.knowledge_base import DecisionTable
from enec_desktop.domain.rule import Or
from enec_desktop.domain.spoken import in_words
from enec_desktop.domain.values import Codes
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.phrases import explain


def derived(chapter: str, env: Environment) -> tuple[Derived, ...]:
    """The tables of a chapter that apply, in their order for a reader."""
    tables = env.prepared.knowledge.tables.values()
    shown = [t for t in tables if t.chapter == chapter and _is_shown(t, env)]
    return tuple(worked_out(table, env) for table in sorted(shown, key=lambda t: t.place))


def _is_shown(table: DecisionTable, env: Environment) -> bool:
    """A table that may not apply is shown only where it leaves something out."""
    applies = answer(table.shown_when, env)
    return applies is True or (applies is None and env.values(table.name) != Codes(table.outcomes))


def worked_out(table: DecisionTable, env: Environment) -> Derived:
    """The outcomes a table leaves, in its own order, with the live rows as their explanation."""
    values = env.values(table.name)
    assert isinstance(values, frozenset)
    definition = env.prepared.knowledge.facts[table.name]
    live = [row for row in table.rows if row.then and answer(row.when, env) is not False]
    refs = tuple(dict.fromkeys([*table.refs, *(ref for row in live for ref in row.refs)]))
    ordered = tuple(code for code in table.outcomes if code in values)
    why = explain(Or(tuple(row.when for row in live)), env, refs)
    known = values != Codes(table.outcomes)
    return Derived(table.name, table.label, ordered if known else (), in_words(values, definition), refs, why)
