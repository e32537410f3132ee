"""CSV and its kin as programs and hospitals write it: encoding and delimiter found out, read strictly."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.intake import BLANK, Cell, Line, Reading, TableFile
from enec_desktop.exchange.encodings import decoded, find_encoding
from enec_desktop.exchange.table_limits import LARGEST, check_shape, tidy_table

DELIMITERS = (",", ";", "\t", "|")
"""What can be chosen, the usual one first."""

_TRIED_LINES = 40


def read_delimited(content: bytes, name: str, reading: Reading) -> TableFile:
    """The table of a text file. Raises EnecError with one sentence for a file that is none.

    What ``reading`` leaves open is found out; the answer says how the file was read.
    """
    found, doubtful = find_encoding(content)
    encoding = reading.encoding or found
    text = decoded(content, encoding)
    if not text.strip("\ufeff \r\n\t\0"):
        raise EnecError("The file is empty; there is nothing to take in.")
    text, stated = _without_hint(text)
    delimiter = reading.delimiter or stated or _delimiter(text)
    table = check_shape(_records(text, delimiter))
    headings, lines = tidy_table(table)
    read = Reading(encoding, delimiter)
    return TableFile(name, headings, lines, read, doubtful=doubtful and not reading.encoding)


def _without_hint(text: str) -> tuple[str, str]:
    """The text without the line ``sep=;`` that spreadsheets write and read."""
    first, _, rest = text.partition("\n")
    plain = first.strip("\r\ufeff").strip('"')
    if plain.lower().startswith("sep=") and len(plain) == 5:
        return rest, plain[4]
    return text, ""


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the same number of columns, two or more.

    Not csv.Sniffer: it takes letters for delimiters and is led astray by decimal commas.
    """
    best, most = DELIMITERS[0], (0.0, 0)
    for delimiter in DELIMITERS:
        widths = _widths(text, delimiter)
        if not widths:
            continue
        (width, often), *_ = Counter(widths).most_common(1)
        rank = (often / len(widths), width) if width > 1 else (0.0, 0)
        if rank > most and widths[0] > 1:
            best, most = delimiter, rank
    return best


def _widths(text: str, delimiter: str) -> list[int]:
    found: list[int] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if any(cell.strip() for cell in record):
                found.append(len(record))
            if len(found) >= _TRIED_LINES:
                break
    except csv.Error:
        pass
    return found


def _records(text: str, delimiter: str) -> Iterator[Line]:
    """Every record with the line it begins on."""
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for record in reader:
            yield Line(start, tuple(Cell(text) if text else BLANK for text in record))
            start = reader.line_num + 1
    except csv.Error as error:
        wrong = f"line {start}: a quotation mark is opened and not closed, or stands inside a cell"
        mend = "mend that line, or choose another delimiter"
        raise EnecError(f"The file cannot be read as a table: {wrong} ({error}); {mend}.") from error
