"""The assessment that follows the open case: what is told at once, then the whole of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Section
from enec_desktop.domain.time import At
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    # What an assessment is made of comes with the first one, off the main thread.
    from enec_desktop.app.assessments import Read, Steps
    from enec_desktop.domain.assessment import Assessment

LANE = "assessment"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of a case as of a point in time; ``is_whole``: nothing of it is still to come."""

    case: Case
    revision: int
    at: At
    found: Assessment
    sections: tuple[Section, ...]
    is_whole: bool


class LiveOutcome(QObject):
    """Assesses off the main thread; ``arrived`` hands out each outcome of the case as it still is.

    What would change the answer may take several times as long as everything else: it follows once the rest
    was painted, and until then the outcome says that it is still to come. What is under way is left off as
    soon as the next change comes, or the window closes: neither waits for an answer that nobody will see.
    """

    arrived = Signal(object)

    def __init__(self, kit: Kit, tasks: Tasks, now_open: Callable[[], Case], parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._tasks, self._now_open = kit, tasks, now_open
        self._found: Assessment | None = None
        self._before: Assessment | None = None
        self._of = Case("", "")
        self._turn = 0
        tasks.closing.connect(self.forget)

    @property
    def found(self) -> Assessment | None:
        """The newest assessment; None while there is none."""
        return self._found

    def forget(self) -> None:
        """Another case or another point in time comes: nothing is held against what was said before."""
        self._turn += 1
        self._tasks.forget(LANE)
        self._found = self._before = None

    def same_advice(self, case: Case) -> None:
        """The case changed in what no advice rests on."""
        self._of = case

    def follow(self, case: Case, at: At) -> None:
        """Assess the case as it is now."""
        desk = self._kit.desk
        revision = desk.cases.revision(case.id)
        if self._found is not None and self._of != case:
            self._before = self._found
        before = self._before
        self._turn += 1
        turn = self._turn

        def first() -> tuple[Steps, Read]:
            # Asked for in here: its modules take as long to import as the case takes to open.
            steps = desk.assessments.in_steps(case, at, before, lambda: self._turn == turn)
            return steps, self._said(case, steps.first())

        def take(result: tuple[Steps, Read]) -> None:
            steps, read = result
            if self._take(Outcome(case, revision, at, *read, is_whole=False)):
                self._tasks.run_when_idle(LANE, lambda: self._said(case, steps.whole()), take_whole)

        def take_whole(read: Read) -> None:
            self._take(Outcome(case, revision, at, *read, is_whole=True))

        self._tasks.run(LANE, first, take)

    def _said(self, case: Case, read: Read) -> Read:
        found, sections = read
        return found, self._kit.desk.words.sections(sections, case)

    def _take(self, outcome: Outcome) -> bool:
        """Hand it out, unless the case has become another meanwhile."""
        if replace(outcome.case, opinions=()) != replace(self._now_open(), opinions=()):
            return False
        self._of, self._found = outcome.case, outcome.found
        self.arrived.emit(outcome)
        return True
