"""Chips that narrow a list; each says how many cases it would leave."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from enec_desktop.domain.worklist import WorklistCounts
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.flow import Flow


class FilterChips(QWidget):
    """One chip for each status, and one that opens a list for moments and for diagnoses."""

    changed = Signal()

    def __init__(self, kit: Kit, statuses: Mapping[str, str]) -> None:
        super().__init__()
        self._kit, self._statuses = kit, statuses
        self._chips = {code: self._chip(words) for code, words in statuses.items()}
        for chip in self._chips.values():
            chip.clicked.connect(lambda _=False, chip=chip: self._choose_status(chip))
        self._menus = {name: _MenuChip(kit, name) for name in ("moment", "diagnosis")}
        self._archived = self._chip(kit.words("worklist.archived"))
        self._archived.clicked.connect(self._tell)
        self._clear = QPushButton(kit.words("worklist.clear"))
        self._clear.setProperty("role", "link")
        self._clear.clicked.connect(self.clear)
        flow = Flow(self, gap=kit.theme.space(1.5))
        for chip in (*self._chips.values(), *self._menus.values(), self._archived, self._clear):
            flow.addWidget(chip)
        for menu in self._menus.values():
            menu.changed.connect(self._tell)
        self._clear.hide()

    @property
    def status(self) -> str | None:
        """The chosen status code."""
        return next((code for code, chip in self._chips.items() if chip.isChecked()), None)

    @property
    def moment(self) -> str | None:
        """The chosen moment."""
        return self._menus["moment"].chosen

    @property
    def diagnosis(self) -> str | None:
        """The chosen diagnosis."""
        return self._menus["diagnosis"].chosen

    @property
    def archived(self) -> bool:
        """Whether archived cases are asked for, in place of the others."""
        return self._archived.isChecked()

    def show_counts(self, counts: WorklistCounts) -> None:
        """Show how many cases each chip would leave."""
        for code, chip in self._chips.items():
            count = counts.by_status.get(code, 0)
            chip.setText(f"{self._statuses[code]}  {count}")
            chip.setAccessibleName(self._kit.words("worklist.chip", name=self._statuses[code], count=count))
        self._menus["moment"].show_counts(counts.by_moment)
        self._menus["diagnosis"].show_counts(counts.by_diagnosis)

    def clear(self) -> None:
        """Let all cases through."""
        for chip in (*self._chips.values(), self._archived):
            chip.setChecked(False)
        for menu in self._menus.values():
            menu.clear_choice()
        self._tell()

    def _chip(self, words: str) -> QPushButton:
        chip = QPushButton(words)
        chip.setAccessibleName(words)
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        return chip

    def _choose_status(self, chosen: QPushButton) -> None:
        for chip in self._chips.values():
            chip.setChecked(chip is chosen and chip.isChecked())
        self._tell()

    def _tell(self) -> None:
        self._clear.setVisible(bool(self.status or self.moment or self.diagnosis or self.archived))
        self.changed.emit()


class _MenuChip(QPushButton):
    """A chip that opens a list to choose one of."""

    changed = Signal()

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit, self._name = kit, name
        self.chosen: str | None = None
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self._menu = QMenu(self)
        self.clicked.connect(self._open)
        self._counts: dict[str, int] = {}
        self._show_words()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Offer what there is to be found; the chosen one stays."""
        names = {*counts, *([self.chosen] if self.chosen else ())}
        self._counts = {name: counts.get(name, 0) for name in names if name}
        self._show_words()

    def clear_choice(self) -> None:
        """Nothing is chosen any more."""
        self.chosen = None
        self._show_words()

    def _open(self) -> None:
        self._show_words()
        self._menu.clear()
        for name in sorted(self._counts):
            action = QAction(f"{name}  {self._counts[name]}".replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setChecked(name == self.chosen)
            action.triggered.connect(lambda on, name=name: self._take(name if on else None))
            self._menu.addAction(action)
        if not self._counts:
            self._menu.addAction(self._kit.words("worklist.nothing_to_choose")).setEnabled(False)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, name: str | None) -> None:
        self.chosen = name
        self._show_words()
        self.changed.emit()

    def _show_words(self) -> None:
        title = self._kit.words(f"worklist.{self._name}")
        self.setText(f"{title}: {self.chosen} ▾" if self.chosen else f"{title} ▾")
        self.setAccessibleName(self.text().rstrip(" ▾"))
        self.setChecked(bool(self.chosen))
