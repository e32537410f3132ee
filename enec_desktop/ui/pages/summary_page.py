"""A document of a case as it will be printed: seen, then saved, from the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QVBoxLayout, QWidget

from enec_desktop.app.papers import Order
from enec_desktop.app.points import latest
from enec_desktop.app.reports import CASE_DOCUMENTS
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import Cancelled, EnecError
from enec_desktop.domain.time import At
from enec_desktop.domain.values import Codes
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.advice_waits import AdviceWaits
from enec_desktop.ui.widgets.choice_box import ChoiceBox
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.patient_words import titled
from enec_desktop.ui.widgets.pdf_preview import PageImage, PdfPreview
from enec_desktop.ui.widgets.progress import Progress, Steps
from enec_desktop.ui.widgets.tick_box import TickBox

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

LANE = "summary"
_PARTS = 1000
"""The parts a bar is divided into."""

_SEEN_FIRST = 2
"""So many pages are shown before the others are drawn."""


class SummaryPage(QWidget):
    """Preview and export of the documents of one case at one point in time; the board summary first."""

    exported = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks) -> None:
        super().__init__()
        self._kit, self._tasks = kit, tasks
        self._shown: tuple[Case, int, At] | None = None
        self._order: Order | None = None
        self._kind = DocumentKind.SUMMARY
        self._pdf = b""
        self._width = 0
        self._steps = Steps()
        self._preview = PdfPreview(kit)
        self._title = plain_label(kit.words("summary.title"), "page")
        self._make_controls()
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(200)
        self._resized.timeout.connect(self._draw_pages)
        kit.names.changed.connect(self._draw_pages)
        self._waits = AdviceWaits(kit)
        kit.advice.changed.connect(self._make)
        self._lay_out()

    def _make_controls(self) -> None:
        kit = self._kit
        self._kinds = ChoiceBox(
            kit.theme, {one.value: kit.words(f"summary.{one.value}") for one in CASE_DOCUMENTS}
        )
        self._kinds.setAccessibleName(kit.words("summary.kind"))
        self._kinds.fit_to_words(52)
        self._kinds.chosen.connect(self._choose)
        self._hidden = TickBox(kit.theme, kit.words("summary.hidden"))
        self._hidden.toggled.connect(lambda _: self._make())
        self._export = QPushButton()
        self._export.setProperty("role", "primary")
        self._export.clicked.connect(self.ask_where)
        self._print = self._button("print", self.ask_printer)
        self._paper = self._button("paper", self.ask_paper)
        self._let_out(False)

    def _lay_out(self) -> None:
        kit, theme = self._kit, self._kit.theme
        head = Flow(gap=theme.space(3))
        pad = theme.space(5)
        head.setContentsMargins(pad, theme.space(3), pad, 0)
        for part in (self._title, self._kinds, self._hidden, self._export, self._print, self._paper):
            head.addWidget(part)
        about = plain_label(kit.words("summary.about"), "second", wraps=True)
        about.setContentsMargins(pad, 0, pad, theme.space(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addLayout(head)
        column.addWidget(about)
        column.addWidget(self._waits)
        column.addWidget(self._preview, 1)
        column.addStretch(0)

    def show_case(self, case: Case, revision: int, at: At) -> None:
        """Make the paper of a case and show it."""
        self._shown = case, revision, at
        self._make()

    def _choose(self, codes: Codes) -> None:
        self._kind = DocumentKind(next(iter(codes), DocumentKind.SUMMARY))
        self._make()

    def _make(self) -> None:
        """Order the document that is chosen, and make it beside the window."""
        words, desk = self._kit.words, self._kit.desk
        self._pdf, self._width, self._order = b"", 0, None
        self._kinds.show_codes(frozenset({self._kind.value}), "")
        self._export.setText(words(f"summary.export_{self._kind.value}"))
        self._let_out(False)
        # Whatever was still being made is no longer wanted.
        self._steps.stopped = True
        if self._shown is None:
            return
        case, revision, at = self._shown
        waits = self._waits.show_case(case.id)
        self._preview.setVisible(not waits)
        if waits:
            self._tasks.forget(LANE)
            return
        earlier = None if at == latest(desk.now()) else at
        try:
            order = desk.papers.order(self._kind, case, revision, earlier, hidden=self._hidden.isChecked())
        except EnecError as trouble:
            self._preview.show_words(self._kit.problem(trouble))
            return
        steps = self._wait()

        def work() -> bytes:
            try:
                return desk.papers.made(order, lambda share: _told(steps, round(share * _PARTS), _PARTS))
            except Cancelled:
                return b""

        self._tasks.run(LANE, work, lambda pdf: self._take_pdf(order, pdf))

    def focus_start(self) -> None:
        """Go to the pages, or to the way to advice that waits."""
        if self._waits.focus_start():
            return
        (self._export if self._export.isEnabled() else self._preview).setFocus()

    def ask_where(self) -> None:
        """Ask for a file name, then write the very bytes that are shown."""
        if self._order is None:
            return
        case_id = self._order.subject.case.id
        dialog = QFileDialog(self, titled(self._kit, self._export.text(), case_id))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilter(self._kit.words("summary.filter"))
        dialog.selectFile(f"{case_id}-{self._kind.value}.pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, name: str) -> None:
        """Write the document that is shown to a file, and note that it left."""
        if self._order is None:
            return
        path = Path(name)
        self._kit.desk.papers.leaves(self._order, self._pdf, path)
        self.exported.emit(self._kit.words("summary.exported", file=path.name, folder=str(path.parent)))

    def ask_printer(self) -> None:
        """Ask for a printer, then send it the very pages that are shown."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

        from enec_desktop.ui.widgets.printing import printer_for

        if self._order is None:
            return
        printer = printer_for(self._order.settings.sheet, self._kit.words(f"summary.{self._kind.value}"))
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(titled(self._kit, self._print.text(), self._order.subject.case.id))
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self._kit.desk.reports.page_count(self._pdf))
        dialog.accepted.connect(lambda: self.print_to(printer))
        dialog.finished.connect(dialog.deleteLater)
        # The dialog's own ``open`` wants a slot by name.
        QDialog.open(dialog)

    def print_to(self, printer: QPrinter) -> None:
        """Print the document that is shown, and note that it left."""
        from enec_desktop.ui.widgets.printing import print_pages
        from enec_desktop.ui.widgets.wait_sheet import waiting

        order, words, desk = self._order, self._kit.words, self._kit.desk
        if order is None:
            return
        title, sentence, stop = (words(f"summary.{one}") for one in ("print", "printing", "print_stop"))
        try:
            with waiting(self._kit, self._tasks, self, title, sentence, stop) as tell:
                count = print_pages(printer, desk.reports, self._pdf, tell)
        except Cancelled as stopped:
            self.exported.emit(self._kit.problem(stopped))
            return
        desk.papers.noted(order, self._pdf)
        name = printer.printerName() or Path(printer.outputFileName()).name or words("summary.printer")
        self.exported.emit(words(f"summary.printed{'_one' if count == 1 else ''}", count=count, printer=name))

    def ask_paper(self) -> None:
        """Show the paper of this hospital; what is changed there is seen at once."""
        from enec_desktop.ui.widgets.letterhead_dialog import LetterheadDialog

        dialog = LetterheadDialog(self._kit, self)
        dialog.changed.connect(self._make)
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages follow the width, once it is settled."""
        super().resizeEvent(event)
        if self._pdf:
            self._resized.start()

    def _button(self, name: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._kit.words(f"summary.{name}"))
        button.setToolTip(self._kit.words(f"summary.{name}_tip"))
        button.clicked.connect(act)
        return button

    def _let_out(self, may: bool) -> None:
        self._export.setEnabled(may)
        self._print.setEnabled(may)

    def _wait(self) -> Steps:
        """Show how far a piece of work is, with a way to stop it."""
        progress = Progress(self._kit)
        self._steps = progress.begin(self._kit.words("summary.working"))
        progress.stopped.connect(self._stop)
        self._preview.show_waiting(progress)
        return self._steps

    def _stop(self) -> None:
        """Nothing is made any more, and nothing was written."""
        self._tasks.forget(LANE)
        self._pdf, self._width, self._order = b"", 0, None
        self._let_out(False)
        self._preview.show_words(self._kit.words("summary.stopped"))

    def _take_pdf(self, order: Order, pdf: bytes) -> None:
        if not pdf:
            return
        self._order, self._pdf = order, pdf
        self._let_out(True)
        self._draw_pages()

    def _draw_pages(self) -> None:
        if self._kit.names.hidden:
            self._width = 0
            if self._pdf:
                # Pages that are being drawn show the name.
                self._tasks.forget(LANE)
            self._preview.show_words(self._kit.words("names.paper"))
            return
        reports, pdf, width = self._kit.desk.reports, self._pdf, self._preview.page_width
        if width == self._width or not pdf:
            return
        self._width = width
        self._steps.stopped = True
        steps = self._steps = Steps()
        count = reports.page_count(pdf)

        def draw(drawn: list[PageImage], upto: int) -> None:
            """The next pages, behind those that are drawn; the first ones are seen before the others are."""

            def work() -> list[PageImage]:
                pages = range(len(drawn), upto)
                new = [reports.preview(pdf, one, width) for one in pages if not steps.stopped]
                return [*drawn, *new]

            def take(pages: list[PageImage]) -> None:
                self._preview.show_pages(pages, count)
                if len(pages) < count:
                    draw(pages, count)

            self._tasks.run(LANE, work, take)

        draw([], count if self._preview.has_pages else min(_SEEN_FIRST, count))


def _told(steps: Steps, done: int, of: int) -> bool:
    """Tell how far it is; whether to go on."""
    steps.tell(done, of)
    return not steps.stopped
