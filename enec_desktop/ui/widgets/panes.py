"""Panes side by side that share the width as the user left them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from enec_desktop.app.settings import SettingsDesk

QUIET_MS = 250
"""A share is kept when nobody dragged for so long."""


class Panes(QSplitter):
    """A splitter with a name under which its shares are remembered."""

    def __init__(self, settings: SettingsDesk, name: str, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self._settings, self._name = settings, f"panes.{name}"
        self.setChildrenCollapsible(False)
        for part in parts:
            # Its lines wrapped at the least width would ask for more height than a low screen has at 200 %.
            part.setMinimumHeight(1)
            self.addWidget(part)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._keep)
        self.splitterMoved.connect(self._quiet.start)

    def share_out(self, usual: Sequence[int]) -> None:
        """Give each pane its width in pixels: the usual one, or what the user made of it."""
        kept = self._settings.get(self._name, [])
        shares = [one for one in kept if type(one) is int and one > 0]
        if len(shares) == len(kept) == self.count():
            total = sum(usual)
            usual = [total * one // sum(shares) for one in shares]
        self.setSizes(list(usual))

    def _keep(self) -> None:
        """Only while all panes are in sight: a hidden one has no width."""
        sizes = self.sizes()
        if all(sizes):
            total = sum(sizes)
            self._settings.set(self._name, [one * 1000 // total for one in sizes])


def pane_after(panes: Sequence[QWidget], steps: int) -> QWidget:
    """The visible pane so many steps after the one that has the cursor; the first where none has."""
    shown = [pane for pane in panes if pane.isVisible()]
    focus = QApplication.focusWidget()
    at = next(
        (i for i, pane in enumerate(shown) if focus and (pane is focus or pane.isAncestorOf(focus))), -1
    )
    return shown[(at + steps) % len(shown)]
