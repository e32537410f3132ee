"""Two layouts that follow the width they are given: lines of chips, and a grid of fields."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

WHOLE_LINE = 99
"""A span that takes the line, however many columns there are."""


class Flow(QLayout):
    """Widgets one after the other, on as many lines as the width asks for."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, None beyond the end (Qt asks until then)."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """Takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the lines are together at a width."""
        if width not in self._heights:
            self._heights[width] = self.arrange(QRect(0, 0, width, 0), apply=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the heights worked out."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Put the items into their places."""
        super().setGeometry(rect)
        self.arrange(rect, apply=True)

    def sizeHint(self) -> QSize:
        """The smallest useful size; the width is up to the parent."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """As wide as the widest item."""
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def arrange(self, rect: QRect, *, apply: bool) -> int:
        """Work out the lines within a width, place the items if asked to, and return the height."""
        x, y, line_height = rect.x(), rect.y(), 0
        for item in self._shown():
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.x() + rect.width():
                x, y, line_height = rect.x(), y + line_height + self._gap, 0
            if apply:
                item.setGeometry(QRect(x, y, min(size.width(), rect.width()), size.height()))
            x += size.width() + self._gap
            line_height = max(line_height, size.height())
        return y + line_height - rect.y()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]


class FieldGrid(Flow):
    """Fields in columns that line up; their number, at most ``most``, follows the width.

    A field spans half columns: 2 is a usual field, 1 a short one, 4 a long one.
    """

    def __init__(self, parent: QWidget | None = None, *, column: int, gap: int, most: int = 4) -> None:
        super().__init__(parent, gap=gap)
        self._column, self._most = column, most
        self._spans: dict[int, int] = {}

    def add(self, widget: QWidget, span: int = 2) -> None:
        """Add a field that spans so many half columns."""
        self._spans[len(self._items)] = span
        self.addWidget(widget)

    def minimumSize(self) -> QSize:
        """One column is enough."""
        return QSize(min(super().minimumSize().width(), self._column), super().minimumSize().height())

    def arrange(self, rect: QRect, *, apply: bool) -> int:
        """Fill line by line from the left; all fields of a line share its height."""
        columns = min(max(rect.width() // self._column, 1), self._most)
        units = columns * 2
        line: list[tuple[QLayoutItem, int, int]] = []
        y, used = rect.y(), 0
        for index, item in enumerate(self._items):
            if item.isEmpty():
                continue
            span = min(self._spans.get(index, 2), units)
            if used + span > units:
                y += self._lay(line, rect, y, units, apply=apply) + self._gap
                line, used = [], 0
            line.append((item, used, span))
            used += span
        return y + self._lay(line, rect, y, units, apply=apply) - rect.y()

    def _lay(
        self, line: list[tuple[QLayoutItem, int, int]], rect: QRect, y: int, units: int, *, apply: bool
    ) -> int:
        unit = (rect.width() + self._gap) / units
        height = 0
        placed = []
        for item, at, span in line:
            width = round(unit * span) - self._gap
            placed.append((item, rect.x() + round(unit * at), width))
            high = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            height = max(height, high)
        if apply:
            for item, x, width in placed:
                item.setGeometry(QRect(x, y, width, height))
        return height
