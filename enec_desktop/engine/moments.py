"""The question of the day: every candidate the history leaves, each with the facts that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from enec_desktop.domain.assessment import Certainty, Conditions, Explanation
from enec_desktop.domain.knowledge_base import DecisionTable, TableRow
from enec_desktop.domain.rule import ALWAYS, OneOf, Or, leaves
from enec_desktop.domain.values import Codes, ValueSet, is_empty, meet
from enec_desktop.engine.completions import MOMENT
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.diagrams import FALSE, TRUE, TooManyNodes
from enec_desktop.engine.environment import Environment, table_values
from enec_desktop.engine.phrases import explain
from enec_desktop.engine.search import Assumption, Space, joined, open_facts
from enec_desktop.engine.verdicts import NO_CONDITIONS, conditions_of

Under = list[tuple[ValueSet, Codes]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A moment that may be the patient's, with the completions that belong to it."""

    code: str
    certainty: Certainty
    conditions: Conditions
    explanation: Explanation
    space: Space


@dataclass(frozen=True, slots=True)
class Moments:
    """The candidates, and how well each missing fact tells them apart.

    First those that hold if nothing but what is recorded happened, and among these the ones that the table
    places first; else in order of the pathway.
    """

    candidates: tuple[Candidate, ...]
    separating: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Left:
    """The moments that are left by the rows that count, and the completions that lead to each.

    ``facts`` are the facts by which these rows are read; ``nodes`` is empty where there were too many ways.
    """

    table: DecisionTable
    facts: Environment
    codes: Codes
    nodes: Mapping[str, int]


def moments_of(case: Space) -> Moments:
    """Every moment the facts leave, with the missing facts that would separate them.

    Where a row that stands beside the others surely holds, its moment comes first, and then every moment
    there would be without it.
    """
    env = case.facts
    table = env.prepared.knowledge.tables[MOMENT]
    beside = next((row for row in table.rows if row.beside and answer(row.when, env) is True), None)
    if beside is None:
        return _told(_left(table, env, case), case)
    first = (_candidate(code, table, case, {}, NO_CONDITIONS) for code in beside.then)
    others = replace(table, rows=tuple(row for row in table.rows if row is not beside))
    rest = _told(_left(others, env.assume(_without(beside, env)), case), case)
    return Moments((*first, *rest.candidates), rest.separating)


def _without(row: TableRow, env: Environment) -> Assumption:
    """The codes its fact would have if the row did not hold."""
    assert isinstance(row.when, OneOf)
    domain = env.prepared.knowledge.facts[row.when.name].domain
    assert isinstance(domain, frozenset)
    return {row.when.name: domain - row.when.codes}


def _left(table: DecisionTable, env: Environment, case: Space) -> _Left:
    codes = table_values(table, env)
    assert isinstance(codes, frozenset)
    if len(codes) == 1:
        return _Left(table, env, codes, {})
    try:
        nodes = case.completions.outcomes(table)
        left = Codes(code for code in codes if case.told(nodes[code]) is not False)
    except TooManyNodes:
        return _Left(table, env, codes, {})
    return _Left(table, env, left, nodes)


def _told(left: _Left, case: Space) -> Moments:
    recorded = _as_recorded(left)
    first = _going_first(left)
    in_order = (code for code in left.table.outcomes if code in left.codes)
    ordered = sorted(in_order, key=lambda code: (code not in recorded, code not in first))
    if len(ordered) == 1:
        ending = dict.fromkeys(_ending(left), 1)
        return Moments((_candidate(ordered[0], left.table, case, {}, NO_CONDITIONS),), ending)
    facts = open_facts(OneOf(MOMENT, Codes(ordered[:1])), left.facts)
    under = {name: _moments_under(name, left, case) for name in facts}
    found = tuple(_possible(code, left, case, _needed(code, left.facts, under)) for code in ordered)
    return Moments(found, {name: _separation(cells, ordered) for name, cells in under.items()})


def _as_recorded(left: _Left) -> Codes:
    """What the moments would be if every list of the case were complete."""
    facts = left.facts.prepared.knowledge.facts.values()
    told = [leaf for one in facts if one.closed is not None for leaf in leaves(one.closed)]
    listed = left.facts.assume({one.name: one.codes for one in told if isinstance(one, OneOf)})
    moments = listed.values(MOMENT)
    assert isinstance(moments, frozenset)
    return moments


def _going_first(left: _Left) -> set[str]:
    """The moments whose rows say that what is on record places them before the others."""
    rows = (row for row in left.table.rows if row.first_when is not None)
    return {code for row in rows if answer(row.first_when or ALWAYS, left.facts) is True for code in row.then}


def _ending(left: _Left) -> Iterator[str]:
    """What would end a moment that holds only because nobody recorded it: the question of the day hangs on
    these facts although a single moment is left."""
    rows = (row for row in left.table.rows if answer(row.when, left.facts) is True)
    row = next(rows, None)
    yield from (name for name in (row.asks if row else ()) if not left.facts.is_known(name))


def _moments_under(name: str, left: _Left, case: Space) -> Under:
    """Which moments are left for each group of values of a fact."""
    return [(cell, _left_with(name, cell, left, case)) for cell in left.facts.cells(name)]


def _left_with(name: str, cell: ValueSet, left: _Left, case: Space) -> Codes:
    both = case.completions.diagrams.both
    try:
        having = case.completions.having(name, cell)
        outcomes = {code: both(left.nodes[code], having) for code in left.codes if left.nodes}
        legal = case.legal(*outcomes.values())
        if outcomes:
            return Codes(code for code, node in outcomes.items() if both(legal, node) != FALSE)
    except TooManyNodes:
        pass
    found = left.facts.assume({name: cell}).values(MOMENT)
    assert isinstance(found, frozenset)
    return found & left.codes


def _separation(cells: Under, ordered: list[str]) -> int:
    """How many candidates drop out, summed over the values the fact may have."""
    return sum(len(ordered) - len(moments & set(ordered)) for _, moments in cells)


def _needed(code: str, env: Environment, under: dict[str, Under]) -> Assumption:
    needed: Assumption = {}
    for name, cells in under.items():
        kept = [cell for cell, moments in cells if code in moments]
        if kept and len(kept) < len(cells):
            narrowed = meet(joined(kept), env.values(name))
            if not is_empty(narrowed):
                needed[name] = narrowed
    return needed


def _possible(code: str, left: _Left, case: Space, needed: Assumption) -> Candidate:
    node = left.nodes.get(code)
    told = Conditions((), unsettled=True) if node is None else conditions_of(node, case)
    return _candidate(code, left.table, case, needed, told, TRUE if node is None else node)


def _candidate(
    code: str, table: DecisionTable, case: Space, needed: Assumption, told: Conditions, given: int = TRUE
) -> Candidate:
    """``given`` are the completions that lead to the moment."""
    env = case.facts
    rows = tuple(row for row in table.rows if code in row.then)
    why = explain(Or(tuple(row.when for row in rows)), env, tuple(ref for row in rows for ref in row.refs))
    space = Space(case.completions, env.assume({**needed, MOMENT: Codes({code})}), code, given, case.ways)
    certainty = Certainty.CERTAIN if told == NO_CONDITIONS else Certainty.POSSIBLE
    return Candidate(code, certainty, told, why, space)
