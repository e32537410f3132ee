"""The meetings of the board: prepared from the worklist, each case with the question it comes with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from enec_desktop.app.cases import CaseDesk
from enec_desktop.domain.case import NOT_RECORDED, Case, Entry, Fact, FieldState, Value
from enec_desktop.domain.meeting import AgendaItem, ItemState, Lifted, Meeting, MeetingKind, Presence
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.worklist import WorklistQuery, WorklistRow

if TYPE_CHECKING:
    from enec_desktop.store.store import Store

_QUESTION = "question"
_EVERY = 10_000_000
"""More lines than a worklist has."""


class MeetingDesk:
    """Makes, changes and lists meetings; every change is durable when the call returns.

    Raises StoreRefused where a meeting is not there or cannot be kept.
    """

    def __init__(
        self, cases: CaseDesk, store: Callable[[], Store], now: Callable[[], datetime], who: str
    ) -> None:
        self._cases = cases
        self._store = store
        self._now = now
        self._who = who

    @property
    def disciplines(self) -> Mapping[str, str]:
        """The disciplines a member may be of, with their labels."""
        return self._cases.vocabulary.field("position", "discipline").choices

    def all(self) -> tuple[Meeting, ...]:
        """All meetings, the latest day first."""
        return self._store().meetings.all()

    def get(self, meeting_id: str) -> Meeting:
        """A meeting as it stands."""
        return self._store().meetings.get(meeting_id)

    def create(self, day: date, kind: MeetingKind = MeetingKind.BOARD) -> Meeting:
        """A new meeting that takes over who belongs to the board from the last one of its kind."""
        made = Meeting(f"meeting-{self._now():%Y%m%d-%H%M%S-%f}", day, kind)
        last = next((one for one in self.all() if one.kind is kind), None)
        if last is not None:
            members = tuple(replace(one, presence=Presence.EXPECTED) for one in last.members)
            made = replace(last, id=made.id, day=day, members=members, items=(), closed=False, note="")
        return self.save(made)

    def save(self, meeting: Meeting) -> Meeting:
        """Keep a meeting as it is now; cases that wait are told another day, place, chair or recorder.

        Raises CaseRefused with one sentence for what no meeting may hold.
        """
        before = next((one for one in self.all() if one.id == meeting.id), None)
        self._store().meetings.save(meeting, self._who, self._now())
        if before is not None and _particulars(before) != _particulars(meeting):
            self._tell_anew(before, meeting)
        return meeting

    def _tell_anew(self, before: Meeting, meeting: Meeting) -> None:
        there = set(self._cases.ids())
        for item in meeting.items:
            if item.state is not ItemState.WAITING or item.case_id not in there:
                continue
            case, revision = self._cases.stored(item.case_id)
            asked = next((one for one in case.entries if one.id == item.question), None)
            day = asked.fact("board_date").value if asked is not None else None
            if day == PartialDate.of(before.day):
                told = _told(case, item.question, meeting)
                if told != case:
                    self._cases.take_over(told, revision, f"Meeting of {_day(meeting)} changed")

    def remove(self, meeting_id: str) -> None:
        """Take a meeting off the list; what it was stays known in the store."""
        self._store().meetings.remove(meeting_id, self._who, self._now())

    def on_agendas(self) -> frozenset[str]:
        """The cases that wait on the agenda of a meeting that is not over."""
        return frozenset(
            item.case_id
            for meeting in self.all()
            if not meeting.closed
            for item in meeting.items
            if item.state is ItemState.WAITING
        )

    def spend(self, meeting_id: str, case_id: str, seconds: int) -> None:
        """Add to the time a case was discussed; nothing where meeting or case is not there any more."""
        meeting = next((one for one in self.all() if one.id == meeting_id), None)
        if meeting is not None and meeting.holds(case_id):
            item = meeting.item(case_id)
            self.save(meeting.with_item(replace(item, seconds=item.seconds + seconds)))

    def withheld(self) -> frozenset[str]:
        """The cases whose advice waits, on any agenda, until the board has said its intent."""
        return frozenset[str]().union(*(one.withheld() for one in self.all()))

    def lift(self, case_id: str, why: str = "") -> None:
        """Let the advice on a case be seen before the intent was said; who did so and when stays with it."""
        noted = Lifted(self._who, self._now(), why.strip())
        for meeting in self.all():
            if case_id in meeting.withheld():
                self.save(meeting.with_item(replace(meeting.item(case_id), lifted=noted)))

    def candidates(self) -> tuple[WorklistRow, ...]:
        """The cases of the list that wait on no agenda, those changed last first."""
        taken = self.on_agendas()
        rows = self._store().worklist.rows(WorklistQuery(limit=_EVERY))
        return tuple(row for row in rows if row.case_id not in taken)

    def add_case(self, meeting_id: str, case_id: str) -> Meeting:
        """Put a case on the agenda with its open question, which takes day and board of the meeting."""
        meeting = self.get(meeting_id)
        if meeting.holds(case_id):
            return meeting
        case, revision = self._cases.stored(case_id)
        asked, question = _open_question(case)
        told = _told(asked, question, meeting)
        if told != case:
            self._cases.take_over(told, revision, f"Put on the agenda of {_day(meeting)}")
        return self.save(meeting.with_item(AgendaItem(case_id, question)))

    def drop_case(self, meeting_id: str, case_id: str, why: str = "") -> Meeting:
        """Take a case off the agenda: with a reason it stays there as withdrawn, without one it goes.

        Raises KeyError when it is not on the agenda.
        """
        meeting = self.get(meeting_id)
        item = meeting.item(case_id)
        case, revision = self._cases.stored(case_id)
        free = _without_day(case, item.question, meeting)
        if free != case:
            self._cases.take_over(free, revision, f"Taken off the agenda of {_day(meeting)}")
        if why.strip():
            return self.save(meeting.with_item(replace(item, state=ItemState.WITHDRAWN, why=why.strip())))
        return self.save(meeting.without_item(case_id))


def _open_question(case: Case) -> tuple[Case, str]:
    """The case with the question that no decision has answered yet, made where there is none, and its id."""
    for entry in reversed(case.entries):
        if entry.kind == _QUESTION:
            return case, entry.id
        if entry.kind == "decision":
            break
    made = Entry(case.new_id(_QUESTION), _QUESTION)
    if case.of_kind(_QUESTION):
        made = made.with_fact("discussion", _recorded(frozenset({"again"})))
    return case.with_entry(made), made.id


def _told(case: Case, question: str, meeting: Meeting) -> Case:
    said: dict[str, Value] = {
        "board_date": PartialDate.of(meeting.day),
        "board_name": meeting.board.strip(),
        "site": meeting.place.strip(),
        "chair": meeting.chair.strip(),
        "recorder": meeting.recorder.strip(),
    }
    for field, value in said.items():
        if value:
            case = case.with_fact(question, field, _recorded(value))
    return case


def _particulars(meeting: Meeting) -> tuple[object, ...]:
    return (meeting.day, meeting.board, meeting.place, meeting.chair, meeting.recorder)


def _without_day(case: Case, question: str, meeting: Meeting) -> Case:
    there = any(entry.id == question for entry in case.entries)
    if there and case.entry(question).fact("board_date").value == PartialDate.of(meeting.day):
        return case.with_fact(question, "board_date", NOT_RECORDED)
    return case


def _recorded(value: Value) -> Fact:
    return Fact(FieldState.VALUE, value)


def _day(meeting: Meeting) -> str:
    return PartialDate.of(meeting.day).shown()
