"""The board's summary as PDF, and its pages as pictures."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from enec_desktop import __version__
from enec_desktop.app.assessments import AssessmentDesk
from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.app.words import Words
from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.content import Page
from enec_desktop.domain.site import NO_SITE, SiteProfile
from enec_desktop.domain.style import Tokens
from enec_desktop.domain.time import At
from enec_desktop.engine.known import known_then
from enec_desktop.wording.opinions import opinion_document
from enec_desktop.wording.summary import Stamp, board_summary


class ReportDesk:
    """Makes the paper of a case in the language in force.

    The same case, point, edition, language and time give the same bytes.
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
    ) -> None:
        self._site = site
        self._words = words
        self._stored = stored
        self._knowledge = knowledge
        self._assessments = assessments
        self._tokens = tokens
        self._fonts = fonts
        self._now = now

    def summary_page(self, case: Case, revision: int, at: At | None = None) -> Page:
        """The board's summary before it is laid out."""
        point = at or self._assessments.latest()
        assessment = self._assessments.assess(case, point)
        knowledge = self._knowledge.base
        known = known_then(case, knowledge.vocabulary, point)
        stamp = Stamp(revision, self._now(), __version__)
        page = board_summary(case, known, assessment, knowledge, stamp, self._site())
        return self._words.page(page, case)

    def board_summary(self, case_id: str, at: At | None = None) -> bytes:
        """The board's summary of a stored case as PDF, its record embedded."""
        return self.summary_pdf(*self._stored(case_id), at)

    def summary_pdf(self, case: Case, revision: int, at: At | None = None) -> bytes:
        """The board's summary of any case as PDF, its record embedded.

        Raises EnecError when the page cannot be laid out, KeyError for an unknown event.
        """
        from enec_desktop.report.pdf import write_pdf
        from enec_desktop.report.words import PaperWords

        page = self.summary_page(case, revision, at)
        assessment = self._assessments.assess(case, at or self._assessments.latest())
        record = {
            "format": "enec-record-1",
            "revision": revision,
            "case": to_document(case),
            "assessment": {
                **self._assessments.document(assessment),
                **opinion_document(assessment, case.opinions),
            },
        }
        text = json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1)
        said = {one.name: self._words(f"paper.{one.name}") for one in fields(PaperWords)}
        words = PaperWords(**said)
        return write_pdf(page, tokens=self._tokens(), fonts=self._fonts, record=text.encode(), words=words)

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
