"""The columns of a laboratory table: which of several numbers of a row is the newest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enec_desktop.domain.reading.offers import Span
from enec_desktop.domain.reading.page import Page

_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)")
_BETWEEN = re.compile(r"[\s|/(),:-]*")
_SLACK, _FIELD = 1, 1000


@dataclass(frozen=True, slots=True)
class Columns:
    """The heads of the columns with values, in the line from ``start`` to ``end``.

    ``newest`` is the one that counts, None where the days do not tell which it is. ``is_set_apart``: the
    heads stand in columns as printed, so that a row with an empty cell can be read by its place.
    """

    start: int
    end: int
    heads: tuple[Span, ...]
    newest: int | None
    is_set_apart: bool

    @property
    def count(self) -> int:
        """How many cells with values a full row has."""
        return len(self.heads)

    def head(self, low: str) -> str:
        """The words above the column that counts, of all where that is open."""
        chosen = self.heads if self.newest is None else self.heads[self.newest : self.newest + 1]
        return " ".join(one.of(low) for one in chosen)


def columns(page: Page) -> list[Columns]:
    """The heads of all tables of a report, in their order."""
    return [
        found
        for start, end in lines(page)
        if (found := _days(page, start, end) or _before_and_now(page, start, end))
    ]


def lines(page: Page) -> Iterator[tuple[int, int]]:
    """Where each line of the report begins and ends."""
    at = page.report.span.start
    for line in page.low[page.report.span.start : page.report.span.end].splitlines(keepends=True):
        yield at, at + len(line)
        at += len(line)


def cell_of(page: Page, table: Columns, cells: Sequence[Span]) -> int | None:
    """Which of the cells of a row stands under the newest head; None where that is open."""
    if len(cells) == table.count or table.newest is None:
        return table.newest
    if not table.is_set_apart or not all(_is_apart(page, cell) for cell in cells):
        return None
    under = [n for n, cell in enumerate(cells) if _under(page, table, cell) == table.newest]
    return under[0] if len(under) == 1 and len(cells) < table.count else None


def _days(page: Page, start: int, end: int) -> Columns | None:
    """A line of two or more days that stand beside each other, without other numbers."""
    rules = page.rules.laboratory
    found = list(rules.date.finditer(page.low, start, end))
    line = _CLOCK.sub(_blank, rules.date.sub(_blank, page.low[start:end]))
    if len(found) < 2 or re.search(r"\d", line) or line.count(":") > 1:
        return None
    gaps = [
        rules.beside.sub("", line[one.end() - start : other.start() - start])
        for one, other in zip(found, found[1:], strict=False)
    ]
    if not all(_BETWEEN.fullmatch(gap) for gap in gaps):
        return None
    heads = [said.group() for said in found]
    spans = tuple(Span(*said.span()) for said in found)
    return Columns(start, end, spans, _newest(page, heads), all(_is_apart(page, span) for span in spans))


def _before_and_now(page: Page, start: int, end: int) -> Columns | None:
    """A line that names a column of results and one of the results before: ``Result ... Previous``."""
    rules, low = page.rules.laboratory, page.low
    then = list(rules.column_before.finditer(low, start, end))
    now = [
        said
        for said in rules.column_now.finditer(low, start, end)
        if not any(said.start() < one.end() and one.start() < said.end() for one in then)
    ]
    heads = sorted((*now, *then), key=lambda said: said.start())
    spans = tuple(Span(*said.span()) for said in heads)
    is_apart = all(_is_apart(page, span) for span in spans)
    rest = rules.column_before.sub("", low[start:end])
    only_heads = not rules.column_other.sub("", rules.column_now.sub("", rest)).strip(" \t\r\n|:/()")
    if len(now) != 1 or len(then) != 1 or re.search(r"[\d.;]", rest) or not (is_apart or only_heads):
        return None
    return Columns(start, end, spans, heads.index(now[0]), is_apart)


def _is_apart(page: Page, span: Span) -> bool:
    """Whether something stands in a column of its own, parted from what is before it by more than a blank."""
    before = page.text[page.text.rfind("\n", 0, span.start) + 1 : span.start]
    return not before.strip() or before.endswith(("  ", "\t", "|", "| "))


def _under(page: Page, table: Columns, cell: Span) -> int | None:
    """The one head that a cell stands below, as the lines are printed."""
    low, high = _printed(page, cell)
    below = [
        n
        for n, head in enumerate(table.heads)
        if (printed := _printed(page, head))[0] - _SLACK < high and low < printed[1] + _SLACK
    ]
    return below[0] if len(below) == 1 else None


def _printed(page: Page, span: Span) -> tuple[int, int]:
    """Where a stretch begins and ends as printed: wide signs count twice, tabs and strokes part fields."""
    start = page.text.rfind("\n", 0, span.start) + 1
    return _width(page.text[start : span.start]), _width(page.text[start : span.end])


def _width(said: str) -> int:
    fields = re.split(r"[\t|]", said)
    if len(fields) > 1:
        return _FIELD * (len(fields) - 1) + _width(fields[-1].lstrip())
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in said)


def _blank(said: re.Match[str]) -> str:
    return " " * len(said.group())


def _newest(page: Page, heads: Sequence[str]) -> int | None:
    """Which of the days is the last; None where that depends on how they are read, or two are the same."""
    today = [n for n, head in enumerate(heads) if not head[0].isdigit()]
    if today:
        return today[0] if len(today) == 1 else None
    known = [one.earliest for head in heads if (one := page.date(head)) is not None]
    if len(known) == len(heads):
        return known.index(max(known)) if known.count(max(known)) == 1 else None
    orders = (False, True) if page.month_first is None else (page.month_first,)
    last = {_last([_day(head, month_first=order) for head in heads]) for order in orders}
    return last.pop() if len(last) == 1 else None


def _last(days: Sequence[tuple[int, ...]]) -> int | None:
    return days.index(max(days)) if all(days) and days.count(max(days)) == 1 else None


def _day(head: str, *, month_first: bool) -> tuple[int, ...]:
    """A key that orders dates in numbers: year, month, day; empty for what is no such date."""
    numbers = [int(part) for part in re.findall(r"\d+", head)]
    if len(numbers) != 3:
        return ()
    first, second, third = numbers
    if first > 31:
        return first, second, third
    return (third, first, second) if month_first else (third, second, first)
