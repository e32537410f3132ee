"""The way of files in and out of the window: dialogs, drops, and the undo of an import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow

from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import Cancelled, EnecError
from enec_desktop.domain.intake import Unread, Written
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.stretches import in_stretches
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.file_drop import FileDrop
from enec_desktop.ui.widgets.patient_words import titled

LANE = "export"


class ExchangeDoor(QObject):
    """Asks for files and carries them in or out; ``changed`` says that other cases are stored now.

    ``written``: the open case with what was taken from a report, and a sentence that says so.
    """

    changed = Signal()
    case_wanted = Signal(str)
    written = Signal(object, str)
    noted = Signal(str)
    refused = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks, window: QMainWindow, before: Callable[[], object]) -> None:
        """``before`` saves what is half typed."""
        super().__init__(window)
        self._kit, self._tasks, self._window, self._before = kit, tasks, window, before
        self._drop = FileDrop(window)
        self._drop.dropped.connect(self.take_in)

    def leave(self) -> None:
        """Take no more files: another door takes its place."""
        self._drop.deleteLater()
        self.deleteLater()

    def ask_import(self) -> None:
        """Ask which files to take in."""
        dialog = QFileDialog(self._window, self._kit.words("import.title"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self._kit.words("import.filter"), self._kit.words("import.any_filter")])
        dialog.filesSelected.connect(lambda names: self.take_in([Path(name) for name in names]))
        dialog.open()

    def take_in(self, paths: Sequence[Path]) -> None:
        """Look at files in a window of their own."""
        # Not before the first paint: the dialog brings the readers of tables with it.
        from enec_desktop.ui.pages.import_dialog import ImportDialog

        self._before()
        dialog = ImportDialog(self._kit, self._tasks, list(paths), self._window)
        dialog.changed.connect(self.changed)
        dialog.case_wanted.connect(self.case_wanted)
        dialog.open()

    def paste_report(self, case: Case) -> None:
        """Offer the values of a pasted report for the open case."""
        from enec_desktop.ui.pages.report_dialog import ReportDialog

        self._before()
        case = self._kit.desk.cases.open(case.id)
        dialog = ReportDialog(self._kit, self._tasks, case, self._window)
        dialog.written.connect(self.written)
        dialog.open()

    def undo_words(self) -> str:
        """What taking back the last import would take back; empty when there is none."""
        try:
            last = self._kit.desk.imports.last()
        except EnecError:
            return ""
        if last is None:
            return ""
        return self._kit.words("import.undo_what", count=last.cases, name=last.name)

    def undo(self) -> None:
        """Take the last import back and tell what came of it."""
        from enec_desktop.ui.pages.import_dialog import undone_words
        from enec_desktop.ui.widgets.wait_sheet import waiting

        self._before()
        words = self._kit.words
        sheet = waiting(
            self._kit,
            self._tasks,
            self._window,
            words("import.title"),
            words("import.taking_back"),
            words("import.stop"),
        )
        try:
            with sheet as tell:
                undone = self._kit.desk.imports.undo(tell)
        except EnecError as trouble:
            self.refused.emit(self._kit.problem(trouble))
            return
        self.changed.emit()
        self.noted.emit(undone_words(self._kit, undone))

    def ask_export(self, ids: Sequence[str] | None, name: str) -> None:
        """Ask where to write cases (None: all); a case file of one, a table or a folder of several."""
        self._before()
        title = self._kit.words("import.export_title")
        if ids is not None and len(ids) == 1:
            title = titled(self._kit, title, ids[0])
        dialog = QFileDialog(self._window, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        kinds = ("json", "csv", "xlsx") if ids is not None and len(ids) == 1 else ("csv", "xlsx", "folder")
        filters = {self._kit.words(f"import.{kind}_filter"): kind for kind in kinds}
        dialog.setNameFilters(list(filters))
        dialog.setDefaultSuffix(kinds[0])
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_ending(filters[chosen])))
        dialog.selectFile(f"{name}.{kinds[0]}")
        dialog.fileSelected.connect(lambda path: self._export(ids, Path(path)))
        dialog.open()

    def _export(self, ids: Sequence[str] | None, path: Path) -> None:
        """Fetch the cases here, a little at a time, and write them in another thread; Stop leaves nothing."""
        from enec_desktop.ui.widgets.wait_sheet import WorkSheet

        exports, words = self._kit.desk.exports, self._kit.words
        sheet = WorkSheet(self._kit, self._window, words("import.export_title"), words("import.exporting"))
        steps, fetching = sheet.steps, [True]

        def tell(share: float) -> bool:
            steps.tell(round(share * 1000), 1000)
            return not steps.stopped

        def write(unread: list[Unread]) -> None:
            fetching.clear()
            self._tasks.run(LANE, lambda: _or_failed(lambda: exports.write_unread(unread, path, tell)), done)

        def done(outcome: Written | Exception) -> None:
            if not steps.stopped:
                sheet.finish()
            if isinstance(outcome, Written):
                said = words("import.exported", file=path.name)
                kept = words("import.kept_back", count=len(outcome.kept_back)) if outcome.kept_back else ""
                self.noted.emit(f"{said} {kept}".strip())
            elif isinstance(outcome, Cancelled):
                self.noted.emit(str(outcome))
            elif isinstance(outcome, EnecError):
                self.refused.emit(str(outcome))
            else:
                raise outcome

        def stopped() -> None:
            # Later than this the writing itself says whether it was stopped in time.
            if fetching:
                done(Cancelled(words("import.export_stopped")))

        sheet.stopped.connect(stopped)
        try:
            pieces = exports.unread(ids)
        except EnecError as refused:
            done(refused)
            return
        in_stretches(self, pieces, lambda: not steps.stopped, write, done)


def _or_failed(work: Callable[[], Written]) -> Written | Exception:
    """What was written, or what went wrong, as a value: it ends the sheet, too."""
    try:
        return work()
    except Exception as failed:
        return failed


def _ending(kind: str) -> str:
    return "" if kind == "folder" else kind
