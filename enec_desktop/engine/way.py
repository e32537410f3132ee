"""The way a patient has come: the questions of the day of earlier, read from the history as it grew."""

from __future__ import annotations

from enec_desktop.domain.case import Entry
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.engine.completions import MOMENT
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.prepared import prepare
from enec_desktop.engine.readings import Readings


def way_of(entries: tuple[Entry, ...], knowledge: KnowledgeBase, now: frozenset[str]) -> tuple[str, ...]:
    """The moments the patient has passed, each once, in order; ``entries`` are those known now.

    The moment is worked out at the first entry and just before each event on which the history turns; where
    more than one was left, none is named: what is not known is no part of the way. Today's own moments,
    ``now``, are no part of it either.
    """
    prepared = prepare(knowledge)
    turns = {kind for fact in knowledge.facts.values() if fact.how == "last_of" for kind in fact.kinds}
    before = [place for place, entry in enumerate(entries) if entry.kind in turns and place]
    found: dict[str, None] = {}
    for end in dict.fromkeys([*([1] if entries else []), *before]):
        values = Environment(prepared, Readings(knowledge, entries[:end], None)).values(MOMENT)
        if isinstance(values, frozenset) and len(values) == 1:
            found |= dict.fromkeys(values)
    return tuple(code for code in found if code not in now)
