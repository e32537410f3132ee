"""The question of the day: every candidate the history leaves, each with the facts that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from enec_desktop.domain.assessment import Certainty, Conditions, Explanation
from enec_desktop.domain.knowledge_base import TableRow
from enec_desktop.domain.rule import OneOf, Or, leaves
from enec_desktop.domain.values import Codes, ValueSet, is_empty, meet
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.phrases import explain
from enec_desktop.engine.search import Assumption, joined, open_facts
from enec_desktop.engine.verdicts import NO_CONDITIONS, conditions

MOMENT = "moment"

Under = list[tuple[ValueSet, Codes]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A moment that may be the patient's, and the facts as they would be then."""

    code: str
    certainty: Certainty
    conditions: Conditions
    explanation: Explanation
    facts: Environment


@dataclass(frozen=True, slots=True)
class Moments:
    """The candidates, and how well each missing fact tells them apart.

    First those that hold if nothing but what is recorded happened, each part in order of the pathway.
    """

    candidates: tuple[Candidate, ...]
    separating: dict[str, int]


def moments_of(env: Environment) -> Moments:
    """Every moment the facts leave, with the missing facts that would separate them.

    Where a row that stands beside the others surely holds, its moment comes first, and then every moment
    there would be without it.
    """
    for row in env.prepared.knowledge.tables[MOMENT].rows:
        if row.beside and answer(row.when, env) is True:
            first = tuple(_candidate(code, env, {}, Certainty.CERTAIN) for code in row.then)
            passed_over = _without(row, env)
            rest = _left(env.assume(passed_over))
            as_it_is = {name: env.values(name) for name in passed_over}
            others = (replace(one, facts=one.facts.assume(as_it_is)) for one in rest.candidates)
            return Moments((*first, *others), rest.separating)
    return _left(env)


def _without(row: TableRow, env: Environment) -> Assumption:
    """The codes its fact would have if the row did not hold."""
    assert isinstance(row.when, OneOf)
    domain = env.prepared.knowledge.facts[row.when.name].domain
    assert isinstance(domain, frozenset)
    return {row.when.name: domain - row.when.codes}


def _left(env: Environment) -> Moments:
    table = env.prepared.knowledge.tables[MOMENT]
    codes = env.values(MOMENT)
    assert isinstance(codes, frozenset)
    recorded = _as_recorded(env)
    ordered = sorted(
        (code for code in table.outcomes if code in codes), key=lambda code: code not in recorded
    )
    if len(ordered) == 1:
        return Moments((_candidate(ordered[0], env, {}, Certainty.CERTAIN),), {})
    facts = open_facts(OneOf(MOMENT, Codes(ordered[:1])), env)
    under = {name: _moments_under(name, env) for name in facts}
    found = tuple(_candidate(code, env, _needed(code, env, under), Certainty.POSSIBLE) for code in ordered)
    return Moments(found, {name: _separation(cells, ordered) for name, cells in under.items()})


def _as_recorded(env: Environment) -> Codes:
    """What the moments would be if every list of the case were complete."""
    facts = env.prepared.knowledge.facts.values()
    told = [leaf for one in facts if one.closed is not None for leaf in leaves(one.closed)]
    moments = env.assume({one.name: one.codes for one in told if isinstance(one, OneOf)}).values(MOMENT)
    assert isinstance(moments, frozenset)
    return moments


def _moments_under(name: str, env: Environment) -> Under:
    cells = env.cells(name)
    found: Under = []
    for cell in cells:
        moments = env.assume({name: cell}).values(MOMENT)
        assert isinstance(moments, frozenset)
        found.append((cell, moments))
    return found


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


def _candidate(code: str, env: Environment, needed: Assumption, certainty: Certainty) -> Candidate:
    table = env.prepared.knowledge.tables[MOMENT]
    only = OneOf(MOMENT, Codes({code}))
    rows = tuple(row for row in table.rows if code in row.then)
    told = conditions(only, env) if certainty is Certainty.POSSIBLE else NO_CONDITIONS
    why = explain(Or(tuple(row.when for row in rows)), env, tuple(ref for row in rows for ref in row.refs))
    return Candidate(code, certainty, told, why, env.assume({**needed, MOMENT: Codes({code})}))
