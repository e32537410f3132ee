"""What to do before an option is carried out: its own checks and those of its drugs and procedures."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.assessment import Done, Seen, ToDo
from enec_desktop.domain.case import FieldState
from enec_desktop.domain.knowledge_base import Check, Label, Option
from enec_desktop.domain.time import PartialDate
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.phrases import see
from enec_desktop.engine.verdicts import unanswered

_ANSWERED = (FieldState.VALUE, FieldState.NOT_APPLICABLE)


def to_do(option: Option, env: Environment, point: PartialDate | None) -> tuple[ToDo, ...]:
    """Every check that may apply, each fact once, with its state: done, missing, too old or to do."""
    rows = (row for row in _each_once(option, env) if answer(row.when, env) is not False)
    return tuple(_to_do(row, env, point) for row in rows)


def labels_of(option: Option, env: Environment) -> tuple[Label, ...]:
    """What the labels of its drugs say of this disease."""
    agents = env.prepared.knowledge.agents
    return tuple(label for agent in option.agents for label in agents[agent].labels)


def _each_once(option: Option, env: Environment) -> Iterator[Check]:
    agents = env.prepared.knowledge.agents
    asked: set[str] = set()
    for row in (*option.checks, *(row for agent in option.agents for row in agents[agent].checks)):
        if (row.fact or row.say) not in asked:
            yield row
        asked.add(row.fact or row.say)


def _to_do(row: Check, env: Environment, point: PartialDate | None) -> ToDo:
    missing = unanswered(row.fact, env, point)
    state, seen = _state(row, missing, env)
    return ToDo(row.id, row.say, state, seen, row.refs, row.verification)


def _state(row: Check, missing: tuple[Seen, ...], env: Environment) -> tuple[Done, tuple[Seen, ...]]:
    if not row.fact:
        return Done.TO_DO, ()
    if any(seen.stale for seen in missing):
        return Done.STALE, missing
    seen = see(row.fact, env)
    answered = seen.state in _ANSWERED or row.fact in env.prepared.knowledge.tables
    return (Done.DONE, (seen,)) if answered and not missing else (Done.MISSING, missing or (seen,))
