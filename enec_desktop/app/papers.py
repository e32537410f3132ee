"""A document on its way out of the room: ordered, made, and noted when it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from enec_desktop.app.decisions import DecisionDesk
from enec_desktop.app.documents import DocumentDesk
from enec_desktop.app.reports import ReportDesk, Subject
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.case import Case
from enec_desktop.domain.paper import PaperSettings
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.domain.time import At


@dataclass(frozen=True, slots=True)
class Order:
    """What document is wanted of what, on what paper; the settings hold the id that its file will carry."""

    kind: DocumentKind
    subject: Subject
    settings: PaperSettings


class PaperDesk:
    """Takes orders and notes what leaves, which need the store; what is ordered is made without it."""

    def __init__(
        self,
        reports: ReportDesk,
        decisions: Callable[[], DecisionDesk],
        documents: Callable[[], DocumentDesk],
        now: Callable[[], datetime],
    ) -> None:
        self._reports, self._now = reports, now
        self._decisions, self._documents = decisions, documents

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
        return Order(kind, Subject(case, revision, at, printed=printed, hidden=hidden), paper)

    def made(self, order: Order, progress: Progress = go_on) -> bytes:
        """The document as PDF; pure, so that it may be made off the main thread.

        Raises EnecError when it cannot be laid out, Cancelled if ``progress`` says so.
        """
        return self._reports.document(order.kind, order.subject, order.settings, progress)

    def leaves(self, order: Order, pdf: bytes) -> None:
        """Note that a document leaves the room, so that its file can be verified later."""
        told, id = order.subject, order.settings.document_id
        if told.record is not None:
            self._documents().issue(order.kind, pdf, id, record=told.record)
        elif told.revision:
            self._documents().issue(order.kind, pdf, id, case_id=told.case.id, revision=told.revision)
