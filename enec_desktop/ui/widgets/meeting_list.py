"""The meetings, those to come first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from enec_desktop.domain.meeting import Meeting
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.catalogue_lines import CatalogueLines
from enec_desktop.ui.widgets.meeting_words import meeting_brief, meeting_title

_ID = int(Qt.ItemDataRole.UserRole)
_BRIEF = _ID + 1
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


class MeetingList(QListWidget):
    """``chosen`` hands out the id of the current meeting, ``asked`` what a key asks for."""

    chosen = Signal(str)
    asked = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setItemDelegate(CatalogueLines(kit, self, _BRIEF))
        self.setAccessibleName(kit.words("meeting.list"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(kit.theme.space(28))
        self.currentItemChanged.connect(lambda now, _: self._tell(now))

    def show_meetings(self, meetings: Sequence[Meeting], chosen: str) -> None:
        """Show meetings, one of them current; nobody is told."""
        self.blockSignals(True)
        self.clear()
        for meeting in ordered(self._kit, meetings):
            title, brief = meeting_title(self._kit, meeting), meeting_brief(self._kit, meeting)
            item = QListWidgetItem(title, self)
            item.setData(_ID, meeting.id)
            item.setData(_BRIEF, brief)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {brief}")
            if meeting.id == chosen:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here, not a search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K move, N makes a meeting, Enter and the right arrow go to the agenda."""
        key = Qt.Key(event.key())
        if key in _STEPS and self.count():
            self.setCurrentRow(min(max(self.currentRow() + _STEPS[key], 0), self.count() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.asked.emit("agenda")
        elif key == Qt.Key.Key_N:
            self.asked.emit("new")
        elif key == Qt.Key.Key_Delete:
            self.asked.emit("remove")
        else:
            super().keyPressEvent(event)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(_ID)))


def ordered(kit: Kit, meetings: Sequence[Meeting]) -> list[Meeting]:
    """Those from today on, the next one first; then those that are over, the last one first."""
    today = kit.desk.now().date()
    to_come = [one for one in meetings if one.day >= today and not one.closed]
    over = [one for one in meetings if one not in to_come]
    return [
        *sorted(to_come, key=lambda one: (one.day, one.time)),
        *sorted(over, key=lambda one: (one.day, one.time), reverse=True),
    ]
