"""The documents of a case as PDF, all from one record, and their pages as pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
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
from enec_desktop.domain.case import Case, Entry, Fact, FieldState
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.content import Page
from enec_desktop.domain.meeting import AgendaItem, Meeting
from enec_desktop.domain.paper import PaperSettings
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.domain.pseudonym import Masker, masker_of, pseudonymous
from enec_desktop.domain.site import NO_SITE, SiteProfile
from enec_desktop.domain.style import Tokens
from enec_desktop.domain.time import At
from enec_desktop.engine.known import known_then
from enec_desktop.wording.board import Board, Stamp
from enec_desktop.wording.opinions import opinion_document

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Assessment
    from enec_desktop.domain.readiness import Readiness
    from enec_desktop.report.words import PaperWords

RECORD_FORMAT = "enec-record-1"
MEETING_FORMAT = "enec-meeting-record-1"
CASE_DOCUMENTS = (
    DocumentKind.SUMMARY,
    DocumentKind.DOSSIER,
    DocumentKind.LETTER,
    DocumentKind.PATIENT,
)
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


@dataclass(frozen=True, slots=True)
class _Ready:
    """A subject with its stamp, what is known at its point and its assessment."""

    subject: Subject
    stamp: Stamp
    known: tuple[Entry, ...]
    found: Assessment


class ReportDesk:
    """Makes the papers of a case in the language in force.

    The same subject, edition, language, settings and time give the same bytes. ``plain`` is the file of the
    plain words for patients.
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
        *,
        plain: Path,
    ) -> None:
        self._plain = plain
        self._site = site
        self._words = words
        self._stored = stored
        self._knowledge = knowledge
        self._assessments = assessments
        self._tokens = tokens
        self._fonts = fonts
        self._now = now
        self._paper = paper
        # Every document of a draft holds the same record: it is made for the first of them.
        self._told: tuple[object, bytes] | None = None

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

    def meeting_document(
        self,
        kind: DocumentKind,
        meeting: Meeting,
        cases: Sequence[Subject],
        readiness: Mapping[str, Readiness],
        settings: PaperSettings | None = None,
        waiting: Collection[str] = (),
        progress: Progress = go_on,
    ) -> bytes:
        """The agenda, the list of what is to do, or the pack (agenda and summaries), as PDF.

        ``cases`` in the order of the agenda, ``readiness`` by case id as far as it is known; all of them are
        printed at the time of the first one. ``waiting``: ids of those without a summary, as their advice
        waits. Raises as ``document``.
        """
        from enec_desktop.report.pdf import write_pack

        pages, records = self._meeting_pages(kind, meeting, cases, readiness, waiting)
        told = {
            "format": MEETING_FORMAT,
            "meeting": meeting_document.to_document(meeting),
            "cases": records,
        }
        if any(one.hidden for one in cases):
            told["meeting"] = meeting_document.to_document(replace(meeting, items=(), note=""))
        return write_pack(
            pages,
            pages[0].title,
            tokens=self._tokens(),
            fonts=self._fonts,
            record=_json(told),
            words=self.paper_words(),
            settings=settings or self.settings(),
            progress=progress,
        )

    def meeting_pages(
        self,
        kind: DocumentKind,
        meeting: Meeting,
        cases: Sequence[Subject],
        readiness: Mapping[str, Readiness],
        waiting: Collection[str] = (),
    ) -> tuple[Page, ...]:
        """The papers in a document of a meeting before they are laid out; see ``meeting_document``."""
        return tuple(self._meeting_pages(kind, meeting, cases, readiness, waiting)[0])

    def _meeting_pages(
        self,
        kind: DocumentKind,
        meeting: Meeting,
        cases: Sequence[Subject],
        readiness: Mapping[str, Readiness],
        waiting: Collection[str],
    ) -> tuple[list[Page], list[Any]]:
        from enec_desktop.wording.agenda import Listed, agenda_page, to_do_page

        printed = next((one.printed for one in cases if one.printed), None) or self._now()
        cases = [replace(one, printed=printed, meeting=meeting) for one in cases]
        held = meeting.withheld() | frozenset(waiting)

        base, listed = self._knowledge.base, []
        ready = [self._ready(one) for one in cases]
        for case, one in zip(cases, ready, strict=True):
            item = meeting.item(case.case.id) if meeting.holds(case.case.id) else None
            board = Board(one.subject.case, one.known, one.found, base, meeting)
            state = readiness.get(case.case.id)
            listed.append(Listed(board, one.stamp, item, state, waits=case.case.id in held))
        make = to_do_page if kind is DocumentKind.TO_DO else agenda_page
        page = make(meeting, listed, base, Stamp(0, printed, __version__))
        own = spoken_for(meeting, [one.subject.case for one in ready], base.edition.hash)
        pages = [self._words.page(page, own)]
        if kind is not DocumentKind.PACK:
            return pages, [{"case": one.subject.case.id} for one in ready]
        # A summary shows the advice: where the board says its intent first, it comes after that.
        shown = [one for given, one in zip(cases, ready, strict=True) if given.case.id not in held]
        made = [self._laid_open(DocumentKind.SUMMARY, one) for one in shown]
        return [*pages, *(page for page, _ in made)], [json.loads(record) for _, record in made]

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
        return self._laid_open(kind, self._ready(subject))

    def _ready(self, subject: Subject) -> _Ready:
        """The subject as it is printed: as its record froze it, under its pseudonym, assessed."""
        subject = self._thawed(subject)
        stamp = self._stamp(subject)
        if subject.hidden:
            masker = masker_of(subject.case)
            told = pseudonymous(subject.case, stamp.printed.date())
            subject = replace(subject, case=told.case, meeting=_masked(subject.meeting, masker))
            stamp = replace(stamp, pseudonym=told.code, masked=told.masked)
        point = subject.at or self._assessments.latest()
        known = known_then(subject.case, self._knowledge.base.vocabulary, point)
        return _Ready(subject, stamp, known, self._assessments.assess(subject.case, point))

    def _laid_open(self, kind: DocumentKind, ready: _Ready) -> tuple[Page, bytes]:
        subject = ready.subject
        own = spoken_for(subject.meeting, [subject.case], self._knowledge.base.edition.hash)
        return self._words.page(self._page(kind, ready), own), self._record(subject, ready.found)

    def _page(self, kind: DocumentKind, ready: _Ready) -> Page:
        from enec_desktop.wording.dossier import dossier
        from enec_desktop.wording.letter import letter
        from enec_desktop.wording.patient_sheet import patient_sheet
        from enec_desktop.wording.plain_words import read_plain
        from enec_desktop.wording.summary import board_summary

        base, case, meeting = self._knowledge.base, ready.subject.case, ready.subject.meeting
        known, found, stamp = ready.known, ready.found, ready.stamp
        if kind is DocumentKind.LETTER:
            return letter(case, known, found, base, stamp, meeting)
        if kind is DocumentKind.PATIENT:
            return patient_sheet(case, known, found, base, stamp, read_plain(self._plain), meeting)
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
        made_of = (subject.case, subject.revision, subject.meeting, self._site(), found)
        # Two threads may ask at once: what is kept is replaced whole.
        told = self._told
        if told is None or told[0] != made_of:
            self._told = told = made_of, self._draft_record(subject, found)
        return told[1]

    def _draft_record(self, subject: Subject, found: Assessment) -> bytes:
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
        return _json(told)

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


