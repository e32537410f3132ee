"""The search line of the worklist: what is typed is looked for when the keys that came at once are in."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from enec_desktop.ui.kit import Kit


class WorklistSearch(QLineEdit):
    """``typed`` once for keys that come together; ``entered`` when Enter ends the search."""

    typed = Signal()
    entered = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.setPlaceholderText(kit.words("worklist.search_hint"))
        self.setAccessibleName(kit.words("worklist.search"))
        self.setClearButtonEnabled(False)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(0)
        self._typing.timeout.connect(self.typed)
        self.textChanged.connect(lambda _: self._typing.start())
        self.returnPressed.connect(self._enter)

    def clear_unsaid(self) -> None:
        """Take the text away without asking for the list: who calls asks for it."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)

    def _enter(self) -> None:
        self._typing.stop()
        self.entered.emit()
