"""Sums of target lesions by RECIST 1.1: baseline, smallest sum so far, now.

A study or progression with target lesions is a point in time. The baseline is the last one before the last
tumour treatment that another one follows, or the first. What the sums mean stands in a decision table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from enec_desktop.domain.case import Entry
from enec_desktop.domain.measures import TargetSum
from enec_desktop.domain.values import Codes, Interval, ValueSet
from enec_desktop.engine.entries import EntryFacts

_NODE = Codes({"lymph_node"})


@dataclass(frozen=True, slots=True)
class Target:
    """A target lesion at one point in time; ``size`` in mm, a node by its short axis."""

    size: Interval
    organ: Codes


@dataclass(frozen=True, slots=True)
class TimePoint:
    """The target lesions of one study, whether a new lesion was seen, and what follows which treatment."""

    entry: Entry
    targets: tuple[Target, ...]
    new_lesion: bool
    treatment: int

    def total(self, *, short: bool) -> Interval:
        """The sum in mm; ``short``: fewer targets are listed than elsewhere, so it may be any larger."""
        return _sum((one.size for one in self.targets), short)

    def others(self, *, short: bool) -> Interval:
        """The sum of the targets that are no nodes."""
        return _sum((one.size for one in self.targets if one.organ != _NODE), short)


def _sum(sizes: Iterable[Interval], short: bool) -> Interval:
    found = list(sizes)
    return Interval(sum(one.low for one in found), float("inf") if short else sum(one.high for one in found))


def time_points(
    entries: tuple[Entry, ...], lesions: list[EntryFacts], treatments: set[str]
) -> tuple[TimePoint, ...]:
    """The studies and progressions with lesions that have a role, in the order of the history."""
    found, treated = [], 0
    for entry in entries:
        treated += entry.id in treatments
        own = [one for one in lesions if one.entry.of == entry.id and one.is_known("role")]
        targets = [one for one in own if one.values("role") == Codes({"target"})]
        new = any(one.values("role") == Codes({"new"}) for one in own)
        if own and entry.kind in ("study", "progression"):
            found.append(TimePoint(entry, tuple(_target(one) for one in targets), new, treated))
    return tuple(found)


def _target(one: EntryFacts) -> Target:
    size, organ = one.values("size"), one.values("organ")
    assert isinstance(size, Interval) and isinstance(organ, frozenset)
    return Target(size, organ)


def measured(points: tuple[TimePoint, ...], what: str) -> ValueSet | None:
    """One number of the series in mm or per cent; None where there is no series for it."""
    part = TargetSum(what)
    counted = [point for point in points if point.targets]
    if not counted:
        return None
    baseline = _baseline(counted)
    if part in _AT_BASELINE:
        return _at_baseline(part, baseline)
    later = points[points.index(baseline) + 1 :]
    if part is TargetSum.NEW_LESION and any(point.new_lesion for point in later):
        return Codes({"yes"})
    if counted[-1] is baseline:
        return None
    return _since(part, (baseline, *later), counted[-1])


def _baseline(counted: list[TimePoint]) -> TimePoint:
    last = counted[-1]
    before = [point for point in counted[:-1] if point.treatment < last.treatment]
    return before[-1] if before else counted[0]


_AT_BASELINE = frozenset(
    {
        TargetSum.BASELINE,
        TargetSum.TARGETS,
        TargetSum.MOST_IN_AN_ORGAN,
        TargetSum.SMALLEST_OTHER,
        TargetSum.SMALLEST_NODE,
    }
)


def _at_baseline(part: TargetSum, baseline: TimePoint) -> ValueSet | None:
    match part:
        case TargetSum.BASELINE:
            return baseline.total(short=False)
        case TargetSum.TARGETS:
            return Interval.point(len(baseline.targets))
        case TargetSum.MOST_IN_AN_ORGAN:
            return Interval.point(max(Counter(one.organ for one in baseline.targets).values()))
        case TargetSum.SMALLEST_OTHER:
            return _smallest(one.size for one in baseline.targets if one.organ != _NODE)
    return _smallest(one.size for one in baseline.targets if one.organ == _NODE)


def _smallest(sizes: Iterable[Interval]) -> Interval | None:
    found = list(sizes)
    return Interval(min(one.low for one in found), min(one.high for one in found)) if found else None


def _since(part: TargetSum, points: tuple[TimePoint, ...], now: TimePoint) -> ValueSet:
    counted = [point for point in points if point.targets]
    most = max(len(point.targets) for point in counted)
    sums = {id(point): point.total(short=len(point.targets) < most) for point in counted}
    base, here = sums[id(counted[0])], sums[id(now)]
    earlier = [sums[id(point)] for point in counted if point is not now]
    nadir = Interval(min(one.low for one in earlier), min(one.high for one in earlier))
    match part:
        case TargetSum.NOW:
            return here
        case TargetSum.NADIR:
            return nadir
        case TargetSum.FROM_BASELINE:
            return _change(base, here)
        case TargetSum.FROM_NADIR:
            return _change(nadir, here)
        case TargetSum.RISE:
            return Interval(here.low - nadir.high, here.high - nadir.low)
        case TargetSum.OTHER_NOW:
            return now.others(short=len(now.targets) < most)
        case TargetSum.LARGEST_NODE:
            nodes = [one.size for one in now.targets if one.organ == _NODE]
            return Interval(max((n.low for n in nodes), default=0), max((n.high for n in nodes), default=0))
    return Codes({"no"})


def _change(start: Interval, end: Interval) -> Interval:
    """The change in per cent; from nothing to something is as much as there can be."""
    low = (end.low - start.high) / start.high * 100 if start.high else 0.0
    high = (end.high - start.low) / start.low * 100 if start.low else float("inf") if end.high else 0.0
    return Interval(min(low, high), high)
