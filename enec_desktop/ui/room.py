"""How large a dialog may be: within its window, so that its buttons stay in sight at any zoom."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from enec_desktop.ui.theme import Theme

_BESIDE, _ABOVE = 8, 8
"""Steps that stay free of the window at both sides together, and above and below."""


def room_for(wide: float, high: float, theme: Theme, window: QWidget) -> QSize:
    """So many steps wide and high, or what the window leaves of it."""
    free = window.size() - QSize(theme.space(_BESIDE), theme.space(_ABOVE))
    return QSize(theme.space(wide), theme.space(high)).boundedTo(free)
