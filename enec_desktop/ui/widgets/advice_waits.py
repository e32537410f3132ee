"""Said in the place of advice that waits for the intent of the board, with the way to see it all the same."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from enec_desktop.domain.errors import EnecError
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.ask_line import AskLine
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.wrap_button import WrapButton

LIFT_KEY = "F9"


class AdviceWaits(QWidget):
    """Hidden while nothing waits. Who lifts it is asked why; the meeting keeps who, when and why."""

    def __init__(self, kit: Kit, told: str = "waits.told") -> None:
        super().__init__()
        self._kit, self._case_id = kit, ""
        words, space = kit.words, kit.theme.space
        card = QFrame(self)
        card.setProperty("role", "part")
        around = QVBoxLayout(self)
        edge = space(4) if told else 0
        around.setContentsMargins(edge, space(1), edge, space(2))
        around.addWidget(card)
        self._lift = WrapButton(kit.theme, words("waits.lift"), parent=card)
        self._lift.setToolTip(words("waits.lift_tip"))
        self._lift.clicked.connect(self.ask)
        self._ask = AskLine(kit, card)
        column = QVBoxLayout(card)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(2))
        if told:
            column.addWidget(plain_label(words(told), "strong", card, wraps=True))
            column.addWidget(plain_label(words("waits.how"), "", card, wraps=True))
        column.addWidget(self._lift)
        column.addWidget(self._ask)
        key = QShortcut(QKeySequence(LIFT_KEY), self)
        key.setContext(Qt.ShortcutContext.WindowShortcut)
        key.activated.connect(self.ask)
        self.hide()

    def show_case(self, case_id: str) -> bool:
        """Say it where the advice on a case waits; whether it does."""
        waits = bool(case_id) and case_id in self._kit.desk.meetings.withheld()
        if case_id != self._case_id or not waits:
            self._ask.hide()
        self._case_id = case_id
        self.setVisible(waits)
        return waits

    def focus_start(self) -> bool:
        """Go to the way to the advice; whether there is anything that waits."""
        if not self.isHidden():
            self._lift.setFocus(Qt.FocusReason.OtherFocusReason)
        return not self.isHidden()

    def ask(self) -> None:
        """Ask why the advice is shown before the intent; Escape leaves it hidden."""
        words = self._kit.words
        self._ask.ask(words("waits.ask"), words("waits.show"), self._take, more=words("waits.ask_more"))

    def _take(self, why: str) -> str:
        if not why:
            return self._kit.words("waits.why_needed")
        try:
            self._kit.desk.meetings.lift(self._case_id, why)
        except EnecError as trouble:
            return self._kit.problem(trouble)
        self._kit.advice.changed.emit()
        return ""
