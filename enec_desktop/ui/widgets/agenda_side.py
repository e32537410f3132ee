"""The agenda of the open meeting: its particulars above, the table of its cases, and what a key does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Mark
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.meeting import AgendaItem, ItemState, MeetingKind
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.agenda_table import AgendaTable
from enec_desktop.ui.widgets.ask_line import AskLine
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.meeting_book import MeetingBook
from enec_desktop.ui.widgets.meeting_sheet import MeetingSheet
from enec_desktop.ui.widgets.meeting_words import (
    day_words,
    meeting_lines,
    meeting_title,
    news_words,
    patient_line,
    question_words,
    read_day,
    state_of_item,
)
from enec_desktop.ui.widgets.wrap_button import WrapButton

BUTTONS = ("record", "add", "postpone", "drop", "order")
USUAL_DAYS = 7
"""A new meeting is offered for a week after the last one."""


class AgendaSide(QWidget):
    """``line_changed``: another case is current; ``drawn``: the lines were; ``asked``: what the page does."""

    line_changed = Signal()
    drawn = Signal()
    asked = Signal(str)

    def __init__(self, kit: Kit, book: MeetingBook) -> None:
        super().__init__()
        self._kit, self._book = kit, book
        self._ready: dict[str, tuple[str, Mark]] = {}
        self._cases: dict[str, Case] = {}
        self._of, self._behind = "", True
        self._title = plain_label("", "title", self, wraps=True)
        self._brief = plain_label("", "second", self, wraps=True)
        self._change = WrapButton(kit.theme, size="small", parent=self)
        self._change.clicked.connect(self.turn_sheet)
        self._sheet_area = QScrollArea(self)
        self._sheet: MeetingSheet | None = None
        self.ask_line = AskLine(kit, self)
        self._table = AgendaTable(kit)
        self._table.asked.connect(self._answer)
        self._table.moved.connect(self._move)
        self._table.line_chosen.connect(lambda _: self.line_changed.emit())
        self._empty = plain_label("", "second", self, wraps=True)
        self._told = plain_label("", "second", self, wraps=True)
        self._told.hide()
        self._lay_out()
        book.changed.connect(self.refresh)
        kit.names.changed.connect(self.refresh)

    @property
    def item(self) -> AgendaItem | None:
        """The current place of the agenda."""
        meeting, line = self._book.meeting, self._table.line
        there = meeting is not None and 0 <= line < len(meeting.items)
        return meeting.items[line] if meeting is not None and there else None

    def step(self, steps: int) -> None:
        """Make another line the current one."""
        meeting = self._book.meeting
        if meeting is not None and 0 <= self._table.line + steps < len(meeting.items):
            self._table.go_to(self._table.line + steps)

    def go_to(self, case_id: str) -> None:
        """Make the line of a case the current one."""
        meeting = self._book.meeting
        ids = [one.case_id for one in meeting.items] if meeting is not None else []
        if case_id in ids:
            self._table.go_to(ids.index(case_id))

    def case(self, case_id: str) -> Case | None:
        """A case of the agenda as it was read last; None where it is not stored any more."""
        return self._cases.get(case_id)

    def refresh(self) -> None:
        """Show what is stored now; the same case stays the current one. Nothing is drawn unseen."""
        self._behind = not self.isVisible()
        if not self._behind:
            self._show_lines(self.item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the particulars of the meeting."""
        if event.key() == Qt.Key.Key_Escape and not self._sheet_area.isHidden():
            self.turn_sheet()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        if self._behind:
            self.refresh()

    def show_readiness(self, case_id: str, words: str, mark: Mark) -> None:
        """Show how ready a case is."""
        if self._ready.get(case_id) != (words, mark):
            self._ready[case_id] = (words, mark)
            self._show_lines(self.item)

    def tell(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Say below the agenda why each case stands where it does."""
        lines: list[tuple[list[int], str]] = []
        for number, (_, why) in enumerate(reasons, start=1):
            if lines and lines[-1][1] == why:
                lines[-1][0].append(number)
            else:
                lines.append(([number], why))
        self._told.setText("\n".join(f"{_span(numbers)}. {why}" for numbers, why in lines))
        self._told.setVisible(bool(lines))

    def focus_start(self) -> None:
        """Go to the agenda."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Hand over what is half typed."""
        if self._sheet is not None:
            self._sheet.flush()

    def turn_sheet(self) -> None:
        """Open, or close, the particulars of the meeting."""
        if self._sheet is None:
            self._sheet = MeetingSheet(self._kit, self._book)
            self._sheet_area.setWidget(self._sheet)
        opened = self._sheet_area.isHidden()
        self.tell(())
        self._sheet_area.setVisible(opened)
        self._show_head()
        if opened:
            self._sheet.focus_start()
        else:
            self._sheet.flush()
            self.focus_start()

    def ask_for_meeting(self, kind: MeetingKind) -> None:
        """Ask for the day of a new meeting; an urgent decision is of today unless another day is typed."""
        days = [one.day for one in self._kit.desk.meetings.all() if one.kind is MeetingKind.BOARD]
        today = self._kit.desk.now().date()
        day = today
        if kind is MeetingKind.BOARD:
            day = max(max(days, default=today) + timedelta(days=USUAL_DAYS), today)

        def make(text: str) -> str:
            self._book.create(read_day(self._kit, text), kind)
            return ""

        words = self._kit.words
        self.ask_line.ask(
            words(f"meeting.ask_{kind.value}"),
            words("meeting.make"),
            make,
            text=day_words(self._kit, day),
            more=words("meeting.taken_over") if days else "",
            then=self._table,
        )

    def _show_lines(self, current: AgendaItem | None) -> None:
        meeting = self._book.meeting
        if meeting is None or meeting.id != self._of:
            self._of = meeting.id if meeting is not None else ""
            self.tell(())
        self._cases = {}
        rows, marks = [], []
        for number, item in enumerate(meeting.items if meeting is not None else (), start=1):
            row, mark = self._row(number, item)
            rows.append(row)
            marks.append(mark)
        ids = [item.case_id for item in meeting.items] if meeting is not None else []
        line = ids.index(current.case_id) if current is not None and current.case_id in ids else 0
        self._table.show_agenda(rows, marks, line)
        self._empty.setVisible(not rows)
        key = "meeting.no_cases" if meeting is not None else "meeting.none"
        self._empty.setText(self._kit.words(key))
        self._show_head()
        self.drawn.emit()
        self.line_changed.emit()

    def _row(self, number: int, item: AgendaItem) -> tuple[tuple[str, ...], Mark | None]:
        words, kit = self._kit.words, self._kit
        said, mark = self._ready.get(item.case_id, (words("meeting.not_judged"), Mark.NONE))
        if item.state in (ItemState.DISCUSSED, ItemState.WITHDRAWN):
            said, mark = words("meeting.not_needed"), Mark.NONE
        try:
            case = self._kit.desk.cases.open(item.case_id)
        except EnecError:
            return (str(number), words("meeting.gone"), "", "", state_of_item(kit, item), ""), None
        self._cases[case.id] = case
        told = (
            str(number),
            patient_line(kit, case),
            question_words(kit, case, item),
            news_words(kit, case, item),
            state_of_item(kit, item),
            said,
        )
        return told, mark or None

    def _show_head(self) -> None:
        meeting = self._book.meeting
        self._title.setText(meeting_title(self._kit, meeting) if meeting is not None else "")
        self._brief.setText(meeting_lines(self._kit, meeting) if meeting is not None else "")
        self._change.setVisible(meeting is not None)
        self._change.show_words(
            self._kit.words("meeting.edit" if self._sheet_area.isHidden() else "meeting.edit_done")
        )
        for name, button in self._buttons.items():
            button.setEnabled(meeting is not None and (name == "add" or bool(meeting.items)))
        if meeting is None:
            self._sheet_area.hide()

    def _answer(self, wish: str) -> None:
        item = self.item
        if wish == "edit":
            self.turn_sheet()
        elif wish == "drop" and item is not None:
            self._ask_why("drop", item)
        elif wish == "postpone" and item is not None:
            self._ask_why("postpone", item)
        elif wish in ("add", "order", "after") or item is not None:
            self.asked.emit(wish)

    def _ask_why(self, what: str, item: AgendaItem) -> None:
        """Nothing leaves an agenda without a reason."""
        case, words = self.case(item.case_id), self._kit.words
        who = patient_line(self._kit, case) if case is not None else item.case_id

        def take(text: str) -> str:
            if not text:
                return words("meeting.why_needed")
            if what == "drop":
                self._book.drop_case(item.case_id, text)
            else:
                self._book.save_item(replace(item, state=ItemState.POSTPONED, why=text))
            return ""

        self.ask_line.ask(words(f"meeting.ask_{what}", who=who), words(f"meeting.{what}"), take)

    def _move(self, steps: int) -> None:
        meeting, item = self._book.meeting, self.item
        if meeting is not None and item is not None:
            self._book.save(meeting.moved(item.case_id, steps))

    def _lay_out(self) -> None:
        theme, words = self._kit.theme, self._kit.words
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._change)
        self._sheet_area.setWidgetResizable(True)
        self._sheet_area.setAccessibleName(words("meeting.sheet"))
        self._sheet_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet_area.hide()
        buttons = Flow(gap=theme.space(2))
        self._buttons = {name: QPushButton(self) for name in BUTTONS}
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _=False, name=name: self._answer(name))
            button.setText(words(f"meeting.{name}_key"))
            buttons.addWidget(button)
        column.addLayout(head)
        column.addWidget(self._brief)
        column.addWidget(self._sheet_area, 3)
        column.addWidget(self.ask_line)
        column.addWidget(self._empty)
        column.addWidget(self._table, 2)
        column.addWidget(self._told)
        column.addLayout(buttons)
        column.addWidget(plain_label(words("meeting.keys"), "second", self, wraps=True))


def _span(numbers: Sequence[int]) -> str:
    return f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
