"""Chips that narrow a search to one kind of record; each says how many it holds."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.flow import Flow

ALL = ""


class KindChips(QWidget):
    """One chip for all and one for each kind; exactly one is chosen."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, kinds: tuple[str, ...]) -> None:
        super().__init__()
        self._kit = kit
        self._chips = {kind: QPushButton() for kind in (ALL, *kinds)}
        flow = Flow(self, gap=kit.theme.space(1.5))
        for kind, chip in self._chips.items():
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.clicked.connect(lambda _=False, kind=kind: self.choose(kind))
            flow.addWidget(chip)
        self._chips[ALL].setChecked(True)
        self.show_counts({})

    @property
    def kind(self) -> str:
        """The chosen kind; empty for all."""
        return next(kind for kind, chip in self._chips.items() if chip.isChecked())

    def choose(self, kind: str) -> None:
        """Narrow to a kind, or to none."""
        for name, chip in self._chips.items():
            chip.setChecked(name == kind)
        self.chosen.emit(kind)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many records each chip would leave."""
        told = {ALL: sum(counts.values()), **counts}
        for kind, chip in self._chips.items():
            name = self._kit.words("browser.all") if kind == ALL else self._kit.said(kind)
            chip.setText(f"{name}  {told.get(kind, 0)}")
            chip.setAccessibleName(self._kit.words("browser.chip", name=name, count=told.get(kind, 0)))
