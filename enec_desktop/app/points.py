"""The points in time a case can be assessed for."""

from __future__ import annotations

from datetime import datetime

from enec_desktop.domain.case import Case
from enec_desktop.domain.time import AfterEvent, At, Latest, OnDate


def latest(now: datetime) -> At:
    """The point in time "now"."""
    return Latest(now.date())


def points_of(case: Case, now: datetime) -> list[tuple[str, At]]:
    """The points in time a reader may choose: latest first, then each question put to a board."""
    found: list[tuple[str, At]] = [("Latest", latest(now))]
    for entry in case.of_kind("question"):
        asked = entry.fact("question").value
        found.append((asked if isinstance(asked, str) else entry.id, AfterEvent(entry.id)))
    return found


def point_in_time(on: str | None, after: str | None, today: datetime) -> At:
    """The point a command line names; raises ValueError for a date no calendar has."""
    if after is not None:
        return AfterEvent(after)
    if on is not None:
        return OnDate(datetime.strptime(on, "%Y-%m-%d").date())
    return latest(today)
