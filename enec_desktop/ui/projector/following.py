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
        self._told = page.agenda, page.written
        page.shown_changed.connect(self._follow)
        page.case_changed.connect(lambda _: projector.refresh())

    def _follow(self) -> None:
        page, projector = self._page, self._projector
        told = page.agenda, page.written
        before, self._told = self._told, told
        if told[0] != before[0]:
            projector.show_agenda(told[0])
        if told[1] and told[1] != before[1]:
            projector.show_case(told[1])
        projector.refresh()
