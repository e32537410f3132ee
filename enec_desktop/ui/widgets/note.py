"""A doubt about what is recorded, and the reason why it stands all the same."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from enec_desktop.domain.case import Answer
from enec_desktop.domain.content import Mark
from enec_desktop.domain.queries import Query
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.mark_icon import MarkIcon
from enec_desktop.ui.widgets.text_editors import FactLine
from enec_desktop.ui.widgets.wrap_button import WrapButton


@dataclass(frozen=True, slots=True)
class Note:
    """A remark as it stands beside a field, with its answer where there is one."""

    query: Query
    answer: Answer | None = None

    @property
    def text(self) -> str:
        """The sentence of the remark."""
        return self.query.text

    @property
    def may_be_answered(self) -> bool:
        """Whether this is the field where the remark is answered."""
        return self.query.level != "see"

    @property
    def is_open(self) -> bool:
        """Whether the remark waits for an answer."""
        return self.answer is None and self.may_be_answered

    @property
    def mark(self) -> Mark:
        """The mark of the assessment for a contradiction, else caution; a note once it is answered."""
        if self.answer is not None:
            return Mark.NOTE
        return Mark.STOP if self.query.level == "contradiction" else Mark.CAUTION


class NoteLine(QWidget):
    """The remark, its answer, and the line where a reason is typed; ``answered`` hands the reason out."""

    answered = Signal(str)

    def __init__(self, kit: Kit, note: Note, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit, self.note = kit, note
        self._line: FactLine | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(kit.theme.space(1))
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(1, 1)
        icon = MarkIcon(kit, note.mark, self)
        self._grid.addWidget(icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        role = "message" if note.answer is None else "second"
        self._grid.addWidget(plain_label(kit.said(note.text), role, self, wraps=True), 0, 1)
        if note.answer is not None:
            self._grid.addWidget(plain_label(self._answer(note.answer), "second", self, wraps=True), 1, 1)
        if note.may_be_answered:
            self._add_button()

    @property
    def draft(self) -> tuple[str, bool] | None:
        """The reason that is half typed and whether the cursor is in it; None where nothing is."""
        if self._line is None or not (self._line.text() or self._line.hasFocus()):
            return None
        return self._line.text(), self._line.hasFocus()

    def reopen(self, reason: str, focused: bool) -> None:
        """Show again what was half typed."""
        if self.note.answer is None and self.note.may_be_answered:
            line = self._open_line()
            line.show_draft(reason)
            if focused:
                line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, answer: Answer) -> str:
        return self._kit.words(
            "remark.answered", reason=answer.reason, who=answer.who, date=self._kit.date(answer.on)
        )

    def _add_button(self) -> None:
        taken = "remark.take_back" if self.note.answer is not None else "remark.answer"
        button = WrapButton(self._kit.theme, self._kit.words(taken), size="small", parent=self)
        button.setAccessibleName(self._kit.words(f"{taken}_of", remark=self.note.text))
        button.clicked.connect(self._ask)
        self._grid.addWidget(button, 2, 1, Qt.AlignmentFlag.AlignLeft)

    def _ask(self) -> None:
        """Take the answer back, or open the line for one."""
        if self.note.answer is not None:
            self.answered.emit("")
        else:
            self._open_line().setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_line(self) -> FactLine:
        if self._line is None:
            self._line = FactLine(self)
            self._line.setPlaceholderText(self._kit.words("remark.why"))
            self._line.setAccessibleName(self._kit.words("remark.why_of", remark=self.note.text))
            self._line.entered.connect(self._take)
            self._grid.addWidget(self._line, 3, 1)
            self._line.show()
        return self._line

    def _take(self, reason: str) -> None:
        if reason.strip():
            self.answered.emit(reason.strip())
