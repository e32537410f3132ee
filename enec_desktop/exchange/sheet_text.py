"""Texts inside a workbook: characters that XML cannot hold stand there as ``_x000D_``."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def with_escapes(text: str) -> str:
    """The text as a cell of a workbook holds it."""
    plain = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", plain)


def without_escapes(cell: str) -> str:
    """The text that a cell of a workbook means; line ends as ``\\n``."""
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell)
    return plain.replace("\r\n", "\n")
