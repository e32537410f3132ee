"""A condition that a board wrote, answered for a case; values too old to rely on are not known."""

from __future__ import annotations

from enec_desktop.domain.assessment import Explanation, Seen
from enec_desktop.domain.case import Case
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.rule import Condition, names
from enec_desktop.domain.time import At
from enec_desktop.domain.values import is_single
from enec_desktop.engine.ageing import is_old
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.known import known_then, point_of
from enec_desktop.engine.phrases import explain, see
from enec_desktop.engine.prepared import prepare
from enec_desktop.engine.readings import Readings


def watched(
    condition: Condition, case: Case, knowledge: KnowledgeBase, at: At
) -> tuple[Explanation, tuple[Seen, ...]]:
    """The condition explained at a point in time, and the facts it waits for.

    Raises KeyError for an event the case does not have.
    """
    point = point_of(case, at)
    entries = known_then(case, knowledge.vocabulary, at)
    env = Environment(prepare(knowledge), Readings(knowledge, entries, point.latest if point else None))
    looked_at = sorted(names(condition))
    old = {name for name in looked_at if is_old(name, env, point)}
    now = env.assume({name: knowledge.facts[name].domain for name in old}) if old else env
    told = explain(condition, now)
    if told.answer is not None:
        return told, ()
    open_facts = (name for name in looked_at if name in old or not is_single(now.values(name)))
    return told, tuple(see(name, env, stale=name in old) for name in open_facts)
