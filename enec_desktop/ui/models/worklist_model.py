"""The rows of the worklist for a table view; more are fetched when the view comes to the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from enec_desktop.domain.time import PartialDate, years_between
from enec_desktop.domain.worklist import SortKey, WorklistQuery, WorklistRow
from enec_desktop.ui.roles import BLANK_ROLE, MISSING_ROLE, STALE_ROLE

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[WorklistQuery], list[WorklistRow]]
Words = Callable[[WorklistRow, "Column"], str]


class Column(IntEnum):
    """What the table shows, from left to right."""

    NAME = 0
    NUMBER = 1
    AGE = 2
    MOMENT = 3
    DIAGNOSIS = 4
    STAGE = 5
    MISSING = 6
    BOARD = 7
    STATUS = 8


SORT = {
    Column.NAME: SortKey.NAME,
    Column.NUMBER: SortKey.NUMBER,
    Column.AGE: SortKey.BORN,
    Column.MOMENT: SortKey.MOMENT,
    Column.DIAGNOSIS: SortKey.DIAGNOSIS,
    Column.STAGE: SortKey.STAGE,
    Column.MISSING: SortKey.MISSING,
    Column.BOARD: SortKey.BOARD_DATE,
    Column.STATUS: SortKey.STATUS,
}


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
        more = self._fetch(_after(query, self._rows[-1]))
        self._query = query if len(more) >= query.limit else None
        if more:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._rows += more
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for the cell; the number of missing facts and staleness in roles of their own."""
        row, column = self._rows[index.row()], Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row, column)
        if role == MISSING_ROLE:
            return row.missing if column is Column.MISSING else None
        if role == BLANK_ROLE:
            return self._is_blank(row, column)
        if role == STALE_ROLE:
            derived = (Column.MOMENT, Column.DIAGNOSIS, Column.STAGE, Column.MISSING)
            return not row.assessed and column in derived
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.AGE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _is_blank(self, row: WorklistRow, column: Column) -> bool:
        texts = {
            Column.NUMBER: row.number,
            Column.AGE: row.born or row.age,
            Column.MOMENT: row.moment,
            Column.DIAGNOSIS: row.diagnosis,
            Column.STAGE: row.stage,
            Column.MISSING: row.missing,
            Column.BOARD: row.board_date,
            Column.STATUS: row.status,
        }
        return not texts.get(column, row.name or row.title)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[Column(section)]
        return None


def age_of(row: WorklistRow, today: PartialDate) -> str:
    """The age on a day, from the birth date; else the age as stated; empty without either."""
    if not row.born:
        return row.age
    years = years_between(PartialDate.parse(row.born), today)
    return f"{years.low:g}" if years.is_point else f"{years.low:g}-{years.high:g}"


def _after(query: WorklistQuery, row: WorklistRow) -> WorklistQuery:
    return replace(query, after=row.key)
