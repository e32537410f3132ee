"""Paints a record or a fact in a list: what it says in a line or two, what it is in a small one below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from enec_desktop.ui.kit import Kit

Index = QModelIndex | QPersistentModelIndex

_LINES = 2


class CatalogueLines(QStyledItemDelegate):
    """All lines are of one height; the current one has a bar at its left and a tint."""

    def __init__(self, kit: Kit, view: QAbstractItemView, second_role: int, *, lines: int = _LINES) -> None:
        super().__init__(view)
        self._kit, self._view, self._role, self._lines = kit, view, second_role, lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The lines of words and a small one."""
        theme = self._kit.theme
        high = self._lines * self._high("body") + self._high("small") + theme.space(3)
        return QSize(theme.space(40), high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint tint, bar, words and rule."""
        theme, box = self._kit.theme, QRectF(option.rect)
        painter.save()
        painter.setPen(QPen(theme.faint(), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box.adjusted(0, 0, 0, -1), theme.colour("note-surface"))
            painter.fillRect(QRectF(box.x(), box.y(), theme.space(1), box.height()), theme.colour("accent"))
            if self._view.hasFocus():
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -2))
        pad = theme.space(3)
        title, font = str(index.data() or ""), theme.font("body")
        lines = _cut(title, box.width() - 2 * pad, font, self._lines)
        used = len(lines) * self._high("body")
        above = (box.height() - used - self._high("small")) / 2
        words = box.adjusted(pad, above, -pad, 0)
        painter.setPen(theme.colour("text"))
        painter.setFont(font)
        for number, line in enumerate(lines):
            base = words.y() + number * self._high("body") + QFontMetrics(font).ascent()
            painter.drawText(QPointF(words.x(), base), line)
        painter.setPen(theme.colour("second"))
        small = theme.font("small")
        painter.setFont(small)
        second = QFontMetrics(small).elidedText(
            str(index.data(self._role) or ""), Qt.TextElideMode.ElideRight, int(words.width())
        )
        below = words.adjusted(0, used, 0, 0)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), second)
        painter.restore()

    def _high(self, size: str) -> int:
        return QFontMetrics(self._kit.theme.font(size)).height()


def _cut(text: str, width: float, font: QFont, lines: int) -> list[str]:
    """The text in one or two lines, with three dots where more would follow."""
    if lines < _LINES:
        return [QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(width))]
    layout = QTextLayout(text, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    cut = first.textLength()
    rest = text[cut:].strip()
    if not rest:
        return [text]
    return [
        text[:cut].rstrip(),
        QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, int(width)),
    ]
