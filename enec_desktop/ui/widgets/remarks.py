"""Remarks that ask for nothing but to be read: each a mark and a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from enec_desktop.domain.content import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.mark_icon import MarkIcon


class Remarks(QWidget):
    """A few sentences below each other; hidden while there is none."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 1, 0, 1)
        self._grid.setHorizontalSpacing(kit.theme.space(1))
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_remarks(self, remarks: Sequence[tuple[str, Mark]]) -> None:
        """Show other remarks."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, (text, mark) in enumerate(remarks):
            self._grid.addWidget(MarkIcon(self._kit, mark, self), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(plain_label(text, "message", self, wraps=True), row, 1)
        self.setAccessibleName(" ".join(text for text, _ in remarks))
        self.setVisible(bool(remarks))
