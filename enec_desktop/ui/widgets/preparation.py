"""What is to be done before a case can be discussed: by discipline, each line a way to its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Sentence
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.meeting_words import discipline_words, patient_line
from enec_desktop.ui.widgets.readiness_words import hard_words, light_words, place_words, task_words
from enec_desktop.ui.widgets.states import state_words
from enec_desktop.ui.widgets.tag import Tag
from enec_desktop.ui.widgets.wrap_button import WrapButton

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Place
    from enec_desktop.domain.readiness import OpenGate, Readiness


class Preparation(QScrollArea):
    """``field_wanted`` hands out the case and ``entry/field`` of the line that was pressed."""

    field_wanted = Signal(str, str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._first: WrapButton | None = None
        self.setAccessibleName(kit.words("ready.title"))
        self.setWidgetResizable(True)

    def show_case(self, case: Case | None, found: Readiness | None) -> None:
        """Show what waits in a case; ``found`` is None while that is worked out."""
        self._first = None
        sheet = QFrame()
        sheet.setProperty("role", "part")
        self._column = QVBoxLayout(sheet)
        self._column.setSpacing(self._kit.theme.space(1))
        if case is None:
            self._add("ready.none", "second")
        else:
            self._column.addWidget(plain_label(patient_line(self._kit, case), "title", wraps=True))
            self._outlook(case)
            if found is None:
                self._add("ready.working", "second")
            else:
                self._fill(case, found)
        self._column.addStretch(1)
        self.setWidget(sheet)

    def focus_start(self) -> None:
        """Go to the first line that can be pressed."""
        (self._first or self).setFocus()

    def _outlook(self, case: Case) -> None:
        outlook = self._kit.desk.worklist.outlook(case.id)
        if outlook is not None:
            self._column.addWidget(plain_label(self._kit.said(outlook.line), "second", wraps=True))

    def _fill(self, case: Case, found: Readiness) -> None:
        kit = self._kit
        said, mark = light_words(kit, found)
        self._column.addWidget(Tag(kit, Sentence(said, mark=mark, strong=True), self))
        lane = kit.words(
            "ready.lane", lane=kit.words(f"ready.lane_{found.lane}"), claims=", ".join(found.lane_claims)
        )
        self._column.addWidget(plain_label(lane, "second", wraps=True))
        self._column.addWidget(
            plain_label(kit.words("ready.hard", why=hard_words(kit, found)), "second", wraps=True)
        )
        if found.gates or found.light.value == "no question":
            self._add("ready.gates", "section")
        self._ask_question(case, found)
        for gate in found.gates:
            self._way(found.case_id, gate.place, self._gate_words(gate))
        gates = {gate.gate.id for gate in found.gates}
        gates |= {"question"} if case.of_kind("question") else set()  # told above, with the way to it
        for discipline, tasks in found.to_do.items():
            more = [task for task in tasks if task.gate not in gates or task.reason is not None]
            if more:
                title = discipline_words(kit, discipline)
                self._column.addWidget(plain_label(title[:1].upper() + title[1:], "section", wraps=True))
            for task in more:
                self._way(found.case_id, task.place, task_words(kit, task))

    def _ask_question(self, case: Case, found: Readiness) -> None:
        """Without a question nothing can be discussed: the way to it comes first."""
        asked = case.of_kind("question")
        if found.light.value == "no question" and asked:
            field = self._kit.desk.vocabulary.field("question", "question")
            words = self._kit.words("ready.ask", field=field.label)
            self._way_to(case.id, f"{asked[-1].id}/question", words)

    def _gate_words(self, gate: OpenGate) -> str:
        kit = self._kit
        key = "ready.gate_why" if gate.reason_missing else "ready.gate"
        return kit.words(
            key,
            what=place_words(kit, gate.place),
            state=state_words(kit, gate.state),
            who=discipline_words(kit, gate.gate.discipline),
        )

    def _way(self, case_id: str, place: Place, words: str) -> None:
        self._way_to(case_id, f"{place.entry or place.kind}/{place.field}", words)

    def _way_to(self, case_id: str, name: str, words: str) -> None:
        line = WrapButton(self._kit.theme, words, parent=self)
        line.setAccessibleName(words)
        line.clicked.connect(lambda: self.field_wanted.emit(case_id, name))
        self._column.addWidget(line)
        self._first = self._first or line

    def _add(self, key: str, role: str) -> QWidget:
        label = plain_label(self._kit.words(key), role, wraps=True)
        self._column.addWidget(label)
        return label
