"""Archive, bin and the way back: each move is said with the key that takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.worklist import Where
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.tick_box import TickBox


class ListMoves(QFrame):
    """Moves cases between the list, the archive and the bin; a strip says the last move."""

    moved = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._lists = kit, kit.desk.worklist
        self._done: list[tuple[tuple[tuple[str, Where], ...], str]] = []
        self.setProperty("role", "notice")
        self._said = plain_label("", wraps=True)
        self._back = QPushButton(kit.words("worklist.take_back"))
        self._back.clicked.connect(self.take_back)
        self._erase = QPushButton(kit.words("worklist.empty_bin_button"))
        self._erase.clicked.connect(lambda: self.ask_to_erase(self._lists.binned()))
        line = QHBoxLayout(self)
        pad = kit.theme.space(2)
        line.setContentsMargins(pad, kit.theme.space(1), pad, kit.theme.space(1))
        line.addWidget(self._said, 1)
        line.addWidget(self._back)
        line.addWidget(self._erase)
        self._where = Where.LIST
        self.hide()

    def put(self, case_ids: tuple[str, ...], where: Where) -> None:
        """Put cases elsewhere in one move and say so."""
        moved = tuple((id, self._lists.where(id)) for id in case_ids)
        moved = tuple((id, before) for id, before in moved if before is not where)
        if moved:
            name = (
                self._name(moved[0][0])
                if len(moved) == 1
                else self._kit.words("worklist.many", count=len(moved))
            )
            for case_id, _ in moved:
                self._lists.place(case_id, where)
            self._done.append((moved, name))
            self._say(f"moved_{where.name.lower()}", name)
            self.moved.emit()

    @property
    def has_done(self) -> bool:
        """Whether there is a move to take back."""
        return bool(self._done)

    def take_back(self) -> bool:
        """Take the last move back; whether there was one."""
        if not self._done:
            return False
        moved, name = self._done.pop()
        for case_id, before in moved:
            self._lists.place(case_id, before)
        self._say(f"back_{moved[0][1].name.lower()}", name)
        self.moved.emit()
        return True

    def show_place(self, where: Where, shown: int) -> None:
        """What the list shown offers; a move said elsewhere is told no longer."""
        in_bin = where is Where.BIN and shown > 0
        self._erase.setVisible(in_bin)
        if where is not self._where:
            self._where = where
            self._said.setText("")
        if not self._said.text() and in_bin:
            self._said.setText(self._kit.words("worklist.bin_rule"))
        self._back.setVisible(bool(self._done))
        self.setVisible(in_bin or bool(self._said.text()))

    def ask_to_erase(self, case_ids: tuple[str, ...]) -> None:
        """The first of the two steps before anything is erased."""
        if case_ids:
            dialog = _EraseDialog(self._kit, len(case_ids), self._where_else(case_ids), self.window())
            dialog.accepted.connect(lambda: self._erase_now(case_ids))
            dialog.open()

    def _where_else(self, case_ids: tuple[str, ...]) -> str:
        """Which copies still hold the cases: erasing does not reach them."""
        backups, words = self._kit.desk.backups, self._kit.words
        held = backups.holding(case_ids)
        if held.newest is None:
            told = words("erase.no_copies", folder=backups.folder)
        else:
            when = f"{held.newest.astimezone():%d-%b-%Y %H:%M}"
            told = words("erase.copies", count=held.copies, when=when)
        return f"{told} {words('erase.unread_copies', count=held.unreadable)}" if held.unreadable else told

    def _erase_now(self, case_ids: tuple[str, ...]) -> None:
        self._lists.erase(case_ids)
        left = ((tuple(one for one in moved if one[0] not in case_ids), name) for moved, name in self._done)
        self._done = [one for one in left if one[0]]
        self._say("erased", "", count=len(case_ids))
        self.moved.emit()

    def _name(self, case_id: str) -> str:
        case = self._kit.desk.cases.open(case_id)
        names = (entry.fact("name").value for entry in case.of_kind("identity"))
        name = next((one for one in names if isinstance(one, str)), case.title)
        return self._kit.name(case_id, name) if name else self._kit.words("worklist.no_name")

    def _say(self, key: str, name: str, **more: object) -> None:
        self._said.setText(self._kit.words(f"worklist.{key}", name=name, **more))
        self.setAccessibleName(self._said.text())
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


class _EraseDialog(QDialog):
    """The second step: a tick, and then a button that names what it does; Enter alone does nothing."""

    def __init__(self, kit: Kit, count: int, where_else: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(kit.words("erase.title"))
        self.setMinimumWidth(kit.theme.space(110))
        column = QVBoxLayout(self)
        column.setSpacing(kit.theme.space(3))
        column.addWidget(plain_label(kit.words("erase.what", count=count), "title", wraps=True))
        column.addWidget(plain_label(where_else, wraps=True))
        tick = TickBox(kit.theme, kit.words("erase.tick"))
        column.addWidget(tick)
        line = QHBoxLayout()
        line.addStretch(1)
        keep, erase = QPushButton(kit.words("erase.keep")), QPushButton(kit.words("erase.erase", count=count))
        for button in (keep, erase):
            button.setAutoDefault(False)
            line.addWidget(button)
        erase.setEnabled(False)
        tick.toggled.connect(erase.setEnabled)
        keep.clicked.connect(self.reject)
        erase.clicked.connect(self.accept)
        column.addLayout(line)
        keep.setFocus(Qt.FocusReason.OtherFocusReason)
