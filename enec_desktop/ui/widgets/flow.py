"""Two layouts that follow the width they are given: lines of chips, and a grid of fields."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from enec_desktop.ui.widgets.tab_order import Compound

WHOLE_LINE = 99
"""A span that takes the line, however many columns there are."""


class Flow(QLayout):
    """Widgets one after the other, on as many lines as the width asks for."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
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
            edges = self.contentsMargins()
            inner = QRect(0, 0, width - edges.left() - edges.right(), 0)
            high = self.arrange(inner, apply=False)
            self._heights[width] = high + edges.top() + edges.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the sizes worked out."""
        self._heights.clear()
        self._least = None
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Put the items into their places."""
        super().setGeometry(rect)
        self.arrange(rect.marginsRemoved(self.contentsMargins()), apply=True)

    def sizeHint(self) -> QSize:
        """The smallest useful size; the width is up to the parent."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """As wide as the widest item must be."""
        if self._least is None:
            self._least = QSize(self._least_width(), 0)
        return self._least

    def _least_width(self) -> int:
        return max((item.minimumSize().width() for item in self._shown()), default=0)

    def arrange(self, rect: QRect, *, apply: bool) -> int:
        """Work out the lines within a width, place the items if asked to, and return the height."""
        y = 0
        for line in self._broken(rect.width()):
            sizes = [_fitted(item, rect.width()) for item in line]
            high = max(size.height() for size in sizes)
            x = rect.x()
            for item, size in zip(line, sizes, strict=True):
                if apply:
                    top = rect.y() + y + (high - size.height()) // 2
                    item.setGeometry(QRect(x, top, size.width(), size.height()))
                x += size.width() + self._gap
            y += high + self._gap
        return max(y - self._gap, 0)

    def _broken(self, width: int) -> list[list[QLayoutItem]]:
        """The items line by line."""
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if not lines or used + wide > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wide + self._gap
        return lines

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]


class Pairs(Flow):
    """Labels with their values: side by side, or one above the other where the width is small.

    Widgets are added in turn, a label and then its value; ``label_width`` is what labels get at most.
    """

    def __init__(self, parent: QWidget, *, label_width: int, gap: int) -> None:
        super().__init__(parent, gap=gap)
        self._label_width = label_width

    def _least_width(self) -> int:
        return max((item.minimumSize().width() for item in self._items), default=0)

    def arrange(self, rect: QRect, *, apply: bool) -> int:
        """Place pair by pair."""
        beside = rect.width() >= self._label_width * 3
        label = min(self._label_width, rect.width()) if beside else rect.width()
        value = rect.width() - label - 2 * self._gap if beside else rect.width()
        x, y = rect.x() + (label + 2 * self._gap if beside else 0), rect.y()
        for first, second in zip(self._items[::2], self._items[1::2], strict=False):
            heights = _item_height(first, label), _item_height(second, value)
            below = 0 if beside else heights[0]
            if apply:
                first.setGeometry(QRect(rect.x(), y, label, heights[0]))
                second.setGeometry(QRect(x, y + below, value, heights[1]))
            y += (max(heights) if beside else sum(heights)) + self._gap
        return max(y - self._gap - rect.y(), 0)


def _item_height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _fitted(item: QLayoutItem, width: int) -> QSize:
    """The size of an item on a line of its own if it must be: never wider than the line."""
    size = item.sizeHint()
    return size if size.width() <= width else QSize(width, _item_height(item, width))


class GridField(Compound):
    """What stands in a FieldGrid: a head, and a body that begins at the same height on a whole line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.head, self.body = QWidget(self), QWidget(self)
        self._head_room = 0

    def head_height(self, width: int) -> int:
        """How high the head is at a width."""
        return _height(self.head, width)

    def body_height(self, width: int) -> int:
        """How high the body is at a width."""
        return _height(self.body, width)

    def hasHeightForWidth(self) -> bool:
        """Both parts may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Both parts together."""
        return self.head_height(width) + self.body_height(width)

    def sizeHint(self) -> QSize:
        """Takes the width it gets."""
        width = max(self.width(), 120)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As wide as its parts need."""
        wide = max(self.head.minimumSizeHint().width(), self.body.minimumSizeHint().width())
        return QSize(wide, self.heightForWidth(max(wide, 60)))

    def place(self, rect: QRect, head_room: int) -> None:
        """Take a place; the head stands at the lower end of its room."""
        self._head_room = head_room
        self.setGeometry(rect)
        self._place_parts()

    def event(self, event: QEvent) -> bool:
        """Pass on that a part needs another height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place_parts()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        super().resizeEvent(event)
        self._place_parts()

    def _place_parts(self) -> None:
        width, high = self.width(), self.head_height(self.width())
        room = max(self._head_room, high)
        self.head.setGeometry(0, room - high, width, high)
        self.body.setGeometry(0, room, width, max(self.height() - room, self.body_height(width)))


