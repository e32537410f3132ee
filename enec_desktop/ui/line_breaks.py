"""Where a line on the screen may not break (a number, its unit, the sign before it), and where it may."""

from __future__ import annotations

import re

_NO_BREAK = "\u00a0"
_NUMBER, _UNIT = r"(?<![\w-])(\d(?:[\d.,–-]*\d)?)", r"(?:[%‰°×±<>≤≥]|[A-Za-zµμ²³/]{1,6}(?![A-Za-z]))"
_BEFORE_UNIT = re.compile(f"{_NUMBER} (?={_UNIT})")
_BEHIND_SIGN = re.compile(r"(?<=[<>≤≥=±≈~×+−]) (?=\d)")

_LONG = re.compile(r"\S{25,}")
_MAY_BREAK = "\u200b"


def with_breaks(text: str) -> str:
    """The text for its layout: a word too long for any line (no name is) may go on in the next one."""
    return _LONG.sub(lambda word: _MAY_BREAK.join(word[0]), text)


def pieces(text: str) -> list[str]:
    """What of a text stays on one line."""
    return re.split(rf"[\s{_MAY_BREAK}]+", text)


def kept_together(text: str) -> str:
    """The text for its layout: "18 %" and "< 0.5 × 10⁹/L" stay on one line, and no place in it moves."""
    return _BEHIND_SIGN.sub(_NO_BREAK, _BEFORE_UNIT.sub(rf"\1{_NO_BREAK}", text))
