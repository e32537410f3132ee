"""The papers of a meeting: agenda, what is to do, and the pack with every summary."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from enec_desktop.app.papers import MEETING_DOCUMENTS
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.meeting import Meeting
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.meeting_book import MeetingBook

LANE = "meeting-papers"


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
        self.noted.emit(words("summary.working"))

        def take(pdf: bytes) -> None:
            papers.leaves_of_meeting(order, pdf, path)
            self.noted.emit(words("summary.exported", file=path.name, folder=str(path.parent)))

        self._tasks.run(LANE, lambda: papers.made_of_meeting(order), take)
