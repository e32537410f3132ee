"""The options of the assessment, and whether the board's decision agrees with one or deviates: one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.meeting_words import rule_words
from enec_desktop.ui.widgets.wrap_button import WrapButton

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Assessment, OptionView

_FRAME = 6
PADDING = 4
"""Steps of room that mark and padding of a line take beside its words."""
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}
_KEYS = {Qt.Key.Key_A: "agrees", Qt.Key.Key_D: "deviates", Qt.Key.Key_B: "beside", Qt.Key.Key_Delete: ""}


class StanceList(QWidget):
    """``said`` hands out the stance and the row it is about; no stance takes it back."""

    said = Signal(str, str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._told: list[tuple[str, str]] = []
        self._list = _Options(kit)
        self._list.pressed_key.connect(self._say)
        self._answer = plain_label("", "strong", self, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.theme.space(1))
        column.addWidget(self._answer)
        column.addWidget(self._list, 1)
        line = QHBoxLayout()
        self._buttons = []
        for stance in ("agrees", "deviates", "beside"):
            button = WrapButton(kit.theme, kit.words(f"recorder.{stance}"), size="small", parent=self)
            button.clicked.connect(lambda _=False, stance=stance: self._say(stance))
            self._buttons.append(button)
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)

    def show_options(self, found: Assessment | None) -> None:
        """Show the options of an assessment, the leading row of each."""
        row = max(self._list.currentRow(), 0)
        self._list.clear()
        self._told = []
        for view in found.moments if found is not None else ():
            for group in view.groups:
                for option in group.options:
                    self._told.append((option.verdicts[0].row, self._words(option)))
        for _, said in self._told:
            item = QListWidgetItem(said, self._list)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said.replace("\n", ", "))
        if self._told:
            self._list.setCurrentRow(min(row, len(self._told) - 1))

    def show_stance(self, stance: str, rule: str) -> None:
        """Show what was said; the option it is about becomes the current one."""
        kit = self._kit
        title = rule_words(kit, rule) if rule else ""
        key = f"recorder.said_{stance}" if stance else "recorder.said_nothing"
        self._answer.setText(kit.words(key, option=title or kit.words("recorder.no_option")))
        rows = [row for row, _ in self._told]
        if rule in rows:
            self._list.setCurrentRow(rows.index(rule))

    def focus_start(self) -> None:
        """Go to the options."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts."""
        return [self._list, *self._buttons]

    def _say(self, stance: str) -> None:
        row = self._list.currentRow()
        of_option = stance in ("agrees", "deviates") and 0 <= row < len(self._told)
        self.said.emit(stance, self._told[row][0] if of_option else "")

    def _words(self, option: OptionView) -> str:
        say, words = self._kit.said, self._kit.words
        told = (say(option.standing.value), say(option.certainty.value), say(option.clearance.value))
        kind = words(f"recorder.kind_{option.kind.name.lower()}")
        return f"{say(option.title)}\n{kind} · {' · '.join(told)}"


class _Roomy(QStyledItemDelegate):
    """The frame of the line with the cursor takes room: without it that line would lose its second half."""

    def __init__(self, parent: QWidget, padding: int) -> None:
        super().__init__(parent)
        self._padding = padding

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """High enough for all words within the frame, broken in the width that the padding leaves."""
        inner = QStyleOptionViewItem(option)
        inner.rect.setWidth(option.rect.width() - self._padding)
        return super().sizeHint(inner, index) + QSize(0, _FRAME)


class _Options(QListWidget):
    """J and K move, A agrees, D deviates, B: the assessment does not answer it, Del takes it back."""

    pressed_key = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setItemDelegate(_Roomy(self, kit.theme.space(PADDING)))
        self.setAccessibleName(kit.words("recorder.options"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMinimumHeight(kit.theme.space(54))

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here, not a search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for one word."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS and self.count():
            self.setCurrentRow(min(max(self.currentRow() + _STEPS[key], 0), self.count() - 1))
        elif key in _KEYS:
            self.pressed_key.emit(_KEYS[key])
        else:
            super().keyPressEvent(event)
