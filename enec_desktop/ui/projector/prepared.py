"""The slides of the cases of an agenda: made off the main thread, the neighbours before they are wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.slides import SlideSet
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks


class PreparedSlides(QObject):
    """Hands out slides that are ready; ``ready`` names a case whose slides have come."""

    ready = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._tasks = kit, tasks
        self._made: dict[str, tuple[Case, SlideSet]] = {}
        self._wanted: list[str] = []
        self._busy = False

    def of(self, case_id: str) -> SlideSet | None:
        """The slides of a case as they were made last; None while there are none."""
        found = self._made.get(case_id)
        return found[1] if found is not None else None

    def case(self, case_id: str) -> Case | None:
        """The case its slides were made from."""
        found = self._made.get(case_id)
        return found[0] if found is not None else None

    @property
    def is_busy(self) -> bool:
        """Whether slides are still being made."""
        return self._busy

    def want(self, case_ids: Sequence[str]) -> None:
        """Make slides of these cases, the first one first; what is ready and still true is left alone."""
        self._wanted = list(dict.fromkeys(case_ids))
        self._next()

    def _next(self) -> None:
        """One after the other: work takes half of the time of this thread."""
        while self._wanted and not self._busy:
            case_id = self._wanted.pop(0)
            try:
                case = self._kit.desk.cases.open(case_id)
            except EnecError:
                continue
            if self.case(case_id) == case:
                continue
            self._busy = True
            self._make(case)

    def _make(self, case: Case) -> None:
        make = self._kit.desk.slides.of
        self._tasks.run_when_idle("slides", lambda: (case, make(case)), self._take)

    def _take(self, made: tuple[Case, SlideSet]) -> None:
        self._busy = False
        self._made[made[0].id] = made
        self.ready.emit(made[0].id)
        self._next()
