"""The window: places, banner and menus joined together; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.worklist import Where
from enec_desktop.ui.actions import Actions
from enec_desktop.ui.afterwards import Afterwards
from enec_desktop.ui.finding import Finding
from enec_desktop.ui.habits import settle
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.meeting_door import MeetingDoor, Turns
from enec_desktop.ui.places import Places
from enec_desktop.ui.steps_back import StepsBack
from enec_desktop.ui.strips import Strips
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.theme import Theme
from enec_desktop.ui.trouble import Trouble
from enec_desktop.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from enec_desktop.app.first_start import Made
    from enec_desktop.domain.case import Case
    from enec_desktop.ui.arrivals import Arrivals
    from enec_desktop.ui.backlog import Backlog
    from enec_desktop.ui.exchange_door import ExchangeDoor
    from enec_desktop.ui.field_menu import FieldCommands
    from enec_desktop.ui.first_steps import FirstSteps
    from enec_desktop.ui.information import Information
    from enec_desktop.ui.pages.case_page import CasePage
    from enec_desktop.ui.widgets.fact_field import FactField


BARE = ("worklist", "meeting")
"""Places that speak of many cases, or say themselves of which one."""


class MainWindow(QMainWindow):
    """One window, one case at a time."""

    painted = Signal()

    def __init__(self, kit: Kit, trouble: Trouble) -> None:
        super().__init__()
        self._kit, self.trouble = kit, trouble
        self._started = False
        self._tasks = Tasks(self)
        self._make()
        self._kit.names.changed.connect(lambda: self._steps.name())
        self.trouble.happened.connect(self._show_trouble)
        settle(self, kit.desk.settings)
        self._bring_up("worklist")

    @property
    def theme(self) -> Theme:
        """The looks of the window."""
        return self._kit.theme

    @property
    def is_busy(self) -> bool:
        """Whether work off the main thread is under way, or something is still made ready."""
        return self._tasks.is_busy or self._afterwards.is_busy

    @property
    def case(self) -> CasePage:
        """The page of the open case."""
        return self.places.case

    def show_list(self) -> None:
        """Fill the list of cases; the counts behind its chips may follow the first picture."""
        worklist = self.places.worklist
        self._or_warn(worklist.show_first)
        worklist.focus_start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Make the rest ready after the first paint."""
        super().paintEvent(event)
        if not self._started:
            self._started = True
            QTimer.singleShot(0, self, self.start)

    def start(self) -> None:
        """Fill the menus, count the cases, make the page of a case ahead of time, read the knowledge."""
        self._started = True
        self.painted.emit()
        self._fill_menus()
        _ = self._door  # from now on files can be dropped
        self._afterwards.begin()

    def welcome(self, made: Made) -> None:
        """After the first start: show what there is."""
        self._first_steps.welcome(made)

    def open_case(self, case_id: str) -> None:
        """Open a case in the editor."""
        self._take_case(case_id)
        self.show_place("case")

    def show_place(self, place: str) -> None:
        """Go to a place of the rail."""
        self.places.flush()
        self._meetings.catch_up()
        if place == "worklist":
            self.places.worklist.refresh()
        elif place == "meeting":
            self.places.meeting.refresh()
        elif place == "summary":
            case = self.case.case
            self.places.summary.show_case(case, self._kit.desk.cases.revision(case.id), self.case.point)
        elif place == "what_if":
            self.places.what_if.show_case(self.case.case, self.case.point)
        self._bring_up(place)
        self.places.page(place).focus_start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is half typed, let running work end, and leave a copy of the cases."""
        from enec_desktop.ui.safekeeping import leave

        self.places.flush()
        leave(self._kit, self._tasks, self)
        super().closeEvent(event)

    def _take_case(self, case_id: str) -> None:
        """Let a case be the open one, whatever page is in front."""
        self.places.flush()
        case = self._kit.desk.cases.open(case_id)
        self._strips.show_identity(case)
        self._strips.banner.show_saved("")
        self._strips.banner.setVisible(self._rail.place not in BARE)
        self.case.open_case(case)
        self._rail.set_case_open(True)
        self._allow()

    def _or_warn(self, act: Callable[[], object]) -> None:
        """Do something; what a user can mend, such as a store that is open elsewhere, is said in red."""
        try:
            act()
        except EnecError as trouble:
            self._strips.alarm.warn(self._kit.problem(trouble))

    @cached_property
    def _backlog(self) -> Backlog:
        from enec_desktop.ui.backlog import Backlog

        return Backlog(self._kit, self._tasks, self.places)

    @cached_property
    def _fields(self) -> FieldCommands:
        from enec_desktop.ui.field_menu import FieldCommands

        return FieldCommands(self._kit, self._show_history, self)

    @cached_property
    def _first_steps(self) -> FirstSteps:
        from enec_desktop.ui.first_steps import FirstSteps

        return FirstSteps(
            self._kit,
            self.places,
            self._strips,
            show_place=self.show_place,
            open_case=self.open_case,
            browse=self._finding.browse,
            assess_list=self._backlog.take_up,
        )

    @cached_property
    def _arrivals(self) -> Arrivals:
        from enec_desktop.ui.arrivals import Arrivals, Ways

        ways = Ways(self.show_place, self._show_saved, self._backlog.take_up)
        return Arrivals(self._kit, self._tasks, self.places, self._strips, ways)

    @cached_property
    def _door(self) -> ExchangeDoor:
        """The way of files in and out; from the first picture on, files can be dropped on the window."""
        from enec_desktop.ui.exchange_door import ExchangeDoor

        door = ExchangeDoor(self._kit, self._tasks, self, self.places.flush)
        door.changed.connect(self._arrivals.show_imported)
        door.case_wanted.connect(self.open_case)
        door.written.connect(self._arrivals.show_written)
        door.noted.connect(self._note)
        door.refused.connect(lambda sentence: self._strips.alarm.warn(sentence))
        return door

    def _make(self) -> None:
        """Make everything in the window, in the language in force."""
        kit = self._kit
        self._rail = Rail(kit)
        self.places = Places(kit, self._tasks, self._wire)
        self._lay_out()
        self._actions = Actions(kit, self)
        self._steps = StepsBack(kit, self._actions, self.places, self._strips)
        self._afterwards = Afterwards(kit, self._tasks, self.places, self._strips, self.open_case)
        self._rail.place_chosen.connect(self.show_place)
        self._finding = Finding(self.places, self.show_place)
        turns = Turns(
            self.open_case,
            self._finding.browse,
            self._take_case,
            self._show_saved,
            lambda field: self._fields.show_menu(field),
        )
        self._meetings = MeetingDoor(kit, self.places, self._strips, turns)

    def _speak(self, language: str) -> None:
        """Take another language: the window is made anew around the user, who stays where they were."""
        from enec_desktop.ui.bookmark import bookmark, return_to
        from enec_desktop.ui.languages import speak

        self.places.flush()
        mark, step = bookmark(self.places, self._rail.place), self._first_steps.step
        for part in (self._afterwards, self._actions, self._door):
            part.leave()
        self._tasks.close()
        speak(self._kit, language)
        for made in ("_door", "_arrivals", "_backlog", "_first_steps", "_information", "_fields"):
            self.__dict__.pop(made, None)
        self._make()
        self._fill_menus()
        _ = self._door
        self.show_list()
        self._afterwards.begin()
        return_to(mark, self.places, self.open_case, self.show_place)
        self._first_steps.resume(step)
        self._backlog.take_up()

    def _lay_out(self) -> None:
        self.setWindowTitle(self._kit.words("window.title"))
        self._strips = Strips(self._kit, self.places)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(self._strips, 1)
        self.setCentralWidget(central)

    def _wire(self, place: str) -> None:
        """Join a page that has just been made to the others."""
        places = self.places
        if place == "worklist":
            places.worklist.case_chosen.connect(self.open_case)
            places.worklist.new_wanted.connect(self._new_case)
            places.worklist.samples_wanted.connect(lambda: self._first_steps.load_samples())
            places.worklist.keys_wanted.connect(lambda: self._information.show_keys())
            places.worklist.case_moved.connect(self._allow)
            places.worklist.agenda_wanted.connect(lambda case: self._meetings.put_on_agenda(case))
        elif place == "meeting":
            self._meetings.wire(places.meeting)
        elif place == "case":
            places.case.case_changed.connect(self._show_saved)
            places.case.case_wanted.connect(self.open_case)
            places.case.refused.connect(lambda sentence: self._strips.alarm.warn(sentence))
            places.case.noted.connect(self._note)
            places.case.field_menu_wanted.connect(lambda field: self._fields.show_menu(field))
            places.case.evidence_wanted.connect(self._finding.browse)
        elif place == "what_if":
            places.what_if.evidence_wanted.connect(self._finding.browse)
        elif place == "evidence":
            places.evidence.noted.connect(self._note)
        elif place == "site":
            places.site.changed.connect(places.assess_again)
        elif place == "summary":
            places.summary.exported.connect(self._note)

    def _fill_menus(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "new": self._new_case,
            "import": lambda: self._door.ask_import(),
            "paste_report": lambda: self._door.paste_report(self.case.case),
            "undo_import": lambda: self._door.undo(),
            "samples": lambda: self._first_steps.load_samples(),
            "remove_samples": lambda: self._first_steps.remove_samples(),
            "summary": lambda: self.show_place("summary"),
            "present": lambda: self._meetings.present(),
            "export": lambda: self._door.ask_export([self.places.open_id], self.places.open_id),
            "export_list": lambda: self._door.ask_export(self.places.worklist.shown_ids(), "cases"),
            "export_all": lambda: self._door.ask_export(None, "cases"),
            "on_agenda": lambda: self._meetings.put_on_agenda(self.places.open_id),
            "archive": lambda: self._put_away(Where.ARCHIVE),
            "bin": lambda: self._put_away(Where.BIN),
            "backups": lambda: self._arrivals.show_backups(),
            "quit": self.close,
            "undo": lambda: self._steps.take("undo"),
            "redo": lambda: self._steps.take("redo"),
            "copy_text": self.places.copy_text,
            "find": lambda: self._finding.find(),
            "next_state": lambda: self._fields.do("next_state"),
            "details": lambda: self._fields.do("details"),
            "several": lambda: self._fields.do("several"),
            "history": lambda: self._fields.do("history"),
            "worklist": lambda: self.show_place("worklist"),
            "case": lambda: self.show_place("case"),
            "evidence": lambda: self.show_place("evidence"),
            "what_if": lambda: self.show_place("what_if"),
            "site": lambda: self.show_place("site"),
            "meeting": lambda: self.show_place("meeting"),
            "palette": self._show_palette,
            "back": lambda: self.places.step_record(-1),
            "forward": lambda: self.places.step_record(1),
            "next_pane": lambda: self.places.next_pane(1),
            "previous_pane": lambda: self.places.next_pane(-1),
            "widen": lambda: self.case.widen(),
            "names": self._kit.names.turn,
            "larger": lambda: self._kit.theme.zoom_by(1),
            "smaller": lambda: self._kit.theme.zoom_by(-1),
            "usual": lambda: self._kit.theme.zoom_by(0),
            "next_look": lambda: self._kit.theme.next_look(),
            "help": lambda: self._information.show_help(self.places.in_front),
            "tour": lambda: self._first_steps.tour.begin(),
            "keys": lambda: self._information.show_keys(),
            "about": lambda: self._information.show_about(),
        }
        self._actions.fill(acts)
        self._actions.looks.triggered.connect(lambda action: self._kit.theme.set_look(action.data()))
        # Not while the menu still stands that is to be made anew.
        later = Qt.ConnectionType.QueuedConnection
        self._actions.languages.triggered.connect(lambda action: self._speak(action.data()), later)
        self._actions.menus["edit"].aboutToShow.connect(self._steps.name)
        self._actions.menus["file"].aboutToShow.connect(self._name_import)
        self._actions.menus["field"].aboutToShow.connect(self._allow)
        self._allow()

    def _bring_up(self, place: str) -> None:
        self.places.setCurrentWidget(self.places.page(place))
        self._rail.show_place(place)
        self._rail.set_case_open(bool(self.places.open_id))
        if self.places.open_id:
            self._strips.banner.setVisible(place not in BARE)
        self._allow()

    def _allow(self) -> None:
        case = bool(self.places.open_id)
        self._actions.allow(case=case, field=case)
        if case or self.places.shows("worklist"):
            self._steps.name()

    def _name_import(self) -> None:
        what = self._door.undo_words()
        self._actions.name("undo_import", what or self._kit.words("menu.undo_import"), on=bool(what))

    def _show_saved(self, case: Case) -> None:
        self._strips.show_saved(case)
        self._steps.name()

    def _show_history(self, field: FactField) -> None:
        if not self.places.shows("case"):
            self.show_place("case")
        self.case.show_history(field)

    def _show_palette(self) -> None:
        from enec_desktop.ui.offers import Offers, Ways
        from enec_desktop.ui.palette import Palette

        explain = self._information.show_chapter
        finding = self._finding
        ways = Ways(self.places.open_id, self.open_case, finding.show_chapter, finding.browse, explain)
        self._steps.name()
        self._name_import()
        Palette(self._kit, Offers(self._kit, self._actions, ways), self).open()

    def _new_case(self) -> None:
        self.open_case(self._kit.desk.cases.create(""))
        self.case.ask_who()

    def _put_away(self, where: Where) -> None:
        self.show_place("worklist")
        self.places.worklist.move_cases((self.places.open_id,), where)

    def _show_trouble(self, sentence: str, details: str) -> None:
        """Nothing is claimed saved that is not; what is shown again comes from the store."""
        kit = self._kit
        told = (
            f"{kit.problem(sentence)} {kit.words('window.kept')}" if sentence else kit.words("window.fault")
        )
        self._strips.alarm.warn(told, details)
        self._strips.banner.show_saved(self._kit.words("banner.not_saved"), failed=True)

    def _note(self, sentence: str) -> None:
        self._strips.alarm.note(sentence)

    @cached_property
    def _information(self) -> Information:
        from enec_desktop.ui.information import Information

        return Information(self._kit, self._actions, self)
