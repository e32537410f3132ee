"""Another value for a fact: one of its choices, or what is typed; a state is offered, too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from enec_desktop.domain.case import FieldState
from enec_desktop.domain.vocabulary import Field, FieldType
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label

STATES = (FieldState.NOT_RECORDED, FieldState.NOT_DONE, FieldState.UNKNOWN, FieldState.NOT_APPLICABLE)


class ValueChoice(QWidget):
    """Enter takes a value; it comes out as it would be typed."""

    taken = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._label = plain_label("", "label", wraps=True)
        self._line = QLineEdit()
        self._line.setAccessibleName(kit.words("what_if.value"))
        self._line.returnPressed.connect(lambda: self.taken.emit(self._line.text()))
        self._list = QListWidget()
        self._list.setAccessibleName(kit.words("what_if.values"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._take)
        self._list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.theme.space(1))
        for part in (self._label, self._line, self._list):
            column.addWidget(part)
        self.hide()

    def ask(self, field: Field) -> None:
        """Ask for a value of a field."""
        numbers = field.type is FieldType.NUMBER
        unit = f" ({field.unit})" if field.unit else ""
        self._label.setText(self._kit.words("what_if.value_of", field=field.label) + unit)
        self._line.clear()
        self._line.setVisible(numbers)
        self._list.clear()
        for code, label in field.choices.items():
            self._add(label, code)
        for state in STATES:
            self._add(self._kit.words(f"state.{state.name.lower()}"), state.value)
        self._list.setCurrentRow(0)
        self.show()

    def focus_start(self) -> None:
        """Go to the line of a number, else to the choices."""
        (self._line if self._line.isVisible() else self._list).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the current choice."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            item = self._list.currentItem()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
                self._take(item)
                return True
        return super().eventFilter(watched, event)

    def _add(self, label: str, typed: str) -> None:
        item = QListWidgetItem(label)
        item.setData(Qt.ItemDataRole.UserRole, typed)
        self._list.addItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(str(item.data(Qt.ItemDataRole.UserRole)))
