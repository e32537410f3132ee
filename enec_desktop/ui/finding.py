"""Going to what is looked for: a record, a chapter of the open case, the search of the page in front."""

from __future__ import annotations

from collections.abc import Callable

from enec_desktop.ui.places import Places


class Finding:
    """Brings up the place where something stands, and goes to it there."""

    def __init__(self, places: Places, show_place: Callable[[str], object]) -> None:
        self._places, self._show_place = places, show_place

    def browse(self, ref: str) -> None:
        """Show a record of the knowledge."""
        self._show_place("evidence")
        self._places.evidence.open_record(ref)

    def show_chapter(self, chapter: str) -> None:
        """Show a chapter of the open case."""
        self._show_place("case")
        self._places.case.show_chapter(chapter)
        self._places.case.focus_start()

    def find(self) -> None:
        """Go to the search of the evidence where that is in front, else to that of the cases."""
        if self._places.shows("evidence"):
            self._places.evidence.focus_search()
            return
        if not self._places.shows("worklist"):
            self._show_place("worklist")
        self._places.worklist.focus_search()
