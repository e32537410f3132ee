"""What a list can be narrowed by, as SQL over the columns of ``cases``."""

from __future__ import annotations

from datetime import date, timedelta

from enec_desktop.domain.worklist import DISCUSSED, BoardTime, Facet, Gaps, WorklistQuery

_DISCUSSED = ", ".join(f"'{status}'" for status in DISCUSSED)
_GAPS = f"""CASE WHEN entered = 0 THEN '{Gaps.NOTHING}' WHEN missing IS NULL THEN '{Gaps.OPEN}'
    WHEN missing > 0 THEN '{Gaps.SOME}' ELSE '{Gaps.NONE}' END"""
# A tilde stands behind every digit and hyphen: a month that is not over has not passed.
_BOARD = f"""CASE WHEN board_date IS NULL THEN '{BoardTime.NONE}'
    WHEN board_date || '~' < :today AND coalesce(status, '') NOT IN ({_DISCUSSED}) THEN '{BoardTime.OVERDUE}'
    WHEN board_date BETWEEN :monday AND :sunday THEN '{BoardTime.WEEK}'
    WHEN board_date BETWEEN :next_monday AND :next_sunday THEN '{BoardTime.NEXT}'
    WHEN board_date || '~' < :today THEN '{BoardTime.PAST}' ELSE '{BoardTime.LATER}' END"""

EXPRESSIONS = {
    Facet.STATUS: "coalesce(status, '')",
    Facet.MOMENT: "coalesce(moment, '')",
    Facet.DIAGNOSIS: "coalesce(diagnosis, '')",
    Facet.STAGE: "coalesce(stage, '')",
    Facet.MISSING: _GAPS,
    Facet.BOARD: _BOARD,
}
COUNTED = "status, moment, diagnosis, stage, missing, entered, board_date"
"""The columns behind the facets, in the order of the index ``cases_counted``."""

_PLAIN = (Facet.STATUS, Facet.MOMENT, Facet.DIAGNOSIS, Facet.STAGE)


def condition(facet: Facet) -> str:
    """What a case must fulfil for the value ``:<facet>``; plain columns so that an index can serve."""
    if facet in _PLAIN:
        return f"{facet.value} IS nullif(:{facet.value}, '')"
    return f"{EXPRESSIONS[facet]} = :{facet.value}"


def days(today: str) -> dict[str, str]:
    """The ends of this week and the next, which begin on Monday, as ISO dates."""
    day = date.fromisoformat(today)
    monday = day - timedelta(days=day.weekday())
    ends = {"monday": 0, "sunday": 6, "next_monday": 7, "next_sunday": 13}
    return {"today": today, **{name: (monday + timedelta(days=n)).isoformat() for name, n in ends.items()}}


def chosen_values(query: WorklistQuery) -> dict[str, str]:
    """The values a query asks for, by the names in ``condition``."""
    return {facet.value: value for facet, value in query.chosen.items()}
