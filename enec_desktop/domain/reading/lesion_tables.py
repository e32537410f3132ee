"""Lesions measured at several days in the rows of a table: the newest column counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from enec_desktop.domain.reading.heads import DATE
from enec_desktop.domain.reading.lesions import KIND, Facts, first_place
from enec_desktop.domain.reading.offers import Span
from enec_desktop.domain.reading.page import Found, Page

_CELL = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d)?(?![\w.,%])", re.A)
_DAY = re.compile(r"(?<![\w/])\d{1,2}[/.]\d{1,2}(?![\w/])", re.A)
_INDEX = re.compile(r"[ \t]*(?:\d{1,2}[.)]?|#\d{1,2})[ \t]+(?=[^\W\d])")
_PARTS = re.compile(r"[;:.]|\b(?:and|to|vs)\b")

_ABOVE = 120


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a table: how many columns, which of them is the newest, what its numbers are."""

    columns: int
    newest: int
    unit: str
    is_target: bool


def tabled(page: Page) -> Iterator[Found]:
    """Every row that names one organ or station and has one number for each day of the head."""
    head, number = None, 0
    for start, end in _lines(page):
        head = _head(page, start, end) or _named(page, start, end) or _under(page, head, start, end)
        if head is None or page.is_taken_back(Span(start, start + 1)):
            continue
        for fact, typed, span in _row(page, head, start, end):
            number += fact == "organ"
            if made := page.found(KIND, fact, typed, span, f"row {number}"):
                yield made


def _under(page: Page, head: _Head | None, start: int, end: int) -> _Head | None:
    """The head for a line: with the kind and unit told by a line without numbers, none past a blank one."""
    rules, line = page.rules.lesions, page.low[start:end]
    if head is None or not line.strip():
        return None
    if _CELL.search(line) or not rules.kind.search(line):
        return head
    units = rules.table_unit.findall(line)
    return replace(
        head, unit=units[-1] if units else head.unit, is_target=rules.target.search(line) is not None
    )


def _lines(page: Page) -> Iterator[tuple[int, int]]:
    at = page.report.span.start
    for line in page.low[at : page.report.span.end].splitlines(keepends=True):
        yield at, at + len(line)
        at += len(line)


def _head(page: Page, start: int, end: int) -> _Head | None:
    """The head that a line is: two or more days, and no other number."""
    line = page.low[start:end]
    said = list(DATE.finditer(line))
    days = [page.date(one.group()) for one in said]
    # RECIST bears its version in a heading; it is no measurement.
    rest = re.sub(r"recist\s*\d\.\d", "", DATE.sub("", line))
    known = [day for day in days if day is not None]
    gaps = [line[one.end() : other.start()] for one, other in zip(said, said[1:], strict=False)]
    if len(days) < 2 or len(known) < len(days) or re.search(r"\d", rest) or any(map(_PARTS.search, gaps)):
        return None
    above = page.low[max(page.report.span.start, start - _ABOVE) : end]
    units = page.rules.lesions.table_unit.findall(above)
    newest = max(range(len(known)), key=lambda n: known[n].earliest)
    is_target = page.rules.lesions.target.search(above) is not None
    return _Head(len(days), newest, units[-1] if units else "", is_target)


def _named(page: Page, start: int, end: int) -> _Head | None:
    """The head that names its columns: baseline first, then visits in their order or the one of now."""
    rules, line = page.rules.lesions, page.low[start:end]
    said = list(rules.visit.finditer(line))
    rest = rules.beside.sub("", rules.visit.sub("", _DAY.sub("", DATE.sub("", line))))
    now = [n for n, one in enumerate(said) if one["now"]]
    numbers = [int(one["n"]) for one in said[1:] if one["n"]]
    in_order = len(numbers) == len(said) - 1 and numbers == sorted(set(numbers))
    if (
        len(said) < 2
        or not said[0]["first"]
        or rest.strip(" \t\r\n|/:()")
        or not (now == [len(said) - 1] or in_order)
    ):
        return None
    above = page.low[max(page.report.span.start, start - _ABOVE) : end]
    units = rules.table_unit.findall(above)
    is_target = rules.target.search(above) is not None
    return _Head(len(said), len(said) - 1, units[-1] if units else "", is_target)


def _has_number(page: Page, start: int, end: int) -> bool:
    """Whether the name of a row holds a number that is none of its place: a column more than the head has."""
    rules, name = page.rules.lesions, page.low[start:end]
    for pattern in (rules.stations, *rules.organs.values()):
        name = pattern.sub(" ", name)
    return _CELL.search(name) is not None


def _row(page: Page, head: _Head, start: int, end: int) -> Facts:
    """What a row tells: its place, the number of the newest column, whether it is a target."""
    rules, low = page.rules.lesions, page.low
    index = _INDEX.match(low, start, end)
    start = index.end() if index else start
    cells = list(_CELL.finditer(low, start, end))[-head.columns :]
    if len(cells) < head.columns or rules.not_a_row.search(low, start, cells[0].start()):
        return []
    between = [low[one.end() : other.start()] for one, other in zip(cells, cells[1:], strict=False)]
    place = first_place(page, Span(start, cells[0].start()))
    if (
        place is None
        or _has_number(page, start, cells[0].start())
        or any(gap.strip(" \t|/") for gap in between)
    ):
        return []
    name = Span(place.span.start, place.span.end)
    at = cells[head.newest]
    facts: Facts = [("organ", place.organ, name)]
    if place.station:
        facts.append(("station", place.station, name))
    short = head.is_target or rules.short.search(low, start, cells[0].start())
    unit = head.unit or next(iter(rules.table_unit.findall(low[start:end])), "")
    if unit and (place.organ != "lymph_node" or short):
        facts.append(("size", f"{at.group().replace(',', '.')} {unit}", Span(name.start, at.end())))
    if head.is_target:
        facts.append(("role", "target", name))
    return facts
