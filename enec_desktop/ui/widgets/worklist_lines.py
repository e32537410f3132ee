"""Paints the lines of the worklist: facts plainly, what is out of date in second colour."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

from enec_desktop.domain.marks import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.painter import paint_mark
from enec_desktop.ui.roles import CELL_ROLE, Cell

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

    Index = QModelIndex | QPersistentModelIndex

IDENTITY = (0, 1)
"""Name and number: a break anywhere comes before anything is left out."""

_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_ANYWHERE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere)
_ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class WorklistLines(QStyledItemDelegate):
    """One cell: the current line has a bar at its left and a tint, never a full block of colour."""

    def __init__(self, kit: Kit, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._kit, self._view = kit, view
        self._mark: tuple[float, QPixmap] | None = None
        self._take_looks()
        kit.theme.changed.connect(self._take_looks)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint tint, rule, text and the diamond of missing facts."""
        box, column = QRectF(option.rect), index.column()
        cell: Cell = index.data(CELL_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, index.row(), column)
        before, after = self._air
        words = box.adjusted(before, 0, -after, 0)
        if cell.missing:
            side = self._kit.theme.size("body")
            painter.drawPixmap(QPointF(words.x(), box.center().y() - side / 2), self._diamond(side))
            words.adjust(side + after, 0, 0, 0)
        style = "small" if cell.blank else "name" if column == 0 else "body"
        painter.setPen(self._quiet if cell.blank or cell.stale else self._plain)
        self._paint_words(painter, words, cell.text, style, column in IDENTITY)
        painter.restore()

    def _diamond(self, side: int) -> QPixmap:
        """The mark of missing facts, drawn once for a size, a look and a screen."""
        sharp = self._view.devicePixelRatioF()
        if self._mark is None or self._mark[0] != sharp:
            pixmap = QPixmap(ceil(side * sharp), ceil(side * sharp))
            pixmap.setDevicePixelRatio(sharp)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            paint_mark(painter, Mark.ASK, QRectF(0, 0, side, side), self._kit.theme)
            painter.end()
            self._mark = (sharp, pixmap)
        return self._mark[1]

    def _take_looks(self) -> None:
        """What every cell is painted with, made once."""
        theme = self._kit.theme
        self._mark = None
        self._air = theme.space(2), theme.space(1)
        self._rule, self._focus = QPen(theme.faint(), 1), QPen(theme.colour("accent"), 2)
        self._here = QPen(theme.colour("accent"), 5)
        self._plain, self._quiet = QPen(theme.colour("text")), QPen(theme.colour("second"))
        fonts = {
            "body": theme.font("body"),
            "name": theme.font("body", strong=True),
            "small": theme.font("small"),
            "small-name": theme.font("small", strong=True),
        }
        self._fonts: dict[str, tuple[QFont, QFontMetrics]] = {
            name: (font, QFontMetrics(font)) for name, font in fonts.items()
        }

    def _paint_words(self, painter: QPainter, place: QRectF, text: str, style: str, identity: bool) -> None:
        """In one line where it fits, else in two, in a smaller type, broken anywhere, and last cut."""
        font, metrics = self._fonts[style]
        if metrics.horizontalAdvance(text) <= place.width():
            painter.setFont(font)
            painter.drawText(place, _ONE_LINE, text)
            return
        flags = _FLAGS
        if not _fits(text, metrics, place, flags):
            font, metrics = self._fonts["small-name" if style == "name" else "small"]
            broken = identity and not _fits(text, metrics, place, _FLAGS)
            flags = _ANYWHERE if broken and _fits(text, metrics, place, _ANYWHERE) else _FLAGS
        painter.setFont(font)
        painter.drawText(place, flags, _fitted(text, metrics, place, flags))

    def _paint_ground(self, painter: QPainter, box: QRectF, row: int, column: int) -> None:
        theme, current = self._kit.theme, self._view.currentIndex()
        # One line is chosen at a time, and it is the current one.
        chosen = current.row() == row
        if chosen:
            painter.fillRect(box, theme.colour("note-surface"))
        painter.setPen(self._rule)
        painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom()))
        if chosen and column == 0:
            painter.fillRect(QRectF(box.x(), box.y(), theme.space(1), box.height()), theme.colour("accent"))
        if chosen and self._view.hasFocus():
            here = column == current.column() and column > 0
            painter.setPen(self._focus)
            painter.drawLine(box.topLeft(), box.topRight())
            painter.setPen(self._here if here else self._focus)
            painter.drawLine(box.bottomLeft(), box.bottomRight())


def _fits(text: str, metrics: QFontMetrics, place: QRectF, flags: int) -> bool:
    room = QRect(0, 0, int(place.width()), 10_000)
    box = metrics.boundingRect(room, flags, text)
    return box.height() <= place.height() and box.width() <= place.width()


def _fitted(text: str, metrics: QFontMetrics, place: QRectF, flags: int) -> str:
    """The text, shortened at its end only if no smaller type holds it (the preview has it whole)."""
    whole, kept = text, len(text)
    while kept > 1 and not _fits(text, metrics, place, flags):
        kept -= 1
        text = whole[:kept].rstrip() + " …"
    return text
