"""How long it was from a treatment to what followed it, as far as dates and "months after" tell.

A course is dated by its start, so "7 months after EP" counts from the start of EP, as the order of the
history does. Nothing is filled in: what no date and no statement ties together stays open.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enec_desktop.domain.case import Entry
from enec_desktop.domain.time import PartialDate, months_between
from enec_desktop.domain.values import Interval

HALF_A_MONTH = 0.5
"""Stated months are rounded: two of them added or subtracted are wider by this much each, either way."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """An event, and the months from it to a point in time; ``stated`` counts the statements they rest on."""

    event: str
    date: PartialDate | None
    months: Interval
    stated: int


def months_apart(
    entries: Mapping[str, Entry], course: Entry, end: Entry, *, from_last_dose: bool = False
) -> Interval | None:
    """Months from the start of a course (or its last dose) to a later event; None where nothing tells.

    Read from two dates, from "after" said of either of them, or from both over an event they share. Added
    or subtracted statements are widened by half a month each; one statement alone is taken as it is. Where
    "after" names another event, the order of the history bounds the interval on one side. ``entries`` are
    in the order of the history.
    """
    last_dose = course.fact("last_dose").value
    if not from_last_dose:
        starts = list(_anchors(course, entries))
    elif isinstance(last_dose, PartialDate):
        starts = [_Anchor("", last_dose, Interval(0, 0), 0)]
    else:
        return None
    order = list(entries)
    left: Interval | None = None
    for after in _anchors(end, entries):
        told = [_between(before, after) for before in starts]
        told += [] if from_last_dose else [_by_order(after, order.index(course.id), order)]
        for found in told:
            narrower = found if found is None or left is None else left.meet(found)
            left = left if narrower is None or narrower.is_empty else narrower
    return left


def _by_order(after: _Anchor, course: int, order: list[str]) -> Interval | None:
    """At most the months since an event before the course, at least those since one after it."""
    place = order.index(after.event)
    if not after.stated or place == course:
        return None
    months = _widened(after.months, after.stated)
    if place < course:
        return Interval(-math.inf, months.high, high_open=months.high_open)
    return Interval(months.low, low_open=months.low_open)


def _anchors(entry: Entry, entries: Mapping[str, Entry]) -> Iterator[_Anchor]:
    """The event itself, then every earlier one it is said to follow by so many months."""
    here, months, stated = entry, Interval(0, 0), 0
    while True:
        yield _Anchor(here.id, here.date, months, stated)
        if here.elapsed is None or here.elapsed.event not in entries:
            return
        further = here.elapsed.months
        summed = Interval(months.low + further.low, months.high + further.high)
        months = summed if stated else further
        here, stated = entries[here.elapsed.event], stated + 1


def _between(before: _Anchor, after: _Anchor) -> Interval | None:
    apart = _tied(before, after)
    if apart is None:
        return None
    if before.stated == 0 and apart == Interval(0, 0):
        return _widened(after.months, after.stated)
    low = apart.low + after.months.low - before.months.high
    high = apart.high + after.months.high - before.months.low
    return _widened(Interval(low, high), before.stated + after.stated)


def _widened(months: Interval, stated: int) -> Interval:
    """Months put together from several rounded statements; one statement stays as it was made."""
    if stated < 2:
        return months
    return Interval(months.low - HALF_A_MONTH * stated, months.high + HALF_A_MONTH * stated)


def _tied(before: _Anchor, after: _Anchor) -> Interval | None:
    """The months between two anchors: none where they are one event, else by their dates."""
    if before.event and before.event == after.event:
        return Interval(0, 0)
    if before.date is None or after.date is None:
        return None
    return months_between(before.date, after.date)
