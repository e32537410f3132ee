"""One line of the list of cases, and what may be asked of the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Where(IntEnum):
    """Where a case lies; each place has a list of its own."""

    LIST = 0
    ARCHIVE = 1
    BIN = 2


class SortKey(StrEnum):
    """The columns the list can be ordered by."""

    TITLE = "title"
    NAME = "name"
    NUMBER = "number"
    AGE = "age"
    SEX = "sex"
    MOMENT = "moment"
    DIAGNOSIS = "diagnosis"
    STAGE = "stage"
    MISSING = "missing"
    BOARD_DATE = "board_date"
    STATUS = "status"
    UPDATED = "updated"


class Facet(StrEnum):
    """What a list can be narrowed by, beside its text."""

    STATUS = "status"
    BOARD = "board"
    MISSING = "missing"
    MOMENT = "moment"
    DIAGNOSIS = "diagnosis"
    STAGE = "stage"


class BoardTime(StrEnum):
    """When the board meets, seen from today; OVERDUE: the day is over and the case was not discussed."""

    OVERDUE = "overdue"
    WEEK = "week"
    NEXT = "next"
    LATER = "later"
    PAST = "past"
    NONE = "none"


class Gaps(StrEnum):
    """What is missing that matters; NOTHING: nobody has entered a fact of the disease yet."""

    SOME = "some"
    NONE = "none"
    NOTHING = "nothing"
    OPEN = "open"


DISCUSSED = ("discussed", "follow_up", "closed")
"""The statuses of a case whose board has met."""

Chosen = Mapping[Facet, str]
"""A value for some of the facets; empty: cases without one."""


@dataclass(frozen=True, slots=True)
class WorklistQuery:
    """Which cases, in which order; ``after`` is the key of the last row of the page before.

    ``today`` (ISO) is needed to order by age and to tell board dates; an unknown today leaves both undone.
    """

    text: str = ""
    chosen: Chosen = field(default_factory=dict)
    where: Where = Where.LIST
    sort: SortKey = SortKey.UPDATED
    descending: bool = True
    limit: int = 200
    after: tuple[str, str] | None = None
    today: str = "1970-01-01"


class WorklistRow(NamedTuple):
    """A case in one line; empty text where nothing is recorded.

    ``assessed``: moment, diagnosis, stage and missing are those of the present revision. ``entered``:
    facts stated beside those of the patient's identity and of the meeting. ``placed``: when the case was
    put where it is, empty on the list.
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
    where: Where
    key: tuple[str, str]
    assessed: bool = False
    entered: int = 0
    placed: str = ""


class WorklistCounts(NamedTuple):
    """How many cases there are where the query looks, how many it finds, and how many each value leaves."""

    total: int
    shown: int
    by: Mapping[Facet, Mapping[str, int]] = MappingProxyType({})


class Outlook(NamedTuple):
    """What an assessment of a case told the list: the case in one line, and the facts it waits for."""

    line: str
    asks: tuple[str, ...]
