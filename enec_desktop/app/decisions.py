"""Deciding: the board's decision is written down, confirmed, and from then on only ever amended."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from enec_desktop.app.assessments import AssessmentDesk
from enec_desktop.app.cases import CaseDesk
from enec_desktop.app.meetings import MeetingDesk
from enec_desktop.app.opinions import OpinionDesk
from enec_desktop.domain import meeting_document
from enec_desktop.domain.board_record import BoardRecord
from enec_desktop.domain.case import Case, Entry, Fact, FieldState
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.decision import (
    Missing,
    amended,
    last_decision,
    missing,
    open_decision,
    question_before,
)
from enec_desktop.domain.errors import CaseRefused, StoreRefused
from enec_desktop.domain.meeting import ItemState, Meeting
from enec_desktop.domain.time import PartialDate

if TYPE_CHECKING:
    from enec_desktop.store.store import Store

FORMAT = "enec-board-record-1"
"""The name and version of the layout of a frozen record."""

_BEFORE_THE_BOARD = frozenset({"preparing", "ready"})
_DISCUSSED = Fact(FieldState.VALUE, frozenset({"discussed"}))


@dataclass(frozen=True, slots=True)
class Confirming:
    """A decision about to be frozen: all that the record is made of, read from the store at one time.

    ``case`` is as it will stand with the record, ``revision`` the one it was read at; ``along`` is the fact
    of the case that changes with it (entry, field, fact).
    """

    case: Case
    revision: int
    decision: str
    meeting: Meeting
    chair: str
    before: BoardRecord | None
    along: tuple[str, str, Fact] | None


class DecisionDesk:
    """Brings decisions to records; each call is durable when it returns.

    A decision is a chain of records, one for each version: that of the question it answers.
    """

    def __init__(
        self,
        cases: CaseDesk,
        assessments: AssessmentDesk,
        opinions: OpinionDesk,
        meetings: MeetingDesk,
        store: Callable[[], Store],
        now: Callable[[], datetime],
        who: str,
    ) -> None:
        self._cases, self._meetings = cases, meetings
        self._assessments, self._opinions = assessments, opinions
        self._store, self._now, self._who = store, now, who

    def begin(self, case_id: str) -> tuple[Case, str]:
        """The decision on the last question, made where there is none; the case and the entry's id.

        Raises StoreRefused where that question was decided and confirmed, or there is none.
        """
        case = self._cases.open(case_id)
        last = last_decision(case)
        if last is not None and last.id not in self._confirmed(case_id):
            return case, last.id
        if last is not None:
            raise StoreRefused(
                "The decision on this question is confirmed; amend it, or put the case on an agenda again."
            )
        if not case.of_kind("question"):
            raise StoreRefused("The case puts no question to the board; write one first.")
        return self._begun(case)

    def missing(self, case_id: str) -> tuple[Missing, ...]:
        """What the open decision lacks before it can be confirmed; nothing where none is open."""
        case = self._cases.open(case_id)
        decision = open_decision(case, self._confirmed(case_id))
        return () if decision is None else self._missing(case, decision)

    def frozen(self, case_id: str) -> frozenset[str]:
        """The entries that stay as they are: confirmed decisions with their parts."""
        confirmed = self._confirmed(case_id)
        entries = self._cases.open(case_id).entries if confirmed else ()
        return frozenset(one.id for one in entries if confirmed & {one.id, one.of})

    def confirm(self, case_id: str, meeting_id: str, chair: str = "") -> BoardRecord:
        """Freeze the open decision with the case, the assessment and the meeting as they are now.

        ``chair`` signs, by default the chair of the meeting. A quorum that is not there is recorded and
        stops nothing. Raises StoreRefused while something is missing; nothing is frozen then.
        """
        order = self.prepare(case_id, meeting_id, chair)
        return self.keep(order, self.made(order))

    def prepare(self, case_id: str, meeting_id: str, chair: str = "") -> Confirming:
        """Read what the record will be made of; what cannot be confirmed is refused as by ``confirm``."""
        case, revision = self._cases.stored(case_id)
        decision = open_decision(case, self._confirmed(case_id))
        if decision is None:
            raise StoreRefused("No decision of this case waits to be confirmed.")
        if lacks := self._missing(case, decision):
            raise StoreRefused(f"The decision is not complete; it lacks {self._named(lacks)}.")
        meeting = self._meetings.get(meeting_id)
        if not meeting.holds(case_id):
            raise StoreRefused("The case is not on the agenda of this meeting; put it there first.")
        chair = " ".join((chair or meeting.chair).split())
        if not chair:
            raise StoreRefused("Nobody is named who signs for the board; name the chair of the meeting.")
        along = _discussed(case, question_before(case, decision.id))
        discussed = replace(meeting.item(case_id), state=ItemState.DISCUSSED, why="")
        return Confirming(
            case if along is None else case.with_fact(*along),
            revision,
            decision.id,
            meeting.with_item(discussed),
            chair,
            self._before(case, decision.id),
            along,
        )

    def made(self, order: Confirming) -> BoardRecord:
        """The record, not kept yet. Pure apart from the clock, so that it may be made off the main thread."""
        case, old = order.case, order.before
        found = self._assessments.assess(case)
        made = BoardRecord(
            number=0,
            case_id=case.id,
            decision=order.decision,
            version=old.version + 1 if old else 1,
            supersedes=old.number if old else None,
            meeting=order.meeting.id,
            revision=order.revision + (1 if order.along is None else 2),
            confirmed=self._now(),
            who=self._who,
            chair=order.chair,
            reason=str(case.entry(order.decision).fact("amendment").value or "") if old else "",
            edition=found.edition,
            knowledge_hash=found.knowledge_hash,
            sha256="",
            document="",
        )
        said = self._assessments.document(found) | self._opinions.document(case, found)
        text = canonical(_document(made, case, said, order.meeting))
        return replace(made, sha256=hashlib.sha256(text.encode()).hexdigest(), document=text)

    def keep(self, order: Confirming, made: BoardRecord) -> BoardRecord:
        """Keep the record with all that changes along with it, or nothing.

        Raises StoreRefused where the case was changed since ``prepare``.
        """
        # Who came and how long it took may have been noted since.
        meeting, item = self._meetings.get(order.meeting.id), order.meeting.item(made.case_id)
        if meeting.holds(made.case_id):
            item = replace(meeting.item(made.case_id), state=item.state, why=item.why)
        return self._store().records.confirm(made, meeting.with_item(item), order.along)

    def amend(self, case_id: str, reason: str) -> tuple[Case, str]:
        """Copy the current decision to a new entry that may be changed, and its id; one change to undo.

        Confirming the copy makes the next version, which supersedes the record. An amendment that was begun
        already is returned as it is. Raises StoreRefused where nothing is confirmed yet, or no reason is
        given.
        """
        reason = reason.strip()
        case, revision = self._cases.stored(case_id)
        record = self.current(case_id)
        if record is None:
            raise StoreRefused("There is no confirmed decision to amend; this one can still be changed.")
        if (begun := self._begun_after(case, record)) is not None:
            return case, begun
        if not reason:
            raise StoreRefused("An amendment needs a reason; write why the decision is amended.")
        told, made = amended(case, record.decision, reason, self._cases.vocabulary)
        return self._cases.take_over(told, revision, "Amendment begun"), made

    def records(self, case_id: str) -> tuple[BoardRecord, ...]:
        """All records of a case, the newest first."""
        return self._store().records.of_case(case_id)

    def outlines(self, case_id: str) -> tuple[BoardRecord, ...]:
        """The same without their documents, at once; for a screen that follows every key."""
        return self._store().records.outlines(case_id)

    def record(self, number: int) -> BoardRecord:
        """One record. Raises StoreRefused when there is none with this number."""
        return self._store().records.get(number)

    def current(self, case_id: str) -> BoardRecord | None:
        """The newest version of the last decision that was confirmed; None where none was."""
        found = {one.decision: one.number for one in self._store().records.outlines(case_id)}
        decided = self._cases.open(case_id).of_kind("decision") if found else ()
        last = next((found[one.id] for one in reversed(decided) if one.id in found), None)
        return None if last is None else self.record(last)

    def in_force(self, case_id: str) -> BoardRecord | None:
        """The record that answers the last question; None while that is not decided or not confirmed."""
        record, case = self.current(case_id), self._cases.open(case_id)
        asked = [entry.id for entry in case.of_kind("question")][-1:]
        return record if record and [question_before(case, record.decision)] == asked else None

    def versions(self, record: BoardRecord) -> tuple[BoardRecord, ...]:
        """All versions of the decision of a record without their documents, the first one first."""
        case = self._cases.open(record.case_id)
        asked = question_before(case, record.decision)
        chain = [one for one in self.outlines(record.case_id) if question_before(case, one.decision) == asked]
        return tuple(reversed(chain))

    def superseded_by(self, number: int) -> BoardRecord | None:
        """The newest version of a record; None where it is the newest itself."""
        return self._store().records.after(number)

    def _begun(self, case: Case) -> tuple[Case, str]:
        made = Entry(case.new_id("decision"), "decision")
        day = case.of_kind("question")[-1].fact("board_date").value
        dated = replace(made, date=day) if isinstance(day, PartialDate) else made
        told = case.with_entry(dated)
        try:
            from_document(to_document(told), self._cases.vocabulary)
        except CaseRefused:
            # Something later is recorded already; the decision stands at its place without a day.
            told = case.with_entry(made)
        revision = self._cases.revision(case.id)
        return self._cases.take_over(told, revision, "Decision begun"), made.id

    def _missing(self, case: Case, decision: Entry) -> tuple[Missing, ...]:
        return missing(case, decision, amends=self._before(case, decision.id) is not None)

    def _before(self, case: Case, decision: str) -> BoardRecord | None:
        """The newest record of the question that a decision answers."""
        asked = question_before(case, decision)
        records = self._store().records.outlines(case.id)
        return next((one for one in records if question_before(case, one.decision) == asked), None)

    def _begun_after(self, case: Case, record: BoardRecord) -> str | None:
        asked, confirmed = question_before(case, record.decision), self._confirmed(case.id)
        begun = [
            one.id
            for one in case.of_kind("decision")
            if one.id not in confirmed and question_before(case, one.id) == asked
        ]
        return begun[-1] if begun else None

    def _confirmed(self, case_id: str) -> frozenset[str]:
        return frozenset(record.decision for record in self._store().records.outlines(case_id))

    def _named(self, lacks: tuple[Missing, ...]) -> str:
        fields = (self._cases.vocabulary.field(one.place.kind, one.place.field) for one in lacks)
        names = dict.fromkeys(f'"{field.label}"' for field in fields)
        return " and ".join(filter(None, (", ".join([*names][:-1]), [*names][-1])))


def _discussed(case: Case, question: str) -> tuple[str, str, Fact] | None:
    """The list of cases tells by the status of the question which boards have met."""
    told = case.entry(question).fact("status").value if question else _DISCUSSED.value
    before = told is None or (isinstance(told, frozenset) and told <= _BEFORE_THE_BOARD)
    return (question, "status", _DISCUSSED) if before else None


def _document(made: BoardRecord, case: Case, said: dict[str, object], meeting: Meeting) -> dict[str, Any]:
    # Without the other patients of that day: a record leaves the room with its own.
    own = replace(meeting, items=(meeting.item(case.id),), note="")
    return {
        "format": FORMAT,
        "case": to_document(case),
        "decision": made.decision,
        "question": question_before(case, made.decision),
        "revision": made.revision,
        "assessment": said,
        "meeting": meeting_document.to_document(own),
        "quorum_lacking": list(meeting.lacking()),
        "confirmed": made.confirmed.isoformat(timespec="milliseconds"),
        "who": made.who,
        "chair": made.chair,
        "version": made.version,
        "supersedes": made.supersedes,
        "reason": made.reason,
    }


def canonical(document: dict[str, Any]) -> str:
    """The one JSON text of a document: sorted keys, no blanks, every sign as itself."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
