"""The list of cases: search, chips, table; nothing here needs a mouse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.worklist import SortKey, WorklistQuery, WorklistRow
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.models.worklist_model import SORT, Column, WorklistModel, age_of
from enec_desktop.ui.widgets.filter_chips import FilterChips
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.worklist_lines import WorklistLines

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    Index = QModelIndex | QPersistentModelIndex

TYPING_MS = 120
"""A search starts when nobody typed for so long."""


NEWEST = (SortKey.UPDATED, True)
"""The order until another one is chosen: what was changed last comes first."""

SHARES = {
    Column.NAME: 232,
    Column.NUMBER: 95,
    Column.AGE: 60,
    Column.MOMENT: 160,
    Column.DIAGNOSIS: 140,
    Column.STAGE: 80,
    Column.MISSING: 60,
    Column.BOARD: 88,
    Column.STATUS: 85,
}
"""How the columns share the width, in thousandths."""

NO_BREAK_HYPHEN = "\u2011"

LEAST = 240
"""Narrower than so many steps the table scrolls sideways."""

EVERY = 10_000_000
"""More lines than a worklist has."""


class WorklistPage(QWidget):
    """Finds and opens cases."""

    case_chosen = Signal(str)
    new_wanted = Signal()
    samples_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._statuses = kit.desk.worklist.statuses
        self._sort, self._descending = self._remembered_sort()
        self._search = self._search_line()
        self._chips = FilterChips(kit, self._statuses)
        self._chips.changed.connect(self.refresh)
        self._count = plain_label("", "second")
        headers = {column: kit.words(f"worklist.{column.name.lower()}") for column in Column}
        self._model = WorklistModel(headers, self._words_of, self)
        kit.names.changed.connect(self._model.layoutChanged)
        self._table = _CaseTable(kit, self._model)
        self._table.opened.connect(self._open_line)
        self._table.new_wanted.connect(self.new_wanted)
        self._table.sort_wanted.connect(self._sort_by)
        self._table.search_wanted.connect(self.focus_search)
        self._table.keys_wanted.connect(self.keys_wanted)
        self._table.horizontalHeader().sectionClicked.connect(self._sort_by)
        self._show_sort()
        self._body = QStackedWidget()
        self._body.addWidget(self._table)
        self._body.addWidget(self._empty_state())
        self._nothing = plain_label(kit.words("worklist.nothing"), "second", wraps=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._body.addWidget(self._nothing)
        self._lay_out()

    def refresh(self) -> None:
        """Ask again for the cases; the line of the same case stays the current one."""
        self._show_lines()
        self.show_counts()

    def show_first(self) -> None:
        """Ask for the lines alone, as counting a long list takes longer; without any, for the counts."""
        if not self._show_lines():
            self.show_counts()

    def _show_lines(self) -> bool:
        current, column = self.current_case(), max(self._table.currentIndex().column(), 0)
        query = self._query()
        rows = self._kit.desk.worklist.rows(query)
        self._model.show_rows(rows, query, self._kit.desk.worklist.rows)
        if rows:
            self._body.setCurrentWidget(self._table)
            self._table.go_to(max(self._model.line_of(current), 0), column)
        return bool(rows)

    def show_counts(self) -> None:
        """Ask how many cases stand behind each chip, and what to say where there is no line."""
        counts = self._kit.desk.worklist.counts(self._query())
        self._chips.show_counts(counts)
        shown = "worklist.count_all" if counts.shown == counts.total else "worklist.count"
        self._count.setText(self._kit.words(shown, shown=counts.shown, total=counts.total))
        if not counts.shown:
            nothing_at_all = counts.total == 0 and not self._chips.archived
            self._body.setCurrentIndex(1 if nothing_at_all else 2)

    def current_case(self) -> str:
        """The id of the case of the current line; empty without one."""
        line = self._table.currentIndex().row()
        return self._model.row(line).case_id if 0 <= line < self._model.rowCount() else ""

    def shown_ids(self) -> list[str]:
        """The ids of all cases that search and chips leave, also of those not fetched yet."""
        rows = self._kit.desk.worklist.rows(replace(self._query(), limit=EVERY))
        return [row.case_id for row in rows]

    def focus_search(self) -> None:
        """Go to the search line."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def focus_start(self) -> None:
        """Go to the list, or to what stands in its place."""
        if self._body.currentIndex() == 1:
            self._new.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _query(self) -> WorklistQuery:
        return WorklistQuery(
            text=self._search.text(),
            moment=self._chips.moment,
            diagnosis=self._chips.diagnosis,
            status=self._chips.status,
            archived=self._chips.archived,
            sort=self._sort,
            descending=self._descending,
        )

    def _search_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setProperty("role", "search")
        line.setPlaceholderText(self._kit.words("worklist.search_hint"))
        line.setAccessibleName(self._kit.words("worklist.search"))
        line.setClearButtonEnabled(False)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.refresh)
        line.textChanged.connect(self._typing.start)
        line.returnPressed.connect(self._search_now)
        return line

    def _search_now(self) -> None:
        self._typing.stop()
        self.refresh()
        self.focus_start()

    def _lay_out(self) -> None:
        theme = self._kit.theme
        column = QVBoxLayout(self)
        pad = theme.space(5)
        column.setContentsMargins(pad, theme.space(4), pad, theme.space(3))
        column.setSpacing(theme.space(3))
        head = QHBoxLayout()
        head.setSpacing(theme.space(4))
        head.addWidget(plain_label(self._kit.words("worklist.title"), "page"))
        head.addWidget(self._search, 1)
        new = QPushButton(self._kit.words("worklist.new"))
        new.setProperty("role", "primary")
        new.clicked.connect(self.new_wanted)
        head.addWidget(new)
        column.addLayout(head)
        line = QHBoxLayout()
        line.addWidget(self._chips, 1)
        line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        column.addWidget(self._body, 1)
        column.addWidget(plain_label(self._kit.words("worklist.keys"), "second", wraps=True))

    def _empty_state(self) -> QWidget:
        words, holder = self._kit.words, QWidget()
        column = QVBoxLayout(holder)
        column.addStretch(2)
        sentence = plain_label(words("worklist.empty"), "title", wraps=True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(sentence)
        line = QHBoxLayout()
        line.addStretch(1)
        self._new, samples = QPushButton(words("worklist.new")), QPushButton(words("worklist.samples"))
        self._new.setProperty("role", "primary")
        self._new.clicked.connect(self.new_wanted)
        samples.clicked.connect(self.samples_wanted)
        line.addWidget(self._new)
        line.addWidget(samples)
        line.addStretch(1)
        column.addSpacing(self._kit.theme.space(3))
        column.addLayout(line)
        column.addStretch(3)
        return holder

    def _sort_by(self, section: int) -> None:
        key = SORT[Column(section)]
        self._descending = not self._descending if key is self._sort else False
        self._sort = key
        self._kit.desk.settings.set("worklist.sort", {"by": str(key), "descending": self._descending})
        self._show_sort()
        self.refresh()

    def _remembered_sort(self) -> tuple[SortKey, bool]:
        kept = self._kit.desk.settings.get("worklist.sort", {})
        by, keys = kept.get("by"), {str(key): key for key in SORT.values()}
        return (keys[by], kept.get("descending") is True) if isinstance(by, str) and by in keys else NEWEST

    def _show_sort(self) -> None:
        columns = [column for column, key in SORT.items() if key is self._sort]
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        header = self._table.horizontalHeader()
        header.setSortIndicatorShown(bool(columns))
        if columns:
            header.setSortIndicator(columns[0], order)

    def _open_line(self, line: int) -> None:
        self.case_chosen.emit(self._model.row(line).case_id)

    def _words_of(self, row: WorklistRow, column: Column) -> str:
        return self._text_of(row, column) or self._kit.words(f"worklist.no_{column.name.lower()}")

    def _text_of(self, row: WorklistRow, column: Column) -> str:
        if column is Column.NAME:
            return self._kit.name(row.case_id, row.name or row.title) if row.name or row.title else ""
        if column is Column.NUMBER and self._kit.names.hidden:
            return self._kit.words("names.hidden")
        if column is Column.AGE:
            return age_of(row, self._kit.today())
        if column is Column.MISSING:
            return "" if row.missing is None else str(row.missing)
        if column is Column.BOARD:
            shown = PartialDate.parse(row.board_date).shown() if row.board_date else ""
            return shown.replace("-", NO_BREAK_HYPHEN)
        if column is Column.STATUS:
            return self._statuses.get(row.status, "")
        if column is Column.MOMENT and row.missing is None:
            return self._kit.words("worklist.not_assessed")
        texts = {Column.NUMBER: row.number, Column.MOMENT: row.moment, Column.DIAGNOSIS: row.diagnosis}
        return texts.get(column, row.stage)


class _CaseTable(QTableView):
    """The table with the keys of the worklist."""

    opened = Signal(int)
    new_wanted = Signal()
    sort_wanted = Signal(int)
    search_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, kit: Kit, model: WorklistModel) -> None:
        super().__init__()
        self._kit = kit
        self.setModel(model)
        self.setItemDelegate(WorklistLines(kit, self))
        self.setAccessibleName(kit.words("worklist.table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._fit()
        kit.theme.changed.connect(self._fit)

    def go_to(self, line: int, column: int | None = None) -> None:
        """Make a line the current one, in the same column or another one."""
        here = max(self.currentIndex().column(), 0)
        index = self.model().index(line, here if column is None else column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J, K, Enter, N, S, slash and question mark; all others as in any table."""
        line, key = self.currentIndex().row(), event.key()
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(key))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if steps is not None and plain:
            self.go_to(min(max(line + steps, 0), self.model().rowCount() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line >= 0:
            self.opened.emit(line)
        elif key == Qt.Key.Key_N and plain:
            self.new_wanted.emit()
        elif key == Qt.Key.Key_S and plain and line >= 0:
            self.sort_wanted.emit(self.currentIndex().column())
        elif event.text() == "/":
            self.search_wanted.emit()
        elif event.text() == "?":
            self.keys_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here, not a search."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme, header = self._kit.theme, self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(2 * theme.size("body") + theme.space(5))
        least = theme.space(LEAST)
        # The viewport's own width, without the viewport: Qt makes a class for every widget to name one.
        bar = self.verticalScrollBar()
        room = max(self.width() - (bar.width() if bar.isVisible() else 0), least)
        for column, share in SHARES.items():
            header.resizeSection(column, room * share // 1000)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Repaint whole lines, as the mark of the current one spans them."""
        super().currentChanged(current, previous)
        if self.isVisible():
            self.viewport().update()
