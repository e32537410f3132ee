"""Contradictions that an assessment found, as remarks beside the fields they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from enec_desktop.domain.case import Case, FieldState
from enec_desktop.domain.queries import Query, answer_to
from enec_desktop.domain.rule import names

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Assessment, Place, Say, Seen
    from enec_desktop.domain.knowledge_base import KnowledgeBase


def contradictions(found: Assessment, knowledge: KnowledgeBase) -> tuple[Query, ...]:
    """For each contradiction a remark at the first field it comes from, and a pointer at every other.

    The remark names the values that were seen, so that an answer to it holds for these values alone.
    """
    whens = {finding.id: finding.when for finding in knowledge.findings}
    seen = {one.name: one for one in found.facts}
    told = [say for say in found.contradictions if say.id in whens]
    return tuple(
        query
        for say in told
        for query in _beside(say, [seen[name] for name in sorted(names(whens[say.id])) if name in seen])
    )


def open_doubts(queries: Iterable[Query], case: Case) -> list[Query]:
    """The contradictions nobody has answered yet, with the pointers to them."""
    found: list[Query] = []
    is_open = False
    for query in queries:
        if query.level != "see":
            is_open = answer_to(query, case) is None
        if is_open:
            found.append(query)
    return found


def _beside(say: Say, seen: list[Seen]) -> Iterator[Query]:
    recorded = [one for one in seen if one.state is FieldState.VALUE and _entries(one)]
    values = "; ".join(f"{one.label}: {one.words}" for one in recorded)
    if not recorded:
        return
    place = _entries(recorded[0])[0]
    yield Query(place.entry, place.field, f"{values}. {say.text}", "contradiction")
    told = {(place.entry, place.field)}
    for one in recorded:
        for other in _entries(one):
            if (other.entry, other.field) not in told:
                told.add((other.entry, other.field))
                text = f"Does not fit {recorded[0].label}: see the remark there."
                yield Query(other.entry, other.field, text, "see")


def _entries(seen: Seen) -> list[Place]:
    return [place for place in seen.places if place.entry]
