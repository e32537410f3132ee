"""A holder of texts that does not ask how high they would be at widths they never get."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame


class Unmeasured(QFrame):
    """Parts one below the other in a layout; only the width they get decides how high they are.

    Left alone, a layout measures every text at its least and at its preferred width too, at each level of
    nesting anew: most of the time it takes to show an assessment.
    """

    def sizeHint(self) -> QSize:
        """As wide as the parts would like."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the parts can be."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()
