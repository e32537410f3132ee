"""Where a fact of a case is read: the entry that speaks for it at a point in time."""

from __future__ import annotations

from enec_desktop.domain.case import Entry
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.engine.readings import Readings


def entry_of(kind: str, field: str, entries: tuple[Entry, ...], knowledge: KnowledgeBase) -> str:
    """The id of the entry whose field conditions see as ``kind.field``; empty where a new one is needed.

    A field no condition names is that of the latest entry of its kind.
    """
    definition = knowledge.facts.get(f"{kind}.{field}")
    if definition is not None and definition.how == "latest":
        reading = Readings(knowledge, entries, None).read(definition)
        places = reading.places or reading.unanswered
        if places and places[0].entry:
            return places[0].entry
    if definition is not None and definition.since:
        return ""
    found = [entry.id for entry in entries if entry.kind == kind]
    return found[-1] if found else ""
