"""What stands beside a field: why it could not be read, or what is doubtful about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from enec_desktop.domain.content import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.mark_icon import MarkIcon


class Message(QWidget):
    """An error, or notes; hidden while there is nothing to say."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._error = ""
        self._notes: tuple[tuple[str, Mark], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 1, 0, 1)
        self._grid.setHorizontalSpacing(kit.theme.space(1))
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_error(self, sentence: str) -> None:
        """Show why something is not recorded, and say it to a screen reader."""
        self._error = sentence
        self._fill()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        if self._error:
            self._error = ""
            self._fill()

    def show_notes(self, notes: tuple[tuple[str, Mark], ...]) -> None:
        """Show doubts, each with its mark."""
        if notes != self._notes:
            self._notes = notes
            self._fill()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        lines = ((self._error, Mark.CAUTION),) if self._error else self._notes
        for row, (text, mark) in enumerate(lines):
            icon = MarkIcon(self._kit, mark, self)
            self._grid.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(plain_label(text, "message", self, wraps=True), row, 1)
        self.setAccessibleName(" ".join(text for text, _ in lines))
        self.setVisible(bool(lines))
