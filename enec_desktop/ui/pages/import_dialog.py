"""Taking in files: columns, dry run, writing, and the way back; nothing is written before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, Qt, QTimer, Signal
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
from enec_desktop.domain.intake import Fate, ImportPlan, Reading, TableFile
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.import_check import ImportCheck
from enec_desktop.ui.widgets.import_columns import ImportColumns
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.progress import Progress, Steps
from enec_desktop.ui.widgets.table_reading import TableReading

LANE = "import"
STRETCH_MS = 30
"""So long the window may be busy with reading stored cases before it looks at keys again."""


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
        self._columns, self._check = ImportColumns(kit), ImportCheck(kit)
        self._reading = TableReading(kit)
        self._reading.changed.connect(self._read_again)
        self._columns.changed.connect(self._show_columns)
        self._columns_page = QScrollArea()
        self._columns_page.setWidgetResizable(True)
        self._columns_page.setAccessibleName(kit.words("import.title"))
        self._columns_page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = self._page(self._reading, self._columns)
        sheet.setProperty("role", "sheet")
        self._columns_page.setWidget(sheet)
        self._end = plain_label("", "title", wraps=True)
        self._end_page = self._page(self._end)
        self._end_page.layout().addStretch(1)  # type: ignore[union-attr]
        self._body = QStackedWidget()
        for page in (self._progress, self._columns_page, self._check, self._end_page):
            self._body.addWidget(page)
        self._back = self._button("back", lambda: self._show_columns(show=True))
        self._next = self._button("check", self._start_check)
        self._write = self._button("write", self._start_write)
        self._undo = self._button("undo", self._take_back)
        self._close = self._button("cancel", self.close)
        self._lay_out()
        self._start_read(Reading())

    def done(self, result: int) -> None:
        """Leave; what is under way must not arrive any more."""
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
        self._close.setVisible(page is not self._progress)
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

        def guarded() -> tuple[Any, EnecError | None]:
            try:
                return work(tell), None
            except EnecError as refused:
                return None, refused

        def arrived(found: tuple[Any, EnecError | None]) -> None:
            self._progress.end()
            result, refused = found
            if refused is None:
                done(result)
            else:
                self._refuse(str(refused))

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
            self._problem.show_error(problem)
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
        self._work(sentence, lambda tell: desk.say(source, uses, order, tell), self._match)

    def _match(self, said: Said) -> None:
        """Find the stored cases, here because the store belongs to this thread, a little at a time."""
        desk, sentence = self._desk, self._kit.words("import.checking")
        matching = desk.match(said)
        self._show(self._progress)
        steps = self._progress.begin(sentence)

        def some() -> None:
            until = QDeadlineTimer(STRETCH_MS)
            try:
                while not until.hasExpired():
                    steps.tell(*next(matching))
            except StopIteration as end:
                found = end.value
                self._work(sentence, lambda tell: desk.plan(said, found, tell), self._show_plan)
                return
            if not steps.stopped:
                QTimer.singleShot(0, self, some)

        some()

    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        count, words = len(plan.to_write), self._kit.words
        back = (self._back,) if isinstance(self._source, TableFile) else ()
        refused = plan.counts[Fate.REFUSED]
        about = words("import.about_refused", count=refused) if refused else words("import.about_check")
        self._show(self._check, *back, self._write, title=plan.name, about=about)
        self._write.setText(words("import.write_count" if count != 1 else "import.write_one", count=count))
        self._write.setEnabled(count > 0)
        self._check.show_plan(plan)
        self._check.focus_start()

    def _start_write(self) -> None:
        plan, words = self._plan, self._kit.words
        self._show(self._progress)
        self._progress.begin(words("import.writing"), can_stop=False)
        self._body.repaint()
        of = len(plan.to_write)
        try:
            self._desk.write(plan, lambda done: self._progress.show_now(done, of) if done % 20 == 0 else None)
        except EnecError as refused:
            self._progress.end()
            self._show_plan(plan)
            self._problem.show_error(str(refused))
            return
        self._progress.end()
        self.changed.emit()
        first = plan.to_write[0].case
        if of == 1 and first is not None:
            self.accept()
            self.case_wanted.emit(first.id)
            return
        counts = {"new": plan.counts[Fate.NEW], "changed": plan.counts[Fate.CHANGED]}
        self._end.setText(words("import.written", **counts))
        self._show(self._end_page, self._undo, title=plan.name)
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self) -> None:
        undone = self._desk.undo()
        self.changed.emit()
        self._end.setText(undone_words(self._kit, undone.cases, undone.archived, undone.stayed))
        self._show(self._end_page, title=self._plan.name)

    def _refuse(self, sentence: str) -> None:
        """Show why a file cannot be taken in; a table that was read before stays as it was."""
        if isinstance(self._source, TableFile):
            self._reading.show_table(self._source)
            self._show_columns(show=True)
        else:
            self._end.setText(self._kit.words("import.refused_file"))
            self._show(self._end_page)
        self._problem.show_error(sentence)

    def _stop(self) -> None:
        self._tasks.forget(LANE)
        if isinstance(self._source, TableFile):
            self._show_columns(show=True)
        else:
            self.close()


def undone_words(kit: Kit, cases: int, archived: int, stayed: tuple[str, ...]) -> str:
    """What taking back an import did, in a sentence or two."""
    told = kit.words("import.undone", cases=cases, archived=archived)
    return f"{told} {kit.words('import.stayed', what=', '.join(stayed))}" if stayed else told


def _tell(steps: Steps, done: int, of: int) -> None:
    """Tell the bar; called in the worker's thread."""
    if steps.stopped:
        raise ImportStopped
    steps.tell(done, of)
