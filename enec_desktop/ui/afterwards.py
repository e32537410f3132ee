"""What comes after the first picture, a piece at a time: who clicks or types waits for one piece at most."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from enec_desktop.domain.errors import EnecError
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.places import Places
from enec_desktop.ui.strips import Strips
from enec_desktop.ui.tasks import Tasks


class Afterwards(QObject):
    """Counts the cases, makes the page of a case before one is asked for, and reads the knowledge.

    A case that is opened meanwhile takes what is ready and makes the rest itself; the list is counted when it
    is shown again. The knowledge comes last: its thread takes half of the time of this one.
    """

    def __init__(
        self, kit: Kit, tasks: Tasks, places: Places, strips: Strips, open_case: Callable[[str], None]
    ) -> None:
        super().__init__(places)
        self._kit, self._tasks, self._places, self._strips = kit, tasks, places, strips
        self._open_case = open_case
        self._pieces: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether there are pieces left."""
        return bool(self._pieces)

    def leave(self) -> None:
        """Leave what is not ready: the window is made anew."""
        self._pieces.clear()
        self._timer.stop()

    def begin(self) -> None:
        """Listen for what is wrong with the settings, then go on piece by piece."""
        self._kit.desk.settings.listen(lambda sentence: self._strips.alarm.note(sentence))
        desk, places, worklist = self._kit.desk, self._places, self._places.worklist
        self._pieces.extend(
            (
                self._with_list(worklist.show_counts),
                lambda: desk.vocabulary,
                lambda: desk.cases,
                places.read_case_page,
                lambda: places.case,
                self._with_list(worklist.show_beside),
                self._come_back,
                worklist.catch_up,
                self._read_knowledge,
            )
        )
        self._timer.start()

    def _go_on(self) -> None:
        piece = self._pieces.popleft()
        if self._pieces:  # started first: a fault in one piece does not keep the others
            self._timer.start()
        try:
            piece()
        except EnecError as trouble:
            self._strips.alarm.warn(self._kit.problem(trouble))

    def _with_list(self, piece: Callable[[], None]) -> Callable[[], None]:
        """A piece that only the list needs while it is in front."""

        def act() -> None:
            if self._places.shows("worklist"):
                piece()

        return act

    def _come_back(self) -> None:
        """After an end that was none, show what was open at the field of then."""
        from enec_desktop.ui.safekeeping import come_back

        come_back(self._kit, self._places.case, self._open_case, lambda: self._strips.alarm)

    def _read_knowledge(self) -> None:
        desk = self._kit.desk
        self._tasks.run("knowledge", lambda: (desk.knowledge.base, desk.site.problem), self._warn_of_site)

    def _warn_of_site(self, read: tuple[object, str]) -> None:
        """A profile that cannot be used is said once; the program goes on without it."""
        if read[1]:
            self._strips.alarm.warn(read[1])
