"""Chips that narrow a list; each says how many cases it would leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from enec_desktop.domain.worklist import BoardTime, Chosen, Facet, Gaps, Where, WorklistCounts
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.flow import Flow

SHOWN_BOARD = (BoardTime.OVERDUE, BoardTime.WEEK, BoardTime.NEXT)
"""The board dates that have a chip of their own; the others stand in a list."""

_ENUMS: Mapping[Facet, tuple[str, ...]] = {Facet.BOARD: tuple(BoardTime), Facet.MISSING: tuple(Gaps)}


class FilterChips(QWidget):
    """Places, board dates and statuses as chips; what has many values as chips that open a list."""

    changed = Signal()
    went = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._statuses = kit.desk.worklist.statuses
        self._chosen: dict[Facet, str] = {}
        self._where = Where.LIST
        self._room = (False, True)
        self._places: dict[Where, QPushButton] = {}
        self._chips: dict[tuple[Facet, str], QPushButton] = {}
        self._menus: dict[Facet, _MenuChip] = {}
        self._flow = Flow(self, gap=kit.theme.space(1.5))
        # Room for a line of them: before anything was counted they would have no words.
        self.setMinimumHeight(kit.theme.space(5) + 2)

    @property
    def chosen(self) -> Chosen:
        """What the list is narrowed by."""
        return dict(self._chosen)

    @property
    def where(self) -> Where:
        """Which list is shown: the cases at work, the archive or the bin."""
        return self._where

    def fill(self, last: QWidget) -> None:
        """Make the chips, ``last`` at their end; they are asked for after the first picture."""
        self.setMinimumHeight(0)
        self._places = {where: self._chip(partial(self._go, where)) for where in Where}
        values: list[tuple[Facet, str]] = [(Facet.BOARD, value) for value in SHOWN_BOARD]
        values += [(Facet.STATUS, value) for value in self._statuses]
        self._chips = {
            (facet, value): self._chip(partial(self._turn, facet, value)) for facet, value in values
        }
        self._menus = {facet: _MenuChip(self._kit, facet, self.label) for facet in Facet}
        for facet, menu in self._menus.items():
            menu.chosen.connect(partial(self._turn, facet))
        self._clear = QPushButton(self._kit.words("worklist.clear"))
        self._clear.setProperty("role", "link")
        self._clear.clicked.connect(self.clear)
        for chip in (*self._places.values(), *self._chips.values(), *self._menus.values(), self._clear, last):
            self._flow.addWidget(chip)
            chip.show()
        self._show()
        self.set_room(*self._room)

    def label(self, facet: Facet, value: str) -> str:
        """A value in words."""
        if facet in _ENUMS:
            return self._kit.words(f"worklist.{facet.value}_{value}")
        known = self._statuses.get(value, value) if facet is Facet.STATUS else value
        return self._kit.said(known) or self._kit.words(f"worklist.no_{facet.value}")

    def show_counts(self, counts: WorklistCounts, places: Mapping[Where, int]) -> None:
        """Show how many cases each chip would leave."""
        for where, chip in self._places.items():
            self._name(chip, self._kit.words(f"worklist.place_{where.name.lower()}"), places[where])
        for (facet, value), chip in self._chips.items():
            self._name(chip, self.label(facet, value), counts.by[facet].get(value, 0))
        for facet, menu in self._menus.items():
            menu.show_counts(counts.by[facet])

    def choose(self, chosen: Chosen, where: Where) -> None:
        """Narrow the list in this way."""
        self._chosen, self._where = dict(chosen), where
        self._tell()

    def clear(self) -> None:
        """Let all cases of the list through."""
        self.choose({}, Where.LIST)

    def _chip(self, act: Callable[[], None]) -> QPushButton:
        chip = QPushButton()
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        chip.clicked.connect(lambda _=False: act())
        return chip

    def _name(self, chip: QPushButton, words: str, count: int) -> None:
        chip.setText(f"{words}  {count}")
        chip.setAccessibleName(self._kit.words("worklist.chip", name=words, count=count))

    def _go(self, where: Where) -> None:
        self._where = where
        self._tell()
        self.went.emit()

    def _turn(self, facet: Facet, value: str) -> None:
        """Choose a value, or let it go where it was chosen."""
        if self._chosen.get(facet) == value:
            del self._chosen[facet]
        else:
            self._chosen[facet] = value
        self._tell()

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for where, chip in self._places.items():
            chip.setChecked(where is self._where)
        for (facet, value), chip in self._chips.items():
            chip.setChecked(self._chosen.get(facet) == value)
        for facet, menu in self._menus.items():
            menu.show_choice(self._chosen.get(facet))
        if self._places:
            self._clear.setVisible(bool(self._chosen))

    def set_room(self, wide: bool, roomy: bool) -> None:
        """With room board dates have chips, with more room statuses; without, they stand in lists."""
        self._room = (wide, roomy)
        for (facet, _), chip in self._chips.items():
            chip.setVisible(wide if facet is Facet.STATUS else roomy)
        if self._places:
            self._menus[Facet.STATUS].setVisible(not wide)


class _MenuChip(QPushButton):
    """A chip that opens a list to choose one of."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, facet: Facet, label: Callable[[Facet, str], str]) -> None:
        super().__init__()
        self._kit, self._facet, self._label = kit, facet, label
        self._choice: str | None = None
        self._counts: dict[str, int] = {}
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.clicked.connect(self._open)

    @cached_property
    def _menu(self) -> ChipMenu:
        return ChipMenu(self)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Offer what there is to be found."""
        self._counts = dict(counts)

    def show_choice(self, choice: str | None) -> None:
        """Show what is chosen, or that nothing is."""
        self._choice = choice
        own = choice is not None and not (self._facet is Facet.BOARD and choice in SHOWN_BOARD)
        title = self._kit.words(f"worklist.{self._facet.value}")
        self.setText(f"{title}: {self._words(choice)} ▾" if own and choice is not None else f"{title} ▾")
        self.setAccessibleName(self.text().rstrip(" ▾"))
        self.setChecked(own)

    def _words(self, value: str) -> str:
        return self._label(self._facet, value)

    def _open(self) -> None:
        self.show_choice(self._choice)
        self._menu.clear()
        there = {*self._counts, *([self._choice] if self._choice is not None else [])}
        order = _ENUMS.get(self._facet)
        key = order.index if order else lambda value: (not value, self._words(value))
        for value in sorted(there, key=key):
            action = QAction(
                f"{self._words(value)}  {self._counts.get(value, 0)}".replace("&", "&&"), self._menu
            )
            action.setCheckable(True)
            action.setChecked(value == self._choice)
            action.triggered.connect(lambda _, value=value: self.chosen.emit(value))
            self._menu.addAction(action)
        if not there:
            self._menu.addAction(self._kit.words("worklist.nothing_to_choose")).setEnabled(False)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class ChipMenu(QMenu):
    """A list under a chip; J and K move as in the table."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, and the letters that move in the table."""
        steps = {"j": 1, "k": -1}.get(event.text())
        actions = [action for action in self.actions() if action.isEnabled() and not action.isSeparator()]
        if steps is None or not actions:
            super().keyPressEvent(event)
            return
        active = self.activeAction()
        at = actions.index(active) + steps if active in actions else 0
        self.setActiveAction(actions[at % len(actions)])
