"""Excel workbooks (.xlsx), read without running anything and with every doubtful cell named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.intake import BLANK, Cell, CellKind, Line, Reading, TableFile
from enec_desktop.domain.shown import shown_number
from enec_desktop.exchange.sheet_text import without_escapes
from enec_desktop.exchange.table_limits import LARGEST, check_shape, tidy_table

UNPACKED = 150_000_000
"""Bytes that all parts of a workbook may have together."""

MOST_PARTS = 2_000
_MANY_MERGED = 20_000
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_PROBLEM = "The workbook cannot be read ({why}); open it in a spreadsheet program and save it again as .xlsx."


def read_workbook(content: bytes, name: str, reading: Reading) -> TableFile:
    """The table of one sheet: the one named, else the first that says something.

    Formulas count by the value the spreadsheet program stored. Raises EnecError with one sentence for a
    file that is none, is locked, too large or dangerous.
    """
    parts = _checked_parts(content)
    # Slow to import, and needed only for this kind of file.
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = tuple(s.title for s in book.worksheets if s.sheet_state == "visible")
        chosen = (reading.sheet,) if reading.sheet in sheets else sheets
        for sheet in chosen:
            lines = check_shape(_lines(book[sheet], parts, content, sheet))
            if lines or len(chosen) == 1:
                headings, rest = tidy_table(lines)
                return TableFile(name, headings, rest, Reading(sheet=sheet), sheets)
    except EnecError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise EnecError(_PROBLEM.format(why=f"{type(error).__name__}: {str(error)[:80]}")) from error
    except (SyntaxError, AttributeError, IndexError, OverflowError, EOFError, OSError) as error:
        raise EnecError(_PROBLEM.format(why=f"{type(error).__name__}: {str(error)[:80]}")) from error
    raise EnecError("No visible sheet of the workbook holds anything; there is nothing to take in.")


def _checked_parts(content: bytes) -> dict[str, bytes]:
    """The XML parts of the package, within their limits and without declarations that could grow."""
    if len(content) > LARGEST:
        raise EnecError(f"The workbook is larger than {LARGEST // 1_000_000} MB; cut it into several files.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = package.infolist()
            if any(info.flag_bits & 1 for info in infos):
                raise EnecError("The workbook is locked by a password; save it without one.")
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > UNPACKED:
                raise EnecError("The workbook unpacks to far more than a case table; it was not opened.")
            names = {info.filename for info in infos}
            if "[Content_Types].xml" not in names or not any(n.startswith("xl/workbook") for n in names):
                raise EnecError(
                    "This is a packed file but no Excel workbook; save the table as .xlsx or .csv."
                )
            parts = {n: package.read(n) for n in names if n.endswith((".xml", ".rels"))}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise EnecError(_PROBLEM.format(why=str(error)[:80])) from error
    if any(sign in part[:4000] for part in parts.values() for sign in _DECLARES):
        raise EnecError("The workbook declares parts that no spreadsheet program writes; it was not opened.")
    return parts


def _lines(sheet: Any, parts: dict[str, bytes], content: bytes, title: str) -> Iterator[Line]:
    raw = parts.get(getattr(sheet, "_worksheet_path", ""), b"")
    covered = _covered(raw)
    formulas = _formulas(content, title) if re.search(rb"<(?:\w+:)?f[ >/]", raw) else frozenset()
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(min_row=1, min_col=1), start=1):
        cells = []
        for at, cell in enumerate(row, start=1):
            read = _cell(cell, sheet.parent.epoch)
            if read is BLANK and (number, at) in covered:
                read = Cell("", CellKind.MERGED)
            elif read is BLANK and (number, at) in formulas:
                read = Cell("", CellKind.FORMULA)
            cells.append(read)
        yield Line(number, tuple(cells))


def _covered(raw: bytes) -> frozenset[tuple[int, int]]:
    """The cells that a merged one lies over; its value stands in the first of them only."""
    from openpyxl.utils.cell import range_boundaries

    found: set[tuple[int, int]] = set()
    for ref in _MERGED.findall(raw):
        left, top, right, bottom = range_boundaries(ref.decode("ascii"))
        for row in range(top, min(bottom, top + _MANY_MERGED) + 1):
            found.update((row, column) for column in range(left, min(right, left + 500) + 1))
            if len(found) > _MANY_MERGED:
                raise EnecError("The sheet holds too many merged cells; unmerge them and try again.")
        found.discard((top, left))
    return frozenset(found)


def _formulas(content: bytes, title: str) -> frozenset[tuple[int, int]]:
    """Where formulas stand; which of them lack a value is seen only beside the values."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    sheet = book[title]
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(min_row=1, min_col=1), start=1)
    return frozenset(
        (number, at)
        for number, row in rows
        for at, cell in enumerate(row, start=1)
        if getattr(cell, "data_type", "") == "f"
    )


def _cell(cell: Any, epoch: datetime) -> Cell:
    value = cell.value
    if value is None or value == "":
        return BLANK
    if cell.data_type == "e":
        return Cell(str(value), CellKind.ERROR)
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return Cell(_number(float(value), str(cell.number_format)), CellKind.NUMBER)
    if isinstance(value, datetime | date):
        return Cell(value.isoformat()[:10], CellKind.DATE)
    if isinstance(value, time | timedelta):
        return Cell(f"{value} (a time of day)", CellKind.DATE)
    return Cell(without_escapes(str(value)))


def _number(number: float, number_format: str) -> str:
    """The number as it is shown: 0.9 in a cell of per cent is 90 %, 42 in one of seven digits 0000042."""
    if re.fullmatch(r"0{2,}", number_format) and number.is_integer() and number >= 0:
        return str(int(number)).zfill(len(number_format))
    if "%" in number_format:
        return f"{shown_number(float(f'{number * 100:.12g}'))} %"
    return shown_number(float(f"{number:.15g}"))
