"""Paints the display lists of ``domain/drawing`` with QPainter; the paper has a painter of its own."""

from __future__ import annotations

import math
from functools import cache
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QPixmapCache,
    QPolygonF,
    QTransform,
)

from enec_desktop.domain.drawing import Circle, Drawing, Label, Line, Polygon, Shape
from enec_desktop.domain.marks import Mark, mark_drawing

_OVER = 2
"""So many pixels the pen of a mark reaches over the edge of its place, at most."""


_IN_PLACE = (QTransform.TransformationType.TxNone, QTransform.TransformationType.TxTranslate)


class Looks(Protocol):
    """Colours by their token, and fonts by their height in pixels."""

    def colour(self, name: str) -> QColor:
        """A colour."""

    def font_of(self, pixels: float, *, strong: bool = False) -> QFont:
        """A font."""


def paint_drawing(painter: QPainter, drawing: Drawing, theme: Looks, scale: float = 1.0) -> None:
    """Paint a drawing with its upper left corner at the origin; ``scale`` is pixels per point."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    for shape in drawing.shapes:
        _paint_shape(painter, shape, theme, scale)
    painter.restore()


def paint_mark(painter: QPainter, mark: Mark, place: QRectF, theme: Looks) -> None:
    """Paint one of the four marks into a square place.

    A screen full of text shows dozens of marks in a few sizes: a mark is drawn once for each, as fine as the
    device is, and Qt keeps as many pictures as it has room for.
    """
    if not mark:
        return
    moved, fine = painter.transform(), painter.device().devicePixelRatioF()
    if moved.type() not in _IN_PLACE or fine != round(fine):
        _draw_mark(painter, mark, place, theme)
        return
    at = moved.map(place.topLeft())
    inside = QPointF(at.x() - math.floor(at.x()) + _OVER, at.y() - math.floor(at.y()) + _OVER)
    picture = _mark_picture(mark, QRectF(inside, place.size()), theme, fine)
    painter.drawPixmap(place.topLeft() - inside, picture)


def _mark_picture(mark: Mark, place: QRectF, theme: Looks, fine: float) -> QPixmap:
    """A mark at its place between the pixels, from the pictures that Qt keeps."""
    colours = (theme.colour(name).rgba() for name in _tokens_of(mark))
    key = f"mark {mark} {place.getRect()} {fine} {[*colours]}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        side = math.ceil(place.width()) + 2 * _OVER + 1
        picture = QPixmap(round(side * fine), round(side * fine))
        picture.setDevicePixelRatio(fine)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        _draw_mark(painter, mark, place, theme)
        painter.end()
        QPixmapCache.insert(key, picture)
    return picture


@cache
def _tokens_of(mark: Mark) -> tuple[str, ...]:
    """The colours a mark is drawn in."""
    told = ((one.colour, getattr(one, "fill", "")) for one in mark_drawing(mark, 16.0).shapes)
    return tuple(dict.fromkeys(name for names in told for name in names if name))


def _draw_mark(painter: QPainter, mark: Mark, place: QRectF, theme: Looks) -> None:
    painter.save()
    painter.translate(place.topLeft())
    paint_drawing(painter, mark_drawing(mark, place.width()), theme)
    painter.restore()


def _paint_shape(painter: QPainter, shape: Shape, theme: Looks, scale: float) -> None:
    if isinstance(shape, Line):
        painter.setPen(_pen(shape.colour, shape.width, theme, dashed=shape.dashed))
        painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
    elif isinstance(shape, Label):
        _paint_label(painter, shape, theme, scale)
    else:
        painter.setPen(_pen(shape.colour, shape.width, theme))
        painter.setBrush(QBrush(theme.colour(shape.fill)) if shape.fill else Qt.BrushStyle.NoBrush)
        _paint_closed(painter, shape)


def _paint_closed(painter: QPainter, shape: Polygon | Circle) -> None:
    if isinstance(shape, Circle):
        painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
    else:
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape.points]))


def _pen(colour: str, width: float, theme: Looks, *, dashed: bool = False) -> QPen:
    if width <= 0:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(theme.colour(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setDashPattern([4.0 / width, 3.0 / width])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _paint_label(painter: QPainter, label: Label, theme: Looks, scale: float) -> None:
    """Text is set in the size it is seen in: fonts come in whole pixels."""
    font = theme.font_of(label.size * scale, strong=label.strong)
    wide = QFontMetricsF(font).horizontalAdvance(label.text)
    shift = {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    painter.save()
    painter.translate(label.x, label.y)
    painter.scale(1 / scale, 1 / scale)
    painter.setFont(font)
    painter.setPen(theme.colour(label.colour))
    painter.drawText(QPointF(-shift, 0), label.text)
    painter.restore()
