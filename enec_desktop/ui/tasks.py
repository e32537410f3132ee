"""The one door for work off the main thread: frozen data in, a result back in the main thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot

from enec_desktop.domain.progress import Wanted

Work = Callable[[], Any]
Done = Callable[[Any], None]


class Tasks(QObject):
    """Runs work by lane: one at a time in a lane, and only the newest result of a lane arrives.

    ``work`` gets everything through its closure and touches no widget and no store. What it raises is
    raised again in the main thread, where the window shows it.
    """

    closing = Signal()

    _finished = Signal(str, int, object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[str, QThreadPool] = {}
        self._newest: dict[str, int] = {}
        self._delivered: dict[str, int] = {}
        self._promised: set[str] = set()
        self._held: list[tuple[str, int, Done, Any, Exception | None]] | None = None
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, lane: str, work: Work, done: Done) -> None:
        """Start ``work``; ``done`` gets its result unless newer work of the lane was started meanwhile."""
        self._pool(lane).start(_Job(self, lane, self._number(lane), work, done))

    def run_while_wanted(self, lane: str, work: Callable[[Wanted], Any], done: Done) -> None:
        """As ``run``, of work that asks now and then whether its result is still wanted."""
        number = self._number(lane)
        job = _Job(self, lane, number, lambda: work(lambda: self.is_newest(lane, number)), done)
        self._pool(lane).start(job)

    def run_to_the_end(self, lane: str, work: Work, done: Done) -> None:
        """As ``run``, of what was promised: ``close`` waits until its result has arrived."""
        self._promised.add(lane)
        self.run(lane, work, done)

    def run_when_idle(self, lane: str, work: Work, done: Done) -> None:
        """As ``run``, once this thread has painted what it has to paint: work takes half of its time."""
        job = _Job(self, lane, self._number(lane), work, done)
        QTimer.singleShot(0, self, lambda: self._pool(lane).start(job))

    def _number(self, lane: str) -> int:
        number = self._newest.get(lane, 0) + 1
        self._newest[lane] = number
        self._delivered.setdefault(lane, 0)
        return number

    def _pool(self, lane: str) -> QThreadPool:
        if lane not in self._pools:
            self._pools[lane] = QThreadPool(self)
            self._pools[lane].setMaxThreadCount(1)
        return self._pools[lane]

    @property
    def is_busy(self) -> bool:
        """Whether a result is still to arrive."""
        return any(self._newest[lane] != done for lane, done in self._delivered.items())

    def forget(self, lane: str) -> None:
        """Let nothing that is under way in a lane arrive any more."""
        self._newest[lane] = self._newest.get(lane, 0) + 1
        self._delivered[lane] = self._newest[lane]

    def stop(self, lane: str) -> None:
        """As ``forget``, and what runs in the lane has ended afterwards: no file is held by it any more."""
        self.forget(lane)
        self._pool(lane).clear()
        self._pool(lane).waitForDone()

    def is_newest(self, lane: str, number: int) -> bool:
        """Whether this work is still wanted."""
        return self._newest.get(lane) == number

    def hold(self) -> None:
        """Let results wait: this thread is in the middle of something that none of them may touch."""
        self._held = [] if self._held is None else self._held

    def let_go(self) -> None:
        """Hand out what waited."""
        waiting, self._held = self._held or [], None
        for one in waiting:
            self._finished.emit(*one)

    def close(self) -> None:
        """Drop what is waiting and let what is running end, which hears of it by ``closing``; what was
        promised still arrives."""
        self.closing.emit()
        promised = [lane for lane in self._promised if self._newest[lane] != self._delivered[lane]]
        for lane in promised:
            self._pool(lane).waitForDone()
        if promised:
            QCoreApplication.sendPostedEvents(self)
        for lane, pool in self._pools.items():
            self.forget(lane)
            pool.clear()
            pool.waitForDone()

    def report(self, lane: str, number: int, done: Done, result: Any, error: Exception | None) -> None:
        """Hand a result over to the main thread; called by the worker."""
        self._finished.emit(lane, number, done, result, error)

    @Slot(str, int, object, object, object)
    def _deliver(self, lane: str, number: int, done: Done, result: Any, error: Exception | None) -> None:
        if self._held is not None:
            self._held.append((lane, number, done, result, error))
            return
        if not self.is_newest(lane, number):
            return
        self._delivered[lane] = number
        if error is not None:
            raise error
        done(result)


class _Job(QRunnable):
    """One piece of work; skipped when it is stale before it begins."""

    def __init__(self, tasks: Tasks, lane: str, number: int, work: Work, done: Done) -> None:
        super().__init__()
        self._tasks, self._lane, self._number = tasks, lane, number
        self._work, self._done = work, done

    def run(self) -> None:
        """Work, then report; a fault of the work travels to the main thread."""
        if not self._tasks.is_newest(self._lane, self._number):
            return
        result, error = None, None
        try:
            result = self._work()
        except Exception as fault:
            error = fault
        self._tasks.report(self._lane, self._number, self._done, result, error)
