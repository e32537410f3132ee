"""What kind of report a text is, which day it is of and what number it bears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.reading.offers import PastedReport, Span
from enec_desktop.domain.reading.rules import Layout
from enec_desktop.domain.reading.scanned import is_misread
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.typed.dates import read_date

_DATE = (
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}[-/. ]\s?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/. ,]+\d{2,4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}"
    r"|\d{1,2}(?P<sign>[-/.])\d{1,2}(?P=sign)(?:\d{4}|\d{2})(?![\d.])"
)
DATE = re.compile(rf"(?<![\w./-])(?:{_DATE})", re.A)
TITLE = 160
"""In how many characters at its head a report names its kind."""
_GREETING = 800
_OLDEST = 15
"""How many years back a report is of this illness: what is older is rather the day of a birth."""
_BIRTH = re.compile(r"(?:dob|d\.o\.b\.?|birth|born|geb\.?|出生)[^\d\n]*\Z|\*\s?\Z")
_BEFORE = 24
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])/(?:19|20)?\d{2}", re.A)
_SLASHED = re.compile(r"(\d{1,2})(?P<sign>[/.-])(\d{1,2})(?P=sign)(\d{4}|\d{2})\Z", re.A)


def head(text: str, low: str, span: Span, layout: Layout, today: date) -> PastedReport:
    """The kind, day and number of one report; a day that can be two days is left out."""
    kind = _kind(low, span, layout)
    day = _date(low, span, layout, kind, today)
    if day is not None and day.latest.year < today.year - _OLDEST:
        day = None
    return PastedReport(kind, span, day, _id(text, low, span, layout))


def _kind(low: str, span: Span, layout: Layout) -> str:
    """The kind its title names, a letter where someone is greeted; else the one with most different words.

    Empty where two are level.
    """
    lines = min(span.end, span.start + TITLE)
    titles = [
        (found.start(), kind)
        for kind, pattern in layout.titles.items()
        if (found := pattern.search(low, span.start, lines))
    ]
    if titles:
        return min(titles)[1]
    if layout.salutation.search(low, span.start, min(span.end, span.start + _GREETING)):
        return "letter"
    counts = {
        kind: len({m.group() for m in pattern.finditer(low, span.start, span.end)})
        for kind, pattern in layout.reports.items()
    }
    best = sorted(counts.items(), key=lambda one: -one[1])
    return best[0][0] if best and best[0][1] and (len(best) < 2 or best[0][1] > best[1][1]) else ""


def _date(low: str, span: Span, layout: Layout, kind: str, today: date) -> PartialDate | None:
    """The day behind the words that name it (reported, date of report); else the only day there is."""
    order = month_first(low, span)
    for name in (kind, "any"):
        pattern = layout.dates.get(name)
        for label in pattern.finditer(low, span.start, span.end) if pattern else ():
            found = DATE.search(low, label.end(), min(span.end, label.end() + 24))
            if found and "\n\n" not in low[label.end() : found.start()]:
                return read_day(found.group(), today, order)
    first = low[span.start : span.end].lstrip()[:TITLE]
    if kind == "letter":
        first = "\n".join(first.split("\n")[:2])
    titled = {read_day(m.group(), today, order) for m in _dates(first)}
    if kind != "laboratory" and len(titled) == 1:
        return titled.pop()
    if kind == "letter":
        return None
    days = {read_day(m.group(), today, order) for m in _dates(low[span.start : span.end])}
    return days.pop() if len(days) == 1 else None


def _dates(low: str) -> Iterator[re.Match[str]]:
    """The dates of a text without those of a birth, or of what is told behind them: ``CT (2026-03-02):``."""
    return (
        said
        for said in DATE.finditer(low)
        if not _BIRTH.search(low, max(0, said.start() - _BEFORE), said.start())
        and not low.startswith("):", said.end())
    )


def month_first(low: str, span: Span) -> bool | None:
    """Whether a date of the report that can only be read one way has the month in front."""
    seen = {
        int(found[3]) > 12
        for m in DATE.finditer(low, span.start, span.end)
        if (found := _SLASHED.match(m.group())) and (int(found[1]) > 12) != (int(found[3]) > 12)
    }
    return seen.pop() if len(seen) == 1 else None


def read_day(said: str, today: date, order: bool | None) -> PartialDate | None:
    """A date as the reader of typed dates takes it; None for what is two days or lies ahead.

    ``order``: whether the report writes the month in front, None where it does not tell.
    """
    plain = re.sub(r"\s*([年月日])\s*", r"\1", " ".join(said.split()))
    slashed = _SLASHED.match(plain)
    if slashed and ("." in plain or order is not None):
        day, month = (slashed[3], slashed[1]) if order and "." not in plain else (slashed[1], slashed[3])
        year = slashed[4] if len(slashed[4]) == 4 else f"20{slashed[4]}"
        plain = f"{year}-{int(month):02d}-{int(day):02d}"
    try:
        return read_date(plain, today)
    except FieldProblem:
        return None


def _id(text: str, low: str, span: Span, layout: Layout) -> str:
    """The number of the report, as it stands there."""
    for pattern in layout.report_ids:
        for found in pattern.finditer(low, span.start, span.end):
            start, end = found.span("id")
            is_day = DATE.match(low, start) or _MONTH.fullmatch(found["id"])
            line = low.rfind("\n", span.start, start) + 1
            if layout.not_own_id.search(low, max(line, span.start), start):
                continue
            if re.search(r"\d", found["id"]) and not is_day and not is_misread(text, low, start, end):
                return text[start:end].rstrip(".,;:")
    return ""
