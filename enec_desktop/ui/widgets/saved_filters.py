"""Filters kept under a name, and a chip that offers them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from enec_desktop.app.settings import Setting
from enec_desktop.domain.worklist import Chosen, Facet, Where
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.filter_chips import ChipMenu
from enec_desktop.ui.widgets.flow import Flow

SETTING = "worklist.filters"
LONGEST, ON_CHIP = 80, 30
"""So many letters a name has at most, and so many of them stand on the chip."""


@dataclass(frozen=True)
class SavedFilter:
    """Chips under a name. The searched text is no part of it: it may be a patient's name."""

    name: str
    chosen: Chosen
    where: Where


class SavedFilters(QWidget):
    """Offers the kept filters; a line beside it takes the name of a new one."""

    wanted = Signal(object)
    done = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._now = SavedFilter("", {}, Where.LIST)
        self._kept = _read(kit)
        self._chip = QPushButton()
        self._chip.setProperty("role", "chip")
        self._chip.setCheckable(True)
        self._chip.clicked.connect(self.open)
        self._name = QLineEdit()
        self._name.setAccessibleName(kit.words("worklist.filter_name"))
        self._name.setPlaceholderText(kit.words("worklist.filter_name"))
        self._name.setMaxLength(LONGEST)
        self._name.setMinimumWidth(kit.theme.space(48))
        self._name.returnPressed.connect(self._save)
        flow = Flow(self, gap=kit.theme.space(1.5))
        flow.addWidget(self._chip)
        flow.addWidget(self._name)
        self._name.hide()
        self.show_choice({}, Where.LIST)

    @cached_property
    def _menu(self) -> _FiltersMenu:
        menu = _FiltersMenu(self)
        menu.removed.connect(self._remove)
        return menu

    def show_choice(self, chosen: Chosen, where: Where) -> None:
        """What the list is narrowed by now; the kept filter that is the same gives the chip its name."""
        self._now = SavedFilter("", dict(chosen), where)
        name = next((one.name for one in self._kept if self._is_now(one)), "")
        title = self._kit.words("worklist.filters")
        short = name if len(name) <= ON_CHIP else f"{name[: ON_CHIP - 1].rstrip()}…"
        self._chip.setText(f"{title}: {short.replace('&', '&&')} ▾" if name else f"{title} ▾")
        self._chip.setAccessibleName(f"{title}: {name}" if name else title)
        self._chip.setChecked(bool(name))

    def open(self) -> None:
        """Offer the kept filters."""
        self.show_choice(self._now.chosen, self._now.where)
        words, menu = self._kit.words, self._menu
        menu.clear()
        for one in self._kept:
            action = menu.addAction(one.name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, one=one: self.wanted.emit(one))
            action.setData(one.name)
            action.setCheckable(True)
            action.setChecked(self._is_now(one))
        if not self._kept:
            menu.addAction(words("worklist.no_filters")).setEnabled(False)
        menu.addSeparator()
        save = menu.addAction(words("worklist.save_filter"), self._ask_name)
        save.setEnabled(bool(self._now.chosen) or self._now.where is not Where.LIST)
        if self._kept:
            menu.addAction(words("worklist.remove_filter")).setEnabled(False)
        menu.popup(self._chip.mapToGlobal(self._chip.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up naming a filter."""
        if event.key() == Qt.Key.Key_Escape and self._name.isVisible():
            self._name.hide()
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _is_now(self, one: SavedFilter) -> bool:
        return dict(one.chosen) == dict(self._now.chosen) and one.where is self._now.where

    def _ask_name(self) -> None:
        self._name.clear()
        self._name.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        name = self._name.text().strip()
        if not name:
            return
        new = SavedFilter(name, self._now.chosen, self._now.where)
        self._keep([*(one for one in self._kept if one.name != name), new])
        self._name.hide()
        self.done.emit()

    def _remove(self, name: str) -> None:
        self._keep([one for one in self._kept if one.name != name])
        self.open()

    def _keep(self, filters: list[SavedFilter]) -> None:
        self._kept = sorted(filters, key=lambda one: one.name.casefold())
        kept: list[Setting] = []
        for one in self._kept:
            chosen: dict[str, Setting] = {facet.value: value for facet, value in one.chosen.items()}
            kept.append({"name": one.name, "where": one.where.name.lower(), "chosen": chosen})
        self._kit.desk.settings.set(SETTING, kept)
        self.show_choice(self._now.chosen, self._now.where)


class _FiltersMenu(ChipMenu):
    """The kept filters; Delete removes the marked one."""

    removed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes, all others as in any list under a chip."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Delete and action in self.actions() and action.data():
            self.removed.emit(action.data())
        else:
            super().keyPressEvent(event)


def _read(kit: Kit) -> list[SavedFilter]:
    """The kept filters; what this edition does not know is left out."""
    found = []
    for one in kit.desk.settings.get(SETTING, []):
        if not isinstance(one, dict) or not isinstance(one.get("name"), str):
            continue
        chosen, where = one.get("chosen"), str(one.get("where", "")).upper()
        pairs = chosen.items() if isinstance(chosen, dict) else ()
        facets = {Facet(key): value for key, value in pairs if key in set(Facet) and isinstance(value, str)}
        found.append(SavedFilter(str(one["name"]), facets, Where.__members__.get(where, Where.LIST)))
    return found
