"""Tables as the content of CSV files and Excel workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from enec_desktop.domain.errors import EnecError
from enec_desktop.exchange.sheet_text import with_escapes

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""

_MOST_COLUMNS = 16_384
_WIDEST = 48
_SHEET = "Cases"


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with the mark that spreadsheets look for, commas, lines as the standard ends them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet of texts; nothing in it is a formula or a number that a program could change.

    Raises EnecError for what a workbook cannot hold.
    """
    # Slow to import, and needed only for this kind of file.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if len(headings) > _MOST_COLUMNS:
        raise EnecError(f"A workbook has at most {_MOST_COLUMNS} columns; export fewer cases, or as .csv.")
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_SHEET)
    sheet.freeze_panes = "B2"
    for at, heading in enumerate(headings, start=1):
        letter = _letter(at)
        sheet.column_dimensions[letter].width = min(max(len(heading) + 2, 12), _WIDEST)
    for number, row in enumerate((headings, *rows)):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=None)
            if text:
                _fill(cell, text)
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(cell: object, text: str) -> None:
    """Set a cell's text as a text, whatever it begins with."""
    held = with_escapes(text)
    if len(held) > LONGEST_CELL:
        raise EnecError(f"A text has {len(text)} characters, more than a workbook holds; export as .csv.")
    cell.value = held  # type: ignore[attr-defined]
    cell.data_type = "s"  # type: ignore[attr-defined]
    cell.number_format = "@"  # type: ignore[attr-defined]


def _letter(at: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(at))
