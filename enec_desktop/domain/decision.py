"""The decision of a board on its way to a record: which one is open, what it lacks, how it is amended."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from enec_desktop.domain.assessment import Place
from enec_desktop.domain.board_record import OPEN_GROUP
from enec_desktop.domain.case import Case, Entry, Fact, FieldState
from enec_desktop.domain.vocabulary import Vocabulary

WANTED = ("intent", "why", "told", "trial")
"""Fields without which nobody can act on a decision, or explain it."""


class Lack(StrEnum):
    """What a decision lacks before it can be confirmed."""

    FIELD = "field"
    ACTION = "action"
    REASON = "reason"
    AMENDMENT = "amendment"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a decision lacks, with where to write it; an empty entry id: no such entry yet.

    ACTION: no action is listed. REASON: it deviates, and the coded reason is not said. AMENDMENT: it would
    supersede a record, and why is not said.
    """

    lack: Lack
    place: Place


def question_before(case: Case, decision: str) -> str:
    """The question that a decision answers: the last one before it; empty where there is none."""
    asked = ""
    for entry in case.entries:
        if entry.id == decision:
            return asked
        if entry.kind == "question":
            asked = entry.id
    return ""


def last_decision(case: Case) -> Entry | None:
    """The last decision on the last question; None where nothing is decided there."""
    for entry in reversed(case.entries):
        if entry.kind in ("question", "decision"):
            return entry if entry.kind == "decision" else None
    return None


def open_decision(case: Case, confirmed: Collection[str]) -> Entry | None:
    """The decision that waits to be confirmed: that on the last question, else an amendment begun."""
    last = last_decision(case)
    if last is not None and last.id not in confirmed:
        return last
    begun = [
        entry
        for entry in case.of_kind("decision")
        if entry.id not in confirmed and entry.fact("amendment").state is not FieldState.NOT_RECORDED
    ]
    return begun[-1] if begun else None


def missing(case: Case, decision: Entry, *, amends: bool) -> tuple[Missing, ...]:
    """What a decision lacks. A field counts where it is recorded or in a state other than not recorded.

    ``amends``: it would supersede a record.
    """
    return tuple(_missing(case, decision, amends))


def amended(case: Case, decision: str, reason: str, vocabulary: Vocabulary) -> tuple[Case, str]:
    """The case with a copy of a decision and its parts, put where it answers the same question, and its id.

    What became of the old decision stays with it; how far its actions are goes along with them.
    """
    old = case.entry(decision)
    before = _next_question(case, decision)
    kept = _without_open(old, vocabulary)
    copy = replace(kept, id=case.new_id("decision"), date=None, elapsed=None)
    copy = copy.with_fact("amendment", Fact(FieldState.VALUE, reason))
    case = case.with_entry(copy, before=before)
    for part in case.parts_of(decision):
        again = replace(part, id=case.new_id(part.kind), of=copy.id, date=None, elapsed=None)
        case = case.with_entry(again, before=before)
    return case, copy.id


def _missing(case: Case, decision: Entry, amends: bool) -> Iterator[Missing]:
    for field in WANTED[:1]:
        yield from _unsaid(decision, field)
    yield from _actions(case, decision)
    for field in WANTED[1:]:
        yield from _unsaid(decision, field)
    if decision.fact("stance").value == frozenset({"deviates"}):
        yield from _unsaid(decision, "deviation_reason", Lack.REASON)
    if amends:
        yield from _unsaid(decision, "amendment", Lack.AMENDMENT)


def _actions(case: Case, decision: Entry) -> Iterator[Missing]:
    actions = [part for part in case.parts_of(decision.id) if part.kind == "action"]
    if not actions and decision.fact("tasks").state is not FieldState.NOT_APPLICABLE:
        yield Missing(Lack.ACTION, Place("", "action", "what"))
    for action in actions:
        for field in ("what", "owner", "due"):
            yield from _unsaid(action, field)


def _unsaid(entry: Entry, field: str, lack: Lack = Lack.FIELD) -> Iterator[Missing]:
    if entry.fact(field).state is FieldState.NOT_RECORDED:
        yield Missing(lack, Place(entry.id, entry.kind, field))


def _next_question(case: Case, decision: str) -> str | None:
    """The question after a decision; None: there is none, what is added goes to the end."""
    after = False
    for entry in case.entries:
        if after and entry.kind == "question":
            return entry.id
        after = after or entry.id == decision
    return None


def _without_open(entry: Entry, vocabulary: Vocabulary) -> Entry:
    fields = vocabulary.kinds[entry.kind].fields
    facts = {name: fact for name, fact in entry.facts.items() if fields[name].group != OPEN_GROUP}
    return replace(entry, facts=MappingProxyType(facts))
