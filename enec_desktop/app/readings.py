"""Values of pasted reports: read on this machine, offered, and written only as someone took them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from enec_desktop.app.cases import CaseDesk
from enec_desktop.domain.case import Case
from enec_desktop.domain.reading.offers import Reading
from enec_desktop.domain.reading.reader import Reader
from enec_desktop.domain.reading.sheet import Sheet
from enec_desktop.domain.strict import TEXT_CAP


class ReadingDesk:
    """Reads pasted texts and writes what was taken from them."""

    def __init__(self, make: Callable[[], Reader], cases: CaseDesk, now: Callable[[], datetime]) -> None:
        self._make, self._cases, self._now = make, cases, now
        self._reader: Reader | None = None

    def read(self, text: str) -> Reading:
        """What a text tells; only its first TEXT_CAP characters are read. May run beside the window."""
        if self._reader is None:
            self._reader = self._make()
        return self._reader.read(text[:TEXT_CAP], self._now().date())

    def sheet(self, case_id: str, reading: Reading) -> tuple[Sheet, int]:
        """The offers for a stored case, and the revision they were held against."""
        case, revision = self._cases.stored(case_id)
        return Sheet(case, reading, self._cases.vocabulary), revision

    def write(self, sheet: Sheet, revision: int) -> Case:
        """Write what was taken as one change that undo names after the report.

        Raises StoreRefused where the case was changed meanwhile, CaseRefused where it would contradict
        itself.
        """
        report = sheet.reading.reports[0] if len(sheet.reading.reports) == 1 else None
        which = f" {report.report_id}" if report and report.report_id else ""
        count = len(sheet.taken)
        name = f"Report{which}: {count} value{'s' if count > 1 else ''}"
        return self._cases.take_over(sheet.result(), revision, name)
