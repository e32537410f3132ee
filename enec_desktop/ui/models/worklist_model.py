"""The rows of the worklist for a table view; more are fetched when the view comes to the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from enec_desktop.domain.worklist import WorklistQuery, WorklistRow
from enec_desktop.ui.columns import Column
from enec_desktop.ui.roles import CELL_ROLE, Cell

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[WorklistQuery], list[WorklistRow]]
Words = Callable[[WorklistRow, "Column"], str]

_COLUMNS = tuple(Column)
"""Columns by their number: looked up for every cell, and several times as fast as by the class."""

_DERIVED = (Column.MOMENT, Column.DIAGNOSIS, Column.STAGE, Column.MISSING)

_TOLD: dict[Column, Callable[[WorklistRow], str | int | None]] = {
    Column.NAME: lambda row: row.name or row.title,
    Column.NUMBER: lambda row: row.number,
    Column.AGE: lambda row: row.born or row.age,
    Column.MOMENT: lambda row: row.moment,
    Column.DIAGNOSIS: lambda row: row.diagnosis,
    Column.STAGE: lambda row: row.stage,
    Column.MISSING: lambda row: row.missing if row.entered else None,
    Column.BOARD: lambda row: row.board_date,
    Column.STATUS: lambda row: row.status,
    Column.SEX: lambda row: row.sex,
    Column.TITLED: lambda row: row.title,
    Column.UPDATED: lambda row: row.updated,
    Column.PLACED: lambda row: row.placed,
}
"""What is recorded for a column; where that is nothing, the cell says so in quiet letters."""


class WorklistModel(QAbstractTableModel):
    """Holds rows, asks ``fetch`` for the next page, and lets ``words`` say what a cell reads."""

    def __init__(self, headers: dict[Column, str], words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers, self._words = headers, words
        self._rows: list[WorklistRow] = []
        self._query: WorklistQuery | None = None
        self._fetch: Fetch | None = None

    def show_rows(self, rows: list[WorklistRow], query: WorklistQuery, fetch: Fetch) -> None:
        """Show the first page of a query; ``fetch`` gets the same query for the pages after it."""
        self.beginResetModel()
        self._rows, self._fetch = list(rows), fetch
        self._query = query if len(rows) >= query.limit else None
        self.endResetModel()

    def row(self, number: int) -> WorklistRow:
        """The case of a line."""
        return self._rows[number]

    def line_of(self, case_id: str) -> int:
        """The line of a case among those fetched, -1 where it is not."""
        return next((i for i, row in enumerate(self._rows) if row.case_id == case_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Lines fetched so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """All columns."""
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the last page was full."""
        return self._query is not None

    def fetchMore(self, parent: Index) -> None:
        """Add the page after the last line."""
        if self._query is None or self._fetch is None:
            return
        query = self._query
        more = self._fetch(replace(query, after=self._rows[-1].key))
        self._query = query if len(more) >= query.limit else None
        if more:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._rows += more
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for the cell; how they stand there in a role of its own."""
        row, column = self._rows[index.row()], _COLUMNS[index.column()]
        if role == CELL_ROLE:
            return self._cell(row, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headers[column]}: {self._words(row, column)}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.AGE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[_COLUMNS[section]]
        return None

    def _cell(self, row: WorklistRow, column: Column) -> Cell:
        told = _TOLD[column](row)
        return Cell(
            self._words(row, column),
            blank=not told,
            stale=not row.assessed and column in _DERIVED,
            missing=row.missing if column is Column.MISSING and row.entered else None,
        )
