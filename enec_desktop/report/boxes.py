"""Things with a height at a width that can be drawn and cut where a page ends."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from enec_desktop.report.painter import Painting, draw_sign
from enec_desktop.report.pen import Pen
from enec_desktop.report.text import Atom, Line, Sign, break_lines

# Where the base line stands in a line of text, as a share of its leading.
_BASE = 0.74
# Sums of lengths differ in their last digits.
_ROUNDING = 0.01


@dataclass(slots=True, kw_only=True)
class Box(ABC):
    """A part of a page; lengths are points.

    ``before`` is the white above it, left out at the top of a page. ``keep`` says that it never ends a page.
    A kind of box says how tall it is, how little of it may begin a page, how it is divided and drawn.
    """

    before: float = 0.0
    keep: bool = False
    _heights: dict[float, float] = field(default_factory=dict, init=False, repr=False)

    def height(self, width: float) -> float:
        """How tall it is when it is as wide as ``width``."""
        if width not in self._heights:
            self._heights[width] = self._measure(width)
        return self._heights[width]

    def start(self, width: float) -> float:
        """The least height with which it may begin on a page."""
        return min(self._least(width), self.height(width))

    def cut(self, width: float, room: float, force: bool) -> tuple[Box | None, Box | None]:
        """What fits in ``room`` and what is left; with ``force`` something is placed, however poor."""
        if self.height(width) <= room + _ROUNDING:
            return self, None
        return self._divide(width, room, force)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw it with its upper left corner at x, y."""
        self._paint(pen, x, y, width)

    # Most boxes have nothing there, so that this one may stay empty.
    def draw_above(self, pen: Pen, x: float, y: float, width: float) -> None:  # noqa: B027
        """Draw what belongs into the white above it, if there is any white; y is its own upper edge."""

    @abstractmethod
    def _measure(self, width: float) -> float: ...

    def _least(self, width: float) -> float:
        return self.height(width)

    def _divide(self, width: float, room: float, force: bool) -> tuple[Box | None, Box | None]:
        return (self, None) if force else (None, self)

    @abstractmethod
    def _paint(self, pen: Pen, x: float, y: float, width: float) -> None: ...


@dataclass(slots=True)
class Text(Box):
    """Lines of text, with a sign or dot hanging in the indent of the first one.

    ``lines`` is given for the rest of a text that was divided; ``bookmark`` is a title with its level;
    ``align`` is 0 for left, 1 for right.
    """

    atoms: tuple[Atom, ...]
    leading: float
    indent: float = 0.0
    hanging: Sign | None = None
    dot: float = 0.0
    bookmark: tuple[str, int] | None = None
    align: float = 0.0
    lines: tuple[Line, ...] = ()
    _width: float = -1.0

    def _measure(self, width: float) -> float:
        return len(self._broken(width)) * self.leading

    def _least(self, width: float) -> float:
        return 2 * self.leading

    def _divide(self, width: float, room: float, force: bool) -> tuple[Box | None, Box | None]:
        lines = self._broken(width)
        count = int((room + _ROUNDING) // self.leading)
        if len(lines) - count == 1 and count > 2:
            count -= 1
        if force:
            count = max(count, 1)
        if count < (1 if force else 2):
            return None, self
        rest = Text((), self.leading, self.indent, align=self.align, lines=lines[count:])
        return replace(self, atoms=(), lines=lines[:count], keep=False), rest

    def _paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self.bookmark:
            pen.outline(*self.bookmark, y)
        base = y + self.leading * _BASE
        if self.hanging:
            draw_sign(pen, self.hanging, x, base)
        if self.dot:
            pen.circle(x + self.dot * 0.4, base - self.dot * 0.32, self.dot * 0.15, "second", "second", 0.0)
        for line in self._broken(width):
            shift = (width - self.indent - line.width) * self.align
            for offset, part in line.parts:
                place = x + self.indent + shift + offset
                if isinstance(part, Sign):
                    draw_sign(pen, part, place, base)
                else:
                    pen.text(place, base, part)
            base += self.leading

    def _broken(self, width: float) -> tuple[Line, ...]:
        if self.atoms and self._width != width:
            self.lines = break_lines(self.atoms, max(width - self.indent, 1.0))
            self._width = width
        return self.lines


@dataclass(slots=True)
class Rule(Box):
    """A line across the measure with white below it; it never ends a page."""

    thickness: float = 0.6
    below: float = 0.0

    def __post_init__(self) -> None:
        self.keep = True

    def _measure(self, width: float) -> float:
        return self.thickness + self.below

    def _paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        middle = y + self.thickness / 2
        pen.line((x, middle), (x + width, middle), "line", self.thickness)


@dataclass(slots=True)
class Image(Box):
    """A picture, never divided; it was scaled to fit the page."""

    painting: Painting

    def _measure(self, width: float) -> float:
        return self.painting.height

    def _paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        self.painting.draw(pen, x, y)


@dataclass(slots=True)
class Stack(Box):
    """Boxes one below the other."""

    boxes: Sequence[Box]

    def _measure(self, width: float) -> float:
        return sum(box.before for box in self.boxes[1:]) + sum(box.height(width) for box in self.boxes)

    def _least(self, width: float) -> float:
        return self._beginning(0, width)

    def _divide(self, width: float, room: float, force: bool) -> tuple[Box | None, Box | None]:
        used = 0.0
        for place, box in enumerate(self.boxes):
            used += box.before if place else 0.0
            must = force and place == 0
            following = self._beginning(place + 1, width) if box.keep and not must else 0.0
            if used + box.height(width) + following <= room + _ROUNDING:
                used += box.height(width)
                continue
            top, rest = (None, box) if box.keep and not must else box.cut(width, room - used, must)
            done = (*self.boxes[:place], *([top] if top else []))
            left = (*([rest] if rest else []), *self.boxes[place + 1 :])
            return (replace(self, boxes=done) if done else None), (Stack(left) if left else None)
        return self, None

    def _paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        for place, box in enumerate(self.boxes):
            y += box.before if place else 0.0
            if place:
                box.draw_above(pen, x, y, width)
            box.draw(pen, x, y, width)
            y += box.height(width)

    def _beginning(self, place: int, width: float) -> float:
        """The least height of the box at a place with all that it keeps to, white above included."""
        need = 0.0
        for box in self.boxes[place:]:
            need += box.before if place else 0.0
            if not box.keep:
                return need + box.start(width)
            need += box.height(width)
        return need


@dataclass(slots=True)
class Part(Stack):
    """A part of the document, set off from the one above it by a line."""

    def draw_above(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw the line; at the top of a page there is none."""
        line = y - self.before * 0.3
        pen.line((x, line), (x + width, line), "line", 0.6)
