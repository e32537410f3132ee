"""One line of the list of cases, and what may be asked of the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class SortKey(StrEnum):
    """The columns the list can be ordered by."""

    TITLE = "title"
    NAME = "name"
    NUMBER = "number"
    BORN = "born"
    MOMENT = "moment"
    DIAGNOSIS = "diagnosis"
    STAGE = "stage"
    MISSING = "missing"
    BOARD_DATE = "board_date"
    STATUS = "status"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class WorklistQuery:
    """Which cases, in which order; ``after`` is the key of the last row of the page before."""

    text: str = ""
    moment: str | None = None
    diagnosis: str | None = None
    status: str | None = None
    archived: bool = False
    sort: SortKey = SortKey.UPDATED
    descending: bool = True
    limit: int = 200
    after: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """A case in one line; empty text where nothing is recorded.

    ``assessed``: moment, diagnosis, stage and missing are those of the present revision.
    """

    case_id: str
    title: str
    name: str
    number: str
    born: str
    age: str
    sex: str
    moment: str
    diagnosis: str
    stage: str
    missing: int | None
    board_date: str
    status: str
    updated: str
    archived: bool
    key: tuple[str, str]
    assessed: bool = False


@dataclass(frozen=True, slots=True)
class WorklistCounts:
    """How many cases there are, in all and behind each filter value."""

    total: int
    shown: int
    by_moment: dict[str, int] = field(default_factory=dict)
    by_diagnosis: dict[str, int] = field(default_factory=dict)
    by_status: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the journal: what was changed, when, by whom and why."""

    position: int
    when: str
    who: str
    action: str
    entry: str
    kind: str
    field: str
    old: str
    new: str
    reason: str
    undoes: int | None = None
