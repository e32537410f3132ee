"""The assessment with its head and foot, or the sentence that it waits for the intent of the board."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enec_desktop.domain.content import Section
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.advice_waits import AdviceWaits
from enec_desktop.ui.widgets.assessment_head import AssessmentHead
from enec_desktop.ui.widgets.assessment_view import AssessmentView
from enec_desktop.ui.widgets.use_line import UseLine


class AssessmentSide(QWidget):
    """Stands beside the case; ``point_chosen`` and ``widen_wanted`` as in its head."""

    point_chosen = Signal(int)
    widen_wanted = Signal()

    def __init__(self, kit: Kit, view: AssessmentView) -> None:
        super().__init__()
        self._kit, self._view = kit, view
        self._case_id, self._sections = "", tuple[Section, ...]()
        self.head = AssessmentHead(kit)
        self.head.point_chosen.connect(self.point_chosen)
        self.head.widen_wanted.connect(self.widen_wanted)
        self.head.copy_wanted.connect(view.copy_outcome)
        self._waits = AdviceWaits(kit)
        kit.advice.changed.connect(self._show)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._waits)
        self._column.addWidget(view, 1)

    def show_sections(self, case_id: str, sections: tuple[Section, ...]) -> None:
        """Show what is said of a case, or that it waits."""
        self._case_id, self._sections = case_id, sections
        self._show()

    def forget(self) -> None:
        """Show nothing: another case is coming."""
        self._case_id, self._sections = "", ()
        self._waits.show_case("")
        self._view.forget()

    def showEvent(self, event: QShowEvent) -> None:
        """A meeting may have asked for the intent, or heard it, while another page was in front."""
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        """What was opened of the advice goes with it."""
        waits = self._waits.show_case(self._case_id)
        self.head.allow_copy(not waits)
        if waits and self._view.shows_advice:
            self._view.forget()
        elif self._sections and not waits:
            self._view.show_sections(self._sections)
        if self._sections:
            self._use_line.setVisible(not waits)

    @cached_property
    def _use_line(self) -> UseLine:
        """Below the first advice, and there to stay; how old the knowledge is, is known by then."""
        line = UseLine(self._kit)
        self._column.addWidget(line)
        return line
