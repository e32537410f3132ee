"""Whether something recorded about this patient stands in the way of an option.

A missing or stale value is "unknown" and named; it never blocks and never clears.
"""

from __future__ import annotations

from enec_desktop.domain.assessment import Alert, Clearance
from enec_desktop.domain.knowledge_base import Agent, Option, SafetyLevel, SafetyRow
from enec_desktop.domain.rule import names
from enec_desktop.domain.time import PartialDate
from enec_desktop.engine.ageing import is_old
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.phrases import see


def alerts_of(option: Option, env: Environment, point: PartialDate | None) -> tuple[Alert, ...]:
    """The safety rows of the option's drugs and procedures that fire or cannot be judged."""
    found = [alert for agent in option.agents for alert in _alerts_of_agent(agent, env, point)]
    return tuple(sorted(found, key=lambda alert: (alert.fires is None, _RANKS.index(alert.level))))


def _alerts_of_agent(agent: str, env: Environment, point: PartialDate | None) -> tuple[Alert, ...]:
    while env.parent is not None and not env.prepared.agents[agent] & env.changed:
        env = env.parent
    found = env.alerts.get(agent)
    if found is None:
        told = env.prepared.knowledge.agents[agent]
        alerts = (_alert(told, row, env, point) for row in told.rows)
        found = env.alerts[agent] = tuple(alert for alert in alerts if alert is not None)
    return found


def clearance_of(alerts: tuple[Alert, ...]) -> Clearance:
    """Blocked by a stop that fires, unknown while a limit that moves the option cannot be judged, else
    caution where one holds."""
    if any(alert.fires and alert.level == SafetyLevel.STOP for alert in alerts):
        return Clearance.BLOCKED
    if any(alert.fires is None and alert.moves for alert in alerts):
        return Clearance.UNKNOWN
    return Clearance.CAUTION if any(alert.cautions for alert in alerts) else Clearance.CLEAR


_RANKS = [level.value for level in SafetyLevel]


def _alert(agent: Agent, row: SafetyRow, env: Environment, point: PartialDate | None) -> Alert | None:
    looked_at = sorted(names(row.when))
    old = {name for name in looked_at if is_old(name, env, point, row.max_age_days)}
    facts = env.prepared.knowledge.facts
    now = env.assume({name: facts[name].domain for name in old}) if old else env
    fires = answer(row.when, now)
    if fires is False:
        return None
    seen = tuple(see(name, env, stale=name in old) for name in looked_at)
    last = fires is None and bool(old) and answer(row.when, env) is True
    told = (row.id, agent.label, row.level, row.say, row.limit, row.refs, row.verification)
    return Alert(*told, fires, seen, last)
