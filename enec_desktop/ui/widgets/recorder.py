"""What is written at the table while a case is discussed: the words first, the codes after."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case, Entry, Fact, FieldState
from enec_desktop.domain.time import AfterEvent
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.at_the_table import Attendance, CaseClock, Ticks
from enec_desktop.ui.widgets.commit_first import CommitFirst
from enec_desktop.ui.widgets.confirm_box import ConfirmBox
from enec_desktop.ui.widgets.decision_form import DecisionForm
from enec_desktop.ui.widgets.decision_pen import DecisionPen
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.meeting_book import MeetingBook
from enec_desktop.ui.widgets.meeting_words import question_words
from enec_desktop.ui.widgets.panes import Panes, pane_after
from enec_desktop.ui.widgets.patient_banner import PatientBanner
from enec_desktop.ui.widgets.stance_list import StanceList

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Assessment, Place

LANE = "recorder"
SIDE, NARROW = 96, 200
"""The usual width of what stands beside the form, and the width of a page it is not beside, in steps."""


class Recorder(QWidget):
    """One case of the agenda. ``left``: back to the agenda; ``stepped``: another case of it."""

    left = Signal()
    stepped = Signal(int)
    case_changed = Signal(object)
    refused = Signal(str)
    menu_wanted = Signal(object)

    def __init__(self, kit: Kit, tasks: Tasks, book: MeetingBook) -> None:
        super().__init__()
        self._kit, self._tasks, self._book = kit, tasks, book
        self._assessed: tuple[Entry, ...] = ()
        self.pen = DecisionPen(kit, self)
        self.pen.refused.connect(self.refused)
        self._banner = PatientBanner(kit)
        self._question = plain_label("", "strong", wraps=True)
        self._number = plain_label("", "second")
        self._clock = CaseClock(kit, book)
        self._form = DecisionForm(kit, self.pen)
        self._form.menu_wanted.connect(self.menu_wanted)
        self._commit = CommitFirst(kit, book)
        self._commit.committed.connect(self._show_advice)
        self._stances = StanceList(kit)
        self._stances.said.connect(self._take_stance)
        self._attendance = Attendance(kit, book)
        self._ticks = Ticks(kit, book)
        self._confirm = ConfirmBox(kit, tasks, book, self.pen)
        self._confirm.refused.connect(self.refused)
        self._confirm.place_wanted.connect(self._go_to)
        self._confirm.froze.connect(self._freeze)
        self.pen.changed.connect(self._follow)
        book.changed.connect(self._show_advice)
        self._lay_out()
        for keys, steps in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            step = QShortcut(QKeySequence(keys), self)
            step.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            step.activated.connect(lambda steps=steps: self.stepped.emit(steps))

    @property
    def case_id(self) -> str:
        """The case that is written down; empty before one is."""
        return self.pen.case.id

    def show_case(self, case: Case, question: str, number: str) -> None:
        """Write down the decision on a question of a case; ``number``: its place on the agenda."""
        self.flush()
        self._number.setText(number)
        self._clock.show_case(case.id)
        self._ticks.show_case(case.id)
        self._commit.show_case(case.id)
        self._assessed = ()
        self._stances.show_options(None)
        self.pen.open(case, question)
        self._left.verticalScrollBar().setValue(0)
        self._assess()
        self._show_advice()

    def reload(self, case: Case) -> None:
        """Show what is stored now of the same case."""
        if case.id == self.case_id and case != self.pen.case:
            self.pen.take(case)
            self._assess()

    def leave(self) -> None:
        """Hand over what is half typed and stop the clock."""
        self.flush()
        self._clock.stop()

    def follow_clock(self, lead: Callable[[str], int] | None) -> None:
        """Show the time that the projector counts; None: count by hand again."""
        self._clock.follow(lead)

    def forget(self) -> None:
        """Call off what is on its way: what is stored is another now."""
        self._confirm.forget()

    def flush(self) -> None:
        """Hand over what is half typed."""
        self._form.flush()
        self._commit.flush()

    def focus_start(self) -> None:
        """Go to the minutes; of a decision that was confirmed to what can still be done."""
        if self._confirm.is_frozen:
            self._confirm.focus_start()
        else:
            self._form.focus_start()

    def next_pane(self, steps: int) -> None:
        """Go on to the next of form and side."""
        if pane_after((self._left, self._right), steps) is self._left:
            self.focus_start()
        else:
            self._stances.focus_start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the side stands below the form."""
        super().resizeEvent(event)
        narrow = self.width() < self._kit.theme.space(NARROW)
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() is not way:
            self._split.setOrientation(way)
            size = self.height() if narrow else self.width()
            self._split.setSizes([size * 2 // 3, size // 3])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the agenda."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        """Everything here speaks of the case as it is stored now."""
        case = self.pen.case
        if not case.id:
            return
        self._banner.show_case(case, self._kit.today())
        time = self._kit.desk.cases.saved_at(case.id).strftime("%H:%M")
        self._banner.show_saved(self._kit.words("banner.saved", time=time))
        item = self._book.item(case.id)
        asked = question_words(self._kit, case, item) if item is not None else ""
        none = asked == self._kit.words("meeting.no_question")
        self._question.setText(self._kit.words("recorder.no_question") if none else asked)
        decision = self.pen.decision
        stance, rule = decision.fact("stance").value, decision.fact("rule").value
        code = next(iter(stance), "") if isinstance(stance, frozenset) else ""
        self._stances.show_stance(code, rule if isinstance(rule, str) else "")
        self.case_changed.emit(case)

    def _assess(self) -> None:
        """What the assessment says of the question; the decision itself changes nothing in it."""
        case, question = self.pen.case, self.pen.question
        ids = [entry.id for entry in case.entries]
        before = case.entries[: ids.index(question) + 1] if question in ids else case.entries
        if before == self._assessed:
            return
        self._assessed = before
        desk = self._kit.desk
        at = AfterEvent(question) if question in ids else desk.assessments.latest()
        self._tasks.run_while_wanted(
            LANE, lambda wanted: desk.assessments.assess(case, at, wanted), self._take_found
        )

    def _take_found(self, found: Assessment) -> None:
        if found.case_id == self.case_id:
            self._stances.show_options(found)
            self._follow()

    def _show_advice(self) -> None:
        """Options wait for the intent where the board says it first."""
        self._advice.setVisible(not self._commit.hides_advice)

    def _take_stance(self, stance: str, rule: str) -> None:
        """One key; where it deviates the cursor goes to the reason, which may stay empty.

        The coded reason of a deviation goes with it.
        """
        nothing = Fact()
        facts = {
            "stance": Fact(FieldState.VALUE, frozenset({stance})) if stance else nothing,
            "rule": Fact(FieldState.VALUE, rule) if rule else nothing,
        }
        if stance != "deviates":
            facts["deviation_reason"] = nothing
        label = self._kit.desk.vocabulary.field("decision", "stance").label
        self.pen.set_facts(facts, label)
        if stance == "deviates":
            self._form.focus_on("decision", "deviation_reason")
            self._keep_in_sight()

    def _go_to(self, place: Place) -> None:
        self._form.focus_on(place.kind, place.field, place.entry)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self._form.isAncestorOf(focus):
            self._left.ensureWidgetVisible(focus, 0, self._kit.theme.space(10))

    def _freeze(self) -> None:
        running = self._confirm.is_running
        self._form.setEnabled(not running)
        if not running:
            self._form.freeze(self._confirm.is_frozen)
        self._stances.setEnabled(not self._confirm.is_frozen)

    def _lay_out(self) -> None:
        theme, words = self._kit.theme, self._kit.words
        pad = theme.space(4)
        back = QPushButton(words("recorder.back"))
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setContentsMargins(pad, theme.space(1), pad, theme.space(1))
        head.setSpacing(theme.space(3))
        for part in (back, self._number, self._clock):
            head.addWidget(part)
        head.insertWidget(2, self._question, 1)
        self._left, self._right = _scrolled(words("recorder.form")), _scrolled(words("recorder.side"))
        self._left.setWidget(self._form)
        self._right.setWidget(self._side())
        self._split = Panes(self._kit.desk.settings, "recorder", (self._left, self._right))
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([theme.space(SIDE) * 2, theme.space(SIDE)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner)
        column.addLayout(head)
        column.addWidget(self._split, 1)
        keys = plain_label(words("recorder.keys"), "second", wraps=True)
        keys.setContentsMargins(pad, 0, pad, theme.space(1))
        column.addWidget(keys)

    def _side(self) -> QWidget:
        theme, words = self._kit.theme, self._kit.words
        side = QWidget()
        side.setProperty("role", "sheet")
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(3))
        column.setSpacing(theme.space(1))
        self._advice = QWidget()
        inside = QVBoxLayout(self._advice)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(plain_label(words("recorder.advice"), "section"))
        inside.addWidget(self._stances)
        column.addWidget(self._commit)
        column.addWidget(self._advice)
        for title, part in (
            ("before", self._confirm),
            ("attendance", self._attendance),
            ("checklist", self._ticks),
        ):
            column.addWidget(plain_label(words(f"recorder.{title}"), "section"))
            column.addWidget(part)
        column.addStretch(1)
        return side


def _scrolled(name: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
