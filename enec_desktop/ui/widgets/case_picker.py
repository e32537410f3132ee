"""A list of cases to choose one from: typed letters narrow it, Enter takes the marked one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from enec_desktop.domain.nearness import nearness
from enec_desktop.domain.worklist import WorklistRow
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.catalogue_lines import CatalogueLines
from enec_desktop.ui.widgets.labels import plain_label

SECOND_ROLE = int(Qt.ItemDataRole.UserRole)
CASE_ROLE = SECOND_ROLE + 1
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CasePicker(QDialog):
    """``chosen`` hands out a case; the list stays open so that several can be taken, Escape closes it."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, rows: Sequence[WorklistRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(kit.words("meeting.pick"))
        self._kit, self._rows, self._page = kit, list(rows), parent.window()
        self._line = QLineEdit()
        self._line.setProperty("role", "search")
        self._line.setPlaceholderText(kit.words("meeting.pick_hint"))
        self._line.setAccessibleName(kit.words("meeting.pick"))
        self._line.textChanged.connect(self._show)
        self._line.returnPressed.connect(self._take)
        self._line.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(CatalogueLines(kit, self._list, SECOND_ROLE, lines=1))
        self._list.setAccessibleName(kit.words("meeting.pick_list"))
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._take)
        self._nothing = plain_label(kit.words("meeting.pick_nothing"), "second", wraps=True)
        column = QVBoxLayout(self)
        for part in (self._line, self._nothing, self._list):
            column.addWidget(part)
        column.addWidget(plain_label(kit.words("meeting.pick_keys"), "second", wraps=True))
        window = self._page
        self.resize(
            min(kit.theme.space(170), window.width() - kit.theme.space(8)),
            min(kit.theme.space(110), window.height() - kit.theme.space(16)),
        )
        self._show("")

    def done(self, result: int) -> None:
        """Close, and give the keys back to the page."""
        super().done(result)
        self._page.activateWindow()

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the cursor stays in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self._list.event(event)
            return True
        return super().eventFilter(seen, event)

    def _show(self, text: str) -> None:
        told = [(self._near(text, row), row) for row in self._rows]
        found = sorted(((near, row) for near, row in told if near is not None), key=lambda pair: pair[0])
        self._model.clear()
        for _, row in found:
            self._model.appendRow(self._item(row))
        self._nothing.setVisible(not found)
        if found:
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _near(self, text: str, row: WorklistRow) -> int | None:
        nears = (nearness(text, said) for said in (row.name, row.number, row.title) if said)
        return min((near for near in nears if near is not None), default=None if text.strip() else 0)

    def _item(self, row: WorklistRow) -> QStandardItem:
        kit = self._kit
        title = kit.name(row.case_id, row.name or row.title or kit.words("palette.no_name"))
        told = ("" if kit.names.hidden else row.number, kit.said(row.moment), kit.said(row.diagnosis))
        second = " · ".join(one for one in told if one)
        item = QStandardItem(title)
        item.setData(second, SECOND_ROLE)
        item.setData(row.case_id, CASE_ROLE)
        item.setData(f"{title}, {second}", Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _take(self) -> None:
        index = self._list.currentIndex()
        if not index.isValid():
            return
        case_id = str(index.data(CASE_ROLE))
        self._rows = [row for row in self._rows if row.case_id != case_id]
        self.chosen.emit(case_id)
        self._line.clear()
        self._show("")
        if not self._rows:
            self.close()