def _json(told: Mapping[str, Any]) -> bytes:
    # Without indents the encoder in C does it, ten times as fast.
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def spoken_for(meeting: Meeting | None, cases: Sequence[Case], hash: str) -> Case:
    """What was written by hand in cases and their meeting, as one case: it reads so in every language.

    The letters of the edition's ``hash`` are no words either.
    """
    said = (
        (hash[:6], meeting.board, meeting.place, meeting.chair, meeting.recorder) if meeting else (hash[:6],)
    )
    names = tuple(one.name for one in meeting.members) if meeting else ()
    facts = {str(at): Fact(FieldState.VALUE, text) for at, text in enumerate((*said, *names)) if text}
    first = cases[0] if cases else Case("", "")
    told = tuple(entry for one in cases for entry in one.entries)
    return replace(first, entries=(*told, Entry("meeting", "meeting", facts=facts)))


def _masked(meeting: Meeting | None, masker: Masker) -> Meeting | None:
    if meeting is None:
        return None
    items = tuple(_masked_item(one, masker) for one in meeting.items)
    return replace(meeting, note=masker.text(meeting.note), items=items)


def _masked_item(item: AgendaItem, masker: Masker) -> AgendaItem:
    said, lifted = item.commitment, item.lifted
    if said is not None:
        said = replace(said, words=masker.text(said.words), after=masker.text(said.after))
    if lifted is not None:
        lifted = replace(lifted, why=masker.text(lifted.why))
    return replace(item, why=masker.text(item.why), commitment=said, lifted=lifted)
