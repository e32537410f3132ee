"""What is assumed for once, one chip each; a chip takes its assumption back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from enec_desktop.domain.what_if import Assumption
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.flow import Flow


class Assumptions(QWidget):
    """The chips in the order in which they were made."""

    dropped = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._flow = Flow(self, gap=kit.theme.space(1.5))
        self._chips: list[QPushButton] = []

    def show_assumed(self, assumed: Sequence[Assumption]) -> None:
        """Show these and no others."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for number, one in enumerate(assumed):
            words = self._kit.said(f"{one.label}: {one.words}")
            chip = QPushButton(f"{words}  ✕".replace("&", "&&"), self)
            chip.setProperty("role", "chip")
            chip.setAccessibleName(self._kit.words("what_if.drop", what=words))
            chip.setToolTip(self._kit.words("what_if.drop", what=words))
            chip.clicked.connect(lambda _=False, number=number: self.dropped.emit(number))
            self._flow.addWidget(chip)
            chip.show()
            self._chips.append(chip)
        self.setVisible(bool(assumed))
        self.updateGeometry()
