"""How a report is laid out: one plain spelling of its signs, its sentences, sections and parts."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from enec_desktop.domain.reading.offers import Span

_SIGNS = {
    **dict.fromkeys("‐‑‒–—−﹣", "-"),
    **dict.fromkeys("≈∼～〜", "~"),
    **dict.fromkeys("’‘`´", "'"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("×✕", "x"),
    **dict.fromkeys("【〔［", "["),
    **dict.fromkeys("】〕］", "]"),
    "µ": "u",
    "μ": "u",
    "²": "2",
    "⁹": "9",
    "、": ",",
    "。": "。",
    "．": ".",
}
_END = re.compile(r"[.!?](?=\s|$|\))|[;。；！？]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:approx|ca|c|max|min|seg|neg|pos|no|nr|dg|dr|mrs?|ms|prof|st|vs|incl|resp|diff|undiff|mod|fig|abs|inconsp|"
    r"esp|e\.g|i\.e|i\.v|p\.o|sd|ref|prev|post|geb|ant|lat|med|prox|dist|ed|adj|corr|cf|bx|hx|wt|ht|oesoph|"
    r"esoph|histol|[ivx]{1,4}|[a-z]))\Z",
    re.A,
)
_STOP = re.compile(r"[.!?;。；！？\n]")
_GOES_ON = re.compile(r"[ \t]*([a-z0-9(%/>\u4e00-\u9fff])")
# Where a heading may begin: looked at first, since patterns that look behind are slow at every character.
_HEADS = re.compile(r"(?<=\n)|\A|(?<=[.。;] )|(?<=   )(?=[^ \n])")
_UNENDED = re.compile(r"\b(?:no|not|without|the|of|and|or|with|an?)[ \t\r]*\Z", re.A)
_BULLET = re.compile(r"[ \t]*(?:[-*•·>]|\d{1,2}[.)]|\[[x ]\])\s", re.A)
_LONG_RUN = re.compile(r"([^\n.;。]{699}).", re.S)


@lru_cache(maxsize=4096)
def _plain_char(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if char.isspace():
        return char if char in "\n\f" else " "
    narrow = unicodedata.normalize("NFKC", char)
    narrow = narrow if len(narrow) == 1 else char
    low = narrow.lower()
    return _SIGNS.get(low, low) if len(low) == 1 else narrow


def plain(text: str) -> str:
    """The text in small letters with the signs of the keyboard, each character in its own place.

    A run without any stop that no sentence reaches is broken: rules search within bounds then.
    """
    return _LONG_RUN.sub(lambda run: run[1] + "\n", "".join(map(_plain_char, text)))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch that one statement cannot leave, with the section it stands in.

    ``layer`` counts what takes the place of older words: 0 the report itself, 1 its first addendum ...;
    -1 is an older report that is only repeated.
    """

    span: Span
    section: str = ""
    layer: int = 0


def sentences(text: str, low: str, within: Span, own_line: re.Pattern[str]) -> Iterator[Span]:
    """The sentences of a stretch: up to a stop, or the end of a line that is not a mere wrap.

    ``low`` is the plain form of ``text``; ``own_line`` matches the start of lines that begin a statement of
    their own even in small letters.
    """
    start = within.start
    for found in _STOP.finditer(low, within.start, within.end):
        at = found.start()
        sign = found.group()
        if sign == "\n":
            if _is_wrap(text, low, at, within, own_line):
                continue
        elif not _END.match(low, at) or (sign == "." and _is_abbreviation(low, at, within)):
            continue
        if low[start : at + 1].strip():
            yield Span(start, at + 1)
            start = at + 1
    if low[start : within.end].strip():
        yield Span(start, within.end)


def _is_wrap(text: str, low: str, at: int, within: Span, own_line: re.Pattern[str]) -> bool:
    """Whether a line break only wraps a sentence: the next line goes on, and not with a new statement."""
    before = low[within.start : at].rstrip()[-1:]
    if _UNENDED.search(low, max(within.start, at - 12), at) and low[at + 1 : at + 2].isalpha():
        return True
    following = _GOES_ON.match(text, at + 1)
    if not before or before in ".:;。!?" or following is None or _is_row(text, at + 1):
        return False
    return not _BULLET.match(low, at + 1) and not own_line.match(low, following.start(1))


def _is_row(text: str, start: int) -> bool:
    """Whether a line is the row of a table: tabs part its fields."""
    end = text.find("\n", start)
    return "\t" in text[start : end if end >= 0 else len(text)].strip()


def _is_abbreviation(low: str, at: int, within: Span) -> bool:
    return _ABBREVIATION.search(low, max(within.start, at - 12), at) is not None


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading and the kind of section it opens."""

    heading: Span
    section: str


class Places:
    """Finds the sentence a position lies in."""

    def __init__(self, found: Sequence[Sentence]) -> None:
        self._found = found
        self._starts = [sentence.span.start for sentence in found]

    def at(self, position: int) -> Sentence | None:
        """The sentence that holds the character at this position."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._found[index].span.end:
            return None
        return self._found[index]

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence in front of another one."""
        index = bisect_right(self._starts, sentence.span.start) - 2
        return self._found[index] if index >= 0 else None


def section_marks(low: str, within: Span, headings: Mapping[str, re.Pattern[str]]) -> list[Mark]:
    """The headings of the sections, in order."""
    marks = list[Mark]()
    places = [one.start() for one in _HEADS.finditer(low, within.start, within.end)]
    for name, pattern in headings.items():
        behind = within.start
        for at in places:
            if at >= behind and (found := pattern.match(low, at, within.end)):
                marks.append(Mark(Span(*found.span()), name))
                behind = found.end()
    return sorted(marks, key=lambda mark: (mark.heading.end, mark.heading.start))
