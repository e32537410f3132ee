"""The meetings of the board: what is on the agenda, what is decided, what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case
from enec_desktop.domain.meeting import AgendaItem, ItemState, MeetingKind
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.readiness_watch import ReadinessWatch
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.agenda_side import AgendaSide
from enec_desktop.ui.widgets.case_picker import CasePicker
from enec_desktop.ui.widgets.follow_up import FollowUp
from enec_desktop.ui.widgets.meeting_book import MeetingBook
from enec_desktop.ui.widgets.meeting_head import MeetingHead
from enec_desktop.ui.widgets.meeting_list import MeetingList, ordered
from enec_desktop.ui.widgets.meeting_words import meeting_title, patient_line
from enec_desktop.ui.widgets.panes import Panes, pane_after
from enec_desktop.ui.widgets.preparation import Preparation
from enec_desktop.ui.widgets.readiness_words import light_words, placed_words
from enec_desktop.ui.widgets.recorder import Recorder

if TYPE_CHECKING:
    from enec_desktop.domain.readiness import Readiness

LIST, SIDE = 44, 72
"""The usual widths of the list of meetings and of what is to be prepared, in steps."""

WIDE, NARROW = 260, 160
"""Below so many steps of width what is to be prepared, below fewer the list of meetings, is not beside it."""


class MeetingPage(QWidget):
    """The place where a meeting is prepared, written down and followed up."""

    case_wanted = Signal(str)
    field_wanted = Signal(str, str)
    ref_wanted = Signal(str)
    case_taken = Signal(str)
    case_changed = Signal(object)
    field_menu_wanted = Signal(object)
    refused = Signal(str)
    noted = Signal(str)
    shown_changed = Signal()

    def __init__(self, kit: Kit, tasks: Tasks) -> None:
        super().__init__()
        self._kit, self._tasks = kit, tasks
        self._book = MeetingBook(kit, self)
        self._book.refused.connect(self.refused)
        self._list = MeetingList(kit)
        self._list.chosen.connect(self._book.open)
        self._list.asked.connect(self._answer)
        self._agenda = AgendaSide(kit, self._book)
        self._agenda.asked.connect(self._answer)
        self._agenda.line_changed.connect(self._show_beside)
        self._agenda.drawn.connect(self._ask_readiness)
        self._side = Preparation(kit)
        self._side.field_wanted.connect(self.field_wanted)
        self._watch = ReadinessWatch(kit, tasks, self)
        self._watch.arrived.connect(self._take_readiness)
        self._split = Panes(kit.desk.settings, "meeting", (self._list, self._agenda, self._side))
        self._split.setStretchFactor(1, 1)
        self._body = QStackedWidget()
        self._body.addWidget(self._split)
        self._order_waits = ""
        self._made: Recorder | None = None
        self._lead: Callable[[str], int] | None = None
        self._after: FollowUp | None = None
        self._lay_out()
        self._sized = (0, 0.0)
        self._book.changed.connect(self._show_meetings)
        self._book.changed.connect(self.shown_changed)
        kit.advice.changed.connect(self.read_again)

    @property
    def meeting_id(self) -> str:
        """The id of the open meeting; empty while there is none."""
        return self._book.meeting.id if self._book.meeting is not None else ""

    @property
    def agenda(self) -> tuple[str, ...]:
        """The cases to be discussed, in their order."""
        meeting = self._book.meeting
        items = meeting.items if meeting is not None else ()
        there = (one.case_id for one in items if one.state is not ItemState.WITHDRAWN)
        return tuple(case_id for case_id in there if self._agenda.case(case_id) is not None)

    @property
    def written(self) -> str:
        """The case that is written down now; empty at the agenda."""
        made = self._made
        return made.case_id if made is not None and self._body.currentWidget() is made else ""

    @property
    def current(self) -> str:
        """The case that is written down, else the current one of the agenda."""
        item = self._agenda.item
        return self.written or (item.case_id if item is not None else "")

    def refresh(self) -> None:
        """Show what is stored now; without an open meeting the next one is opened."""
        if self._made is not None and self._made.case_id:
            self._made.reload(self._kit.desk.cases.open(self._made.case_id))
        if self._after is not None:
            self._after.refresh()
        meetings = self._kit.desk.meetings.all()
        ids = {one.id for one in meetings}
        first = next(iter(ordered(self._kit, meetings)), None)
        if self.meeting_id in ids:
            self._book.open(self.meeting_id)
        elif first is not None:
            self._book.open(first.id)
        else:
            self._book.close()

    def focus_start(self) -> None:
        """Go to the agenda, or to what there is to begin with."""
        if self._made is not None and self._body.currentWidget() is self._made:
            self._made.focus_start()
        elif self._after is not None and self._body.currentWidget() is self._after:
            self._after.focus_start()
        elif self._book.meeting is not None:
            self._agenda.focus_start()
        else:
            self._head.focus_start()

    def flush(self) -> None:
        """Save what is half typed."""
        self._agenda.flush()
        if self._made is not None:
            self._made.flush()

    def reload(self, case: Case) -> None:
        """Show what is stored now of a case that was changed elsewhere."""
        if self._made is not None:
            self._made.reload(case)

    def forget(self) -> None:
        """Let everything go: what is stored is another now."""
        if self._made is not None:
            self._made.forget()
            self._body.removeWidget(self._made)
            self._made.deleteLater()
            self._made = None
        self._head.show()
        self._body.setCurrentWidget(self._split)
        self._book.close()

    @property
    def _recorder(self) -> Recorder:
        """What is written at the table; made when the first case is."""
        if self._made is None:
            self._made = Recorder(self._kit, self._tasks, self._book)
            self._made.follow_clock(self._lead)
            self._made.left.connect(self._show_agenda)
            self._made.stepped.connect(self._step)
            self._made.case_changed.connect(self.case_changed)
            self._made.refused.connect(self.refused)
            self._made.menu_wanted.connect(self.field_menu_wanted)
            self._body.addWidget(self._made)
        return self._made

    def go_to_case(self, case_id: str) -> None:
        """Make a case of the agenda the current one; where a case is written down, write this one down."""
        if case_id not in self.agenda or case_id == self.written:
            return
        self._agenda.go_to(case_id)
        if self.written and (item := self._agenda.item) is not None:
            self._record(item)

    def follow_clock(self, lead: Callable[[str], int] | None) -> None:
        """Show the time that the projector counts; None: what is written down has its own clock again."""
        self._lead = lead
        if self._made is not None:
            self._made.follow_clock(lead)

    def free_clock(self) -> None:
        """The projector is closed."""
        self.follow_clock(None)

    def put_on_agenda(self, case_id: str) -> None:
        """Put a case on the agenda of the open meeting, else on that of the next one."""
        self.refresh()
        meeting = self._book.meeting
        case = self._kit.desk.cases.open(case_id)
        if meeting is None:
            self.refused.emit(self._kit.words("meeting.none_yet"))
            return
        names = {"who": patient_line(self._kit, case), "meeting": meeting_title(self._kit, meeting)}
        if meeting.holds(case_id) and meeting.item(case_id).state is ItemState.WAITING:
            self.noted.emit(self._kit.words("meeting.there_already", **names))
        else:
            self._add(case_id)
            self.noted.emit(self._kit.words("meeting.added", **names))

    def next_pane(self, steps: int) -> None:
        """Go on to the next of meetings and agenda."""
        if self._made is not None and self._body.currentWidget() is self._made:
            self._made.next_pane(steps)
            return
        if self._after is not None and self._body.currentWidget() is self._after:
            self._after.next_pane(steps)
            return
        pane = pane_after((self._list, self._agenda, self._side), steps)
        if isinstance(pane, AgendaSide | Preparation):
            pane.focus_start()
        else:
            pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Share the width out."""
        super().showEvent(event)
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the agenda stands alone."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        space = self._kit.theme.space
        self._side.setVisible(self.width() >= space(WIDE))
        self._list.setVisible(self.width() >= space(NARROW))
        key = (self.width(), self._kit.theme.zoom)
        if key != self._sized:
            self._sized = key
            least, side = self._kit.theme.space(LIST), self._kit.theme.space(SIDE)
            self._split.share_out([least, max(self.width() - least - side, 100), side])

    def _answer(self, wish: str) -> None:
        item = self._agenda.item
        if wish == "agenda":
            self._agenda.focus_start()
        elif wish == "new":
            self._agenda.ask_for_meeting(MeetingKind.BOARD)
        elif wish == "urgent":
            self._agenda.ask_for_meeting(MeetingKind.URGENT)
        elif wish == "add":
            self._pick()
        elif wish == "remove":
            self._remove()
        elif wish == "after":
            self._show_tab("after")
        elif wish == "order":
            self._order()
        elif wish == "open" and item is not None:
            self.case_wanted.emit(item.case_id)
        elif wish == "record" and item is not None:
            self._record(item)

    def _remove(self) -> None:
        """Take a meeting without cases off the list; one with cases stays."""
        meeting = self._book.meeting
        if meeting is None:
            return
        if meeting.items:
            self.refused.emit(self._kit.words("meeting.has_cases"))
            return
        self._kit.desk.meetings.remove(meeting.id)
        self.noted.emit(self._kit.words("meeting.removed", meeting=meeting_title(self._kit, meeting)))
        self.refresh()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _record(self, item: AgendaItem) -> None:
        """Write down what is decided in a case; from now on it is the open case of the window."""
        meeting = self._book.meeting
        if meeting is None or item.case_id not in self._kit.desk.cases.ids():
            return
        if self._made is not None:
            self._made.leave()
        self.case_taken.emit(item.case_id)
        case = self._kit.desk.cases.open(item.case_id)
        place = self._kit.words(
            "recorder.number", number=meeting.items.index(item) + 1, of=len(meeting.items)
        )
        self._recorder.show_case(case, item.question, place)
        self._head.hide()
        self._body.setCurrentWidget(self._recorder)
        self._recorder.focus_start()
        self.shown_changed.emit()

    @property
    def _follow_up(self) -> FollowUp:
        """What became of the decisions; made when it is first asked for."""
        if self._after is None:
            self._after = FollowUp(self._kit)
            self._after.case_wanted.connect(self.case_wanted)
            self._after.left.connect(lambda: self._show_tab("agenda"))
            self._after.ref_wanted.connect(self.ref_wanted)
            self._after.agenda_wanted.connect(self.put_on_agenda)
            self._after.case_changed.connect(self.case_changed)
            self._after.refused.connect(self.refused)
            self._after.noted.connect(self.noted)
            self._body.addWidget(self._after)
        return self._after

    def _show_tab(self, name: str) -> None:
        """Bring the agenda or the follow-up to the front."""
        self._head.show_tab(name)
        self._body.setCurrentWidget(self._split if name == "agenda" else self._follow_up)
        if name == "after":
            self._follow_up.refresh()
        self.focus_start()

    def _step(self, steps: int) -> None:
        """Go on to another case of the agenda."""
        self._agenda.step(steps)
        if (item := self._agenda.item) is not None:
            self._record(item)

    def _show_agenda(self) -> None:
        self._recorder.leave()
        self._head.show()
        self._show_tab("agenda")
        self._agenda.refresh()
        self._agenda.focus_start()

    def _pick(self) -> None:
        """Open the list of the cases that are on no agenda yet."""
        picker = CasePicker(self._kit, self._kit.desk.meetings.candidates(), self)
        picker.chosen.connect(self._add)
        picker.finished.connect(lambda _: self._agenda.focus_start())
        picker.open()

    def _add(self, case_id: str) -> None:
        self._book.add_case(case_id)
        self._tell_changed(self._kit.desk.cases.open(case_id))

    def _take_readiness(self, found: Readiness) -> None:
        """Known for one more case: shown in its line, and beside the agenda where it is the current one."""
        self._agenda.show_readiness(found.case_id, *light_words(self._kit, found))
        wished = bool(self._order_waits) and self._order_waits == self.meeting_id
        if wished and self._watch.is_done and self._agenda.isVisible():
            self._order()

    def _show_beside(self) -> None:
        item = self._agenda.item
        case = self._agenda.case(item.case_id) if item is not None else None
        self._side.show_case(case, self._watch.of(case) if case is not None else None)

    def _order(self) -> None:
        """Propose the order of the cases that wait, hardest first, and say why each stands where it does."""
        meeting = self._book.meeting
        waiting = [one for one in meeting.items if one.state is ItemState.WAITING] if meeting else []
        cases = [case for one in waiting if (case := self._agenda.case(one.case_id)) is not None]
        known = [found for case in cases if (found := self._watch.of(case)) is not None]
        waits = meeting is not None and len(known) < len(cases)
        self._order_waits = self.meeting_id if waits else ""
        if meeting is None or waits:
            self.noted.emit(self._kit.words("ready.order_later"))
            return
        placed = self._kit.desk.readiness.order(known)
        self._book.save(meeting.ordered(one.readiness.case_id for one in placed))
        self._agenda.tell([(one.readiness.case_id, placed_words(self._kit, one)) for one in placed])

    def _tell_changed(self, case: Case) -> None:
        self.case_changed.emit(case)

    def read_again(self) -> None:
        """The open meeting was changed elsewhere: who let the advice be seen, how long a case was shown."""
        if self.meeting_id:
            self._book.open(self.meeting_id)

    def _ask_readiness(self) -> None:
        """Only of what is seen: while a case is written down nobody looks at the others."""
        meeting = self._book.meeting
        items = meeting.items if meeting is not None else ()
        self._watch.follow(case for one in items if (case := self._agenda.case(one.case_id)) is not None)

    def _show_meetings(self) -> None:
        self._list.show_meetings(self._kit.desk.meetings.all(), self.meeting_id)

    def _lay_out(self) -> None:
        self._head = MeetingHead(self._kit, self._tasks, self._book)
        self._head.tab_chosen.connect(self._show_tab)
        self._head.asked.connect(self._answer)
        self._head.noted.connect(self.noted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._body, 1)
