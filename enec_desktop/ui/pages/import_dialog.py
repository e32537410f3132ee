"""Taking in files: columns, dry run, writing, and the way back; nothing is written before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from enec_desktop.app.import_plans import ImportStopped
from enec_desktop.app.imports import CaseFiles, ImportDesk, Said
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.intake import (
    Fate,
    ImportPlan,
    Known,
    Reading,
    TableFile,
    UndoneImport,
    Unread,
)
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.stretches import in_stretches
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.import_check import ImportCheck
from enec_desktop.ui.widgets.import_columns import ImportColumns
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.progress import Progress, Steps
from enec_desktop.ui.widgets.table_reading import TableReading
from enec_desktop.ui.widgets.wait_strip import WaitStrip

LANE = "import"

Piece = TypeVar("Piece")
Result = TypeVar("Result")


class ImportDialog(QDialog):
    """One window for one import; Escape leaves it with nothing written."""

    changed = Signal()
    case_wanted = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks, paths: list[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kit, self._tasks, self._paths, self._parent = kit, tasks, paths, parent
        self._desk: ImportDesk = kit.desk.imports
        self._source: TableFile | CaseFiles | None = None
        self._plan = ImportPlan("", ())
        self._title = plain_label("", "page", wraps=True)
        self._about = plain_label("", "second", wraps=True)
        self._problem = Message(kit)
        self._progress = Progress(kit)
        self._progress.stopped.connect(self._stop)
        self._wait, self._busy = WaitStrip(kit, tasks, kit.words("import.stop")), False
        self._columns, self._check = ImportColumns(kit), ImportCheck(kit)
        self._reading = TableReading(kit)
        self._reading.changed.connect(self._read_again)
        self._columns.changed.connect(self._show_columns)
        self._columns_page = self._scrolled(self._page(self._reading, self._columns))
        self._check_page = self._scrolled(self._check)
        self._end = plain_label("", "title", wraps=True)
        self._end_page = self._page(self._end)
        self._end_page.layout().addStretch(1)  # type: ignore[union-attr]
        self._doing = plain_label("", "title", wraps=True)
        self._wait_page = self._page(self._doing, self._wait)
        self._wait_page.layout().insertStretch(0, 2)  # type: ignore[union-attr]
        self._wait_page.layout().addStretch(3)  # type: ignore[union-attr]
        self._body = QStackedWidget()
        for page in (self._progress, self._columns_page, self._check_page, self._end_page, self._wait_page):
            self._body.addWidget(page)
        self._back = self._button("back", lambda: self._show_columns(show=True))
        self._next = self._button("check", self._start_check)
        self._write = self._button("write", self._start_write)
        self._undo = self._button("undo", self._take_back)
        self._close = self._button("cancel", self.close)
        self._lay_out()
        self._start_read(Reading())

    def done(self, result: int) -> None:
        """Leave; what is under way must not arrive any more. What is being written is stopped first."""
        if self._busy:
            self._wait.stop()
            return
        self._tasks.forget(LANE)
        super().done(result)

    def _lay_out(self) -> None:
        theme = self._kit.theme
        self.setWindowTitle(self._kit.words("import.title"))
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        for button in (self._undo, self._close, self._next, self._write):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        pad = theme.space(4)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.space(2))
        for part in (self._title, self._about, self._problem):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        column.addLayout(buttons)
        whole = self._parent.size()
        self.resize(whole.width() * 19 // 20, whole.height() * 19 // 20)

    def _scrolled(self, page: QWidget) -> QScrollArea:
        """At twice the size on a small screen a page scrolls; its buttons stay in sight."""
        page.setProperty("role", "sheet")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(self._kit.words("import.title"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def _page(self, *parts: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            column.addWidget(part)
        return page

    def _button(self, name: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._kit.words(f"import.{name}"))
        button.clicked.connect(lambda _=False: act())
        if name in ("check", "write"):
            button.setProperty("role", "primary")
        button.setAutoDefault(False)
        return button

    def _show(self, page: QWidget, *buttons: QPushButton, title: str = "", about: str = "") -> None:
        """Show a page with its buttons; Close is always there but where Stop does the same."""
        self._body.setCurrentWidget(page)
        for button in (self._back, self._next, self._write, self._undo):
            button.setVisible(button in buttons)
        self._close.setVisible(page not in (self._progress, self._wait_page))
        self._close.setText(self._kit.words("import.close" if page is self._end_page else "import.cancel"))
        self._title.setText(title or self._kit.words("import.title"))
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._problem.clear_error()

    def _work(self, sentence: str, work: Callable[[Callable[[int, int], None]], Any], done: Any) -> None:
        """Do something beside the window; a refusal is shown, a stop goes back to where it began."""
        self._show(self._progress)
        steps = self._progress.begin(sentence)

        def tell(at: int, of: int) -> None:
            _tell(steps, at, of)

        def guarded() -> tuple[Any, Exception | None]:
            try:
                return work(tell), None
            except Exception as failed:
                return None, failed

        def arrived(found: tuple[Any, Exception | None]) -> None:
            self._progress.end()
            result, failed = found
            if failed is None:
                done(result)
            else:
                self._refuse(failed)

        self._tasks.run(LANE, guarded, arrived)

    def _start_read(self, reading: Reading) -> None:
        paths, desk = self._paths, self._desk
        self._work(
            self._kit.words("import.reading"), lambda tell: desk.read(paths, reading), self._take_source
        )

    def _read_again(self) -> None:
        self._start_read(self._reading.reading)

    def _take_source(self, source: TableFile | CaseFiles) -> None:
        self._source = source
        if isinstance(source, CaseFiles):
            self._start_check()
            return
        self._reading.show_table(source)
        self._columns.show_table(source, self._desk.guess(source))
        self._show_columns(show=True)

    def _show_columns(self, *, show: bool = False) -> None:
        table = self._source
        if not isinstance(table, TableFile):
            return
        uses = self._columns.uses
        taken = sum(bool(use.address) for use in uses)
        count = {"rows": len(table.lines), "columns": len(uses), "taken": taken}
        about = self._kit.words("import.about_columns", **count)
        self._show(self._columns_page, self._next, title=table.name, about=about)
        problem = self._desk.problem(table, uses)
        self._next.setEnabled(not problem)
        if problem:
            self._problem.show_error(self._kit.problem(problem))
        if show:
            self._columns.focus_start()

    def _start_check(self) -> None:
        source, desk = self._source, self._desk
        if source is None:
            return
        uses, order = self._columns.uses, self._reading.order
        if isinstance(source, TableFile):
            desk.remember(source, uses)
        sentence = self._kit.words("import.checking")

        def say(known: list[Known]) -> None:
            self._work(sentence, lambda tell: desk.say(source, uses, order, known, tell), plan)

        def plan(said: Said) -> None:
            self._fetch(sentence, desk.unread(said), lambda unread: work_out(said, unread))

        def work_out(said: Said, unread: list[Unread]) -> None:
            self._work(sentence, lambda tell: desk.plan(said, unread, tell), self._show_plan)

        self._fetch(sentence, desk.known(), say)

    def _fetch(
        self, sentence: str, pieces: Iterator[Sequence[Piece]], then: Callable[[list[Piece]], None]
    ) -> None:
        """Fetch what a check needs of the store, here because the store belongs to this thread."""
        self._show(self._progress)
        steps = self._progress.begin(sentence)
        in_stretches(self, pieces, lambda: self.isVisible() and not steps.stopped, then, self._refuse)

    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        count, words = len(plan.to_write), self._kit.words
        back = (self._back,) if isinstance(self._source, TableFile) else ()
        refused = plan.counts[Fate.REFUSED]
        about = words("import.about_refused", count=refused) if refused else words("import.about_check")
        self._show(self._check_page, *back, self._write, title=plan.name, about=about)
        self._write.setText(words("import.write_count" if count != 1 else "import.write_one", count=count))
        self._write.setEnabled(count > 0)
        self._check.show_plan(plan)
        self._check.focus_start()

    def _start_write(self) -> None:
        plan, words = self._plan, self._kit.words
        if not self._watched("writing", lambda tell: self._desk.write(plan, tell)):
            return
        self.changed.emit()
        first = plan.to_write[0].case
        if len(plan.to_write) == 1 and first is not None:
            self.accept()
            self.case_wanted.emit(first.id)
            return
        counts = {"new": plan.counts[Fate.NEW], "changed": plan.counts[Fate.CHANGED]}
        self._end.setText(words("import.written", **counts))
        self._show(self._end_page, self._undo, title=plan.name)
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self) -> None:
        undone = self._watched("taking_back", self._desk.undo)
        if undone is None:
            return
        self.changed.emit()
        self._end.setText(undone_words(self._kit, undone))
        self._show(self._end_page, title=self._plan.name)
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _watched(self, sentence: str, work: Callable[[Callable[[float], bool]], Result]) -> Result | None:
        """Write, here because the store belongs to this thread; None where nothing was written."""
        on_check = self._body.currentWidget() is self._check_page
        before = self._check_page if on_check else self._end_page
        shown = [one for one in (self._back, self._write, self._undo) if one.isVisible()]
        title, about = self._title.text(), self._about.text()
        told = self._kit.words(f"import.{sentence}")
        self._doing.setText(told)
        self._show(self._wait_page)
        self._busy = True
        self._wait.begin(told)
        try:
            return work(self._wait.tell)
        except Exception as failed:
            self._show(before, *shown, title=title, about=about)
            if not isinstance(failed, EnecError):
                raise
            self._problem.show_error(self._kit.problem(failed))
            return None
        finally:
            self._busy = False
            self._wait.end()

    def _refuse(self, failed: Exception) -> None:
        """Show why a file cannot be taken in; a table that was read before stays as it was.

        A bug is raised again, for the window to say so.
        """
        if isinstance(self._source, TableFile):
            self._reading.show_table(self._source)
            self._show_columns(show=True)
        else:
            self._end.setText(self._kit.words("import.refused_file"))
            self._show(self._end_page)
        if not isinstance(failed, EnecError):
            raise failed
        self._problem.show_error(self._kit.problem(failed))

    def _stop(self) -> None:
        self._tasks.forget(LANE)
        if isinstance(self._source, TableFile):
            self._show_columns(show=True)
        else:
            self.close()


def undone_words(kit: Kit, undone: UndoneImport) -> str:
    """What taking back an import did, in a sentence or two."""
    told = kit.words("import.undone", cases=undone.cases, archived=undone.archived)
    stayed = ", ".join(undone.stayed)
    return f"{told} {kit.words('import.stayed', what=stayed)}" if stayed else told


def _tell(steps: Steps, done: int, of: int) -> None:
    """Tell the bar; called in the worker's thread."""
    if steps.stopped:
        raise ImportStopped
    steps.tell(done, of)
