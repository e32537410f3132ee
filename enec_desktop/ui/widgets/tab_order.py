"""The Tab key goes as a reader does: what is made later would else come after everything made before."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Compound(QWidget):
    """Holds halts; the cursor that is given to it goes to one of them, ``entry``.

    It has no focus proxy: once its halts were joined to others, the Tab key would come by it behind them and
    be led back to where it was.
    """

    entry: QWidget | None = None

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Hand the cursor on."""
        if self.entry is not None:
            self.entry.setFocus(reason)


def halts_of(*widgets: QWidget | None) -> list[QWidget]:
    """The widgets, and those in them, that can have the cursor, in the order they were made."""
    held = [one for widget in widgets if widget for one in (widget, *widget.findChildren(QWidget))]
    # The list that a box opens is a window of its own; joined to this one it would break its order.
    found = [one for one in held if one.window() is held[0].window()]
    return [one for one in found if one.focusPolicy() is not Qt.FocusPolicy.NoFocus and not one.focusProxy()]


def join_halts(halts: Iterable[QWidget]) -> None:
    """Let the Tab key go from each to the next one."""
    for one, other in pairwise(halts):
        QWidget.setTabOrder(one, other)
