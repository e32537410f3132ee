"""The documents of a case as PDF, all from one record, and their pages as pictures."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enec_desktop import __version__
from enec_desktop.app.assessments import AssessmentDesk
from enec_desktop.app.frozen import frozen
from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.app.words import Words
from enec_desktop.domain import meeting_document
from enec_desktop.domain.board_record import BoardRecord, DocumentKind
from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.content import Page
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.paper import PaperSettings
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.domain.pseudonym import Masker, masker_of, pseudonymous
from enec_desktop.domain.site import NO_SITE, SiteProfile
from enec_desktop.domain.style import Tokens
from enec_desktop.domain.time import At
from enec_desktop.engine.known import known_then
from enec_desktop.wording.board import Stamp
from enec_desktop.wording.opinions import opinion_document

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Assessment
    from enec_desktop.report.words import PaperWords

RECORD_FORMAT = "enec-record-1"
CASE_DOCUMENTS = (DocumentKind.SUMMARY, DocumentKind.DOSSIER, DocumentKind.LETTER)
"""The documents that can be made of one case."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is made of: a case at a revision and a point, its meeting, the record it tells.

    ``versions`` are all versions of the decision, the first one first. Of a ``record`` the case, the meeting
    and the point in time are those it froze; ``case`` and ``meeting`` are not read then. ``printed`` is the
    time on the paper: of a record that of its confirmation, else now. ``hidden``: under a pseudonym.
    """

    case: Case
    revision: int
    at: At | None = None
    meeting: Meeting | None = None
    record: BoardRecord | None = None
    versions: tuple[BoardRecord, ...] = ()
    printed: datetime | None = None
    hidden: bool = False


class ReportDesk:
    """Makes the papers of a case in the language in force.

    The same subject, edition, language, settings and time give the same bytes.
    """

    def __init__(
        self,
        knowledge: KnowledgeDesk,
        assessments: AssessmentDesk,
        tokens: Callable[[], Tokens],
        fonts: Path,
        now: Callable[[], datetime],
        stored: Callable[[str], tuple[Case, int]],
        words: Words,
        site: Callable[[], SiteProfile] = lambda: NO_SITE,
        paper: Callable[[], PaperSettings] = PaperSettings,
    ) -> None:
        self._site = site
        self._words = words
        self._stored = stored
        self._knowledge = knowledge
        self._assessments = assessments
        self._tokens = tokens
        self._fonts = fonts
        self._now = now
        self._paper = paper

    def settings(self) -> PaperSettings:
        """The paper of this hospital as it is set. Raises EnecError where its logo cannot be read."""
        return self._paper()

    def page(self, kind: DocumentKind, subject: Subject) -> Page:
        """A document of a case before it is laid out."""
        return self._made(kind, subject)[0]

    def document(
        self,
        kind: DocumentKind,
        subject: Subject,
        settings: PaperSettings | None = None,
        progress: Progress = go_on,
    ) -> bytes:
        """A document of a case as PDF, its record embedded.

        Raises EnecError when it cannot be laid out, Cancelled if ``progress`` says so, KeyError for an
        unknown event.
        """
        from enec_desktop.report.pdf import write_pdf

        page, record = self._made(kind, subject)
        return write_pdf(
            page,
            tokens=self._tokens(),
            fonts=self._fonts,
            record=record,
            words=self.paper_words(),
            settings=settings or self.settings(),
            progress=progress,
        )

    def summary_page(self, case: Case, revision: int, at: At | None = None) -> Page:
        """The board's summary before it is laid out."""
        return self.page(DocumentKind.SUMMARY, Subject(case, revision, at))

    def board_summary(self, case_id: str, at: At | None = None) -> bytes:
        """The board's summary of a stored case as PDF, its record embedded."""
        return self.summary_pdf(*self._stored(case_id), at)

    def summary_pdf(self, case: Case, revision: int, at: At | None = None) -> bytes:
        """The board's summary of any case as PDF; raises as ``document``."""
        return self.document(DocumentKind.SUMMARY, Subject(case, revision, at))

    def paper_words(self) -> PaperWords:
        """The words that paper adds by itself, in the language in force."""
        from enec_desktop.report.words import PaperWords

        return PaperWords(**{one.name: self._words(f"paper.{one.name}") for one in fields(PaperWords)})

    def _made(self, kind: DocumentKind, subject: Subject) -> tuple[Page, bytes]:
        """The page with the record that goes into its file."""
        subject = self._thawed(subject)
        stamp = self._stamp(subject)
        if subject.hidden:
            masker = masker_of(subject.case)
            told = pseudonymous(subject.case, stamp.printed.date())
            subject = replace(subject, case=told.case, meeting=_masked(subject.meeting, masker))
            stamp = replace(stamp, pseudonym=told.code, masked=told.masked)
        point = subject.at or self._assessments.latest()
        found = self._assessments.assess(subject.case, point)
        page = self._page(kind, subject, point, found, stamp)
        return self._words.page(page, subject.case), self._record(subject, found)

    def _page(self, kind: DocumentKind, subject: Subject, point: At, found: Assessment, stamp: Stamp) -> Page:
        from enec_desktop.wording.dossier import dossier
        from enec_desktop.wording.letter import letter
        from enec_desktop.wording.summary import board_summary

        base, case, meeting = self._knowledge.base, subject.case, subject.meeting
        known = known_then(case, base.vocabulary, point)
        if kind is DocumentKind.LETTER:
            return letter(case, known, found, base, stamp, meeting)
        make = {DocumentKind.SUMMARY: board_summary, DocumentKind.DOSSIER: dossier}[kind]
        return make(case, known, found, base, stamp, self._site(), meeting)

    def _thawed(self, subject: Subject) -> Subject:
        """The subject with what its record froze."""
        if subject.record is None:
            return subject
        kept = frozen(subject.record, self._knowledge.base.vocabulary)
        return replace(subject, case=kept.case, meeting=kept.meeting, at=kept.at)

    def _stamp(self, subject: Subject) -> Stamp:
        record = subject.record
        if record is None:
            return Stamp(subject.revision, subject.printed or self._now(), __version__)
        printed = subject.printed or record.confirmed
        return Stamp(record.revision, printed, __version__, record, subject.versions or (record,))

    def _record(self, subject: Subject, found: Assessment) -> bytes:
        """What was frozen, as it was; of a draft or under a pseudonym, what the paper was made from."""
        if subject.record is not None and not subject.hidden:
            return subject.record.document.encode()
        told: dict[str, Any] = {
            "format": RECORD_FORMAT,
            "revision": subject.revision,
            "case": to_document(subject.case),
            "assessment": {
                **self._assessments.document(found),
                **opinion_document(found, subject.case.opinions),
            },
        }
        if subject.meeting is not None:
            # The other patients on the agenda are nobody's business here.
            told["meeting"] = meeting_document.to_document(replace(subject.meeting, items=()))
        return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode()

    def page_count(self, pdf: bytes) -> int:
        """How many pages a PDF has."""
        import pypdfium2

        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()

    def preview(self, pdf: bytes, page: int, width_px: int) -> tuple[int, int, bytes]:
        """One page as a picture: width, height and its RGBA bytes."""
        import pypdfium2

        document = pypdfium2.PdfDocument(pdf)
        try:
            sheet = document[page]
            bitmap = sheet.render(scale=width_px / sheet.get_width(), rev_byteorder=True, prefer_bgrx=True)
            return bitmap.width, bitmap.height, bytes(bitmap.buffer)
        finally:
            document.close()


def _masked(meeting: Meeting | None, masker: Masker) -> Meeting | None:
    return meeting and replace(meeting, note=masker.text(meeting.note))
