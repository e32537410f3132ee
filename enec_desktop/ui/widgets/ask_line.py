"""One question with one line for the answer, where it belongs: no dialog takes the page away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from enec_desktop.domain.errors import FieldProblem
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.theme import set_role
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.wrap_button import WrapButton

Answer = Callable[[str], str]
"""Takes what was typed; answers one sentence where it cannot be used, nothing where it was.

May raise FieldProblem instead: what can have been meant is offered, too.
"""


class AskLine(QFrame):
    """Enter answers, Escape leaves; the cursor goes back to where it was."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._act: Answer = lambda _: ""
        self._from: QWidget | None = None
        self._then: QWidget | None = None
        self.setProperty("role", "part")
        self._question = plain_label("", "strong", self, wraps=True)
        self._line = _Line(self)
        self._line.returnPressed.connect(self._take)
        self._line.left.connect(self.leave)
        self._more = plain_label("", "second", self, wraps=True)
        self._problem = Message(kit, self)
        self._problem.chosen.connect(self._take_reading)
        self._problem.left.connect(lambda: self._line.setFocus(Qt.FocusReason.OtherFocusReason))
        self._take_button = WrapButton(kit.theme, strong=True, parent=self)
        self._take_button.clicked.connect(self._take)
        leave = WrapButton(kit.theme, kit.words("meeting.leave"), size="small", parent=self)
        leave.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.addWidget(self._take_button)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        pad = kit.theme.space(3)
        column.setContentsMargins(pad, kit.theme.space(2), pad, kit.theme.space(2))
        column.setSpacing(kit.theme.space(1))
        for part in (self._question, self._more, self._line, self._problem):
            column.addWidget(part)
        column.addLayout(buttons)
        self.hide()

    def ask(
        self,
        question: str,
        button: str,
        act: Answer,
        *,
        text: str = "",
        more: str = "",
        then: QWidget | None = None,
    ) -> None:
        """Ask; ``text`` stands in the line at first, ``more`` below the question.

        Once it was answered the cursor goes to ``then``, else back to where it was.
        """
        self._act, self._from, self._then = act, QApplication.focusWidget(), then
        self._question.setText(question)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._line.setText(text)
        self._line.setAccessibleName(question)
        self._take_button.show_words(button)
        self._show_problem("")
        self.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.selectAll()

    def leave(self) -> None:
        """Put the question away unanswered."""
        self.hide()
        if self._from is not None:
            self._from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        readings: tuple[str, ...] = ()
        try:
            problem = self._act(self._line.text().strip())
        except FieldProblem as doubt:
            problem, readings = self._kit.problem(doubt), doubt.readings
        self._show_problem(problem, readings)
        if not problem:
            self._from = self._then or self._from
            self.leave()

    def _take_reading(self, meant: str) -> None:
        """It stands in the line then; what comes of the answer waits for Enter."""
        self._line.setText(meant)
        self._show_problem("")
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problem(self, sentence: str, readings: tuple[str, ...] = ()) -> None:
        if sentence:
            self._problem.show_error(sentence, readings)
        else:
            self._problem.clear_error()
        if self._problem.readings is not None:
            self._problem.readings.setFocus(Qt.FocusReason.OtherFocusReason)
        set_role(self._line, "wrong" if sentence else "")


class _Line(QLineEdit):
    """Escape leaves the question."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
