"""Paints the display lists of ``domain/drawing`` with QPainter; the paper has a painter of its own."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from enec_desktop.domain.drawing import Circle, Drawing, Label, Line, Polygon, Shape
from enec_desktop.domain.marks import Mark, mark_drawing


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
    """Paint one of the four marks into a square place."""
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
