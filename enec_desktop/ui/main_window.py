"""The window: places, banner and menus joined together; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QTimer
from PySide6.QtGui import QCloseEvent, QCursor, QPaintEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from enec_desktop import __version__
from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Block, Row, Rows, Sentence, Table
from enec_desktop.domain.errors import EnecError
from enec_desktop.ui.actions import Actions
from enec_desktop.ui.habits import keep, settle
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.pages.case_page import CasePage
from enec_desktop.ui.pages.evidence_page import EvidencePage
from enec_desktop.ui.pages.site_page import SitePage
from enec_desktop.ui.pages.summary_page import SummaryPage
from enec_desktop.ui.pages.what_if_page import WhatIfPage
from enec_desktop.ui.pages.worklist_page import WorklistPage
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.theme import Theme
from enec_desktop.ui.trouble import Trouble
from enec_desktop.ui.widgets.alarm import Alarm
from enec_desktop.ui.widgets.fact_field import STATES, FactField, state_words
from enec_desktop.ui.widgets.info_dialog import InfoDialog
from enec_desktop.ui.widgets.patient_banner import PatientBanner
from enec_desktop.ui.widgets.rail import Rail

Place = WorklistPage | CasePage | SummaryPage | WhatIfPage | EvidencePage | SitePage


class MainWindow(QMainWindow):
    """One window, one case at a time."""

    def __init__(self, kit: Kit, trouble: Trouble) -> None:
        super().__init__()
        self._kit, self.trouble = kit, trouble
        self._started = False
        self._tasks = Tasks(self)
        self._alarm, self._banner, self._rail = Alarm(kit), PatientBanner(kit), Rail(kit)
        self.worklist = WorklistPage(kit)
        self.case = CasePage(kit, self._tasks)
        self.summary = SummaryPage(kit, self._tasks)
        self.evidence = EvidencePage(kit)
        self.what_if = WhatIfPage(kit, self._tasks)
        self.site = SitePage(kit)
        self._places: dict[str, Place] = {
            "worklist": self.worklist,
            "case": self.case,
            "summary": self.summary,
            "what_if": self.what_if,
            "evidence": self.evidence,
            "site": self.site,
        }
        self._stack = QStackedWidget()
        for page in self._places.values():
            self._stack.addWidget(page)
        self._lay_out()
        self._actions = Actions(kit, self)
        self._wire_actions()
        self._wire_pages()
        settle(self, kit.desk.settings)
        self._show_place("worklist")

    @property
    def theme(self) -> Theme:
        """The looks of the window."""
        return self._kit.theme

    @property
    def is_busy(self) -> bool:
        """Whether work off the main thread is under way."""
        return self._tasks.is_busy

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin to work after the first paint."""
        super().paintEvent(event)
        if not self._started:
            self._started = True
            QTimer.singleShot(0, self, self.start)

    def start(self) -> None:
        """Show the list of cases; a store that cannot be opened is said in the red banner."""
        knowledge = self._kit.desk.knowledge
        site = self._kit.desk.site
        if habits := self._kit.desk.settings.take_problem():
            self._alarm.note(habits)
        self._tasks.run("knowledge", lambda: (knowledge.base, site.problem), self._warn_of_site)
        try:
            self.worklist.refresh()
        except EnecError as trouble:
            self._alarm.warn(str(trouble))
        self.worklist.focus_start()

    def open_case(self, case_id: str) -> None:
        """Open a case in the editor."""
        self.case.flush()
        case = self._kit.desk.cases.open(case_id)
        self._show_identity(case)
        self._banner.show_saved("")
        self.case.open_case(case)
        self.show_place("case")

    def show_place(self, place: str) -> None:
        """Go to a place of the rail."""
        self.case.flush()
        if place == "worklist":
            self.worklist.refresh()
        elif place == "summary":
            case = self.case.case
            self.summary.show_case(case, self._kit.desk.cases.revision(case.id), self.case.point)
        elif place == "what_if":
            self.what_if.show_case(self.case.case, self.case.point)
        self._show_place(place)
        self._places[place].focus_start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is half typed and let running work end."""
        self.case.flush()
        keep(self, self._kit.desk.settings)
        self.hide()
        self._tasks.close()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self.setWindowTitle(self._kit.words("window.title"))
        inner = QVBoxLayout()
        inner.setSpacing(0)
        for part in (self._alarm, self._banner):
            inner.addWidget(part)
        inner.addWidget(self._stack, 1)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(inner, 1)
        self.setCentralWidget(central)

    def _wire_pages(self) -> None:
        self._rail.place_chosen.connect(self.show_place)
        self.worklist.case_chosen.connect(self.open_case)
        self.worklist.new_wanted.connect(self._new_case)
        self.worklist.samples_wanted.connect(self._load_samples)
        self.worklist.keys_wanted.connect(self._show_keys)
        self.case.case_changed.connect(self._show_saved)
        self.case.refused.connect(self._alarm.warn)
        self.case.field_menu_wanted.connect(self._show_field_menu)
        self.case.evidence_wanted.connect(self._browse)
        self.what_if.evidence_wanted.connect(self._browse)
        self.site.changed.connect(self.case.assess_again)
        self.summary.exported.connect(self._alarm.note)
        self.trouble.happened.connect(self._show_trouble)

    def _wire_actions(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "new": self._new_case,
            "import": self._ask_import,
            "samples": self._load_samples,
            "summary": lambda: self.show_place("summary"),
            "export": self._ask_export,
            "archive": self._archive,
            "quit": self.close,
            "undo": lambda: self._step_back("undo"),
            "redo": lambda: self._step_back("redo"),
            "find": self._find,
            "next_state": lambda: self._with_field(FactField.next_state),
            "details": lambda: self._with_field(FactField.show_details),
            "several": lambda: self._with_field(FactField.choose_several),
            "history": lambda: self._with_field(self.case.show_history),
            "worklist": lambda: self.show_place("worklist"),
            "case": lambda: self.show_place("case"),
            "evidence": lambda: self.show_place("evidence"),
            "what_if": lambda: self.show_place("what_if"),
            "site": lambda: self.show_place("site"),
            "back": lambda: self.evidence.step(-1),
            "forward": lambda: self.evidence.step(1),
            "next_pane": lambda: self.case.next_pane(1),
            "previous_pane": lambda: self.case.next_pane(-1),
            "widen": self.case.widen,
            "larger": lambda: self._kit.theme.zoom_by(1),
            "smaller": lambda: self._kit.theme.zoom_by(-1),
            "usual": lambda: self._kit.theme.zoom_by(0),
            "keys": self._show_keys,
            "about": self._show_about,
        }
        for name, act in acts.items():
            self._actions.connect(name, act)
        self._actions.looks.triggered.connect(lambda action: self._kit.theme.set_look(action.data()))
        self._actions.menus["edit"].aboutToShow.connect(self._name_steps)
        self._actions.menus["field"].aboutToShow.connect(self._allow)

    def _show_place(self, place: str) -> None:
        self._stack.setCurrentWidget(self._places[place])
        self._rail.show_place(place)
        self._rail.set_case_open(bool(self.case.case.id))
        self._banner.setVisible(place != "worklist" and bool(self.case.case.id))
        self._allow()

    def _allow(self) -> None:
        case = bool(self.case.case.id)
        self._actions.allow(case=case, field=case)
        if case:
            self._name_steps()

    def _name_steps(self) -> None:
        case_id = self.case.case.id
        if not case_id:
            return
        cases, words = self._kit.desk.cases, self._kit.words
        for name, what in (("undo", cases.undo_words(case_id)), ("redo", cases.redo_words(case_id))):
            action = self._actions.action(name)
            action.setText(words(f"menu.{name}_what", what=what) if what else words(f"menu.{name}"))
            action.setEnabled(bool(what))

    def _show_identity(self, case: Case) -> None:
        self._banner.show_case(case, self._kit.today())

    def _show_saved(self, case: Case) -> None:
        self._show_identity(case)
        time = QDateTime.currentDateTime().toString("HH:mm")
        self._banner.show_saved(self._kit.words("banner.saved", time=time))
        self._name_steps()

    def _step_back(self, way: str) -> None:
        self.case.flush()
        case_id, cases = self.case.case.id, self._kit.desk.cases
        what = cases.undo_words(case_id) if way == "undo" else cases.redo_words(case_id)
        case = cases.undo(case_id) if way == "undo" else cases.redo(case_id)
        if case is not None:
            self.case.reload(case)
            self._show_saved(case)
            self._banner.show_saved(self._kit.words(f"banner.{way}", what=what))

    def _with_field(self, act: Callable[[FactField], object]) -> None:
        field = self.case.focused_field()
        if field is not None:
            act(field)

    def _show_field_menu(self, field: FactField) -> None:
        words, menu = self._kit.words, QMenu(self)
        for state in STATES:
            item = menu.addAction(state_words(self._kit, state))
            item.triggered.connect(lambda _=False, state=state: field.set_state(state))
            item.setCheckable(True)
            item.setChecked(field.fact.state is state)
        menu.addSeparator()
        if field.field.choices:
            menu.addAction(words("menu.several"), field.choose_several)
        menu.addAction(words("menu.details"), field.show_details)
        menu.addAction(words("menu.history"), lambda: self.case.show_history(field))
        menu.popup(QCursor.pos())

    def _warn_of_site(self, read: tuple[object, str]) -> None:
        """A profile that cannot be used is said once; the program goes on without it."""
        if read[1]:
            self._alarm.warn(read[1])

    def _browse(self, ref: str) -> None:
        self.show_place("evidence")
        self.evidence.open_record(ref)

    def _find(self) -> None:
        if self._stack.currentWidget() is self.evidence:
            self.evidence.focus_search()
            return
        if self._stack.currentWidget() is not self.worklist:
            self.show_place("worklist")
        self.worklist.focus_search()

    def _new_case(self) -> None:
        self.open_case(self._kit.desk.cases.create(""))

    def _load_samples(self) -> None:
        count = self._kit.desk.cases.load_samples()
        self.show_place("worklist")
        self._alarm.note(self._kit.words("window.samples", count=count))

    def _archive(self) -> None:
        case = self.case.case
        self._kit.desk.cases.archive(case.id)
        self.show_place("worklist")
        self._alarm.note(self._kit.words("window.archived"))

    def _ask_import(self) -> None:
        dialog = QFileDialog(self, self._kit.words("window.import"))
        dialog.setNameFilter(self._kit.words("window.case_filter"))
        dialog.fileSelected.connect(self._import)
        dialog.open()

    def _import(self, name: str) -> None:
        try:
            case_id = self._kit.desk.cases.import_file(Path(name))
        except EnecError as trouble:
            self._alarm.warn(str(trouble))
            return
        self.open_case(case_id)

    def _ask_export(self) -> None:
        dialog = QFileDialog(self, self._kit.words("window.export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.setNameFilter(self._kit.words("window.case_filter"))
        dialog.selectFile(f"{self.case.case.id}.json")
        dialog.fileSelected.connect(self._export)
        dialog.open()

    def _export(self, name: str) -> None:
        self._kit.desk.cases.export_file(self.case.case.id, Path(name))
        self._alarm.note(self._kit.words("window.exported", file=Path(name).name))

    def _show_trouble(self, sentence: str, details: str) -> None:
        """Nothing is claimed saved that is not; what is shown again comes from the store."""
        self._alarm.warn(sentence or self._kit.words("window.fault"), details)
        self._banner.show_saved(self._kit.words("banner.not_saved"), failed=True)

    def _show_keys(self) -> None:
        header = (self._kit.words("info.key"), self._kit.words("info.does"))
        lines = [
            *self._actions.keys(),
            *(tuple(pair.split("|")) for pair in self._kit.words("info.more_keys").split("\n")),
        ]
        rows = tuple((Sentence(line[0], strong=True), Sentence(line[1])) for line in lines)
        self._show_info("info.keys", (Table(header, rows),))

    def _show_about(self) -> None:
        edition, words = self._kit.desk.knowledge.base.edition, self._kit.words
        said = {
            "program": __version__,
            "knowledge": f"{edition.version} ({edition.hash[:8]}), {edition.date}",
            "review": edition.review_by,
            "purpose": words("info.purpose_text"),
        }
        rows = tuple(Row(words(f"info.{name}"), Sentence(text)) for name, text in said.items())
        self._show_info("info.about", (Rows(rows),))

    def _show_info(self, title: str, blocks: tuple[Block, ...]) -> None:
        InfoDialog(self._kit, self._kit.words(title), blocks, self).show()
