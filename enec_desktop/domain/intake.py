"""What is taken in from other programs: tables as they are read, and what an import would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from enec_desktop.domain.case import Case


class CellKind(StrEnum):
    """What a cell holds, as far as the file says; a CSV file knows only texts."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"
    FORMULA = "formula without value"
    MERGED = "covered by a merged cell"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as a text that the readers of the form understand; a date in ISO form."""

    text: str = ""
    kind: CellKind = CellKind.TEXT

    @property
    def is_blank(self) -> bool:
        """Whether the cell says nothing."""
        return self.kind is CellKind.TEXT and not self.text.strip()


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headings; ``number`` is its row or line in the file, counted from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table file is read; empty parts are found out from the file."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table as it was read; ``reading`` is how, ``sheets`` what else there is.

    ``doubtful``: the encoding was guessed from the text and may be another one.
    """

    name: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    reading: Reading
    sheets: tuple[str, ...] = ()
    doubtful: bool = False


class DayOrder(StrEnum):
    """Which number of a date in digits is the day, stated once for a file."""

    ASK = "ask"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What a column is taken in as: an address (empty: left out), and the unit of bare numbers."""

    address: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A stored case as the matching of rows sees it."""

    id: str
    name: str
    number: str
    born: str
    archived: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """A stored case at a revision as the text it lies as, to be read in another thread.

    ``waits``: its advice waits for the intent of the board.
    """

    id: str
    revision: int
    text: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """Where cases were written; ``kept_back``: those without their opinions, as the advice still waits."""

    path: Path
    kept_back: tuple[str, ...] = ()


class Fate(StrEnum):
    """What an import does with a case."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "the same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field that an import gives another value, in words."""

    where: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something is refused; ``column`` is the heading, empty where the whole row or file is meant.

    ``text`` is what the cell says.
    """

    column: str
    sentence: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What would happen with one row or file.

    ``case`` is the case as it would be stored (None: refused), ``before`` the stored one, made at
    ``revision``. ``restores``: the case lies in the archive and comes back. ``doubts`` are remarks that
    refuse nothing, such as another patient who looks alike. ``fields``: how many parts of the case get
    another value; ``tell`` puts them into words, which costs more than the rest and is asked of few rows.
    """

    source: str
    patient: str
    fate: Fate
    case: Case | None = None
    before: Case | None = None
    revision: int = 0
    restores: bool = False
    fields: int = 0
    tell: Callable[[], tuple[FieldLine, ...]] = tuple
    troubles: tuple[Trouble, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[FieldLine, ...]:
        """Every part of the case that gets another value, in words."""
        return self.tell()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A dry run: every row or file in its order; nothing is written yet."""

    name: str
    planned: tuple[Planned, ...]

    @property
    def counts(self) -> dict[Fate, int]:
        """How many of each fate there are."""
        found = Counter(one.fate for one in self.planned)
        return {fate: found[fate] for fate in Fate}

    @property
    def to_write(self) -> tuple[Planned, ...]:
        """What would be written."""
        return tuple(one for one in self.planned if one.fate in (Fate.NEW, Fate.CHANGED))


@dataclass(frozen=True, slots=True)
class KeptImport:
    """An import that was written: its number, its file, when, and how many cases it touched."""

    id: int
    name: str
    when: datetime
    cases: int


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """What taking back an import did; ``stayed`` names fields that were changed since and stay."""

    name: str
    cases: int
    archived: int
    stayed: tuple[str, ...] = field(default_factory=tuple)
