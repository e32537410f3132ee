"""Where each option stands: certain, possible under named facts, or not for this situation."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.assessment import Certainty, Conditions, Say, Seen, Verdict, Wish
from enec_desktop.domain.knowledge_base import Check, Option, Statement, VerdictRow
from enec_desktop.domain.rule import And, Condition, Not, OneOf, Or
from enec_desktop.domain.spoken import in_words
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Codes
from enec_desktop.engine.ageing import is_old
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.diagrams import TooManyNodes
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.phrases import explain, see
from enec_desktop.engine.ranking import strength
from enec_desktop.engine.search import SHOWN, Assumption, Space, open_facts

NO_CONDITIONS = Conditions(())
UNSETTLED = Conditions((), unsettled=True)


def verdicts(option: Option, space: Space) -> tuple[Verdict, ...]:
    """The rows of an option that hold or may hold; the first row that holds shuts the later ones out."""
    return tuple(_reached(option, space))


def _reached(option: Option, space: Space) -> Iterator[Verdict]:
    earlier: list[Condition] = []
    for row in option.verdicts:
        when = And((row.when, *(Not(one) for one in earlier))) if earlier else row.when
        holds = space.settled(when)
        if holds is not False:
            yield _verdict(row, when, holds, space)
        if holds is True:
            return
        if answer(row.when, space.facts) is not False:
            earlier.append(row.when)


def leading(option: Option, found: tuple[Verdict, ...], space: Space) -> tuple[Verdict, Certainty]:
    """The strongest verdict, and whether its standing holds under every completion.

    Two rows of one standing that together cover every completion make the standing certain.
    """
    lead = min(found, key=lambda one: strength(one.standing, one.certainty))
    if lead.certainty is Certainty.CERTAIN:
        return lead, Certainty.CERTAIN
    same = {one.row for one in found if one.standing is lead.standing}
    earlier: list[Condition] = []
    reach: list[Condition] = []
    for row in option.verdicts:
        if row.id in same:
            reach.append(And((row.when, *(Not(one) for one in earlier))))
        elif answer(row.when, space.facts) is not False:
            earlier.append(row.when)
    whole = len(same) > 1 and space.settled(Or(tuple(reach))) is True
    return lead, Certainty.CERTAIN if whole else Certainty.POSSIBLE


def _verdict(row: VerdictRow, when: Condition, holds: bool | None, space: Space) -> Verdict:
    certainty = Certainty.CERTAIN if holds else Certainty.POSSIBLE
    return Verdict(
        row.id,
        row.standing,
        certainty,
        row.because,
        row.refs,
        row.tier,
        row.directness,
        NO_CONDITIONS if holds else conditions(when, space),
        explain(row.when, space.facts, row.refs),
    )


def conditions(when: Condition, space: Space) -> Conditions:
    """The smallest sets of facts that bring it about, three shown and the others counted."""
    try:
        return conditions_of(space.node(when), space)
    except TooManyNodes:
        return UNSETTLED


def conditions_of(node: int, space: Space) -> Conditions:
    """The same for completions already worked out."""
    try:
        ways = space.smallest_ways(node)
    except TooManyNodes:
        return UNSETTLED
    shown = tuple(_wishes(one, space.facts) for one in ways.sets[:SHOWN])
    return Conditions(shown, max(0, len(ways.sets) - SHOWN), not ways.settled)


def _wishes(one: Assumption, env: Environment) -> tuple[Wish, ...]:
    facts = env.prepared.knowledge.facts
    return tuple(
        Wish(name, facts[name].label, values, in_words(values, facts[name])) for name, values in one.items()
    )


def said(statements: tuple[Statement, ...], space: Space) -> tuple[Say, ...]:
    """The sentences that hold, and, marked open, those that may."""
    found, env = [], space.facts
    for one in statements:
        holds = space.settled(one.when)
        if holds is not False:
            missing = tuple(see(name, env) for name in open_facts(one.when, env)) if holds is None else ()
            found.append(Say(one.id, one.say, one.refs, holds is None, missing, one.verification))
    return tuple(found)


def checks(rows: tuple[Check, ...], env: Environment, point: PartialDate | None) -> tuple[Say, ...]:
    """What to find out before the option; those whose fact is recorded, and not too old, are left out."""
    found = []
    for row in rows:
        missing = unanswered(row.fact, env, point)
        if answer(row.when, env) is not False and (missing or not row.fact):
            found.append(Say(row.id, row.say, row.refs, bool(missing), missing, row.verification))
    return tuple(found)


def unanswered(fact: str, env: Environment, point: PartialDate | None) -> tuple[Seen, ...]:
    """The fact a check is about while it is open or too old; many options ask for the same one."""
    while env.parent is not None and (not fact or not env.prepared.rests_on[fact] & env.changed):
        env = env.parent
    found = env.waiting.get(fact)
    if found is None:
        found = env.waiting[fact] = _unanswered(fact, env, point)
    return found


def _unanswered(fact: str, env: Environment, point: PartialDate | None) -> tuple[Seen, ...]:
    if fact and is_old(fact, env, point):
        return (see(fact, env, stale=True),)
    return tuple(see(name, env) for name in _waits_for(fact, env))


def _waits_for(fact: str, env: Environment) -> list[str]:
    """The fact itself while it is open; for one that a table works out, what the table waits for."""
    if not fact or not env.is_open(fact):
        return []
    values = env.values(fact)
    if fact not in env.prepared.knowledge.tables or not isinstance(values, frozenset):
        return [fact]
    return open_facts(OneOf(fact, Codes({min(values)})), env)
