"""Advice that waits for the intent of the board: one signal for every page that shows or hides it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class WaitingAdvice(QObject):
    """``changed`` when advice was let be seen before the intent; what waits stands in the meetings alone."""

    changed = Signal()
