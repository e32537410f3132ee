"""A table of texts to be read: whole lines are chosen, long texts wrap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from enec_desktop.domain.content import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.painter import paint_mark

MOST_MEASURED = 400
"""More lines than this keep one height, as measuring them all would take too long."""


_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)

Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractTableModel):
    """Holds rows of as many texts as there are titles."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._rows: list[tuple[str, ...]] = []
        self._marks: list[Mark | None] = []

    def show_rows(self, rows: Sequence[tuple[str, ...]], marks: Sequence[Mark | None] = ()) -> None:
        """Show other rows, each with its mark where ``marks`` are given."""
        self.beginResetModel()
        self._rows, self._marks = list(rows), list(marks)
        self.endResetModel()

    def mark(self, index: Index) -> Mark | None:
        """The mark before the words of a line's last column."""
        last = index.column() == len(self._titles) - 1
        return self._marks[index.row()] if last and self._marks else None

    def set_titles(self, titles: Sequence[str]) -> None:
        """Name the columns otherwise."""
        self._titles = tuple(titles)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(titles) - 1)

    def set_row(self, line: int, row: tuple[str, ...], mark: Mark | None = None) -> None:
        """Show another row in the place of one, with its mark where the table has some."""
        self._rows[line] = row
        if self._marks:
            self._marks[line] = mark
        self.dataChanged.emit(self.index(line, 0), self.index(line, len(self._titles) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many titles there are."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell, also as its tool tip; a screen reader hears its title, too."""
        text = self._rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._titles[index.column()]}: {text}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None


class LinesTable(QTableView):
    """Columns share the width by ``shares``, in hundredths; ``line_chosen`` tells the current line."""

    line_chosen = Signal(int)

    def __init__(self, kit: Kit, name: str, titles: Sequence[str], shares: Sequence[int]) -> None:
        super().__init__()
        self._kit, self._shares = kit, tuple(shares)
        self.lines = Lines(titles, self)
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(kit, self))
        self.setAccessibleName(name)
        self.setProperty("role", "lines")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        kit.theme.changed.connect(self._fit)
        self.lines.dataChanged.connect(lambda first: self.resizeRowToContents(first.row()))
        self._fit()

    def show_rows(self, rows: Sequence[tuple[str, ...]], marks: Sequence[Mark | None] = ()) -> None:
        """Show other rows, the first one current."""
        self.lines.show_rows(rows, marks)
        self.horizontalHeader().setVisible(bool(rows))
        self._fit()
        if rows:
            self.go_to(0)
        self.scrollToTop()

    def set_shares(self, shares: Sequence[int]) -> None:
        """Let the columns share the width otherwise."""
        self._shares = tuple(shares)

    def go_to(self, line: int) -> None:
        """Make a line the current one."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.lines.index(line, 0), flags)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the line."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.line_chosen.emit(current.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = self._kit.theme
        for column, width in enumerate(self._widths()):
            self.horizontalHeader().resizeSection(column, width)
        self.verticalHeader().setDefaultSectionSize(theme.size("body") + theme.space(4))
        if 0 < self.lines.rowCount() <= MOST_MEASURED:
            self.resizeRowsToContents()

    def _widths(self) -> list[int]:
        """The shares of the room; what a title needs beyond its share comes from those with room to spare."""
        header, room = self.horizontalHeader(), self.viewport().width()
        widths = [room * share // 100 for share in self._shares]
        least = [header.sectionSizeHint(column) for column in range(len(widths))]
        spare = [max(width - need, 0) for width, need in zip(widths, least, strict=True)]
        lacking = [max(need - width, 0) for width, need in zip(widths, least, strict=True)]
        given = min(sum(lacking) / sum(spare), 1.0) if sum(spare) else 0.0
        return [
            width + lack - round(extra * given)
            for width, lack, extra in zip(widths, lacking, spare, strict=True)
        ]


class _Painter(QStyledItemDelegate):
    """The current line has a bar at its left and a tint, as on the worklist."""

    def __init__(self, kit: Kit, view: LinesTable) -> None:
        super().__init__(view)
        self._kit, self._view = kit, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped words need."""
        theme = self._kit.theme
        width = self._view.columnWidth(index.column())
        room = QRect(0, 0, max(width - self._left(index) - theme.space(1), theme.space(8)), 100_000)
        box = QFontMetrics(theme.font("body")).boundingRect(room, _FLAGS, str(index.data() or ""))
        return QSize(width, max(box.height(), theme.size("body")) + theme.space(3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint tint, bar, rule, mark and words."""
        theme, box = self._kit.theme, QRectF(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("note-surface"))
        painter.setPen(QPen(theme.faint(), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if chosen and index.column() == 0:
            painter.fillRect(QRectF(box.x(), box.y(), theme.space(1), box.height()), theme.colour("accent"))
        if chosen and self._view.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawLine(box.topLeft(), box.topRight())
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        left = self._left(index)
        mark = self._view.lines.mark(index)
        if mark is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            side = theme.size("body")
            place = QRectF(box.x() + theme.space(2), box.center().y() - side / 2, side, side)
            paint_mark(painter, mark, place, theme)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        painter.drawText(box.adjusted(left, 0, -theme.space(1), 0), _FLAGS, str(index.data() or ""))
        painter.restore()

    def _left(self, index: Index) -> int:
        theme = self._kit.theme
        marked = self._view.lines.mark(index) is not None
        return theme.space(2) + (theme.size("body") + theme.space(1) if marked else 0)
