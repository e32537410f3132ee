"""Projector and meeting keep step: the agenda, the case in front, its time, what may not be shown yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from enec_desktop.app.meetings import MeetingDesk
    from enec_desktop.ui.pages.meeting_page import MeetingPage
    from enec_desktop.ui.projector.window import Projector


class Following(QObject):
    """Lives as long as the projector. Whichever side goes to another case, the other one goes there too.

    The time of a case runs while it is in front, goes on where it stopped, and is kept with the meeting;
    ``kept`` when it was.
    """

    kept = Signal()

    def __init__(self, projector: Projector, page: MeetingPage, meetings: MeetingDesk) -> None:
        super().__init__(projector)
        self._projector, self._page, self._meetings = projector, page, meetings
        self._told = page.agenda, page.written
        self._meeting, self._alone = page.meeting_id, False
        page.shown_changed.connect(self._follow)
        page.case_changed.connect(self._read_again)
        # The page may be gone before the projector: what is told then is kept all the same.
        self.kept.connect(page.read_again)
        projector.case_shown.connect(self._go_along)
        projector.seconds_spent.connect(self._keep_time)
        projector.closed.connect(page.free_clock)
        page.destroyed.connect(self._let_go)
        self._go_on()
        page.follow_clock(projector.seconds_of)

    def _go_on(self) -> None:
        """The clocks go on from what the meeting says."""
        for item in self._meetings.get(self._meeting).items if self._meeting else ():
            self._projector.go_on_from(item.case_id, item.seconds)

    def _follow(self) -> None:
        page, projector = self._page, self._projector
        told = page.agenda, page.written
        before, self._told = self._told, told
        if told[0] != before[0]:
            projector.show_agenda(told[0])
        if page.meeting_id != self._meeting:
            self._meeting = page.meeting_id
            self._go_on()
        if told[1] and told[1] != before[1]:
            projector.show_case(told[1])
        projector.refresh()

    def _read_again(self) -> None:
        self._projector.refresh()

    def _go_along(self, case_id: str) -> None:
        """Only to the case that is still in front: keys may be faster than pages."""
        if not self._alone and case_id == self._projector.case_id:
            self._page.go_to_case(case_id)

    def _let_go(self) -> None:
        self._alone = True

    def _keep_time(self, case_id: str, seconds: int) -> None:
        self._meetings.spend(self._meeting, case_id, seconds)
        self.kept.emit()
