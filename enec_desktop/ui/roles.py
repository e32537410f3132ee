"""What the worklist's model tells its painter of a cell, in one answer."""

from PySide6.QtCore import Qt

CELL_ROLE = Qt.ItemDataRole.UserRole
"""The whole of a cell, a ``Cell``."""


class Cell:
    """The words of a cell, and how they stand there.

    ``blank``: they stand for something that is not recorded; ``stale``: they come from an assessment of an
    earlier revision; ``missing``: how many missing facts matter, None in all other columns.
    """

    __slots__ = ("blank", "missing", "stale", "text")

    def __init__(self, text: str, *, blank: bool, stale: bool, missing: int | None) -> None:
        self.text, self.blank, self.stale, self.missing = text, blank, stale, missing
