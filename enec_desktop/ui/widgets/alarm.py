"""The banner that says something was not done, or that something was; it never waits for an answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from enec_desktop.domain.content import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.theme import set_role
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.mark_icon import MarkIcon


class Alarm(QFrame):
    """One sentence with what to do; the details of a fault open below it and can be copied."""

    closed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._mark = MarkIcon(kit, Mark.STOP)
        self._words = plain_label("", "strong", wraps=True)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setAccessibleName(kit.words("alarm.details"))
        self._details.setMaximumHeight(kit.theme.space(40))
        self._more, self._copy = QPushButton(kit.words("alarm.details")), QPushButton(kit.words("alarm.copy"))
        self._close = QPushButton(kit.words("alarm.close"))
        self._more.clicked.connect(self._turn_details)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details.toPlainText()))
        self._close.clicked.connect(self._put_away)
        line = QHBoxLayout()
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        for button in (self._more, self._copy, self._close):
            line.addWidget(button)
        column = QVBoxLayout(self)
        pad = kit.theme.space(4)
        column.setContentsMargins(pad, kit.theme.space(2), pad, kit.theme.space(2))
        column.addLayout(line)
        column.addWidget(self._details)
        self.hide()

    def warn(self, sentence: str, details: str = "") -> None:
        """Say in red that something went wrong."""
        self._say("alarm", Mark.STOP, sentence, details)

    def note(self, sentence: str) -> None:
        """Say quietly that something was done."""
        self._say("notice", Mark.NOTE, sentence, "")

    @property
    def is_warning(self) -> bool:
        """Whether a red banner stands."""
        return not self.isHidden() and self.property("role") == "alarm"

    def _say(self, role: str, mark: Mark, sentence: str, details: str) -> None:
        set_role(self, role)
        self._mark.set_mark(mark)
        self._words.setText(sentence)
        self._details.setPlainText(details)
        self._details.hide()
        self._more.setVisible(bool(details))
        self._copy.hide()
        self.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _turn_details(self) -> None:
        self._details.setVisible(self._details.isHidden())
        self._copy.setVisible(not self._details.isHidden())

    def _put_away(self) -> None:
        self.hide()
        self.closed.emit()
