"""How the documents of a hospital look on paper, apart from what they say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sheet(StrEnum):
    """The size of a sheet."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """The sheet, and whose paper it is.

    ``logo`` is a picture (PNG or JPEG) as bytes, empty for none. ``document_id`` is written into the file as
    plain bytes, in its keywords and beside the record in it, so that the file can be recognised; empty
    for none.
    """

    sheet: Sheet = Sheet.A4
    hospital: str = ""
    logo: bytes = b""
    document_id: str = ""
