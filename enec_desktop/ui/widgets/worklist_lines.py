"""Paints the lines of the worklist: facts plainly, what is out of date in second colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from enec_desktop.domain.marks import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.painter import paint_mark
from enec_desktop.ui.roles import BLANK_ROLE, MISSING_ROLE, STALE_ROLE

Index = QModelIndex | QPersistentModelIndex


IDENTITY = (0, 1)
"""Name and number: a smaller type and a break anywhere come before anything is left out."""

_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_ANYWHERE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere)


class WorklistLines(QStyledItemDelegate):
    """One cell: the current line has a bar at its left and a tint, never a full block of colour."""

    def __init__(self, kit: Kit, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._kit, self._view = kit, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint tint, rule, text and the diamond of missing facts."""
        theme, box = self._kit.theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, option, index)
        blank = bool(index.data(BLANK_ROLE))
        quiet = blank or bool(index.data(STALE_ROLE))
        painter.setFont(theme.font("small") if blank else theme.font("body", strong=index.column() == 0))
        painter.setPen(theme.colour("second" if quiet else "text"))
        words = box.adjusted(theme.space(2), 0, -theme.space(1), 0)
        missing = index.data(MISSING_ROLE)
        if missing:
            side = theme.size("body")
            paint_mark(painter, Mark.ASK, QRectF(words.x(), box.center().y() - side / 2, side, side), theme)
            words.adjust(side + theme.space(1), 0, 0, 0)
        text = str(index.data() or "")
        identity = index.column() in IDENTITY
        if identity and not _fits(text, painter.fontMetrics(), words, _FLAGS):
            painter.setFont(theme.font("small", strong=index.column() == 0))
        breaks = identity and not _fits(text, painter.fontMetrics(), words, _FLAGS)
        flags = _ANYWHERE if breaks else _FLAGS
        painter.drawText(words, flags, _fitted(text, painter.fontMetrics(), words, flags))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        theme = self._kit.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("note-surface"))
        painter.setPen(QPen(theme.faint(), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if chosen and index.column() == 0:
            painter.fillRect(QRectF(box.x(), box.y(), theme.space(1), box.height()), theme.colour("accent"))
        if chosen and self._view.hasFocus():
            here = index.column() == self._view.currentIndex().column() and index.column() > 0
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawLine(box.topLeft(), box.topRight())
            painter.setPen(QPen(theme.colour("accent"), 5 if here else 2))
            painter.drawLine(box.bottomLeft(), box.bottomRight())


def _fits(text: str, metrics: QFontMetrics, place: QRectF, flags: int) -> bool:
    room = QRect(0, 0, int(place.width()), 10_000)
    box = metrics.boundingRect(room, flags, text)
    return box.height() <= place.height() and box.width() <= place.width()


def _fitted(text: str, metrics: QFontMetrics, place: QRectF, flags: int) -> str:
    """The text, shortened at its end only if two lines do not hold it (the tool tip has it whole)."""
    whole, kept = text, len(text)
    while kept > 1 and not _fits(text, metrics, place, flags):
        kept -= 1
        text = whole[:kept].rstrip() + " …"
    return text
