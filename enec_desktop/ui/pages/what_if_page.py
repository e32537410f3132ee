"""What if: another fact tried out on a copy, both assessments side by side; nothing is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Block, Mark, Paragraph, Sentence
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.time import At
from enec_desktop.domain.what_if import Assumption
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.models.catalogue_model import SECOND_ROLE
from enec_desktop.ui.models.fact_choices_model import FactChoicesModel
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.advice_waits import AdviceWaits
from enec_desktop.ui.widgets.assumptions import Assumptions
from enec_desktop.ui.widgets.blocks import BlockMaker, Doors
from enec_desktop.ui.widgets.catalogue_lines import CatalogueLines
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.no_hits import no_hits
from enec_desktop.ui.widgets.panes import Panes
from enec_desktop.ui.widgets.use_line import UseLine
from enec_desktop.ui.widgets.value_choice import ValueChoice

if TYPE_CHECKING:
    from enec_desktop.app.what_if import FactChoice

LANE = "what-if"


class WhatIfPage(QWidget):
    """Choose a fact, give it another value, read what it would change."""

    evidence_wanted = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks) -> None:
        super().__init__()
        self._kit, self._tasks = kit, tasks
        self._case: Case | None = None
        self._at: At | None = None
        self._assumed: list[Assumption] = []
        self._blocks: tuple[Block, ...] = ()
        self._chosen: FactChoice | None = None
        doors = Doors(self.evidence_wanted.emit, lambda _: None)
        self._maker = BlockMaker(kit, doors, set())
        self._split = Panes(self._kit.desk.settings, "what_if", (self._choosing_side(), self._result_side()))
        self._waits = AdviceWaits(kit)
        kit.advice.changed.connect(self._work_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice())
        column.addWidget(self._waits)
        column.addWidget(self._split, 1)
        column.addStretch(0)
        column.addWidget(UseLine(kit))
        kit.theme.changed.connect(self._redraw)

    def show_case(self, case: Case, at: At) -> None:
        """Try facts out on this case at this point; assumptions made before on the same ones stay."""
        if self._case is not None and (case.id, at) == (self._case.id, self._at):
            self._case = case
        else:
            self._case, self._at, self._assumed = case, at, []
            self._value.hide()
        self._work_out()

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """What is assumed now."""
        return tuple(self._assumed)

    def resume(self, assumed: Sequence[Assumption]) -> None:
        """Assume again what was assumed before."""
        self._assumed = list(assumed)
        self._work_out()

    def assume(self, text: str) -> None:
        """Assume a fact, typed as on the command line. Raises EnecError with one sentence."""
        if self._case is None:
            return
        one = self._kit.desk.what_if.read(text, self._case, self._at)
        others = [old for old in self._assumed if (old.kind, old.field) != (one.kind, one.field)]
        self._assumed = [*others, one]
        self._work_out()

    def focus_start(self) -> None:
        """Begin with the fact, or with the way to advice that waits."""
        if self._waits.focus_start():
            return
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Two fifths for the choice, the rest for what it changes."""
        super().showEvent(event)
        self._split.share_out([self.width() * 38 // 100, self.width() * 62 // 100])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search to the facts, Enter from a fact to its value, Escape back."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self._search and (enter or event.key() == Qt.Key.Key_Down):
                self._list.setFocus(Qt.FocusReason.OtherFocusReason)
                if not self._list.currentIndex().isValid():
                    self._list.setCurrentIndex(self._model.index(0))
                return True
            if watched is self._list and enter and self._list.currentIndex().isValid():
                self._ask(self._list.currentIndex().row())
                return True
            if watched is self._list and event.key() == Qt.Key.Key_Escape:
                self.focus_start()
                return True
        return super().eventFilter(watched, event)

    def _notice(self) -> QWidget:
        frame, words = QFrame(), self._kit.words
        frame.setProperty("role", "what-if")
        column = QVBoxLayout(frame)
        pad = self._kit.theme.space(2)
        column.setContentsMargins(self._kit.theme.space(4), pad, pad, pad)
        column.addWidget(plain_label(words("what_if.notice"), "strong", wraps=True))
        return frame

    def _choosing_side(self) -> QWidget:
        words, theme, side = self._kit.words, self._kit.theme, QWidget()
        self._search = QLineEdit()
        self._search.setProperty("role", "search")
        self._search.setAccessibleName(words("what_if.search"))
        self._search.setPlaceholderText(words("what_if.search_hint"))
        self._search.installEventFilter(self)
        self._model = FactChoicesModel(words("what_if.asked"), self._kit.said, self)
        self._search.textChanged.connect(self._model.narrow)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(CatalogueLines(self._kit, self._list, SECOND_ROLE, lines=1))
        self._list.setAccessibleName(words("what_if.facts"))
        self._list.setUniformItemSizes(True)
        self._list.clicked.connect(lambda index: self._ask(index.row()))
        self._list.installEventFilter(self)
        self._value = ValueChoice(self._kit)
        self._value.taken.connect(self._take)
        self._problem = Message(self._kit)
        column = QVBoxLayout(side)
        pad = theme.space(4)
        column.setContentsMargins(pad, theme.space(3), theme.space(2), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(plain_label(words("what_if.title"), "page"))
        column.addWidget(self._search)
        column.addWidget(no_hits(self._model, words("what_if.nothing")))
        column.addWidget(self._list, 3)
        column.addWidget(self._value, 2)
        column.addWidget(self._problem)
        return side

    def _result_side(self) -> QWidget:
        theme, side = self._kit.theme, QWidget()
        self._chips = Assumptions(self._kit)
        self._chips.dropped.connect(self._drop)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(self._kit.words("what_if.result"))
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.space(2), theme.space(3), theme.space(2), 0)
        column.addWidget(self._chips)
        column.addWidget(self._area, 1)
        return side

    def _ask(self, line: int) -> None:
        self._chosen = self._model.choice(line)
        self._value.ask(self._kit.desk.vocabulary.field(self._chosen.kind, self._chosen.field))
        self._value.focus_start()

    def _take(self, typed: str) -> None:
        """Assume a value; one that cannot be read stays in its line with a sentence below it."""
        if self._chosen is None:
            return
        try:
            self.assume(f"{self._chosen.name}={typed}")
        except EnecError as problem:
            self._problem.show_error(self._kit.problem(problem))
            return
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, number: int) -> None:
        del self._assumed[number]
        self._work_out()
        self.focus_start()

    def _work_out(self) -> None:
        """Assess both sides off the main thread; what is shown meanwhile is said to be old."""
        case, at, desk = self._case, self._at, self._kit.desk.what_if
        if case is None:
            return
        waits = self._waits.show_case(case.id)
        self._split.setVisible(not waits)
        if waits:
            return
        self._problem.clear_error()
        self._chips.show_assumed(self._assumed)
        self._show(Paragraph((Sentence(self._kit.words("what_if.working"), mark=Mark.NOTE),)))
        assumed, words = tuple(self._assumed), self._kit.desk.words

        def work() -> tuple[tuple[Block, ...], tuple[FactChoice, ...], str]:
            try:
                found = desk.compare(case, assumed, at)
            except EnecError as refused:
                return (), (), self._kit.problem(refused)
            return words.blocks(desk.blocks(found), case), desk.choices(found.before), ""

        self._tasks.run(LANE, work, self._take_result)

    def _take_result(self, result: tuple[tuple[Block, ...], tuple[FactChoice, ...], str]) -> None:
        self._blocks, choices, refused = result
        if refused:
            self._show(Paragraph((Sentence(refused, mark=Mark.CAUTION),)))
            return
        if not self._model.rowCount() or not self._assumed:
            self._model.show_choices(choices, self._search.text())
        self._redraw()

    def _redraw(self) -> None:
        if self._blocks:
            self._show(*self._blocks)

    def _show(self, *blocks: Block) -> None:
        sheet = QWidget()
        sheet.setProperty("role", "sheet")
        column = QVBoxLayout(sheet)
        pad = self._kit.theme.space(3)
        column.setContentsMargins(pad, self._kit.theme.space(2), pad, pad)
        column.setSpacing(self._kit.theme.space(2))
        for block in blocks:
            column.addWidget(self._maker.make(block))
        column.addStretch(1)
        self._area.setWidget(sheet)
