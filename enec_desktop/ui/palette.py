"""One line that finds everything: cases, commands, places, chapters, topics. Keyboard first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.offers import Offer, Offers
from enec_desktop.ui.widgets.catalogue_lines import CatalogueLines
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.patient_banner import PatientBanner

SECOND_ROLE = int(Qt.ItemDataRole.UserRole)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QDialog):
    """Enter or a click does what the current line says; Escape closes. Nothing runs by itself."""

    def __init__(self, kit: Kit, offers: Offers, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offers, self._window, self._found = offers, parent, list[Offer]()
        self.setWindowTitle(kit.words("palette.title"))
        self.setAccessibleName(kit.words("palette.title"))
        self._line = QLineEdit()
        self._line.setProperty("role", "search")
        self._line.setPlaceholderText(kit.words("palette.hint"))
        self._line.setAccessibleName(kit.words("palette.line"))
        self._line.textChanged.connect(self._show)
        self._line.returnPressed.connect(self._run)
        self._line.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(CatalogueLines(kit, self._list, SECOND_ROLE, lines=1))
        self._list.setAccessibleName(kit.words("palette.list"))
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._run)
        self._nothing = plain_label(kit.words("palette.nothing"), "second", wraps=True)
        column = QVBoxLayout(self)
        if offers.open_id:
            banner = PatientBanner(kit)
            banner.show_case(kit.desk.cases.open(offers.open_id), kit.today())
            column.addWidget(banner)
        for part in (self._line, self._nothing, self._list):
            column.addWidget(part)
        column.addWidget(plain_label(kit.words("palette.keys"), "second", wraps=True))
        self._place(kit, parent)
        self._show("")

    def done(self, result: int) -> None:
        """Close, and give the keys back to the window."""
        super().done(result)
        self._window.activateWindow()

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:
        """Up and down move in the list while the cursor stays in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self._list.event(event)
            return True
        return super().eventFilter(seen, event)

    def _place(self, kit: Kit, window: QWidget) -> None:
        # Wide enough for the usual patient in one line.
        width = min(kit.theme.space(200), window.width() - kit.theme.space(8))
        height = min(kit.theme.space(120), window.height() - kit.theme.space(16))
        self.resize(width, height)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + kit.theme.space(12))

    def _show(self, text: str) -> None:
        self._found = self._offers.find(text)
        self._model.clear()
        for offer in self._found:
            item = QStandardItem(offer.title)
            item.setData(offer.second, SECOND_ROLE)
            item.setData(f"{offer.title}, {offer.second}", Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self._nothing.setVisible(not self._found)
        if self._found:
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _run(self) -> None:
        line = self._list.currentIndex().row()
        if 0 <= line < len(self._found):
            act = self._found[line].act
            self.close()
            act()
