"""The facts that may be tried out, for a list view: what each is called and what the case says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from enec_desktop.ui.models.catalogue_model import SECOND_ROLE

if TYPE_CHECKING:
    from enec_desktop.app.what_if import FactChoice

Index = QModelIndex | QPersistentModelIndex


class FactChoicesModel(QAbstractListModel):
    """Holds the facts whose words hold every word that was typed."""

    def __init__(self, asked: str, said: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked, self._said = asked, said
        self._all: tuple[FactChoice, ...] = ()
        self._shown: list[FactChoice] = []

    def show_choices(self, choices: Sequence[FactChoice], text: str) -> None:
        """Offer other facts, narrowed to a text."""
        said = self._said
        self._all = tuple(
            replace(one, label=said(one.label), entry=said(one.entry), now=said(one.now)) for one in choices
        )
        self.narrow(text)

    def narrow(self, text: str) -> None:
        """Leave the facts that hold every word of a text."""
        wanted = text.casefold().split()
        self.beginResetModel()
        self._shown = [one for one in self._all if _fits(one, wanted)]
        self.endResetModel()

    def choice(self, line: int) -> FactChoice:
        """The fact of a line."""
        return self._shown[line]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many facts are offered."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The label; the entry, what is recorded and whether it is asked for."""
        one = self._shown[index.row()]
        second = " · ".join(part for part in (one.entry, one.now, self._asked if one.asked else "") if part)
        if role == Qt.ItemDataRole.DisplayRole:
            return one.label
        if role == SECOND_ROLE:
            return second
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{one.label}\n{second}"
        return None


def _fits(one: FactChoice, wanted: list[str]) -> bool:
    words = f"{one.label} {one.entry} {one.now} {one.name}".casefold()
    return all(piece in words for piece in wanted)
