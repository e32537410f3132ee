"""Cases that came in from samples or files are assessed one by one, so that the list says what they are."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.places import Places
from enec_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Assessment
    from enec_desktop.domain.case import Case

LANE = "backlog"
TOGETHER = 10
"""The list is shown anew after so many cases, and at the end."""


class Backlog:
    """Assesses cases off the main thread and keeps what the worklist shows of them."""

    def __init__(self, kit: Kit, tasks: Tasks, places: Places) -> None:
        self._kit, self._tasks, self._places = kit, tasks, places
        self._waiting: deque[str] = deque()
        self._running = False

    def take_up(self) -> None:
        """Begin with the newest cases of the list that have no assessment of what they are now."""
        self._waiting = deque(self._kit.desk.worklist.unassessed())
        if not self._running:
            self._next()

    def _next(self) -> None:
        self._running = bool(self._waiting)
        if len(self._waiting) % TOGETHER == 0 and self._places.shows("worklist"):
            self._places.worklist.refresh()
        if not self._waiting:
            return
        desk, case_id = self._kit.desk, self._waiting.popleft()
        try:
            case, revision = desk.cases.stored(case_id)
        except StoreRefused:  # gone since it was put in line
            self._next()
            return
        assessments = desk.assessments
        self._tasks.run_while_wanted(
            LANE,
            lambda wanted: assessments.assess(case, wanted=wanted),
            lambda found: self._keep(case, found, revision),
        )

    def _keep(self, case: Case, found: Assessment, revision: int) -> None:
        self._kit.desk.summaries.show(case, found, revision)
        self._next()
