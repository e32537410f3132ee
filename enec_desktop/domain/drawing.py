"""Pictures as a small display list: one definition, painted on paper and on screen alike.

Coordinates are points, the origin is the upper left corner, y grows downwards. Colours are token
names of ``resources/style`` (``text``, ``line``, ``chart-1``), never values.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; ``dashed`` means not certain."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str = "line"
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape; ``fill`` None draws the outline only."""

    points: tuple[tuple[float, float], ...]
    colour: str = "line"
    fill: str | None = None
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around a centre."""

    x: float
    y: float
    radius: float
    colour: str = "line"
    fill: str | None = None
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """Text with its baseline at y; ``anchor`` is start, middle or end."""

    x: float
    y: float
    text: str
    size: float = 9.0
    colour: str = "text"
    anchor: str = "start"
    strong: bool = False


Shape = Line | Polygon | Circle | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a given size in points."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
