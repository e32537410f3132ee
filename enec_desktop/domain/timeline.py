"""Where the events of a history stand on a line: dated ones to scale, the others in order between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.time import DAYS_PER_MONTH
from enec_desktop.domain.values import Interval

LANES = ("specimen", "study", "course", "progression", "decision")
"""The kinds that make a history, from the upper lane to the lower one."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One event: ``days`` it can lie on, counted as date ordinals; None where no calendar date follows."""

    id: str
    kind: str
    days: Interval | None


def stops_of(case: Case) -> tuple[Stop, ...]:
    """The events of a case in the order of its history."""
    known: dict[str, Interval | None] = {}
    for entry in case.entries:
        known[entry.id] = _days(entry, known)
    return tuple(Stop(entry.id, entry.kind, known[entry.id]) for entry in case.entries if entry.kind in LANES)


def _days(entry: Entry, known: dict[str, Interval | None]) -> Interval | None:
    if entry.date is not None:
        return Interval(entry.date.earliest.toordinal(), entry.date.latest.toordinal())
    start = known.get(entry.elapsed.event) if entry.elapsed is not None else None
    if entry.elapsed is None or start is None:
        return None
    after = entry.elapsed.months.scaled(DAYS_PER_MONTH)
    return Interval(start.low + after.low, start.high + after.high)


def placed(stops: Sequence[Stop], width: float, least: float) -> tuple[float, ...]:
    """Where each stop stands on a line of ``width``: to scale, yet ``least`` apart and in order.

    The stops between two dated ones share the room between them; without two different
    days there is no scale and all stand evenly.
    """
    if not stops:
        return ()
    middles = [_middle(stop) for stop in stops]
    dated = [day for day in middles if day is not None]
    if len(set(dated)) < 2:
        return _apart(_filled([None] * len(stops), width), width, min(least, width / len(stops)))
    first, span = min(dated), max(max(dated) - min(dated), 1.0)
    room = max(width - least * _loose(middles), width / 2)
    lead = (width - room) * _leading(middles) / max(_loose(middles), 1)
    wanted = _filled([None if day is None else lead + (day - first) / span * room for day in middles], width)
    return _apart(wanted, width, min(least, width / len(stops)))


def _middle(stop: Stop) -> float | None:
    if stop.days is None:
        return None
    ends = [end for end in (stop.days.low, stop.days.high) if abs(end) != float("inf")]
    return sum(ends) / len(ends) if ends else None


def _leading(middles: Sequence[float | None]) -> int:
    """How many undated events come before the first dated one."""
    return next((at for at, day in enumerate(middles) if day is not None), 0)


def _loose(middles: Sequence[float | None]) -> int:
    """How many undated events stand before the first or after the last dated one."""
    return _leading(middles) + _leading(list(reversed(middles)))


def _filled(wanted: list[float | None], width: float) -> list[float]:
    """Undated events evenly between their dated neighbours, or the ends of the line."""
    marks = [(-1, 0.0), *((at, x) for at, x in enumerate(wanted) if x is not None), (len(wanted), width)]
    found = [0.0 if x is None else x for x in wanted]
    for (left, low), (right, high) in pairwise(marks):
        for at in range(left + 1, right):
            found[at] = low + (high - low) * (at - left) / (right - left)
    return found


def _apart(wanted: list[float], width: float, least: float) -> tuple[float, ...]:
    """Pushed right where two stand too close, then back left where the line ends."""
    found = list(wanted)
    for at in range(1, len(found)):
        found[at] = max(found[at], found[at - 1] + least)
    limit = width
    for at in reversed(range(len(found))):
        found[at] = min(found[at], limit)
        limit = found[at] - least
    return tuple(max(x, 0.0) for x in found)
