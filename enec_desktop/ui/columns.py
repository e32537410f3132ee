"""The columns of the worklist: which there are, by which the list is ordered, and the age in one of them."""

from __future__ import annotations

from enum import IntEnum

from enec_desktop.app.settings import SettingsDesk
from enec_desktop.domain.time import PartialDate, years_between
from enec_desktop.domain.worklist import SortKey, WorklistRow


class Column(IntEnum):
    """What the table can show; which of it, and in which order, is the user's choice."""

    NAME = 0
    NUMBER = 1
    AGE = 2
    MOMENT = 3
    DIAGNOSIS = 4
    STAGE = 5
    MISSING = 6
    BOARD = 7
    STATUS = 8
    SEX = 9
    TITLED = 10
    UPDATED = 11
    PLACED = 12


SORT = {
    Column.NAME: SortKey.NAME,
    Column.NUMBER: SortKey.NUMBER,
    Column.AGE: SortKey.AGE,
    Column.MOMENT: SortKey.MOMENT,
    Column.DIAGNOSIS: SortKey.DIAGNOSIS,
    Column.STAGE: SortKey.STAGE,
    Column.MISSING: SortKey.MISSING,
    Column.BOARD: SortKey.BOARD_DATE,
    Column.STATUS: SortKey.STATUS,
    Column.SEX: SortKey.SEX,
    Column.TITLED: SortKey.TITLE,
    Column.UPDATED: SortKey.UPDATED,
}
"""What each column orders the list by; a case is put away by its last change, so that orders it, too."""

NEWEST = (SortKey.UPDATED, True)
"""The order until another one is chosen: what was changed last comes first."""


def sort_of(settings: SettingsDesk) -> tuple[SortKey, bool]:
    """The order that was chosen last, and whether it descends."""
    kept = settings.get("worklist.sort", {})
    by, keys = kept.get("by"), {str(key): key for key in SORT.values()}
    return (keys[by], kept.get("descending") is True) if isinstance(by, str) and by in keys else NEWEST


def keep_sort(settings: SettingsDesk, key: SortKey, *, descending: bool) -> None:
    """Remember an order."""
    settings.set("worklist.sort", {"by": str(key), "descending": descending})


def age_of(row: WorklistRow, today: PartialDate) -> str:
    """The age on a day, from the birth date; else the age as stated; empty without either."""
    if not row.born:
        return row.age
    years = years_between(PartialDate.parse(row.born), today)
    return f"{years.low:g}" if years.is_point else f"{years.low:g}-{years.high:g}"
