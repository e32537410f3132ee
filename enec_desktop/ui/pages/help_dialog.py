"""The help: its chapters at the left, one of them at the right, a search above; all of it offline."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from enec_desktop.domain.content import Block
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.record_view import RecordView

CHAPTER, FOUND = "help/", "help?"
"""What the names of its own pages begin with; every other name is that of a record of the knowledge."""

FITS = {
    "worklist": "begin",
    "case": "engine",
    "what_if": "engine",
    "summary": "limits",
    "evidence": "sources",
    "site": "engine",
    "meeting": "begin",
}
"""The chapter that fits each place of the window."""

_LIST = 56
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HelpDialog(QDialog):
    """Never modal; links open records in place with a way back; Escape goes back to the list, then closes."""

    def __init__(self, kit: Kit, chapter: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(kit.words("help.title"))
        self._kit = kit
        self._record = RecordView(kit, self._page, "card.unfold_list")
        self._record.left.connect(self._focus_list)
        self._search = QLineEdit()
        self._search.setProperty("role", "search")
        self._search.setAccessibleName(kit.words("help.search"))
        self._search.setPlaceholderText(kit.words("help.search_hint"))
        self._search.textChanged.connect(self._find)
        self._search.installEventFilter(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._focus_search)
        self._ids = list(kit.desk.help.chapters())
        self._list = self._chapter_list()
        self._lay_out(parent)
        self._list.setCurrentIndex(self._list.model().index(self._ids.index(chapter), 0))
        self._record.keep()
        self._focus_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Down leave the search for the text and the list; Escape empties it first."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = event.key()
            if watched is self._search and key in _ENTER:
                self._record.focus_start()
                return True
            if watched is self._search and key == Qt.Key.Key_Down:
                self._focus_list()
                return True
            if watched is self._search and key == Qt.Key.Key_Escape and self._search.text():
                self._search.clear()
                return True
            if watched is self._list and key in _ENTER:
                self._record.keep()
                self._record.focus_start()
                return True
        return super().eventFilter(watched, event)

    def _page(self, name: str) -> tuple[Block, ...]:
        desk = self._kit.desk
        if name.startswith(CHAPTER):
            return desk.help.chapter(name.removeprefix(CHAPTER))
        if name.startswith(FOUND):
            return desk.help.find(name.removeprefix(FOUND))
        return desk.evidence.page(name)

    def _chapter_list(self) -> QListView:
        model, chapters = QStandardItemModel(self), QListView()
        for title in self._kit.desk.help.chapters().values():
            model.appendRow(QStandardItem(title))
        chapters.setModel(model)
        chapters.setAccessibleName(self._kit.words("help.chapters"))
        chapters.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        chapters.setWordWrap(True)
        chapters.setSpacing(self._kit.theme.space(1))
        chapters.selectionModel().currentChanged.connect(self._leaf)
        chapters.clicked.connect(self._leaf)
        chapters.installEventFilter(self)
        return chapters

    def _lay_out(self, window: QWidget) -> None:
        theme = self._kit.theme
        side, line, column = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        side.addWidget(self._search)
        side.addWidget(self._list, 1)
        line.addLayout(side)
        line.addWidget(self._record, 1)
        column.addLayout(line)
        self._list.setFixedWidth(theme.space(_LIST))
        self._search.setFixedWidth(theme.space(_LIST))
        wide = min(theme.space(280), window.width() - theme.space(8))
        high = min(theme.space(180), window.height() - theme.space(12))
        self.resize(wide, high)

    def _leaf(self, index: QModelIndex) -> None:
        if index.isValid():
            self._record.leaf_to(CHAPTER + self._ids[index.row()])

    def _find(self, text: str) -> None:
        if text.strip():
            self._record.leaf_to(FOUND + text.strip())
        else:
            self._leaf(self._list.currentIndex())

    def _focus_list(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()
