"""Mends what scanners and line ends do to words and numbers; every character keeps its own place.

A text is searched in this form only: what is offered shows the words as they were pasted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_HYPHEN = re.compile(r"([a-z]{2,})-([ ]*\n[ ]*)([a-z]{2,})(?![a-z])", re.A)
_SPOILT = re.compile(r"(?<![\w])(?=[a-z01|]*[a-z])(?=[a-z01|]*[01|])[a-z01|]{4,}(?![\w])", re.A)
_MISREAD = re.compile(r"(?<![\w])(?=[a-z]*[il])[a-z]{7,}(?![\w])", re.A)
_ZERO = re.compile(r"(?<=\d)o(?=\d|\s*(?:%|-\s*\d|/\s*\d|hpf|\n|\s[a-z]))|(?<![a-z\d])o(?=\d)", re.A)
_ONE = re.compile(
    r"(?<=\d)[l|](?=\d|\s*%|\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|(?<![\w/])\|(?=\d)", re.A
)
_ALIKE = str.maketrans("il|o", "1110")


def skeleton(word: str) -> str:
    """A word with the letters and digits that scanners confuse written alike."""
    return word.translate(_ALIKE)


def mended(low: str, words: Mapping[str, str]) -> str:
    """The plain text with its known words whole: ``words`` are they, by their skeletons.

    A word parted by a hyphen at the end of a line is joined where that makes a known word, else its hyphen
    stays; the line ends behind it. O and l between digits are 0 and 1.
    """
    low = _HYPHEN.sub(lambda said: _joined(said, words), low)
    low = _SPOILT.sub(lambda said: words.get(skeleton(said[0]), said[0]), low)
    low = _MISREAD.sub(lambda said: words.get(skeleton(said[0]), said[0]), low)
    return _ONE.sub("1", _ZERO.sub("0", low))


def is_misread(text: str, low: str, start: int, end: int) -> bool:
    """Whether a digit of a stretch stands as a letter in the text: a number that only looks like it."""
    pairs = zip(text[start:end], low[start:end], strict=True)
    return any(now.isascii() and now.isdigit() and not was.isdigit() for was, now in pairs)


def _joined(said: re.Match[str], words: Mapping[str, str]) -> str:
    whole = said[1] + said[3]
    found = words.get(skeleton(whole), "")
    kept = found or f"{said[1]}-{said[3]}"
    return kept.ljust(len(said[0]))
