"""Texts that a spreadsheet would run as a formula, written so that it does not, and read back unharmed."""

from __future__ import annotations

MARK = "'"
"""Stands before a text that must stay a text, as typing it in a spreadsheet does."""

_STARTS = frozenset("=+-@\t\r\n＝＋－＠'[")


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula.

    Blanks at its ends are kept by the same mark, and a text that begins as a state in brackets does.
    """
    return f"{MARK}{text}" if _needs_mark(text) else text


def original(cell: str) -> str:
    """The text that ``harmless`` was given; of any other cell, the text without blanks at its ends."""
    if cell.startswith(MARK) and _needs_mark(cell[1:]):
        return cell[1:]
    return cell.strip()


def _needs_mark(text: str) -> bool:
    return bool(text) and (text[0] in _STARTS or text != text.strip())
