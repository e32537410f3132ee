"""The board summary as it will be printed: seen, then saved, from the same bytes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case
from enec_desktop.domain.time import At
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.patient_words import titled
from enec_desktop.ui.widgets.pdf_preview import PageImage, PdfPreview

LANE = "summary"


class SummaryPage(QWidget):
    """Preview and export of one case's summary at one point in time."""

    exported = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks) -> None:
        super().__init__()
        self._kit, self._tasks = kit, tasks
        self._case_id = ""
        self._pdf = b""
        self._width = 0
        self._preview = PdfPreview(kit)
        self._export = QPushButton(kit.words("summary.export"))
        self._export.setProperty("role", "primary")
        self._export.clicked.connect(self.ask_where)
        self._export.setEnabled(False)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(200)
        self._resized.timeout.connect(self._draw_pages)
        kit.names.changed.connect(self._draw_pages)
        theme = kit.theme
        head = QHBoxLayout()
        pad = theme.space(5)
        head.setContentsMargins(pad, theme.space(3), pad, theme.space(2))
        head.setSpacing(theme.space(3))
        head.addWidget(plain_label(kit.words("summary.title"), "page"))
        head.addWidget(plain_label(kit.words("summary.about"), "second", wraps=True), 1)
        head.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._preview, 1)

    def show_case(self, case: Case, revision: int, at: At) -> None:
        """Make the paper of a case and show it."""
        self._case_id, self._pdf, self._width = case.id, b"", 0
        self._export.setEnabled(False)
        self._preview.show_words(self._kit.words("summary.working"))
        reports = self._kit.desk.reports
        self._tasks.run(LANE, lambda: reports.summary_pdf(case, revision, at), self._take_pdf)

    def focus_start(self) -> None:
        """Go to the pages."""
        (self._export if self._export.isEnabled() else self._preview).setFocus()

    def ask_where(self) -> None:
        """Ask for a file name, then write the very bytes that are shown."""
        dialog = QFileDialog(self, titled(self._kit, self._kit.words("summary.where"), self._case_id))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilter(self._kit.words("summary.filter"))
        dialog.selectFile(f"{self._case_id}-summary.pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, name: str) -> None:
        """Write the summary that is shown to a file."""
        path = Path(name)
        path.write_bytes(self._pdf)
        self.exported.emit(self._kit.words("summary.exported", file=path.name, folder=str(path.parent)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages follow the width, once it is settled."""
        super().resizeEvent(event)
        if self._pdf:
            self._resized.start()

    def _take_pdf(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._export.setEnabled(True)
        self._draw_pages()

    def _draw_pages(self) -> None:
        if self._kit.names.hidden:
            self._width = 0
            self._preview.show_words(self._kit.words("names.paper"))
            return
        reports, pdf, width = self._kit.desk.reports, self._pdf, self._preview.page_width
        if width == self._width or not pdf:
            return
        self._width = width

        def work() -> list[PageImage]:
            return [reports.preview(pdf, page, width) for page in range(reports.page_count(pdf))]

        self._tasks.run(LANE, work, self._preview.show_pages)
