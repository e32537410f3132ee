"""Table files of every kind, told apart by what is in them: an extension can be wrong."""

from __future__ import annotations

from pathlib import Path

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.intake import Reading, TableFile
from enec_desktop.exchange.delimited import read_delimited
from enec_desktop.exchange.table_limits import LARGEST
from enec_desktop.exchange.workbooks import read_workbook

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"%PDF": "This is a PDF document, not a table. Copy its text and paste it as a report into a case.",
    b"\x89PNG": "This is a picture, not a table.",
    b"\xff\xd8\xff": "This is a picture, not a table.",
    b"\x1f\x8b": "This is a packed file; unpack it first.",
    b"Rar!": "This is a packed file; unpack it first.",
    b"7z\xbc\xaf": "This is a packed file; unpack it first.",
    b"SQLite format 3": "This is a database, not a table; restore a backup from the list of backups.",
}


def file_content(path: Path) -> bytes:
    """The bytes of a file that may be a table or a case file. Raises EnecError with one sentence."""
    if not path.is_file():
        raise EnecError(f"{path.name} is not a file that exists; choose a table or a case file.")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise EnecError(f"{path.name} cannot be read ({error.strerror}).") from error
    if len(content) > LARGEST:
        raise EnecError(f"{path.name} is larger than {LARGEST // 1_000_000} MB; cut it into several files.")
    return content


def is_case_file(content: bytes) -> bool:
    """Whether the content begins as a case file does, whatever its name."""
    return content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read_table(content: bytes, name: str, reading: Reading) -> TableFile:
    """The table in a file. Raises EnecError with one sentence that begins with the file's name."""
    try:
        return _read(content, name, reading)
    except EnecError as refused:
        raise EnecError(f"{name}: {refused}") from refused


def _read(content: bytes, name: str, reading: Reading) -> TableFile:
    if not content:
        raise EnecError("The file is empty; there is nothing to take in.")
    if content.startswith(b"PK"):
        return read_workbook(content, name, reading)
    if content.startswith(_OLD_OFFICE):
        raise EnecError(
            "This is a workbook locked by a password, or one of the old .xls form; "
            "save it without a password as .xlsx."
        )
    for start, sentence in _OTHERS.items():
        if content.startswith(start):
            raise EnecError(sentence)
    return read_delimited(content, name, reading)
