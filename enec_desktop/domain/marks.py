"""The shapes of the four semantic marks: one definition for paper, screen and projector."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache

from enec_desktop.domain.drawing import Circle, Drawing, Line, Polygon, Shape


class Mark(StrEnum):
    """The four semantic marks; each has one shape and one colour pair everywhere."""

    NONE = ""
    NOTE = "note"
    ASK = "ask"
    CAUTION = "caution"
    STOP = "stop"


Points = tuple[tuple[float, float], ...]

# The hook of a question mark in a square of one by one, above its dot.
_HOOK: Points = ((0.39, 0.42), (0.40, 0.35), (0.46, 0.31), (0.55, 0.31), (0.61, 0.36), (0.61, 0.43))
_STEM: Points = ((0.61, 0.43), (0.57, 0.48), (0.51, 0.52), (0.50, 0.59))


@lru_cache(maxsize=64)
def mark_drawing(mark: Mark, size: float) -> Drawing:
    """A mark in a square of ``size`` points; Mark.NONE is an empty square.

    Told apart by shape alone: circle i, open diamond ?, triangle !, filled octagon with a bar. Few sizes are
    in use and a screen full of text paints dozens of marks: they are made once.
    """
    shapes: dict[Mark, Callable[[float], tuple[Shape, ...]]] = {
        Mark.NOTE: _note,
        Mark.ASK: _ask,
        Mark.CAUTION: _caution,
        Mark.STOP: _stop,
    }
    return Drawing(size, size, shapes[mark](size) if mark else ())


def _note(size: float) -> tuple[Shape, ...]:
    return (
        Circle(size / 2, size / 2, size * 0.44, "note", "note-surface", size * 0.08),
        Circle(size / 2, size * 0.29, size * 0.065, "note", "note", 0.0),
        *_path(((0.5, 0.44), (0.5, 0.73)), size, "note"),
    )


def mark_at(mark: Mark, size: float, x: float, y: float) -> Iterator[Shape]:
    """The shapes of a mark with its upper left corner at a place of another drawing."""
    for shape in mark_drawing(mark, size).shapes:
        match shape:
            case Line(x1, y1, x2, y2, colour, width, dashed):
                yield Line(x1 + x, y1 + y, x2 + x, y2 + y, colour, width, dashed)
            case Polygon(points, colour, fill, width):
                yield Polygon(tuple((px + x, py + y) for px, py in points), colour, fill, width)
            case Circle(cx, cy, radius, colour, fill, width):
                yield Circle(cx + x, cy + y, radius, colour, fill, width)


def _ask(size: float) -> tuple[Shape, ...]:
    diamond = _scaled(((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)), size)
    return (
        Polygon(diamond, "ask", "surface", size * 0.08),
        *_path(_HOOK + _STEM[1:], size, "ask"),
        Circle(size / 2, size * 0.71, size * 0.06, "ask", "ask", 0.0),
    )


def _caution(size: float) -> tuple[Shape, ...]:
    triangle = _scaled(((0.5, 0.06), (0.98, 0.92), (0.02, 0.92)), size)
    return (
        Polygon(triangle, "caution", "caution-surface", size * 0.09),
        *_path(((0.5, 0.36), (0.5, 0.62)), size, "caution"),
        Circle(size / 2, size * 0.77, size * 0.06, "caution", "caution", 0.0),
    )


def _stop(size: float) -> tuple[Shape, ...]:
    turns = [math.pi / 8 + k * math.pi / 4 for k in range(8)]
    octagon = tuple((0.5 + 0.5 * math.cos(turn), 0.5 + 0.5 * math.sin(turn)) for turn in turns)
    return (
        Polygon(_scaled(octagon, size), "stop", "stop", size * 0.04),
        Line(size * 0.24, size * 0.5, size * 0.76, size * 0.5, "surface", size * 0.17),
    )


def _scaled(points: Points, size: float) -> Points:
    return tuple((x * size, y * size) for x, y in points)


def _path(points: Points, size: float, colour: str) -> tuple[Line, ...]:
    scaled = _scaled(points, size)
    pairs = zip(scaled, scaled[1:], strict=False)
    return tuple(Line(*start, *end, colour, size * 0.1) for start, end in pairs)
