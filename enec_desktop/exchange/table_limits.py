"""How large a table may be, and what becomes of its blank edges."""

from __future__ import annotations

from collections.abc import Iterable

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.intake import BLANK, CellKind, Line

LARGEST = 60_000_000
"""Bytes of a file."""

MOST_LINES = 100_000
MOST_COLUMNS = 5_000
MOST_CELLS = 6_000_000


def check_shape(lines: Iterable[Line]) -> list[Line]:
    """The lines that say something. Raises EnecError for more lines or columns than a table of cases has."""
    kept: list[Line] = []
    cells = blank = 0
    for line in lines:
        if all(cell.is_blank for cell in line.cells):
            blank += 1
            if blank > 10 * MOST_LINES:
                raise EnecError("The table holds more than a million empty rows; delete them and try again.")
            continue
        kept.append(line)
        cells += len(line.cells)
        if len(kept) > MOST_LINES + 1:
            raise EnecError(f"The table has more than {MOST_LINES} rows; cut it into several files.")
        if len(line.cells) > MOST_COLUMNS and _width(line) > MOST_COLUMNS:
            raise EnecError(f"Row {line.number} has more than {MOST_COLUMNS} columns; this is no case table.")
        if cells > MOST_CELLS:
            raise EnecError("The table is too large to be read at once; cut it into several files.")
    return kept


def tidy_table(lines: list[Line]) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """The headings and the lines below them, each as wide as the headings.

    A cell to the right of the last heading is refused: it is mostly a delimiter inside a text that was
    not quoted, and every cell after it would stand in the wrong column.
    """
    if not lines:
        raise EnecError("The table is empty; there is nothing to take in.")
    first, *rest = _without_title(lines)
    if any(cell.kind not in (CellKind.TEXT, CellKind.NUMBER, CellKind.DATE) for cell in first.cells):
        raise EnecError(f"Row {first.number} holds the headings; one is merged or a formula without value.")
    headings = tuple(" ".join(cell.text.split()) for cell in first.cells[: _width(first)])
    if not rest:
        raise EnecError("The table has headings and no row below them; there is nothing to take in.")
    return headings, tuple(_as_wide(line, len(headings)) for line in rest)


def _without_title(lines: list[Line]) -> list[Line]:
    """The lines from the headings on: a single cell above a wider line is a title."""
    start = 0
    while start + 1 < len(lines) and _said(lines[start]) == 1 < _said(lines[start + 1]):
        start += 1
    return lines[start:]


def _said(line: Line) -> int:
    return sum(not cell.is_blank for cell in line.cells)


def _as_wide(line: Line, width: int) -> Line:
    more = _width(line)
    if more > width:
        wrong = f"Row {line.number} has {more} cells under {width} headings"
        raise EnecError(f"{wrong}; put texts with a delimiter into quotes, or choose another delimiter.")
    return Line(line.number, (*line.cells[:width], *[BLANK] * (width - len(line.cells))))


def _width(line: Line) -> int:
    """How many cells there are up to the last that says something."""
    return max((at for at, cell in enumerate(line.cells, start=1) if not cell.is_blank), default=0)
