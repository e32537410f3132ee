"""A document on its way out of the room: ordered, made, and noted when it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from enec_desktop.app.decisions import DecisionDesk
from enec_desktop.app.documents import DocumentDesk
from enec_desktop.app.meetings import MeetingDesk
from enec_desktop.app.readiness import ReadinessDesk
from enec_desktop.app.reports import ReportDesk, Subject
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import Cancelled, StoreRefused
from enec_desktop.domain.meeting import ItemState, Meeting
from enec_desktop.domain.paper import PaperSettings
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.domain.time import At
from enec_desktop.exchange.whole_files import write_whole

_LOOKED_AT = 0.4
"""The share of the work for a meeting that is done when every case was looked at."""

_AT_THE_TABLE = (ItemState.WAITING, ItemState.DISCUSSED)

MEETING_DOCUMENTS = (DocumentKind.AGENDA, DocumentKind.TO_DO, DocumentKind.PACK)
"""The documents that can be made of a meeting."""


@dataclass(frozen=True, slots=True)
class Order:
    """What document is wanted of what, on what paper; the settings hold the id that its file will carry."""

    kind: DocumentKind
    subject: Subject
    settings: PaperSettings


@dataclass(frozen=True, slots=True)
class MeetingOrder:
    """What document of a meeting is wanted; the subjects are its cases in the order of the agenda.

    ``ordered`` is the time that is printed: what is confirmed later is not in it. ``waiting``: the cases
    whose summary a pack does not hold, as their advice waits for the intent of the board.
    """

    kind: DocumentKind
    meeting: Meeting
    subjects: tuple[Subject, ...]
    settings: PaperSettings
    ordered: datetime
    waiting: tuple[str, ...] = ()


class PaperDesk:
    """Takes orders and notes what leaves, which need the store; what is ordered is made without it."""

    def __init__(
        self,
        reports: ReportDesk,
        decisions: Callable[[], DecisionDesk],
        documents: Callable[[], DocumentDesk],
        readiness: Callable[[], ReadinessDesk],
        stored: Callable[[str], tuple[Case, int]],
        meetings: Callable[[], MeetingDesk],
        now: Callable[[], datetime],
    ) -> None:
        self._reports, self._meetings, self._now = reports, meetings, now
        self._decisions, self._documents = decisions, documents
        self._readiness, self._stored = readiness, stored

    def order(
        self,
        kind: DocumentKind,
        case: Case,
        revision: int,
        at: At | None = None,
        *,
        hidden: bool = False,
        settings: PaperSettings | None = None,
    ) -> Order:
        """Order a document of a case: of its confirmed decision, else a draft.

        ``revision`` is 0 for a case that is not stored; it has no record, and nothing of it is noted. ``at``
        is given for an earlier point in time, which no record tells. ``hidden``: under a pseudonym. Raises
        EnecError where the logo of the settings cannot be read.
        """
        paper, printed = settings or self._reports.settings(), self._now()
        record = self._decisions().in_force(case.id) if revision and at is None else None
        if record is not None:
            versions = self._decisions().versions(record)
            subject = Subject(case, revision, record=record, versions=versions, hidden=hidden)
            return Order(kind, subject, replace(paper, document_id=self._documents().id_of(kind, record)))
        if revision:
            id = self._documents().id_of_draft(kind, printed, case_id=case.id, revision=revision)
            paper = replace(paper, document_id=id)
        meeting = self._meeting_of(case.id) if revision and at is None else None
        return Order(kind, Subject(case, revision, at, meeting, printed=printed, hidden=hidden), paper)

    def _meeting_of(self, case_id: str) -> Meeting | None:
        """The meeting at which a case waits or was just discussed: a draft says who was there."""
        for one in self._meetings().all():
            if not one.closed and one.holds(case_id) and one.item(case_id).state in _AT_THE_TABLE:
                return one
        return None

    def made(self, order: Order, progress: Progress = go_on) -> bytes:
        """The document as PDF; pure, so that it may be made off the main thread.

        Raises EnecError when it cannot be laid out, Cancelled if ``progress`` says so.
        """
        return self._reports.document(order.kind, order.subject, order.settings, progress)

    def leaves(self, order: Order, pdf: bytes, path: Path) -> None:
        """Write a document whole, then note that it left, so that its file can be verified later.

        Raises EnecError where the place cannot be written; nothing is noted then.
        """
        write_whole(path, pdf)
        self.noted(order, pdf)

    def noted(self, order: Order, pdf: bytes) -> None:
        """Note that a document left, as a file or on a printer; of a case that is not stored, nothing."""
        told, id = order.subject, order.settings.document_id
        if told.record is not None:
            self._documents().issue(order.kind, pdf, id, record=told.record)
        elif told.revision:
            self._documents().issue(order.kind, pdf, id, case_id=told.case.id, revision=told.revision)

    def order_of_meeting(self, kind: DocumentKind, meeting: Meeting) -> MeetingOrder:
        """Order the agenda, the list of what is to do, or the pack of a meeting.

        A case that was decided there is told by its record, which says where a later version supersedes it;
        every other one as a draft, which waits where the board says its intent first, at this meeting or at
        another one; one that was erased is left out. Raises EnecError where the logo of the settings cannot
        be read.
        """
        printed = self._now()
        id = self._documents().id_of_draft(kind, printed, meeting=meeting.id)
        subjects = tuple(
            found
            for item in meeting.items
            if (found := self._subject(item.case_id, meeting, printed)) is not None
        )
        held = self._meetings().withheld() if kind is DocumentKind.PACK else frozenset[str]()
        waiting = tuple(one.case.id for one in subjects if one.record is None and one.case.id in held)
        settings = replace(self._reports.settings(), document_id=id)
        return MeetingOrder(kind, meeting, subjects, settings, printed, waiting)

    def made_of_meeting(self, order: MeetingOrder, progress: Progress = go_on) -> bytes:
        """The document as PDF; pure, so that it may be made off the main thread. Raises as ``made``."""
        ready = {}
        for done, one in enumerate(order.subjects):
            if not progress(_LOOKED_AT * done / len(order.subjects)):
                raise Cancelled("The document was not made.")
            ready[one.case.id] = self._readiness().of(one.case)
        return self._reports.meeting_document(
            order.kind,
            order.meeting,
            order.subjects,
            ready,
            order.settings,
            order.waiting,
            lambda share: progress(_LOOKED_AT + (1 - _LOOKED_AT) * share),
        )

    def leaves_of_meeting(self, order: MeetingOrder, pdf: bytes, path: Path) -> None:
        """Write a document of a meeting whole, then note that it left. Raises as ``leaves``."""
        write_whole(path, pdf)
        self._documents().issue(
            order.kind, pdf, order.settings.document_id, meeting=order.meeting.id, at=order.ordered
        )

    def _subject(self, case_id: str, meeting: Meeting, printed: datetime) -> Subject | None:
        try:
            case, revision = self._stored(case_id)
        except StoreRefused:
            return None
        mine = [one for one in self._decisions().records(case_id) if one.meeting == meeting.id]
        if not mine:
            return Subject(case, revision, printed=printed)
        # Where it was amended since, at another meeting, every page says so.
        versions = self._decisions().versions(mine[0])
        return Subject(case, revision, record=mine[0], versions=versions, printed=printed)
