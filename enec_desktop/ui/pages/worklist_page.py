"""The list of cases: search, chips, table, preview; nothing here needs a mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from enec_desktop.domain.worklist import SortKey, Where, WorklistQuery, WorklistRow
from enec_desktop.ui.columns import SORT, Column, keep_sort, sort_of
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.models.worklist_model import WorklistModel
from enec_desktop.ui.widgets.case_table import CaseTable
from enec_desktop.ui.widgets.filter_chips import FilterChips
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.panes import Panes
from enec_desktop.ui.widgets.worklist_search import WorklistSearch
from enec_desktop.ui.widgets.worklist_words import WorklistWords

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from enec_desktop.ui.widgets.case_preview import CasePreview
    from enec_desktop.ui.widgets.list_empty import EmptyList
    from enec_desktop.ui.widgets.list_moves import ListMoves
    from enec_desktop.ui.widgets.saved_filters import SavedFilter, SavedFilters

QUIET_MS = 180
"""The counts behind the chips and the preview follow when nobody typed or moved for so long."""

CATCH_UP = 40
"""So many cases of an older program are read anew at a time: short enough that no key waits."""

WIDE = 315
"""From so many steps on there is room for the preview beside the list."""

WIDEST = 420
"""From so many steps on every status has a chip of its own."""

ROOMY = 200
"""Below so many steps the keys of the list are not listed (a question mark shows all)."""

PREVIEW = 66

EVERY = 10_000_000
"""More lines than a worklist has."""


class WorklistPage(QWidget):
    """Finds and opens cases."""

    case_chosen = Signal(str)
    new_wanted = Signal()
    samples_wanted = Signal()
    keys_wanted = Signal()
    case_moved = Signal()
    agenda_wanted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._lists = kit, kit.desk.worklist
        self._sort, self._descending = sort_of(kit.desk.settings)
        self._words = WorklistWords(kit)
        self._quiet = self._timer(QUIET_MS, self._follow)
        self._behind = self._timer(0, self._read_some)
        self._search = WorklistSearch(kit)
        self._search.typed.connect(self._show_rows)
        self._search.entered.connect(self._search_now)
        self._chips = FilterChips(kit)
        self._chips.changed.connect(self.refresh)
        self._chips.went.connect(self.focus_start)
        self._count = plain_label("", "second")
        self._model = WorklistModel(self._words.headers(), self._words.cell, self)
        self._table = CaseTable(kit, self._model)
        self._table.opened.connect(lambda line: self.case_chosen.emit(self._model.row(line).case_id))
        self._table.sort_wanted.connect(self._sort_by)
        self._table.asked.connect(self._answer)
        self._table.line_changed.connect(lambda _: self._quiet.start())
        self._table.horizontalHeader().sectionClicked.connect(self._sort_by)
        self._show_sort()
        self._line = plain_label("", "second", wraps=True)
        self._uncounted = True
        self._lay_out()
        kit.theme.changed.connect(self._show_sides)
        kit.names.changed.connect(self._show_names)

    def refresh(self) -> None:
        """Ask again for the cases; the line of the same case stays the current one."""
        self._show_rows()
        self._follow()
        self.catch_up()

    def show_first(self) -> None:
        """Ask for the lines alone, as counting a long list takes longer; without any, for the counts."""
        if not self._show_lines():
            self.refresh()
        # Counts and preview come after the first picture, however long that takes.
        self._quiet.stop()

    def show_counts(self) -> None:
        """Say how many cases there are, and how many stand behind each chip."""
        self._show_found()
        self._count_chips()

    def show_beside(self) -> None:
        """Show the current case beside the list, or in one line below it."""
        row = self._row()
        outlook = self._lists.outlook(row.case_id) if row else None
        self._line.setText(self._words.in_one_line(row, outlook.line if outlook else "") if row else "")
        if not self._side.isHidden():
            case = self._kit.desk.cases.open(row.case_id) if row else None
            alike = self._lists.alike_to(case) if case else ()
            self._preview.show_case(row, case, outlook, alike)

    def catch_up(self) -> None:
        """Read what an older program listed, a little at a time, while nobody waits."""
        self._behind.start()

    def read_habits(self) -> None:
        """Take sort order and columns from the settings again: a backup may have brought others."""
        self._sort, self._descending = sort_of(self._kit.desk.settings)
        self._show_sort()
        self._table.read_habits()

    def current_case(self) -> str:
        """The id of the case of the current line; empty without one."""
        row = self._row()
        return row.case_id if row else ""

    def shown_ids(self) -> list[str]:
        """The ids of all cases that search and chips leave, also of those not fetched yet."""
        return [row.case_id for row in self._lists.rows(replace(self._query(), limit=EVERY))]

    def focus_search(self) -> None:
        """Go to the search line."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def focus_start(self) -> None:
        """Go to the list, or to what stands in its place."""
        if self._body.currentWidget() is self._table:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._empty.focus_start()

    def clear(self) -> None:
        """Show all cases at work."""
        self._search.clear_unsaid()
        self._chips.clear()
        self.focus_start()

    def move_cases(self, case_ids: tuple[str, ...], where: Where) -> None:
        """Put cases into the archive or the bin; one key takes them back."""
        self._moves.put(case_ids, where)

    @property
    def can_take_back(self) -> bool:
        """Whether a case was put elsewhere since the window was opened."""
        return "_moves" in self.__dict__ and self._moves.has_done

    def take_back(self) -> bool:
        """Take the last move back; whether there was one."""
        return self.can_take_back and self._moves.take_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview needs a wide page."""
        super().resizeEvent(event)
        self._show_sides()

    def _row(self) -> WorklistRow | None:
        line = self._table.currentIndex().row()
        return self._model.row(line) if 0 <= line < self._model.rowCount() else None

    def _query(self) -> WorklistQuery:
        return WorklistQuery(
            text=self._search.text(),
            chosen=self._chips.chosen,
            where=self._chips.where,
            sort=self._sort,
            descending=self._descending,
            today=self._kit.today().iso(),
        )

    def _show_rows(self) -> None:
        """What a keystroke waits for: the first page and how many there are."""
        self._show_lines()
        self._show_found()
        self._quiet.start()

    def _show_lines(self) -> bool:
        current, column = self.current_case(), max(self._table.currentIndex().column(), 0)
        query = self._query()
        rows = self._lists.rows(query)
        self._table.show_extra(() if query.where is Where.LIST else (Column.PLACED,))
        self._model.show_rows(rows, query, self._lists.rows)
        self._uncounted = True
        if rows:
            self._body.setCurrentWidget(self._table)
            self._table.go_to(max(self._model.line_of(current), 0), column)
        return bool(rows)

    def _show_found(self) -> None:
        query = self._query()
        total, shown = self._lists.found(query)
        key = "worklist.count_all" if shown == total else "worklist.count"
        self._count.setText(self._kit.words(key, shown=shown, total=total))
        self._filters.show_choice(query.chosen, query.where)
        if query.where is Where.BIN or "_moves" in self.__dict__:
            self._moves.show_place(query.where, shown)
        if not shown:
            self._empty.show_reason(query.where, nothing_there=total == 0)
            self._body.setCurrentWidget(self._empty)

    def _follow(self) -> None:
        """What may come a moment later: the counts behind the chips, the preview."""
        self._quiet.stop()
        self._count_chips()
        self.show_beside()

    def _count_chips(self) -> None:
        if self._uncounted:
            self._uncounted = False
            self._chips.show_counts(self._lists.counts(self._query()), self._lists.places())

    def _show_names(self) -> None:
        self._model.layoutChanged.emit()
        self._follow()

    @cached_property
    def _filters(self) -> SavedFilters:
        """The chip of the kept filters; with it, after the first picture, come all the others."""
        from enec_desktop.ui.widgets.saved_filters import SavedFilters
        from enec_desktop.ui.widgets.tab_order import halts_of, join_halts

        filters = SavedFilters(self._kit)
        filters.wanted.connect(self._use)
        filters.done.connect(self.focus_start)
        self._chips.fill(filters)
        join_halts(halts_of(self._new, self._chips, self._table))
        return filters

    @cached_property
    def _moves(self) -> ListMoves:
        """What was put away last, and the way back."""
        from enec_desktop.ui.widgets.list_moves import ListMoves

        moves = ListMoves(self._kit)
        moves.moved.connect(self._after_move)
        self._strip.addWidget(moves)
        return moves

    @cached_property
    def _empty(self) -> EmptyList:
        """What stands in the place of an empty list."""
        from enec_desktop.ui.widgets.list_empty import EmptyList

        empty = EmptyList(self._kit)
        empty.new_wanted.connect(self.new_wanted)
        empty.samples_wanted.connect(self.samples_wanted)
        empty.clear_wanted.connect(self.clear)
        empty.asked.connect(self._answer)
        self._body.addWidget(empty)
        return empty

    @cached_property
    def _preview(self) -> CasePreview:
        """The current case in words, at the right of a wide page."""
        from enec_desktop.ui.widgets.case_preview import CasePreview

        preview = CasePreview(self._kit)
        preview.open_wanted.connect(self.case_chosen)
        self._side_column.addWidget(preview)
        return preview

    def _read_some(self) -> None:
        if self._lists.catch_up(CATCH_UP):
            self._behind.start()

    def _answer(self, wish: str) -> None:
        case_id, where = self.current_case(), self._chips.where
        if wish == "search":
            self.focus_search()
        elif wish == "keys":
            self.keys_wanted.emit()
        elif wish == "new":
            self.new_wanted.emit()
        elif wish == "columns":
            self._table.choose_columns()
        elif wish == "filters":
            self._filters.open()
        elif wish == "take_back":
            if not self.take_back() and case_id and where is not Where.LIST:
                self.move_cases((case_id,), Where.LIST)
        elif case_id and wish == "agenda":
            self.agenda_wanted.emit(case_id)
        elif case_id and wish == "bin" and where is Where.BIN:
            self._moves.ask_to_erase((case_id,))
        elif case_id:
            target = Where.BIN if wish == "bin" else Where.ARCHIVE
            self.move_cases((case_id,), Where.LIST if target is where else target)

    def _after_move(self) -> None:
        """The next line takes the place of the one that left."""
        line, column = self._table.currentIndex().row(), max(self._table.currentIndex().column(), 0)
        self.refresh()
        if self._model.rowCount():
            self._table.go_to(min(max(line, 0), self._model.rowCount() - 1), column)
        self.focus_start()
        self.case_moved.emit()

    def _use(self, chosen: SavedFilter) -> None:
        self._chips.choose(chosen.chosen, chosen.where)
        self.focus_start()

    def _search_now(self) -> None:
        self.refresh()
        self.focus_start()

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _lay_out(self) -> None:
        theme, words = self._kit.theme, self._kit.words
        self._body = QStackedWidget()
        self._body.addWidget(self._table)
        column = QVBoxLayout(self)
        pad = theme.space(5)
        column.setContentsMargins(pad, theme.space(4), pad, theme.space(3))
        column.setSpacing(theme.space(3))
        head = QHBoxLayout()
        head.setSpacing(theme.space(4))
        head.addWidget(plain_label(words("worklist.title"), "page"))
        head.addWidget(self._search, 1)
        self._new = QPushButton(words("worklist.new"))
        self._new.setProperty("role", "primary")
        self._new.clicked.connect(self.new_wanted)
        head.addWidget(self._new)
        column.addLayout(head)
        line = QHBoxLayout()
        line.addWidget(self._chips, 1)
        line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        self._strip = QVBoxLayout()
        column.addLayout(self._strip)
        self._side = QWidget()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._split = Panes(self._kit.desk.settings, "worklist", (self._body, self._side))
        self._split.setStretchFactor(0, 1)
        column.addWidget(self._split, 1)
        column.addWidget(self._line)
        self._keys = plain_label(words("worklist.keys"), "second", wraps=True)
        column.addWidget(self._keys)
        self._shared = (0, 0.0)

    def _show_sides(self) -> None:
        theme = self._kit.theme
        wide = self.width() >= theme.space(WIDE)
        was = not self._side.isHidden()
        self._side.setVisible(wide)
        self._line.setVisible(not wide and self.width() >= theme.space(ROOMY))
        roomy = self.width() >= theme.space(ROOMY)
        self._keys.setVisible(roomy)
        self._chips.set_room(self.width() >= theme.space(WIDEST), roomy)
        if wide and self._shared != (self.width(), theme.zoom):
            self._shared = (self.width(), theme.zoom)
            room = self.width() - theme.space(10)
            self._split.share_out([room - theme.space(PREVIEW), theme.space(PREVIEW)])
        if wide and not was and not self._uncounted:
            self._quiet.start()

    def _sort_by(self, section: int) -> None:
        key = SORT.get(Column(section), SortKey.UPDATED)
        self._descending = not self._descending if key is self._sort else False
        self._sort = key
        keep_sort(self._kit.desk.settings, key, descending=self._descending)
        self._show_sort()
        self.refresh()

    def _show_sort(self) -> None:
        columns = [column for column, key in SORT.items() if key is self._sort]
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        header = self._table.horizontalHeader()
        header.setSortIndicatorShown(bool(columns))
        if columns:
            header.setSortIndicator(columns[0], order)
