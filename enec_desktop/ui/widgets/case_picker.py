"""A list of cases to choose from: typed letters narrow it, Ctrl+Space marks, Enter takes what is marked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.nearness import nearness
from enec_desktop.domain.worklist import WorklistRow
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.room import room_for
from enec_desktop.ui.widgets.catalogue_lines import CatalogueLines
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.readiness_words import light_line

SECOND_ROLE = int(Qt.ItemDataRole.UserRole)
CASE_ROLE = SECOND_ROLE + 1
LOOKED_AT = 50
"""So many lines say how ready their cases are; typed letters bring others up."""

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CasePicker(QDialog):
    """``chosen`` hands out each case that is taken, the current one where none is marked.

    Each line says how ready its case is. The list stays open for more; Escape closes it.
    """

    chosen = Signal(str)

    def __init__(self, kit: Kit, rows: Sequence[WorklistRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(kit.words("meeting.pick"))
        self._kit, self._rows, self._page = kit, list(rows), parent.window()
        self._marked: dict[str, None] = {}
        self._lights: dict[str, str] = {}
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
        self._count = plain_label("", "strong", wraps=True)
        column.addWidget(self._count)
        column.addWidget(plain_label(kit.words("meeting.pick_keys"), "second", wraps=True))
        self.resize(room_for(170, 110, kit.theme, self._page))
        self._show("")

    def done(self, result: int) -> None:
        """Close, and give the keys back to the page."""
        super().done(result)
        self._page.activateWindow()

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:
        """Up and down move in the list, Ctrl+Space marks, while the cursor stays in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._list.event(event)
                return True
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() == Qt.Key.Key_Space and control:
                self._mark()
                return True
        return super().eventFilter(seen, event)

    def _show(self, text: str) -> None:
        told = [(self._near(text, row), row) for row in self._rows]
        found = sorted(((near, row) for near, row in told if near is not None), key=lambda pair: pair[0])
        self._model.clear()
        for _, row in found:
            self._model.appendRow(self._item(row))
        self._show_count()
        self._nothing.setVisible(not found)
        if found:
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _near(self, text: str, row: WorklistRow) -> int | None:
        nears = (nearness(text, said) for said in (row.name, row.number, row.title) if said)
        return min((near for near in nears if near is not None), default=None if text.strip() else 0)

    def _item(self, row: WorklistRow) -> QStandardItem:
        kit = self._kit
        title = kit.name(row.case_id, row.name or row.title or kit.words("palette.no_name"))
        number = "" if kit.names.hidden else row.number
        told = (number, self._light(row.case_id), kit.said(row.moment), kit.said(row.diagnosis))
        second = " · ".join(one for one in told if one)
        if row.case_id in self._marked:
            title = kit.words("meeting.pick_marked", who=title)
        item = QStandardItem(title)
        item.setData(second, SECOND_ROLE)
        item.setData(row.case_id, CASE_ROLE)
        item.setData(f"{title}, {second}", Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _light(self, case_id: str) -> str:
        """How ready a case is; of a long list only of the lines that a first look reaches."""
        if case_id not in self._lights and self._model.rowCount() < LOOKED_AT:
            with suppress(EnecError):
                case = self._kit.desk.cases.open(case_id)
                light, gates = self._kit.desk.readiness.light(case)
                self._lights[case_id] = light_line(self._kit, light, len(gates))
        return self._lights.get(case_id, "")

    def _mark(self) -> None:
        """Mark the current line, or take its mark away, and go on to the next one."""
        index = self._list.currentIndex()
        if not index.isValid():
            return
        case_id = str(index.data(CASE_ROLE))
        if case_id in self._marked:
            del self._marked[case_id]
        else:
            self._marked[case_id] = None
        self._show(self._line.text())
        self._list.setCurrentIndex(self._model.index(min(index.row() + 1, self._model.rowCount() - 1), 0))

    def _show_count(self) -> None:
        self._count.setText(self._kit.words("meeting.pick_count", count=len(self._marked)))
        self._count.setVisible(bool(self._marked))

    def _take(self) -> None:
        index = self._list.currentIndex()
        if not index.isValid() and not self._marked:
            return
        taken = tuple(self._marked) or (str(index.data(CASE_ROLE)),)
        self._marked = {}
        self._rows = [row for row in self._rows if row.case_id not in taken]
        for case_id in taken:
            self.chosen.emit(case_id)
        self._line.clear()
        self._show("")
        if not self._rows:
            self.close()
