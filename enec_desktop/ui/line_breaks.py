"""Where a line on the screen may not break: between a number, its unit and the sign before it."""

from __future__ import annotations

import re

_NO_BREAK = "\u00a0"
_NUMBER, _UNIT = r"(?<![\w-])(\d(?:[\d.,–-]*\d)?)", r"(?:[%‰°×±<>≤≥]|[A-Za-zµμ²³/]{1,6}(?![A-Za-z]))"
_BEFORE_UNIT = re.compile(f"{_NUMBER} (?={_UNIT})")
_BEHIND_SIGN = re.compile(r"(?<=[<>≤≥=±≈~×+−]) (?=\d)")


def kept_together(text: str) -> str:
    """The text for its layout: "18 %" and "< 0.5 × 10⁹/L" stay on one line, and no place in it moves."""
    return _BEHIND_SIGN.sub(_NO_BREAK, _BEFORE_UNIT.sub(rf"\1{_NO_BREAK}", text))
