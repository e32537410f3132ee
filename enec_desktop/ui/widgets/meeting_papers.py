"""The papers of a meeting: agenda, what is to do, and the pack with every summary."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from enec_desktop.app.papers import MEETING_DOCUMENTS
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.errors import Cancelled, EnecError
from enec_desktop.domain.meeting import Meeting
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.meeting_book import MeetingBook
from enec_desktop.ui.widgets.wait_sheet import WorkSheet

LANE = "meeting-papers"
_PARTS = 1000


class MeetingPapers(QPushButton):
    """Asks which paper and where to, makes it beside the window, writes it and notes that it left."""

    noted = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks, book: MeetingBook) -> None:
        super().__init__(kit.words("meeting.papers"))
        self._kit, self._tasks, self._book = kit, tasks, book
        self.setToolTip(kit.words("meeting.papers_tip"))
        menu = QMenu(self)
        for kind in MEETING_DOCUMENTS:
            menu.addAction(kit.words(f"meeting.paper_{kind.value}"), partial(self._ask, kind))
        self.setMenu(menu)

    def _ask(self, kind: DocumentKind) -> None:
        meeting = self._book.meeting
        if meeting is None:
            self.noted.emit(self._kit.words("meeting.none_yet"))
            return
        dialog = QFileDialog(self, self._kit.words(f"meeting.paper_{kind.value}"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilter(self._kit.words("summary.filter"))
        dialog.selectFile(f"{meeting.day.isoformat()}-{kind.value}.pdf")
        dialog.fileSelected.connect(lambda name: self._write(kind, meeting, Path(name)))
        dialog.open()

    def _write(self, kind: DocumentKind, meeting: Meeting, path: Path) -> None:
        papers, words = self._kit.desk.papers, self._kit.words
        order = papers.order_of_meeting(kind, meeting)
        sheet = WorkSheet(
            self._kit, self.window(), words(f"meeting.paper_{kind.value}"), words("summary.working")
        )
        steps = sheet.steps

        def tell(share: float) -> bool:
            steps.tell(round(share * _PARTS), _PARTS)
            return not steps.stopped

        def make() -> bytes | EnecError:
            try:
                return papers.made_of_meeting(order, tell)
            except EnecError as refused:
                return refused

        def take(made: bytes | EnecError) -> None:
            # Stopped later than the last page was asked for: it is not written all the same.
            if steps.stopped or isinstance(made, Cancelled):
                self.noted.emit(words("meeting.paper_stopped"))
                return
            sheet.finish()
            if isinstance(made, EnecError):
                raise made
            papers.leaves_of_meeting(order, made, path)
            said = words("summary.exported", file=path.name, folder=str(path.parent))
            waits = words("meeting.paper_waits", count=len(order.waiting)) if order.waiting else ""
            self.noted.emit(f"{said} {waits}".strip())

        self._tasks.run(LANE, make, take)
