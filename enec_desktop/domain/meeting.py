"""A meeting of the board: when and where, who is there, which cases it discusses and how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class MeetingKind(StrEnum):
    """URGENT: a decision that could not wait for the next meeting of the board."""

    BOARD = "board"
    URGENT = "urgent"


class Presence(StrEnum):
    """Whether a member came; EXPECTED until the meeting says."""

    EXPECTED = "expected"
    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class ItemState(StrEnum):
    """How far a case is; POSTPONED and WITHDRAWN say why."""

    WAITING = "waiting"
    DISCUSSED = "discussed"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the board; ``discipline`` is a code of the vocabulary (``choices.disciplines``)."""

    name: str
    discipline: str
    presence: Presence = Presence.EXPECTED


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the board meant to do before it saw the advice, and what it held afterwards, once known."""

    intent: str
    words: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Lifted:
    """Who let the advice be seen before the board had said its intent, when, and why where that was said."""

    who: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A case on the agenda with the question that it comes with (an entry of the case).

    ``seconds``: how long it was discussed so far. ``ticks``: the items of the checklist that were ticked.
    ``commitment``: where the board says its intent before the advice is shown; ``lifted``: where it did not.
    """

    case_id: str
    question: str
    state: ItemState = ItemState.WAITING
    why: str = ""
    seconds: int = 0
    ticks: tuple[str, ...] = ()
    commitment: Commitment | None = None
    lifted: Lifted | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with its agenda in order.

    ``time`` is the time of day as written ("14:00"), ``quorum`` the disciplines that must be there;
    ``commit_first``: the intent is asked before the advice is shown. ``closed``: it is over.
    """

    id: str
    day: date
    kind: MeetingKind = MeetingKind.BOARD
    board: str = ""
    time: str = ""
    place: str = ""
    chair: str = ""
    recorder: str = ""
    members: tuple[Member, ...] = ()
    quorum: tuple[str, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    commit_first: bool = False
    closed: bool = False
    note: str = ""

    def item(self, case_id: str) -> AgendaItem:
        """The item of a case. Raises KeyError when it is not on the agenda."""
        for one in self.items:
            if one.case_id == case_id:
                return one
        raise KeyError(case_id)

    def holds(self, case_id: str) -> bool:
        """Whether a case is on the agenda."""
        return any(one.case_id == case_id for one in self.items)

    def withheld(self) -> frozenset[str]:
        """The cases whose advice waits until the board has said its intent."""
        waits = (one for one in self.items if one.state is ItemState.WAITING)
        unsaid = (one.case_id for one in waits if one.commitment is None and one.lifted is None)
        return frozenset(unsaid if self.commit_first and not self.closed else ())

    def with_item(self, item: AgendaItem) -> Meeting:
        """With an item replaced (same case), or added at the end."""
        if self.holds(item.case_id):
            items = tuple(item if one.case_id == item.case_id else one for one in self.items)
        else:
            items = (*self.items, item)
        return replace(self, items=items)

    def without_item(self, case_id: str) -> Meeting:
        """With a case taken off the agenda."""
        return replace(self, items=tuple(one for one in self.items if one.case_id != case_id))

    def moved(self, case_id: str, steps: int) -> Meeting:
        """With a case moved down (or up, below zero) by some places, at most to an end of the agenda."""
        item = self.item(case_id)
        rest = [one for one in self.items if one.case_id != case_id]
        place = self.items.index(item) + steps
        rest.insert(max(0, min(place, len(rest))), item)
        return replace(self, items=tuple(rest))

    def ordered(self, case_ids: Iterable[str]) -> Meeting:
        """With the agenda in this order; cases that are not named follow as they stood."""
        place = {case_id: i for i, case_id in enumerate(case_ids)}
        items = sorted(self.items, key=lambda one: place.get(one.case_id, len(place)))
        return replace(self, items=tuple(items))

    def present(self) -> tuple[Member, ...]:
        """Who is there."""
        return tuple(one for one in self.members if one.presence is Presence.PRESENT)

    def lacking(self) -> tuple[str, ...]:
        """The disciplines of the quorum of which nobody is there."""
        there = {one.discipline for one in self.present()}
        return tuple(one for one in self.quorum if one not in there)
