"""Rows of a table as cases: one row is one patient, its columns are parts of the case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from enec_desktop.domain.case import Fact
from enec_desktop.domain.columns import Address
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.intake import Cell, Line, Trouble
from enec_desktop.domain.strict import shown
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.exchange.cell_values import Manner, read_day, read_elapsed, read_fact, read_line, read_note

Which = tuple[str, int]
"""An entry of a row: its kind, and the how manieth of that kind it is."""

NO_ENTRIES = "no entries"
"""What the history of a case without entries reads."""

MOST_REMEMBERED = 100_000

_QUOTED = 200
_ENTRY = re.compile(r"([a-z_]+)(?:[ .]?(\d{1,3}))?", re.A)


Part: TypeAlias = str | Fact | PartialDate | tuple[Interval, str] | tuple[Which, ...]
"""What one cell says."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is taken in."""

    at: int
    heading: str
    address: Address
    unit: str = ""


@dataclass(slots=True)
class FactSays:
    """What a row says of one field; a part that is None it leaves as it is."""

    fact: Fact | None = None
    on: PartialDate | None = None
    source: str | None = None
    note: str | None = None


@dataclass(slots=True)
class EntrySays:
    """What a row says of one entry."""

    id: str = ""
    date: PartialDate | None = None
    after: tuple[Interval, str] | None = None
    of: str = ""
    facts: dict[str, FactSays] = field(default_factory=dict)


@dataclass(slots=True)
class RowSays:
    """Everything one row says, and why parts of it are refused."""

    number: int
    case: dict[str, str] = field(default_factory=dict)
    history: tuple[Which, ...] | None = None
    entries: dict[Which, EntrySays] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)

    def text(self, kind: str, name: str) -> str:
        """The text the row gives a field of the first entry of a kind; empty without one."""
        entry = self.entries.get((kind, 1))
        says = entry.facts.get(name) if entry else None
        value = says.fact.value if says and says.fact else None
        if isinstance(value, PartialDate):
            return value.iso()
        return value if isinstance(value, str) else ""


class RowReader:
    """Reads the rows of one table; cells of a column that are alike are read once."""

    def __init__(self, columns: Sequence[Column], vocabulary: Vocabulary, manner: Manner) -> None:
        self._columns, self._vocabulary, self._manner = columns, vocabulary, manner
        self._found: dict[tuple[int, Cell], Part | FieldProblem] = {}

    def read(self, line: Line) -> RowSays:
        """What a row says; every cell that cannot be taken is named with its column and sentence."""
        says = RowSays(line.number)
        for column in self._columns:
            cell = line.cells[column.at]
            if cell.is_blank:
                continue
            part = self._part(column, cell)
            if isinstance(part, FieldProblem):
                says.troubles.append(Trouble(column.heading, str(part), cell.text[:_QUOTED]))
            else:
                _take(says, column.address, part)
        return says

    def _part(self, column: Column, cell: Cell) -> Part | FieldProblem:
        key = (column.at, cell)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= MOST_REMEMBERED:
                self._found.clear()
            try:
                found = _read(column, cell, self._vocabulary, self._manner)
            except FieldProblem as problem:
                found = problem
            self._found[key] = found
        return found


def _read(column: Column, cell: Cell, vocabulary: Vocabulary, manner: Manner) -> Part:
    """What a cell says, as the part of a case that its column is."""
    address = column.address
    if address.part == "history" and not address.kind:
        return _history(read_line(cell), vocabulary)
    if address.field and not address.part:
        return read_fact(vocabulary.field(address.kind, address.field), cell, column.unit, manner)
    if address.part in ("date", "on"):
        return read_day(cell, manner)
    if address.part == "after":
        return read_elapsed(cell)
    return read_note(cell) if address.part == "note" else read_line(cell)


def _take(says: RowSays, address: Address, part: Part) -> None:
    if not address.kind:
        if address.part == "history":
            says.history = cast(tuple[Which, ...], part)
        else:
            says.case[address.part] = cast(str, part)
        return
    entry = says.entries.setdefault((address.kind, address.nth), EntrySays())
    if address.field:
        fact = entry.facts.setdefault(address.field, FactSays())
        setattr(fact, address.part or "fact", part)
    else:
        setattr(entry, address.part, part)


def _history(text: str, vocabulary: Vocabulary) -> tuple[Which, ...]:
    found: list[Which] = []
    if text == NO_ENTRIES:
        return ()
    for piece in text.split(";"):
        match = _ENTRY.fullmatch(piece.strip().casefold())
        if match is None or match[1] not in vocabulary.kinds:
            wrong = f"{shown(piece.strip())} names no kind of entry"
            raise FieldProblem(f"{wrong}; write the entries in their order: identity; specimen; specimen 2.")
        found.append((match[1], int(match[2] or 1)))
    return tuple(dict.fromkeys(found))
