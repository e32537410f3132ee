"""The projector follows the meeting: its agenda, the case that is written down, what may not be shown yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from enec_desktop.ui.pages.meeting_page import MeetingPage
    from enec_desktop.ui.projector.window import Projector


class Following(QObject):
    """Lives as long as the projector; the case in front changes only with the one that is written down."""

    def __init__(self, projector: Projector, page: MeetingPage) -> None:
        super().__init__(projector)
        self._projector, self._page = projector, page
        self._told = page.agenda, page.withheld, page.written
        projector.withhold(page.withheld)
        page.shown_changed.connect(self._follow)
        page.case_changed.connect(lambda _: projector.refresh())

    def _follow(self) -> None:
        page, projector = self._page, self._projector
        told = page.agenda, page.withheld, page.written
        before, self._told = self._told, told
        if told[1] != before[1]:
            projector.withhold(told[1])
        if told[0] != before[0]:
            projector.show_agenda(told[0])
        if told[2] and told[2] != before[2]:
            projector.show_case(told[2])
        projector.refresh()
