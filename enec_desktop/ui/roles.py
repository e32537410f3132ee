"""What the worklist's model tells its painter beside words."""

from PySide6.QtCore import Qt

MISSING_ROLE = Qt.ItemDataRole.UserRole
"""How many missing facts matter; None in all other columns."""

BLANK_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether the words stand for something that is not recorded."""

STALE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether the cell comes from an assessment of an earlier revision."""
