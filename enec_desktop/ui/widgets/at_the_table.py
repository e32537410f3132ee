"""Who is there, what was looked at, how long it took: ticked by one key each while others speak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.meeting import AgendaItem, Presence
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.meeting_book import MeetingBook
from enec_desktop.ui.widgets.meeting_words import discipline_words
from enec_desktop.ui.widgets.tick_box import TickBox

SECOND_MS = 1000
KEPT_EVERY = 60
"""The time of a case is kept when the clock stops and so many seconds apart."""


class Attendance(QWidget):
    """A tick for each member: there, or not said."""

    def __init__(self, kit: Kit, book: MeetingBook) -> None:
        super().__init__()
        self._kit, self._book = kit, book
        self._shown: tuple[tuple[str, str], ...] | None = None
        self._ticks: list[TickBox] = []
        self._lacking = plain_label("", "message", self, wraps=True)
        self._none = plain_label(kit.words("recorder.no_members"), "second", self, wraps=True)
        holder = QWidget(self)
        self._flow = Flow(holder, gap=kit.theme.space(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (holder, self._none, self._lacking):
            column.addWidget(part)
        book.changed.connect(self._show)
        self._show()

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts."""
        return list(self._ticks)

    def _show(self) -> None:
        meeting = self._book.meeting
        members = meeting.members if meeting is not None else ()
        names = tuple((one.name, one.discipline) for one in members)
        if names != self._shown:
            self._shown = names
            self._fill(names)
        for tick, member in zip(self._ticks, members, strict=True):
            tick.blockSignals(True)
            tick.setChecked(member.presence is Presence.PRESENT)
            tick.blockSignals(False)
        lacking = meeting.lacking() if meeting is not None else ()
        said = ", ".join(discipline_words(self._kit, one) for one in lacking)
        self._lacking.setText(self._kit.words("recorder.lacking", disciplines=said))
        self._lacking.setVisible(bool(lacking))
        self._none.setVisible(not members)

    def _fill(self, names: tuple[tuple[str, str], ...]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._ticks = []
        for place, (name, discipline) in enumerate(names):
            tick = TickBox(self._kit.theme, f"{name}, {discipline_words(self._kit, discipline)}")
            tick.toggled.connect(lambda on, place=place: self._take(place, on))
            self._flow.addWidget(tick)
            self._ticks.append(tick)
            tick.show()

    def _take(self, place: int, on: bool) -> None:
        meeting = self._book.meeting
        if meeting is None:
            return
        members = list(meeting.members)
        members[place] = replace(members[place], presence=Presence.PRESENT if on else Presence.EXPECTED)
        self._book.save(replace(meeting, members=tuple(members)))


class Ticks(QWidget):
    """The checklist of one case."""

    def __init__(self, kit: Kit, book: MeetingBook) -> None:
        super().__init__()
        self._book = book
        self._case_id = ""
        flow = Flow(self, gap=kit.theme.space(2))
        self._boxes: dict[str, TickBox] = {}
        for item in kit.desk.checklist:
            box = TickBox(kit.theme, item.words(kit.desk.words.language))
            box.toggled.connect(lambda on, id=item.id: self._take(id, on))
            flow.addWidget(box)
            self._boxes[item.id] = box
        book.changed.connect(self._show)

    def show_case(self, case_id: str) -> None:
        """Show the ticks of a case."""
        self._case_id = case_id
        self._show()

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts."""
        return list(self._boxes.values())

    def _show(self) -> None:
        item = self._book.item(self._case_id)
        for id, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(item is not None and id in item.ticks)
            box.blockSignals(False)

    def _take(self, id: str, on: bool) -> None:
        item = self._book.item(self._case_id)
        if item is not None:
            ticked = {*item.ticks, id} if on else {*item.ticks} - {id}
            self._book.save_item(replace(item, ticks=tuple(one for one in self._boxes if one in ticked)))


class CaseClock(QWidget):
    """How long the case has been discussed; it runs while it is told to, or follows the one on the wall."""

    def __init__(self, kit: Kit, book: MeetingBook) -> None:
        super().__init__()
        self._kit, self._book = kit, book
        self._case_id, self._more = "", 0
        self._lead: Callable[[str], int] | None = None
        self._told = plain_label("", "title", self)
        self._turn = QPushButton(self)
        self._turn.clicked.connect(self.turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._told)
        row.addWidget(self._turn)
        self._tick = QTimer(self)
        self._tick.setInterval(SECOND_MS)
        self._tick.timeout.connect(self._count)

    def show_case(self, case_id: str) -> None:
        """Show the time of a case; that of the case before is kept."""
        if case_id != self._case_id:
            self.stop()
            self._case_id = case_id
        self._show()

    def follow(self, lead: Callable[[str], int] | None) -> None:
        """Show the time another clock counts and keeps; None: count by hand again."""
        self.stop()
        self._lead = lead
        self._turn.setVisible(lead is None)
        if lead is None:
            self._tick.stop()
        else:
            self._tick.start()
        self._show()

    def turn(self) -> None:
        """Let it run, or stop it."""
        if self._tick.isActive():
            self.stop()
        else:
            self._tick.start()
            self._show()

    def stop(self) -> None:
        """Stop it and keep the time."""
        if self._lead is None:
            self._tick.stop()
            self._keep()
        self._show()

    def _count(self) -> None:
        self._more += 1 if self._lead is None else 0
        if self._more >= KEPT_EVERY:
            self._keep()
        self._show()

    def _item(self) -> AgendaItem | None:
        return self._book.item(self._case_id)

    def _keep(self) -> None:
        item, more = self._item(), self._more
        self._more = 0
        if item is not None and more:
            self._book.save_item(replace(item, seconds=item.seconds + more))

    def _show(self) -> None:
        item = self._item()
        seconds = (item.seconds if item is not None else 0) + self._more
        if self._lead is not None and self._case_id:
            seconds = self._lead(self._case_id)
        self._told.setText(f"{seconds // 60:02d}:{seconds % 60:02d}")
        self._told.setAccessibleName(self._kit.words("recorder.clock", time=self._told.text()))
        key = "recorder.clock_stop" if self._tick.isActive() else "recorder.clock_start"
        self._turn.setText(self._kit.words(key))