def _height(part: QWidget, width: int) -> int:
    layout = part.layout()
    if layout is None or layout.isEmpty():
        return 0
    return (
        layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    )


class FieldGrid(Flow):
    """Fields in columns that line up; their number, at most ``most``, follows the width.

    A field spans half columns: 2 is a usual field, 1 a short one, 4 a long one. What a full line leaves
    free goes to its last field.
    """

    def __init__(self, parent: QWidget | None = None, *, column: int, gap: int, most: int = 4) -> None:
        super().__init__(parent, gap=gap)
        self._column, self._most = column, most
        self._spans: list[int] = []
        self._ranks: list[int] = []

    def add(self, field: GridField, span: int = 2, rank: int = 0) -> None:
        """Add a field that spans so many half columns, behind those of a lower or equal rank."""
        at = bisect_right(self._ranks, rank)
        self._ranks.insert(at, rank)
        self._spans.insert(at, span)
        self.addWidget(field)
        self._items.insert(at, self._items.pop())

    def rank(self, ranks: Mapping[QWidget, int]) -> bool:
        """Put the fields into another order; whether it is another one."""
        now = [ranks[widget] for item in self._items if (widget := item.widget()) is not None]
        order = sorted(range(len(now)), key=now.__getitem__)
        self._ranks = sorted(now)
        if order == list(range(len(order))):
            return False
        self._items = [self._items[at] for at in order]
        self._spans = [self._spans[at] for at in order]
        self.invalidate()
        return True

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give a field away."""
        item = super().takeAt(index)
        if item is not None:
            del self._spans[index], self._ranks[index]
        return item

    def minimumSize(self) -> QSize:
        """One column is enough."""
        return QSize(min(super().minimumSize().width(), self._column // 2), 0)

    def arrange(self, rect: QRect, *, apply: bool) -> int:
        """Fill line by line from the left; all fields of a line share its height."""
        columns = min(max((rect.width() + self._gap) // self._column, 1), self._most)
        y = 0
        for line in self._lines(columns * 2):
            y += self._lay(line, rect, y, columns * 2, apply=apply) + self._gap
        return max(y - self._gap, 0)

    def _lines(self, units: int) -> list[list[tuple[GridField, int, int]]]:
        """The fields of each line with the half column they begin at and how many they span."""
        lines: list[list[tuple[GridField, int, int]]] = [[]]
        used = 0
        for item, wanted in zip(self._items, self._spans, strict=False):
            field = item.widget()
            if item.isEmpty() or not isinstance(field, GridField):
                continue
            span = min(wanted, units)
            if used + span > units:
                last, at, _ = lines[-1][-1]
                lines[-1][-1] = (last, at, units - at)
                lines.append([])
                used = 0
            lines[-1].append((field, used, span))
            used += span
        return lines

    def _lay(
        self, line: list[tuple[GridField, int, int]], rect: QRect, y: int, units: int, *, apply: bool
    ) -> int:
        unit = (rect.width() + self._gap) / units
        placed = [
            (field, rect.x() + round(unit * at), round(unit * span) - self._gap) for field, at, span in line
        ]
        heads = max((field.head_height(width) for field, _, width in placed), default=0)
        bodies = max((field.body_height(width) for field, _, width in placed), default=0)
        if apply:
            for field, x, width in placed:
                field.place(QRect(x, rect.y() + y, width, heads + bodies), heads)
        return heads + bodies
