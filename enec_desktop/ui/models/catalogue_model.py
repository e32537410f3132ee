"""The records of the knowledge for a list view."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from enec_desktop.domain.catalogue import CatalogueEntry

Index = QModelIndex | QPersistentModelIndex

SECOND_ROLE = Qt.ItemDataRole.UserRole
"""What a record is, below what it says."""


class CatalogueModel(QAbstractListModel):
    """Holds what a search found; it asks nothing itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[CatalogueEntry, ...] = ()

    def show_entries(self, entries: tuple[CatalogueEntry, ...]) -> None:
        """Show other records."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, number: int) -> CatalogueEntry:
        """The record of a line."""
        return self._entries[number]

    def line_of(self, ref: str) -> int:
        """The line of a record, -1 where the search did not find it."""
        return next((i for i, one in enumerate(self._entries) if one.id == ref), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many records were found."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, what it is, and both for a tool tip and a screen reader."""
        one = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.title
        if role == SECOND_ROLE:
            return one.second
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{one.title}\n{one.second}"
        return None
