"""Boxes made of other boxes side by side or framed: rows, tables, cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from enec_desktop.report.boxes import Box, Stack
from enec_desktop.report.pen import Pen
from enec_desktop.report.style import WHOLE
from enec_desktop.report.text import Atom, longest_atom, natural_width


@dataclass(slots=True)
class Row(Box):
    """Boxes side by side, with white above and below and a line under them.

    ``widths`` are the columns in points, the white between them (``gutter``) not included.
    """

    cells: tuple[Box, ...]
    widths: tuple[float, ...]
    gutter: float
    pad: float
    line: float = 0.0

    def _measure(self, width: float) -> float:
        cells = zip(self.cells, self.widths, strict=True)
        return 2 * self.pad + self.line + max(cell.height(column) for cell, column in cells)

    def _least(self, width: float) -> float:
        whole = self.height(width)
        if whole <= WHOLE:
            return whole
        cells = zip(self.cells, self.widths, strict=True)
        return 2 * self.pad + self.line + max(cell.start(column) for cell, column in cells)

    def _divide(self, width: float, room: float, force: bool) -> tuple[Box | None, Box | None]:
        if not force and (self.height(width) <= WHOLE or self.start(width) > room):
            return None, self
        inner = room - 2 * self.pad - self.line
        cuts = [cell.cut(column, inner, force) for cell, column in zip(self.cells, self.widths, strict=True)]
        tops = tuple(top or Stack(()) for top, _ in cuts)
        rests = tuple(rest or Stack(()) for _, rest in cuts)
        return replace(self, cells=tops, line=0.0), replace(self, cells=rests, before=0.0)

    def _paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        left = x
        for cell, column in zip(self.cells, self.widths, strict=True):
            cell.draw(pen, left, y + self.pad, column)
            left += column + self.gutter
        if self.line:
            bottom = y + self.height(width) - self.line / 2
            pen.line((x, bottom), (x + width, bottom), "line", self.line)


@dataclass(slots=True)
class Grid(Box):
    """A table: its header stands again wherever the rows go on."""

    header: Row
    rows: Stack

    def _measure(self, width: float) -> float:
        return self.header.height(width) + self.rows.height(width)

    def _least(self, width: float) -> float:
        return self.header.height(width) + self.rows.start(width)

    def _divide(self, width: float, room: float, force: bool) -> tuple[Box | None, Box | None]:
        top, rest = self.rows.cut(width, room - self.header.height(width), force)
        if top is None:
            return None, self
        done = Grid(self.header, _stack(top), before=self.before)
        return done, Grid(self.header, _stack(rest)) if rest else None

    def _paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        self.header.draw(pen, x, y, width)
        self.rows.draw(pen, x, y + self.header.height(width), width)


@dataclass(slots=True)
class Frame(Box):
    """Boxes inside a thin line; where a page ends the frame stays open.

    ``bar`` is the thickness of the line at the left, for what has to be found first; ``again`` stands above
    what goes on on a further page: words against an option must not be read as words against another one.
    """

    inside: Stack
    pad: float
    bar: float = 0.0
    thickness: float = 0.7
    top: bool = True
    bottom: bool = True
    again: Box | None = None

    def _measure(self, width: float) -> float:
        return 2 * self.pad + self._head(width) + self.inside.height(self._inner(width))

    def _least(self, width: float) -> float:
        whole = self.height(width)
        if whole <= WHOLE:
            return whole
        return 2 * self.pad + self._head(width) + self.inside.start(self._inner(width))

    def _divide(self, width: float, room: float, force: bool) -> tuple[Box | None, Box | None]:
        if self.height(width) <= WHOLE and not force:
            return None, self
        top, rest = self.inside.cut(self._inner(width), room - 2 * self.pad - self._head(width), force)
        if top is None:
            return None, self
        done = replace(self, inside=_stack(top), bottom=self.bottom and rest is None)
        return done, replace(self, inside=_stack(rest), before=0.0, top=False) if rest else None

    def _paint(self, pen: Pen, x: float, y: float, width: float) -> None:
        right, bottom = x + width, y + self.height(width)
        if self.bar:
            pen.line((x + self.bar / 2, y), (x + self.bar / 2, bottom), "text", self.bar)
        else:
            pen.line((x, y), (x, bottom), "line", self.thickness)
        pen.line((right, y), (right, bottom), "line", self.thickness)
        for shown, height in ((self.top, y), (self.bottom, bottom)):
            if shown:
                pen.line((x, height), (right, height), "line", self.thickness)
        left, head, inner = x + self.pad + self.bar, self._head(width), self._inner(width)
        if self.again and head:
            self.again.draw(pen, left, y + self.pad, inner)
        self.inside.draw(pen, left, y + self.pad + head, inner)

    def _head(self, width: float) -> float:
        """The height of what heads a further page; none where it would take much of that page."""
        height = self.again.height(self._inner(width)) if self.again and not self.top else 0.0
        return height if height <= WHOLE / 4 else 0.0

    def _inner(self, width: float) -> float:
        return width - 2 * self.pad - self.bar


def table(header: Row, rows: Sequence[Row], before: float) -> Box:
    """A table whose header repeats, unless the header alone would fill the page."""
    width = sum(header.widths) + header.gutter * (len(header.widths) - 1)
    if header.height(width) > WHOLE:
        return Stack((header, *rows), before=before)
    return Grid(header, Stack(tuple(rows)), before=before)


def column_widths(columns: Sequence[Sequence[tuple[Atom, ...]]], width: float) -> tuple[float, ...]:
    """Columns that share ``width``: none narrower than its longest word if possible."""
    share = width / len(columns)
    least = [min(max(longest_atom(cell) for cell in cells) + 0.5, share) for cells in columns]
    wanted = [max(natural_width(cell) for cell in cells) + 0.5 for cells in columns]
    if sum(wanted) <= width:
        spare = (width - sum(wanted)) / len(columns)
        return tuple(want + spare for want in wanted)
    # The square root keeps one long remark from starving the short columns beside it.
    needs = [max(min(want, 4 * width) - floor, 0.0) ** 0.5 for want, floor in zip(wanted, least, strict=True)]
    spare = width - sum(least)
    total = sum(needs) or 1.0
    return _settled([f + spare * n / total for f, n in zip(least, needs, strict=True)], wanted, width)


def _settled(columns: list[float], wanted: list[float], width: float) -> tuple[float, ...]:
    """Give what a column has beyond its need to the columns that lack."""
    for _ in columns:
        over = [max(column - want, 0.0) for column, want in zip(columns, wanted, strict=True)]
        lacking = [place for place, column in enumerate(columns) if column < wanted[place] - 0.5]
        if sum(over) < 0.5 or not lacking:
            break
        columns = [column - extra for column, extra in zip(columns, over, strict=True)]
        for place in lacking:
            columns[place] += sum(over) / len(lacking)
    return tuple(columns)


def _stack(box: Box) -> Stack:
    return box if isinstance(box, Stack) else Stack((box,))
