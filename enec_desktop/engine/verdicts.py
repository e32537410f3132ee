"""Where each option stands: certain, possible under named facts, or not for this situation."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.assessment import Certainty, Conditions, Say, Seen, Verdict, Wish
from enec_desktop.domain.knowledge_base import Check, Option, Statement, VerdictRow
from enec_desktop.domain.rule import And, Condition, Not, OneOf, Or
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Codes
from enec_desktop.engine.ageing import is_old
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.phrases import explain, in_words, see
from enec_desktop.engine.ranking import strength
from enec_desktop.engine.search import SHOWN, Assumption, can_be, open_facts, smallest_ways

NO_CONDITIONS = Conditions(())


def verdicts(option: Option, env: Environment) -> tuple[Verdict, ...]:
    """The rows of an option that hold or may hold; the first row that holds shuts the later ones out."""
    return tuple(_reached(option, env))


def _reached(option: Option, env: Environment) -> Iterator[Verdict]:
    earlier: list[Condition] = []
    for row in option.verdicts:
        when = And((row.when, *(Not(one) for one in earlier)))
        holds = settled(when, env)
        if holds is not False:
            yield _verdict(row, when, holds, env)
        if holds is True:
            return
        if answer(row.when, env) is not False:
            earlier.append(row.when)


def leading(option: Option, found: tuple[Verdict, ...], env: Environment) -> tuple[Verdict, Certainty]:
    """The strongest verdict, and whether its standing holds under every completion.

    Two rows of one standing that together cover every completion make the standing certain.
    """
    lead = min(found, key=lambda one: strength(one.standing, one.certainty))
    if lead.certainty is Certainty.CERTAIN:
        return lead, Certainty.CERTAIN
    same = {one.row for one in found if one.standing is lead.standing}
    rows = {row.id: row.when for row in option.verdicts}
    earlier: list[Condition] = []
    reach: list[Condition] = []
    for row_id, when in rows.items():
        if row_id in same:
            reach.append(And((when, *(Not(one) for one in earlier))))
        elif answer(when, env) is not False:
            earlier.append(when)
    whole = len(same) > 1 and settled(Or(tuple(reach)), env) is True
    return lead, Certainty.CERTAIN if whole else Certainty.POSSIBLE


def settled(condition: Condition, env: Environment) -> bool | None:
    """The exact answer where the search could finish, else the three-valued one."""
    found = answer(condition, env)
    if found is not None:
        return found
    if can_be(condition, env, True) is False:
        return False
    return True if can_be(condition, env, False) is False else None


def _verdict(row: VerdictRow, when: Condition, holds: bool | None, env: Environment) -> Verdict:
    certainty = Certainty.CERTAIN if holds else Certainty.POSSIBLE
    return Verdict(
        row.id,
        row.standing,
        certainty,
        row.because,
        row.refs,
        row.tier,
        row.directness,
        NO_CONDITIONS if holds else conditions(when, env),
        explain(row.when, env, row.refs),
    )


def conditions(when: Condition, env: Environment) -> Conditions:
    """The smallest sets of facts that bring it about, three shown and the others counted."""
    ways = smallest_ways(when, env)
    shown = tuple(_wishes(one, env) for one in ways.sets[:SHOWN])
    return Conditions(shown, max(0, len(ways.sets) - SHOWN), not ways.settled)


def _wishes(one: Assumption, env: Environment) -> tuple[Wish, ...]:
    facts = env.prepared.knowledge.facts
    return tuple(
        Wish(name, facts[name].label, values, in_words(values, facts[name])) for name, values in one.items()
    )


def said(statements: tuple[Statement, ...], env: Environment) -> tuple[Say, ...]:
    """The sentences that hold, and, marked open, those that may."""
    found = []
    for one in statements:
        holds = settled(one.when, env)
        if holds is not False:
            missing = tuple(see(name, env) for name in open_facts(one.when, env)) if holds is None else ()
            found.append(Say(one.id, one.say, one.refs, holds is None, missing, one.verification))
    return tuple(found)


def checks(rows: tuple[Check, ...], env: Environment, point: PartialDate | None) -> tuple[Say, ...]:
    """What to find out before the option; those whose fact is recorded, and not too old, are left out."""
    found = []
    for row in rows:
        missing = _unanswered(row.fact, env, point)
        if answer(row.when, env) is not False and (missing or not row.fact):
            found.append(Say(row.id, row.say, row.refs, bool(missing), missing, row.verification))
    return tuple(found)


def _unanswered(fact: str, env: Environment, point: PartialDate | None) -> tuple[Seen, ...]:
    """The fact a check is about while it is open or too old."""
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
