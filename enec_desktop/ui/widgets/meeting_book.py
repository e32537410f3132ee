"""The meeting that is open: every change of it is kept at once, and all parts of the page hear of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.meeting import AgendaItem, ItemState, Meeting, MeetingKind
from enec_desktop.ui.kit import Kit


class MeetingBook(QObject):
    """Holds one meeting or none. ``changed`` when it is another now, ``refused`` with one sentence."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._meeting: Meeting | None = None

    @property
    def meeting(self) -> Meeting | None:
        """The open meeting; None while there is none."""
        return self._meeting

    def item(self, case_id: str) -> AgendaItem | None:
        """The place of a case on the agenda; None where it has none."""
        meeting = self._meeting
        return meeting.item(case_id) if meeting is not None and meeting.holds(case_id) else None

    def open(self, id: str) -> None:
        """Open a meeting."""
        self._take(self._kit.desk.meetings.get(id))

    def close(self) -> None:
        """Let the meeting go."""
        self._take(None)

    def create(self, day: date, kind: MeetingKind) -> None:
        """Make a meeting and open it."""
        self._try(lambda: self._kit.desk.meetings.create(day, kind=kind))

    def save(self, meeting: Meeting) -> None:
        """Keep another form of the meeting."""
        if meeting != self._meeting:
            self._try(lambda: self._kit.desk.meetings.save(meeting))

    def save_item(self, item: AgendaItem) -> None:
        """Keep another form of one place of the agenda."""
        if self._meeting is not None:
            self.save(self._meeting.with_item(item))

    def add_case(self, case_id: str) -> None:
        """Put a case on the agenda with its open question; one that was taken off waits again."""
        meeting, item = self._meeting, self.item(case_id)
        if item is not None:
            self.save_item(replace(item, state=ItemState.WAITING, why=""))
        elif meeting is not None:
            self._try(lambda: self._kit.desk.meetings.add_case(meeting.id, case_id))

    def drop_case(self, case_id: str, why: str) -> None:
        """Take a case off the agenda, for a reason."""
        meeting = self._meeting
        if meeting is not None:
            self._try(lambda: self._kit.desk.meetings.drop_case(meeting.id, case_id, why))

    def _try(self, act: Callable[[], Meeting]) -> None:
        """What cannot be kept is said; what stands here is what is stored."""
        try:
            meeting = act()
        except EnecError as trouble:
            self.refused.emit(self._kit.problem(trouble))
            self.changed.emit()
            return
        self._take(meeting)

    def _take(self, meeting: Meeting | None) -> None:
        self._meeting = meeting
        self.changed.emit()
