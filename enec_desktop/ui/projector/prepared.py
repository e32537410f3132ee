"""The slides of the cases of an agenda: made off the main thread, the neighbours before they are wanted."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.shown_patient import without_names
from enec_desktop.domain.slides import SlideSet
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.patient_words import identifying_words

Key = tuple[str, str]
"""A case and the code that stands for the patient's name; no code where the name is shown."""


class PreparedSlides(QObject):
    """Hands out slides that are ready; ``ready`` names a case whose slides have come."""

    ready = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._tasks = kit, tasks
        self._made: dict[Key, tuple[Case, frozenset[str], SlideSet]] = {}
        self._refused: dict[str, str] = {}
        self._wanted: list[Key] = []
        self._busy = False

    def of(self, case_id: str, code: str = "") -> SlideSet | None:
        """The slides of a case as they were made last; None while there are none."""
        found = self._made.get((case_id, code))
        return found[2] if found is not None else None

    def case(self, case_id: str, code: str = "") -> Case | None:
        """The case its slides were made from."""
        found = self._made.get((case_id, code))
        return found[0] if found is not None else None

    def refusal(self, case_id: str) -> str:
        """Why a case cannot be read; empty where it can."""
        return self._refused.get(case_id, "")

    @property
    def is_busy(self) -> bool:
        """Whether slides are still being made."""
        return self._busy

    def want(self, codes: Mapping[str, str]) -> None:
        """Make slides of these cases, the first one first; what is ready and still true is left alone.

        A case with a code is told without the names of its patient.
        """
        self._wanted = list(codes.items())
        self._next()

    def _next(self) -> None:
        """One after the other: work takes half of the time of this thread."""
        while self._wanted and not self._busy:
            case_id, code = self._wanted.pop(0)
            try:
                case = self._kit.desk.cases.open(case_id)
                frozen = self._kit.desk.decisions.frozen(case_id)
            except EnecError as trouble:
                self._refused[case_id] = str(trouble)
                self._made.pop((case_id, code), None)
                self.ready.emit(case_id)
                continue
            made = self._made.get((case_id, code))
            if made is None or made[:2] != (case, frozen):
                self._make(case, frozen, code)

    def _make(self, case: Case, frozen: frozenset[str], code: str) -> None:
        self._busy = True
        make = self._kit.desk.slides.of

        def work() -> tuple[Key, Case, frozenset[str], SlideSet]:
            told = without_names(case, identifying_words(case), code) if code else case
            return (case.id, code), case, frozen, make(told, confirmed=frozen)

        self._tasks.run_when_idle("slides", work, self._take)

    def _take(self, made: tuple[Key, Case, frozenset[str], SlideSet]) -> None:
        key, case, frozen, slides = made
        self._busy = False
        self._made[key] = case, frozen, slides
        self.ready.emit(case.id)
        self._next()
