"""The ways between the meetings and the rest of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.places import Places
from enec_desktop.ui.strips import Strips

if TYPE_CHECKING:
    from enec_desktop.domain.case import Case
    from enec_desktop.ui.pages.meeting_page import MeetingPage
    from enec_desktop.ui.widgets.fact_field import FactField


@dataclass(frozen=True, eq=False, repr=False)
class Turns:
    """Where the window can be sent: to a case, a record, or only to hold a case; what was saved; a menu."""

    open_case: Callable[[str], object]
    browse: Callable[[str], object]
    take_case: Callable[[str], object]
    show_saved: Callable[[Case], object]
    show_field_menu: Callable[[FactField], object]


class MeetingDoor:
    """A case that is written at the table is the open case of the window, so that undo knows it."""

    def __init__(self, kit: Kit, places: Places, strips: Strips, turns: Turns) -> None:
        self._kit, self._places, self._strips, self._turns = kit, places, strips, turns

    def wire(self, page: MeetingPage) -> None:
        """Join the page to the others."""
        page.case_wanted.connect(self._turns.open_case)
        page.ref_wanted.connect(self._turns.browse)
        page.field_wanted.connect(self._go_to_field)
        page.case_taken.connect(self._turns.take_case)
        page.case_changed.connect(self._take_change)
        page.field_menu_wanted.connect(self._turns.show_field_menu)
        page.refused.connect(lambda sentence: self._strips.alarm.warn(sentence))
        page.noted.connect(lambda sentence: self._strips.alarm.note(sentence))

    def put_on_agenda(self, case_id: str) -> None:
        """Put a case on the agenda of the open or the next meeting."""
        self._places.flush()
        self._places.meeting.put_on_agenda(case_id)

    def present(self) -> None:
        """Show a room the open case, or at the meeting its agenda; the projector follows the meeting then."""
        places = self._places
        page = places.meeting if places.shows("meeting") else None
        if page is not None and page.current in page.agenda:
            from enec_desktop.ui.projector.following import Following

            projector = places.present(page.agenda, page.current)
            if projector.findChild(Following) is None:
                Following(projector, page, self._kit.desk.meetings)
        elif places.open_id:
            places.present()
        else:
            self._strips.alarm.note(self._kit.words("projector.nothing"))

    def _go_to_field(self, case_id: str, name: str) -> None:
        self._turns.open_case(case_id)
        self._places.case.go_to_named(name)

    def catch_up(self) -> None:
        """Show the open case as it was changed at the table, before any other page speaks of it."""
        if self._places.open_id:
            case = self._kit.desk.cases.open(self._places.open_id)
            if case != self._places.case.case:
                self._places.case.reload(case)

    def _take_change(self, case: Case) -> None:
        """The page of the case follows when it is shown: nobody waits for its assessment here."""
        if case.id == self._places.open_id and case != self._places.case.case:
            self._turns.show_saved(case)
