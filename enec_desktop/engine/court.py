"""Whether the diagnosis is consistent: asked of the specimen before any treatment is looked at."""

from __future__ import annotations

from dataclasses import replace

from enec_desktop.domain.assessment import Court, Derived, Explanation, Say
from enec_desktop.domain.rule import OneOf
from enec_desktop.domain.spoken import either
from enec_desktop.domain.values import Codes, is_single
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.derived import worked_out
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.phrases import see
from enec_desktop.engine.search import open_facts

VERDICT = "diagnosis.verdict"
ABOUT = "diagnosis"
_NOTHING = Derived(VERDICT, "", (), "not known", (), Explanation("always", None))


def court_of(contradictions: tuple[Say, ...], env: Environment) -> Court:
    """The verdict, what it waits for, and every statement on the diagnosis that surely holds.

    ``contradictions`` are those of the whole case; the ones about the diagnosis are told here again.
    """
    knowledge = env.prepared.knowledge
    about = {finding.id for finding in knowledge.findings if finding.about == ABOUT}
    about.add("table/histology.class")
    return Court(
        _verdict(env),
        tuple(see(name, env) for name in _waits_for(env)),
        tuple(say for say in contradictions if say.id in about),
        _told("for", env),
        _told("against", env),
        _told("mimic", env),
        _told("next", env),
    )


def _verdict(env: Environment) -> Derived:
    """Every verdict left, each by its own words: what is left out tells a reader nothing here."""
    table = env.prepared.knowledge.tables.get(VERDICT)
    if table is None:
        return _NOTHING
    found = worked_out(table, env)
    left = env.values(VERDICT)
    assert isinstance(left, frozenset)
    return replace(found, words=either([words for code, words in table.outcomes.items() if code in left]))


def _waits_for(env: Environment) -> list[str]:
    """The missing facts behind a verdict that is not single."""
    if VERDICT not in env.prepared.knowledge.tables or is_single(env.values(VERDICT)):
        return []
    values = env.values(VERDICT)
    assert isinstance(values, frozenset)
    return open_facts(OneOf(VERDICT, Codes({min(values)})), env)


def _told(kind: str, env: Environment) -> tuple[Say, ...]:
    """The statements of a kind that hold by what is recorded; what only may hold is not said."""
    statements = (one for one in env.prepared.knowledge.court if one.kind == kind)
    return tuple(
        Say(one.id, one.say, one.refs, False, (), one.verification)
        for one in statements
        if answer(one.when, env) is True
    )
