"""Paints display lists (domain/drawing.py) on paper: charts, maps and the four marks."""

from __future__ import annotations

from functools import singledispatch

from enec_desktop.domain.drawing import Circle, Drawing, Label, Line, Polygon, Shape
from enec_desktop.domain.marks import mark_drawing
from enec_desktop.report.pen import Pen
from enec_desktop.report.text import Run, Sign, Typesetter

SMALLEST = 7.0
"""No label is printed smaller than this, in points."""

_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Painting:
    """A drawing ready for paper at one scale; its labels are set once, so lost characters are known."""

    def __init__(self, drawing: Drawing, scale: float, typesetter: Typesetter) -> None:
        self._shapes = [_prepared(shape, scale, typesetter) for shape in drawing.shapes]
        self._scale = scale
        self.width, self.height = drawing.width * scale, drawing.height * scale

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Paint with the upper left corner at x, y."""
        for shape in self._shapes:
            if isinstance(shape, _Words):
                shape.draw(pen, x, y)
            else:
                _draw(shape, pen, x, y, self._scale)


def draw_sign(pen: Pen, sign: Sign, x: float, base: float) -> None:
    """One of the four marks standing on a base line, with the words that say the same."""
    size = sign.size * 0.86
    pen.text_behind(x, base, sign.short, sign.words)
    _draw_all(mark_drawing(sign.mark, size), pen, x, base - size * 0.87)


def _draw_all(drawing: Drawing, pen: Pen, x: float, y: float) -> None:
    for shape in drawing.shapes:
        if not isinstance(shape, Label):
            _draw(shape, pen, x, y, 1.0)


class _Words:
    """A label with its text set and its place in points from the corner of the drawing."""

    def __init__(self, label: Label, scale: float, typesetter: Typesetter) -> None:
        run = Run("", max(label.size * scale, SMALLEST), label.colour, label.strong)
        text = typesetter.plain(label.text).replace("\n", " ")
        self._pieces = typesetter.pieces(text, run) if text else ()
        length = sum(piece.width for piece in self._pieces)
        self._x = label.x * scale - length * _SHIFT[label.anchor]
        self._base = label.y * scale

    def draw(self, pen: Pen, x: float, y: float) -> None:
        start = x + self._x
        for piece in self._pieces:
            pen.text(start, y + self._base, piece)
            start += piece.width


def _prepared(shape: Shape, scale: float, typesetter: Typesetter) -> Line | Polygon | Circle | _Words:
    return _Words(shape, scale, typesetter) if isinstance(shape, Label) else shape


@singledispatch
def _draw(shape: object, pen: Pen, x: float, y: float, scale: float) -> None:
    raise TypeError(f"no way to paint {shape!r}")


@_draw.register
def _(shape: Line, pen: Pen, x: float, y: float, scale: float) -> None:
    start, end = (x + shape.x1 * scale, y + shape.y1 * scale), (x + shape.x2 * scale, y + shape.y2 * scale)
    pen.line(start, end, shape.colour, shape.width * scale, shape.dashed)


@_draw.register
def _(shape: Polygon, pen: Pen, x: float, y: float, scale: float) -> None:
    points = [(x + px * scale, y + py * scale) for px, py in shape.points]
    pen.polygon(points, shape.colour, shape.fill, shape.width * scale)


@_draw.register
def _(shape: Circle, pen: Pen, x: float, y: float, scale: float) -> None:
    pen.circle(
        x + shape.x * scale,
        y + shape.y * scale,
        shape.radius * scale,
        shape.colour,
        shape.fill,
        shape.width * scale,
    )
