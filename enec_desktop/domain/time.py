"""Dates as precise as they are known, and the months between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from enec_desktop.domain.values import Interval

DAYS_PER_MONTH = 30.4375
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar date known to the day, the month or only the year; nothing is filled in."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2026``, ``2026-03`` or ``2026-03-12``.

        Raises ValueError for any other form and for days that no calendar has.
        """
        match = _ISO.match(text)
        if match is None:
            raise ValueError(f"{text!r} is not a date (write 2026, 2026-03 or 2026-03-12)")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        date(year, month or 1, day or 1)
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The same day, known exactly."""
        return cls(day.year, day.month, day.day)

    @property
    def earliest(self) -> date:
        """The first day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or _days_of(self.year, month))

    def iso(self) -> str:
        """``2026``, ``2026-03`` or ``2026-03-12``: the form of a case file."""
        parts = (f"{self.year:04d}", self.month, self.day)
        return "-".join(p if isinstance(p, str) else f"{p:02d}" for p in parts if p is not None)

    def shown(self) -> str:
        """``12-Mar-2026``, ``Mar-2026`` or ``2026``: the form a reader sees."""
        day = f"{self.day:02d}-" if self.day else ""
        month = f"{_MONTHS[self.month - 1]}-" if self.month else ""
        return f"{day}{month}{self.year}"


def months_between(start: PartialDate, end: PartialDate) -> Interval:
    """Months from start to end, as wide as the dates' precision leaves them.

    Whole calendar months count as whole months (10 March to 10 September is 6, whatever their days); what is
    left over counts as a share of the month it lies in. A day that a month does not have counts as its last
    (31 January to 28 February is 1). Negative where the end lies before the start.
    """
    return Interval(_months(start.latest, end.earliest), _months(start.earliest, end.latest))


def days_between(start: PartialDate, end: PartialDate) -> Interval:
    """Days from start to end, as wide as the dates' precision leaves them; negative if the end is earlier."""
    return Interval((end.earliest - start.latest).days, (end.latest - start.earliest).days)


def _months(start: date, end: date) -> float:
    if end < start:
        return -_months(end, start)
    whole = (end.year - start.year) * 12 + end.month - start.month
    if _months_later(start, whole) > end:
        whole -= 1
    since, following = _months_later(start, whole), _months_later(start, whole + 1)
    return whole + (end - since).days / max(1, (following - since).days)


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, not after the last day a calendar has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, _days_of(year, month + 1)))


def _days_of(year: int, month: int) -> int:
    """How many days a month has. (The calendar module reads the language of the machine: slow to import.)"""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _DAYS[month - 1]


def years_between(start: PartialDate, end: PartialDate) -> Interval:
    """Completed years (an age), as a range of whole numbers."""
    return Interval(_full_years(start.latest, end.earliest), _full_years(start.earliest, end.latest))


def _full_years(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Time stated after another event, without a calendar date: "36 months after surgery".

    Counted from the start of that event: of a course of treatment from its first day, as its date is.
    """

    event: str
    months: Interval


@dataclass(frozen=True, slots=True)
class OnDate:
    """Assess with what was known on this day (the day included)."""

    day: date


@dataclass(frozen=True, slots=True)
class AfterEvent:
    """Assess with what was known once this event of the case was over."""

    event: str


@dataclass(frozen=True, slots=True)
class Latest:
    """Assess with everything recorded; ``day`` is today where the age of values matters."""

    day: date | None = None


At = OnDate | AfterEvent | Latest
