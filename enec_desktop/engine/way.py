"""The way a patient has come: the questions of the day of earlier, read from the history as it grew."""

from __future__ import annotations

from enec_desktop.domain.case import Entry
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.engine.completions import MOMENT
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.prepared import prepare
from enec_desktop.engine.readings import Readings


def way_of(entries: tuple[Entry, ...], knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The moments the patient has passed, each once, in order; ``entries`` are those known now.

    After each entry the moment is worked out anew; where more than one was left, none is named: what is
    not known is no part of the way. Today's own moment is no part of it either.
    """
    found: dict[str, None] = {}
    now: frozenset[str] = frozenset()
    prepared = prepare(knowledge)
    for end in range(1, len(entries) + 1):
        values = Environment(prepared, Readings(knowledge, entries[:end], None)).values(MOMENT)
        now = values if isinstance(values, frozenset) else frozenset()
        if len(now) == 1:
            found |= dict.fromkeys(now)
    return tuple(code for code in found if code not in now)
