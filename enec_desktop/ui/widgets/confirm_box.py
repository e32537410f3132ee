"""What a decision lacks before it can be confirmed, the confirming itself, and the way to amend it after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.time import PartialDate
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.ask_line import AskLine
from enec_desktop.ui.widgets.confirming import ConfirmWork
from enec_desktop.ui.widgets.decision_pen import DecisionPen
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.meeting_book import MeetingBook
from enec_desktop.ui.widgets.tab_order import halts_of
from enec_desktop.ui.widgets.wrap_button import WrapButton

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Place
    from enec_desktop.domain.board_record import BoardRecord


class ConfirmBox(QWidget):
    """``place_wanted``: the field that lacks something; ``froze`` when another decision is frozen or open."""

    place_wanted = Signal(object)
    froze = Signal()
    refused = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks, book: MeetingBook, pen: DecisionPen) -> None:
        super().__init__()
        self._kit, self._book, self._pen = kit, book, pen
        self._record: BoardRecord | None = None
        self._frozen = False
        self._shown: tuple[object, ...] = ()
        self._work = ConfirmWork(kit, tasks)
        self._work.ended.connect(self._end)
        self._work.refused.connect(self.refused)
        self._told = plain_label("", "strong", self, wraps=True)
        self._lines = QVBoxLayout()
        self._ways: list[WrapButton] = []
        self._ask = AskLine(kit, self)
        self._confirm = QPushButton(kit.words("recorder.confirm"), self)
        self._confirm.setProperty("role", "primary")
        self._confirm.clicked.connect(self.ask_to_confirm)
        self._amend = QPushButton(kit.words("recorder.amend"), self)
        self._amend.clicked.connect(self._ask_to_amend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.theme.space(1))
        column.addWidget(self._told)
        column.addLayout(self._lines)
        for part in (self._work, self._ask, self._confirm, self._amend):
            column.addWidget(part)
        pen.changed.connect(self._show)

    @property
    def is_frozen(self) -> bool:
        """Whether the decision that is shown was confirmed, or is about to be."""
        return self._frozen

    @property
    def is_running(self) -> bool:
        """Whether the decision that is shown is about to be confirmed."""
        return self._work.is_running(self._pen.case.id)

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts."""
        return [*self._ways, *halts_of(self._ask), self._work.stop, self._confirm, self._amend]

    def focus_start(self) -> None:
        """Go to what can be done."""
        ways = {True: self._work.stop, False: self._amend if self.is_frozen else self._confirm}
        ways[self.is_running].setFocus()

    def forget(self) -> None:
        """Call off what is on its way."""
        self._work.forget()

    def ask_to_confirm(self) -> None:
        """Ask who signs; nothing is frozen before that was answered."""
        meeting, words = self._book.meeting, self._kit.words
        if meeting is None or self.is_frozen:
            return
        if self._ways:
            self._ways[0].setFocus()
            return
        case_id = self._pen.case.id

        def take(name: str) -> str:
            try:
                order = self._kit.desk.decisions.prepare(case_id, meeting.id, name)
            except EnecError as trouble:
                return self._kit.problem(trouble)
            self._work.begin(order)
            self._show()
            return ""

        self._ask.ask(
            words("recorder.confirm_ask"),
            words("recorder.confirm"),
            take,
            text=meeting.chair,
            more=words("recorder.confirm_more"),
            then=self._work.stop,
        )

    def _ask_to_amend(self) -> None:
        words, case_id = self._kit.words, self._pen.case.id

        def take(reason: str) -> str:
            try:
                case, _ = self._kit.desk.decisions.amend(case_id, reason)
            except EnecError as trouble:
                return self._kit.problem(trouble)
            self._after(case)
            return ""

        self._ask.ask(words("recorder.amend_ask"), words("recorder.amend"), take)

    def _end(self, case_id: str) -> None:
        """Another case may be in front by now; the agenda says all the same what was decided."""
        here = self._work.stop.hasFocus()
        case = self._kit.desk.cases.open(self._pen.case.id)
        self._after(case)
        if here and case.id == case_id:
            self.focus_start()

    def _after(self, case: Case) -> None:
        if self._book.meeting is not None:
            self._book.open(self._book.meeting.id)
        self._pen.take(case)

    def _show(self) -> None:
        decision, case_id = self._pen.decision.id, self._pen.case.id
        records = self._kit.desk.decisions.outlines(case_id) if decision else ()
        self._record = next((one for one in records if one.decision == decision), None)
        self._show_lacks()
        self._work.show_case(case_id)
        frozen = self._record is not None or self.is_running
        self._confirm.setVisible(not frozen)
        self._confirm.setEnabled(bool(decision))
        self._amend.setVisible(self._record is not None)
        shown = (case_id, decision, frozen, self.is_running)
        self._frozen = frozen
        if shown != self._shown:
            self._shown = shown
            self.froze.emit()

    def _show_lacks(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._ways = []
        record, words = self._record, self._kit.words
        if record is not None:
            day = self._kit.date(PartialDate.of(record.confirmed.date()))
            self._told.setText(
                words("recorder.confirmed", version=record.version, date=day, chair=record.chair)
            )
            return
        lacks = self._kit.desk.decisions.missing(self._pen.case.id) if self._pen.decision.id else None
        if lacks is None:
            self._told.setText(words("recorder.not_begun"))
            return
        self._told.setText(words("recorder.lacks" if lacks else "recorder.lacks_nothing"))
        for one in lacks:
            self._way(one.place)

    def _way(self, place: Place) -> None:
        kind = self._kit.desk.vocabulary.kinds[place.kind]
        names = [kind.label] if kind.parts_of else []
        label = ", ".join([*names, kind.fields[place.field].label])
        line = WrapButton(self._kit.theme, self._kit.words("recorder.lack", field=label), parent=self)
        line.setAccessibleName(line.text())
        line.clicked.connect(lambda: self.place_wanted.emit(place))
        self._lines.addWidget(line)
        self._ways.append(line)
        line.show()
