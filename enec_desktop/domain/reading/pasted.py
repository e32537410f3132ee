"""How a pasted text falls into reports, and what of it is only paper: numbers and heads of pages, hyphens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from enec_desktop.domain.reading.heads import DATE, TITLE
from enec_desktop.domain.reading.offers import Span
from enec_desktop.domain.reading.rules import Layout

_RULE = re.compile(r"^[ \t]*[-=_*#~]{5,}[ \t]*\r?$|\f", re.M)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_PARTED = re.compile("(?<=\\w)\u00ad[ \\t]*\r?\n[ \\t]*(?=\\w)")
_PAGE_MARK = re.compile(
    r"(?:(?:\A|(?<=  )|(?<=[|(\[-])|(?<=[|(\[-] ))"
    r"(?:page|pg\.?|p\.|seite)\s?(?P<n>\d{1,3})\s?(?:of|/|von)\s?\d{1,3}"
    r"|\Apage (?P<alone>\d{1,3})(?=\s*\Z)|第\s?(?P<zh>\d{1,3})\s?页)(?=\s*\Z|  |\s?[|)\]-]|\s?[,/共])"
)
_NUMBER = re.compile(r"(?<![a-z\d])(?:[a-z]{1,3}[-/]?)?\d{2,}[-/]?[a-z]?\d{2,}(?![\w%])")
_LONGEST_HEAD, _NEAR, _FIRST = 120, 3, 4


def visible(text: str) -> str:
    """The text without signs that nobody sees; a word that a soft hyphen parts at a line end is whole."""
    return _UNSEEN.sub("", _PARTED.sub("", text)) if _UNSEEN.search(text) else text


def without_running_heads(low: str) -> str:
    """The plain text with blanks for the lines that only number a page, and for heads repeated beside them.

    A sentence goes on behind them; every character keeps its own place.
    """
    lines = low.split("\n")
    pages = {n: mark for n, line in enumerate(lines) if (mark := _page(line)) is not None}
    if not pages:
        return low
    seen = Counter(line.strip() for line in lines if line.strip())
    blank = {n for n, page in pages.items() if page > 1 or n >= _FIRST}
    for n in range(_FIRST, len(lines)):
        is_beside = any(abs(n - page) <= _NEAR for page in blank)
        if is_beside and seen[lines[n].strip()] > 1 and lines.index(lines[n]) < n:
            blank.add(n)
    for n in blank:
        lines[n] = " " * len(lines[n])
    joined = "\n".join(lines)
    for start, end in _stretches(lines, blank):
        joined = joined[:start] + joined[start:end].replace("\n", " ") + joined[end:]
    return joined


def reports(low: str, layout: Layout) -> Iterator[Span]:
    """The reports of a pasted text: what lies between lines drawn across the page, or between pages.

    What goes on behind such a line is of the same report: an addendum, a section, a further page.
    """
    start, open_from = 0, -1
    for drawn in [*_RULE.finditer(low), None]:
        end = drawn.start() if drawn else len(low)
        if low[start:end].strip():
            is_page = start > 0 and low[start - 1] == "\f"
            if open_from >= 0 and not _goes_on(
                low, Span(open_from, start), Span(start, end), layout, is_page
            ):
                yield Span(open_from, _before(low, start))
                open_from = -1
            open_from = start if open_from < 0 else open_from
        start = drawn.end() if drawn else end
    if open_from >= 0:
        yield Span(open_from, len(low))


def _before(low: str, start: int) -> int:
    """Where the stretch in front of a drawn line ends."""
    drawn = [one for one in _RULE.finditer(low, 0, start) if one.end() <= start]
    return drawn[-1].start() if drawn else start


def _goes_on(low: str, before: Span, piece: Span, layout: Layout, is_page: bool) -> bool:
    """Whether a piece belongs to the report in front of it."""
    words = low[piece.start : piece.end]
    begin = piece.start + len(words) - len(words.lstrip())
    if layout.later.match(low, begin) or layout.earlier.match(low, begin):
        told = DATE.sub(" ", low[begin : min(piece.end, begin + TITLE)])
        numbers = _NUMBER.findall(told)
        return not numbers or any(one in low[before.start : before.end] for one in numbers)
    title = any(one.search(low, begin, min(piece.end, begin + TITLE)) for one in layout.titles.values())
    if is_page:
        number = next((n for line in words.split("\n")[:6] if (n := _page(line))), 0)
        return not title or number > 1
    left_open = low[before.start : before.end].rstrip(" \t\r\n-=_*#~\f").endswith(":")
    heading = any(one.match(low, begin) for one in layout.headings.values())
    return not title and (left_open or heading)


def _page(line: str) -> int | None:
    """The number of the page, where a line of the paper tells it."""
    said = _PAGE_MARK.search(line.strip()) if len(line) <= _LONGEST_HEAD else None
    return int(said["n"] or said["alone"] or said["zh"]) if said else None


def _stretches(lines: list[str], blank: set[int]) -> Iterator[tuple[int, int]]:
    """Where blanked lines lie, with the empty ones around them and the line end in front."""
    at, starts = 0, []
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    for n in sorted(blank):
        first, last = n, n
        while first > 0 and not lines[first - 1].strip():
            first -= 1
        while last + 1 < len(lines) and not lines[last + 1].strip():
            last += 1
        yield max(starts[first] - 1, 0), starts[last] + len(lines[last])
