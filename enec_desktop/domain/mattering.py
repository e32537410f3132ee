"""Which facts can change the answer, as an assessment names them, and where each is entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from enec_desktop.domain.assessment import Assessment, Place, Seen
from enec_desktop.domain.knowledge_base import KnowledgeBase, OptionKind
from enec_desktop.domain.queries import Query
from enec_desktop.domain.values import is_single


class Reason(StrEnum):
    """Why a fact matters."""

    ASKED = "asked"
    LEADS = "leads"
    LIMIT = "limit"
    DIAGNOSIS = "diagnosis"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Mattering:
    """A fact that can change the answer; ``ask`` is the question that is put for it, empty where none is.

    ``again``: it is recorded and wants another look, since it is too old or contradicts another one.
    """

    place: Place
    reason: Reason
    ask: str = ""
    again: bool = False


def mattering(
    found: Assessment, knowledge: KnowledgeBase, doubts: Iterable[Query] = ()
) -> tuple[Mattering, ...]:
    """Each field once: what is asked for first, what the diagnosis waits for, what can change who leads,
    what limits of the leading treatment wait for, and the ``doubts`` (contradictions without an answer)."""
    places: set[Place] = set()
    told: list[Mattering] = []
    for one in _all(found, knowledge, doubts):
        if one.place.field and one.place not in places:
            places.add(one.place)
            told.append(one)
    return tuple(told)


def _all(found: Assessment, knowledge: KnowledgeBase, doubts: Iterable[Query]) -> Iterator[Mattering]:
    for question in found.questions:
        if question.matters:
            again = question.seen.stale and bool(question.seen.places)
            yield Mattering(question.place, Reason.ASKED, f"{question.ask} {question.why}".strip(), again)
    asked = {question.name: question.place for question in found.questions}
    seen = {one.name: one for one in found.facts}
    for reason, name, again in _named(found):
        yield Mattering(asked.get(name) or _place(name, seen.get(name), knowledge), reason, again=again)
    kinds = {(place.entry, place.field): place for one in found.facts for place in one.places}
    for query in doubts:
        if (query.entry, query.field) in kinds:
            yield Mattering(kinds[query.entry, query.field], Reason.DOUBT, again=True)


def _named(found: Assessment) -> Iterator[tuple[Reason, str, bool]]:
    """The facts by name, with whether they are recorded and too old."""
    for one in found.court.missing:
        yield Reason.DIAGNOSIS, one.name, one.stale
    for view in found.moments:
        for fact in view.sensitivity.facts if view.sensitivity is not None else ():
            yield Reason.LEADS, fact.name, fact.again
        leading = view.leading(OptionKind.TREATMENT)
        for option in leading.options if leading is not None else ():
            waiting = (alert for alert in option.alerts if alert.fires is None and alert.moves)
            for one in (seen for alert in waiting for seen in alert.seen):
                if one.stale or not is_single(one.values):
                    yield Reason.LIMIT, one.name, one.stale


def _place(name: str, seen: Seen | None, knowledge: KnowledgeBase) -> Place:
    """Where a fact is read, or would be entered; an empty place for one that is worked out."""
    if seen is not None and seen.places:
        return seen.places[0]
    definition = knowledge.facts.get(name)
    if definition is None or definition.is_worked_out:
        return Place("", "", "")
    kind, _, field = (definition.place or f"{definition.kind}.{definition.source_field}").partition(".")
    return Place("", kind, field)
