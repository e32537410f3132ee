"""The table of the worklist: its keys, and its columns, which are chosen, ordered and remembered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from enec_desktop.ui.columns import Column
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.worklist_lines import WorklistLines

SHARES = {
    Column.NAME: 330,
    Column.NUMBER: 90,
    Column.AGE: 30,
    Column.MOMENT: 155,
    Column.DIAGNOSIS: 165,
    Column.STAGE: 85,
    Column.MISSING: 30,
    Column.BOARD: 88,
    Column.STATUS: 85,
    Column.SEX: 60,
    Column.TITLED: 180,
    Column.UPDATED: 88,
    Column.PLACED: 88,
}
"""How the columns share the width, against each other."""

USUAL = tuple(column for column in Column if column < Column.SEX)
"""What is shown until other columns are chosen."""

LONG = {Column.NAME: 34, Column.MOMENT: 32, Column.DIAGNOSIS: 32, Column.TITLED: 34, Column.STAGE: 19}
"""The least width, in steps, of columns whose texts take two lines; of the others their longest word."""

DATED = (Column.BOARD, Column.UPDATED, Column.PLACED)
WIDEST_DATE = "28\u2011Nov\u20112028"

Index = QModelIndex | QPersistentModelIndex

_ASKED = {
    Qt.Key.Key_N: "new",
    Qt.Key.Key_A: "archive",
    Qt.Key.Key_Delete: "bin",
    Qt.Key.Key_U: "take_back",
    Qt.Key.Key_C: "columns",
    Qt.Key.Key_F: "filters",
    Qt.Key.Key_M: "agenda",
}


class CaseTable(QTableView):
    """One line for each case. ``asked`` names what a key asks for beyond moving and opening."""

    opened = Signal(int)
    sort_wanted = Signal(int)
    asked = Signal(str)
    line_changed = Signal(int)

    def __init__(self, kit: Kit, model: QAbstractTableModel) -> None:
        super().__init__()
        self._kit = kit
        self._extra: tuple[Column, ...] = ()
        self._widths: dict[Column, int] = {}
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
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_up_header(self.horizontalHeader())
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._show_columns(self._remembered())
        kit.theme.changed.connect(self._take_looks)

    def go_to(self, line: int, column: int | None = None) -> None:
        """Make a line the current one, in the same column or another one."""
        here = max(self.currentIndex().column(), 0)
        index = self.model().index(line, here if column is None else column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def columns(self) -> list[Column]:
        """The columns in sight, from left to right."""
        header = self.horizontalHeader()
        order = (Column(header.logicalIndex(place)) for place in range(header.count()))
        return [column for column in order if not header.isSectionHidden(column)]

    def show_extra(self, extra: Sequence[Column]) -> None:
        """Columns that this list needs whatever was chosen."""
        if tuple(extra) != self._extra:
            self._extra = tuple(extra)
            self._show_columns(self._remembered())

    def read_habits(self) -> None:
        """Take the columns from the settings again."""
        self._show_columns(self._remembered())

    def choose_columns(self) -> None:
        """Open the list of columns to choose from; it stays open while several are chosen."""
        menu = _StayingMenu(self)
        menu.setAccessibleName(self._kit.words("worklist.columns"))
        shown, words = self.columns(), self._kit.words
        for column in Column:
            if column in (Column.NAME, Column.PLACED):
                continue
            action = menu.addAction(words(f"worklist.{column.name.lower()}"))
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.toggled.connect(lambda on, column=column: self._choose(column, on))
        menu.addSeparator()
        menu.addAction(words("worklist.columns_usual"), lambda: self._take(list(USUAL)))
        menu.addAction(words("worklist.columns_move")).setEnabled(False)
        menu.popup(self.mapToGlobal(QPoint(0, self.horizontalHeader().height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J, K, Enter, S, < and > and the letters of ``_ASKED``; all others as in any table."""
        line, key, text = self.currentIndex().row(), Qt.Key(event.key()), event.text()
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(key)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        moved = {"<": -1, ">": 1}.get(text)
        if steps is not None and plain:
            self.go_to(min(max(line + steps, 0), self.model().rowCount() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line >= 0:
            self.opened.emit(line)
        elif key == Qt.Key.Key_S and plain and line >= 0:
            self.sort_wanted.emit(self.currentIndex().column())
        elif moved is not None:
            self._move_current(moved)
        elif text in ("/", "?"):
            self.asked.emit({"/": "search", "?": "keys"}[text])
        elif key in _ASKED and plain:
            self.asked.emit(_ASKED[key])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here, not a search."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width."""
        super().resizeEvent(event)
        self._fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Repaint whole lines, as the mark of the current one spans them."""
        super().currentChanged(current, previous)
        if self.isVisible():
            self.viewport().update()
        if current.row() != previous.row():
            self.line_changed.emit(current.row())

    def _set_up_header(self, header: QHeaderView) -> None:
        header.setSortIndicatorShown(False)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda _: self.choose_columns())
        header.sectionMoved.connect(lambda *_: self._keep())

    def _choose(self, column: Column, on: bool) -> None:
        shown = [one for one in self.columns() if one is not column]
        self._take([*shown, column] if on else shown)

    def _take(self, columns: list[Column]) -> None:
        self._show_columns(columns)
        self._keep()

    def _move_current(self, steps: int) -> None:
        """The name stays first: it says whose line it is."""
        header, shown = self.horizontalHeader(), self.columns()
        column = Column(max(self.currentIndex().column(), 0))
        place = shown.index(column) + steps if column in shown else 0
        if column is not Column.NAME and 0 < place < len(shown):
            header.moveSection(header.visualIndex(column), header.visualIndex(shown[place]))

    def _show_columns(self, columns: Sequence[Column]) -> None:
        header = self.horizontalHeader()
        header.blockSignals(True)
        wanted = list(dict.fromkeys([Column.NAME, *self._extra, *columns]))
        for place, column in enumerate(wanted):
            header.moveSection(header.visualIndex(column), place)
        for column in Column:
            header.setSectionHidden(column, column not in wanted)
        header.blockSignals(False)
        self.updateGeometries()
        self._fit()
        if self.isVisible():
            self.viewport().update()
            header.viewport().update()

    def _remembered(self) -> list[Column]:
        kept = self._kit.desk.settings.get("worklist.columns", [])
        names = {column.name.lower(): column for column in Column}
        return [names[one] for one in kept if isinstance(one, str) and one in names] or list(USUAL)

    def _keep(self) -> None:
        shown = [column.name.lower() for column in self.columns() if column not in self._extra]
        self._kit.desk.settings.set("worklist.columns", list(shown))

    def _take_looks(self) -> None:
        self._widths.clear()
        self._fit()

    def _fit(self) -> None:
        """Each column gets its least width; what is left is shared out."""
        theme, header, shown = self._kit.theme, self.horizontalHeader(), self.columns()
        self.verticalHeader().setDefaultSectionSize(2 * theme.size("body") + theme.space(7))
        least = {column: self._least(column) for column in shown}
        # The viewport's own width, without the viewport: Qt makes a class for every widget to name one.
        bar = self.verticalScrollBar()
        room = self.width() - (bar.width() if bar.isVisible() else 0)
        left = max(room - sum(least.values()), 0)
        whole = sum(SHARES[column] for column in shown)
        for column in shown:
            header.resizeSection(column, least[column] + left * SHARES[column] // whole)

    def _least(self, column: Column) -> int:
        """The least width of a column; worked out once for a size of letters."""
        if column not in self._widths:
            self._widths[column] = self._measured(column)
        return self._widths[column]

    def _measured(self, column: Column) -> int:
        theme, words, name = self._kit.theme, self._kit.words, column.name.lower()
        small, body = QFontMetrics(theme.font("small", strong=True)), QFontMetrics(theme.font("body"))
        texts = f"{words(f'worklist.{name}')} {words(f'worklist.no_{name}')}".split()
        if column is Column.STATUS:
            texts += " ".join(self._kit.desk.worklist.statuses.values()).split()
        wide = max(small.horizontalAdvance(text) for text in texts)
        if column in DATED:
            wide = max(wide, body.horizontalAdvance(WIDEST_DATE))
        return max(wide + theme.space(5), theme.space(LONG.get(column, 0)))


class _StayingMenu(QMenu):
    """A menu that stays open while its lines are ticked."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and stays; Enter ticks and closes, as in any menu."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action in self.actions() and action.isCheckable():
            action.toggle()
        else:
            super().keyPressEvent(event)
