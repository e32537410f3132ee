"""What every reader of typed text needs: plain signs, other scripts' digits refused, free text as it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.strict import TEXT_CAP, shown
from enec_desktop.domain.vocabulary import Field

_PLAIN_SIGNS = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("≈∼", "~"), "≥": ">=", "≤": "<=", "’": "'"}
)
# As Chinese and Japanese keyboards write them; not the wave, which stands there for a range, not for "about".
_FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(ord("！"), ord("～"))}
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})


def tidy(text: str) -> str:
    """The text on one line with single spaces, the signs and plain width of the keyboard, to be read only."""
    return " ".join(text.split()).translate(_FULL_WIDTH).translate(_PLAIN_SIGNS)


def either(words: Sequence[str]) -> str:
    """``a``, ``a or b``, ``a; b; or c``: a word may hold commas itself."""
    if len(words) < 3:
        return " or ".join(words)
    return f"{'; '.join(words[:-1])}; or {words[-1]}"


def refuse_other_digits(text: str) -> None:
    """Raise FieldProblem for digits of another script; full-width ones are read as the plain ones."""
    plain = tidy(text)
    meant = "".join(_digit(char) for char in plain)
    if meant != plain:
        wrong = f"{shown(plain)} holds digits of another script"
        raise FieldProblem(f"{wrong}; write them as 0 to 9.", [meant])


def read_text(field: Field, text: str) -> str:
    """Free text exactly as typed; line breaks only where the field has several lines.

    Raises FieldProblem for control characters and for more than TEXT_CAP characters.
    """
    lines = text.replace("\r\n", "\n") if field.long_text else text
    if len(lines) > TEXT_CAP:
        raise FieldProblem(f"The text has {len(lines)} characters; write {TEXT_CAP} or fewer.")
    allowed = "\n\t" if field.long_text else ""
    for char in lines:
        if unicodedata.category(char) not in _REFUSED_CATEGORIES or char in allowed:
            continue
        if char.isspace():
            raise FieldProblem("The text holds a tab or a line break; write it on one line, with spaces.")
        raise FieldProblem(f"The text holds the unprintable character U+{ord(char):04X}; take it out.")
    return lines


def _digit(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)
