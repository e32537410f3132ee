"""How ready the cases of an agenda are: worked out off the main thread, one case after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from enec_desktop.domain.case import Case
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from enec_desktop.domain.readiness import Readiness

LANE = "readiness"


class ReadinessWatch(QObject):
    """``arrived`` hands out the readiness of a case; what is known of a case as it is is not asked twice."""

    arrived = Signal(object)

    def __init__(self, kit: Kit, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._tasks = kit, tasks
        self._known: dict[str, tuple[Case, Readiness]] = {}
        self._waiting: deque[Case] = deque()
        self._working = False

    def of(self, case: Case) -> Readiness | None:
        """What is known of a case as it is now; None while that is worked out."""
        known = self._known.get(case.id)
        return known[1] if known is not None and known[0] == case else None

    @property
    def is_done(self) -> bool:
        """Whether everything that was asked for last is known."""
        return not self._waiting

    def follow(self, cases: Iterable[Case]) -> None:
        """Work out what is not known yet; cases asked for before and not now are left out."""
        self._waiting = deque(case for case in cases if self.of(case) is None)
        if not self._working:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._working = False
            return
        self._working = True
        case, desk = self._waiting.popleft(), self._kit.desk
        # Asked for in here: the knowledge may have to be read first.
        self._tasks.run(LANE, lambda: desk.readiness.of(case), lambda found: self._take(case, found))

    def _take(self, case: Case, found: Readiness) -> None:
        self._known[case.id] = (case, found)
        self.arrived.emit(found)
        self._next()
