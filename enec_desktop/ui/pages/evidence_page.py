"""Everything the knowledge says: searched at the left, read at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QListView, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.domain.catalogue import RecordKind
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.models.catalogue_model import SECOND_ROLE, CatalogueModel
from enec_desktop.ui.widgets.catalogue_lines import CatalogueLines
from enec_desktop.ui.widgets.kind_chips import KindChips
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.panes import Panes
from enec_desktop.ui.widgets.record_view import RecordView


class EvidencePage(QWidget):
    """The place where a claim, a rule or a known error is looked up and followed."""

    noted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._record = RecordView(kit, lambda ref: kit.desk.evidence.page(ref))
        self._record.shown.connect(self._mark)
        self._record.left.connect(self._focus_list)
        self._record.noted.connect(self.noted)
        self._search = QLineEdit()
        self._search.setProperty("role", "search")
        self._search.setAccessibleName(kit.words("browser.search"))
        self._search.setPlaceholderText(kit.words("browser.search_hint"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._find)
        self._search.installEventFilter(self)
        self._chips = KindChips(kit, tuple(kind.value for kind in RecordKind))
        self._chips.chosen.connect(self._find)
        self._count = plain_label("", "second", wraps=True)
        self._model = CatalogueModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(CatalogueLines(kit, self._list, SECOND_ROLE))
        self._list.setAccessibleName(kit.words("browser.list"))
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.selectionModel().currentChanged.connect(self._leaf)
        self._list.clicked.connect(lambda _: self._record.keep())
        self._list.installEventFilter(self)
        self._split = Panes(self._kit.desk.settings, "evidence", (self._left_side(), self._record))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)
        self._sized = 0
        self._is_walking = True
        kit.theme.changed.connect(self._list.doItemsLayout)

    @property
    def record(self) -> str:
        """The id of the record that is shown; empty before one is."""
        return self._record.ref

    def open_record(self, ref: str) -> None:
        """Show the record of an id."""
        self._record.open_record(ref)

    def focus_start(self) -> None:
        """Begin with the search, or go on reading."""
        if self._record.ref:
            self._record.focus_start()
        else:
            self.focus_search()

    def focus_search(self) -> None:
        """Type what to look for."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def copy_text(self) -> None:
        """Put the record that is shown on the clipboard."""
        self._record.copy_text()

    def step(self, steps: int) -> None:
        """Back or forward among the records read."""
        self._record.step(steps)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the records when they are first wanted."""
        super().showEvent(event)
        if not self._model.rowCount():
            self._find()
        if self.width() != self._sized:
            self._sized = self.width()
            self._split.share_out([self.width() * 42 // 100, self.width() * 58 // 100])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chips take the lines they need, and scroll where that would leave the list no room."""
        super().resizeEvent(event)
        needs = self._chips.heightForWidth(self._chip_area.viewport().width())
        self._chip_area.setFixedHeight(min(needs, self.height() // 4))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leaves the search for the list, Enter the list for the record, Escape goes the way back."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = event.key()
            enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self._search and (enter or key == Qt.Key.Key_Down):
                self._focus_list()
                return True
            if watched is self._search and key == Qt.Key.Key_Escape:
                self._search.clear()
                return True
            if watched is self._list and enter:
                self._record.keep()
                self._record.focus_start()
                return True
            if watched is self._list and key == Qt.Key.Key_Escape:
                self.focus_search()
                return True
        return super().eventFilter(watched, event)

    def _left_side(self) -> QWidget:
        side, theme = QWidget(), self._kit.theme
        column = QVBoxLayout(side)
        pad = theme.space(4)
        column.setContentsMargins(pad, theme.space(3), theme.space(2), 0)
        column.setSpacing(theme.space(2))
        column.addWidget(plain_label(self._kit.words("browser.title"), "page"))
        self._chip_area = QScrollArea()
        self._chip_area.setWidget(self._chips)
        self._chip_area.setWidgetResizable(True)
        self._chip_area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._chip_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._chip_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._chip_area.setAccessibleName(self._kit.words("browser.kinds"))
        for part in (self._search, self._chip_area, self._count):
            column.addWidget(part)
        column.addWidget(self._list, 1)
        return side

    def _find(self) -> None:
        desk, text, kind = self._kit.desk.evidence, self._search.text(), self._chips.kind
        counts = desk.counts(text)
        found = desk.find(text, RecordKind(kind) if kind else None)
        self._is_walking = False
        self._model.show_entries(found)
        self._is_walking = True
        self._chips.show_counts({one.value: number for one, number in counts.items()})
        total = sum(desk.counts("").values())
        key = "browser.count" if found else "browser.nothing"
        self._count.setText(self._kit.words(key, shown=len(found), total=total))
        self._mark(self._record.ref)
        if self._model.line_of(self._record.ref) < 0:
            self._list.scrollToTop()

    def _leaf(self, index: QModelIndex) -> None:
        if index.isValid() and self._is_walking:
            self._record.leaf_to(self._model.entry(index.row()).id)

    def _mark(self, ref: str) -> None:
        """Mark the line of what is shown, where the list has it."""
        line = self._model.line_of(ref)
        self._is_walking = False
        index = self._model.index(line) if line >= 0 else QModelIndex()
        self._list.setCurrentIndex(index)
        if index.isValid() and not self._list.hasFocus():
            self._list.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
        self._is_walking = True

    def _focus_list(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._list.currentIndex().isValid() and self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0))
