"""What came into the store by other ways than the fields: files, reports, backups; shown to the user."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from enec_desktop.domain.case import Case
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.places import Places
from enec_desktop.ui.strips import Strips
from enec_desktop.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Ways:
    """What the window does next: go to a place, say that a case is saved, assess the cases of the list."""

    show_place: Callable[[str], object]
    show_saved: Callable[[Case], object]
    assess_list: Callable[[], object]


class Arrivals:
    """Brings every page up to what is stored now."""

    def __init__(self, kit: Kit, tasks: Tasks, places: Places, strips: Strips, ways: Ways) -> None:
        self._kit, self._tasks, self._places, self._strips = kit, tasks, places, strips
        self._ways = ways

    def show_written(self, case: Case, sentence: str) -> None:
        """What was taken from a report is in the case now."""
        self._places.case.reload(case)
        self._ways.show_saved(case)
        self._strips.alarm.note(sentence)

    def show_imported(self) -> None:
        """Other cases are stored now, and the open one may be another."""
        if self._places.open_id:
            self._places.case.reload(self._kit.desk.cases.open(self._places.open_id))
            self._strips.show_identity(self._places.case.case)
        self._ways.show_place("worklist")
        self._ways.assess_list()

    def show_backups(self) -> None:
        """Open the copies of the store."""
        from enec_desktop.ui.safekeeping import show_backups

        self._places.flush()
        show_backups(self._kit, self._tasks, self._places, self._show_restored)

    def _show_restored(self, sentence: str) -> None:
        """Other cases and notes are stored now: the open case is let go."""
        self._kit.desk.notes.forget()
        if self._places.open_id:
            self._places.case.forget()
            self._strips.banner.hide()
        if self._places.has("meeting"):
            self._places.meeting.forget()
        self._ways.show_place("worklist")
        self._strips.alarm.note(sentence)
