"""A decision on its way to its record: worked out beside the window, kept in one step, or called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.errors import EnecError
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.labels import plain_label

if TYPE_CHECKING:
    from enec_desktop.app.decisions import Confirming
    from enec_desktop.domain.board_record import BoardRecord


class ConfirmWork(QWidget):
    """``ended`` names the case whose decision was confirmed, refused or called off; ``refused`` says why."""

    ended = Signal(str)
    refused = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks) -> None:
        super().__init__()
        self._kit, self._tasks = kit, tasks
        self._running: set[str] = set()
        self._case_id = ""
        words = kit.words
        bar = QProgressBar(self)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(words("recorder.confirming"))
        self.stop = QPushButton(words("recorder.confirm_stop"), self)
        self.stop.clicked.connect(self._call_off)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.theme.space(1))
        column.addWidget(plain_label(words("recorder.confirming"), "strong", self, wraps=True))
        column.addWidget(bar)
        column.addWidget(self.stop)
        self.hide()

    def is_running(self, case_id: str) -> bool:
        """Whether the decision of a case is on its way."""
        return case_id in self._running

    def show_case(self, case_id: str) -> None:
        """Show how it is with a case."""
        self._case_id = case_id
        self.setVisible(self.is_running(case_id))

    def begin(self, order: Confirming) -> None:
        """Work the record out beside the window; what ends the program meanwhile waits for it."""
        case_id, decisions = order.case.id, self._kit.desk.decisions
        self._running.add(case_id)

        def keep(made: BoardRecord) -> None:
            try:
                decisions.keep(order, made)
            except EnecError as trouble:
                self.refused.emit(self._kit.problem(trouble))
            finally:
                self._end(case_id)

        self._tasks.run_to_the_end(_lane(case_id), lambda: decisions.made(order), keep)

    def forget(self) -> None:
        """Call everything off: what is stored is another now."""
        for case_id in self._running:
            self._tasks.forget(_lane(case_id))
        self._running.clear()

    def _call_off(self) -> None:
        """Nothing was written yet: what is worked out is dropped."""
        self._tasks.forget(_lane(self._case_id))
        self._end(self._case_id)

    def _end(self, case_id: str) -> None:
        self._running.discard(case_id)
        self.ended.emit(case_id)


def _lane(case_id: str) -> str:
    # Each case has its own: the decision on the next one may be confirmed before this one is kept.
    return f"confirm {case_id}"
