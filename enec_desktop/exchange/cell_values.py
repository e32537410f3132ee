"""Cells of a table as facts of a case, through the readers of the form; nothing doubtful is taken."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from enec_desktop.domain.case import Fact, FieldState
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.intake import Cell, CellKind, DayOrder
from enec_desktop.domain.strict import shown
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.typed.dates import read_date
from enec_desktop.domain.typed.text import read_text, tidy
from enec_desktop.domain.typed.values import BIRTH, MAY_LIE_AHEAD, read_typed
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Field, FieldType
from enec_desktop.exchange.harmless import original

STATES = {f"[{state.value}]": state for state in FieldState if state is not FieldState.VALUE}
"""The five states other than a value as a cell says them, in any field."""

_PLAIN_STATES = {
    state.value: state
    for state in (FieldState.NOT_DONE, FieldState.PENDING, FieldState.UNKNOWN, FieldState.NOT_APPLICABLE)
}
_PLAIN_STATES |= {"not known": FieldState.UNKNOWN, "does not apply": FieldState.NOT_APPLICABLE}
_TWO_WAYS = frozenset({"n/a", "na", "n.a.", "none", "nil", "null", "-", "--", "?", "."})
_DIGITS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})", re.A)
_EIGHT = re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)", re.A)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST_DIGITS = 15
_ELAPSED = re.compile(r"(.+) months after (.+)", re.A)

LINE = Field("text", "This cell", FieldType.TEXT, {}, Interval(), Interval(), {}, "")
LINES = Field("note", "This note", FieldType.TEXT, {}, Interval(), Interval(), {}, "", long_text=True)
MONTHS = Field(
    "after", "This time", FieldType.NUMBER, {"months": 1.0}, Interval(0, 1200), Interval(0, 1200), {}, ""
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How the cells of a file are read: today, and which number of a date in digits is the day."""

    today: date
    order: DayOrder = DayOrder.ASK


def read_fact(field: Field, cell: Cell, unit: str, manner: Manner) -> Fact:
    """The fact a cell gives a field, without remarks; NOT_RECORDED where the cell empties it.

    Raises FieldProblem with one sentence: what is wrong and what to write.
    """
    state = STATES.get(cell.text.strip().casefold())
    if state is not None:
        return Fact(state)
    text = cell_text(cell)
    if field.type is FieldType.TEXT:
        return Fact(FieldState.VALUE, _free_text(field, cell, text))
    if field.type is FieldType.DATE:
        return _dated(field, cell, text, manner)
    if cell.kind is CellKind.DATE:
        wrong = f"The spreadsheet holds a date here, {text}, and {field.label} is none"
        raise FieldProblem(f"{wrong}; make the column a text column and write the value again.")
    return _typed(field, text, unit, manner)


def cell_text(cell: Cell) -> str:
    """The text of a cell. Raises FieldProblem for one that shows an error, lacks its value or is covered."""
    if cell.kind is CellKind.ERROR:
        raise FieldProblem(f"The spreadsheet shows {cell.text} here; mend the formula or empty the cell.")
    if cell.kind is CellKind.FORMULA:
        raise FieldProblem("A formula without a stored value; open the file in its program, save, try again.")
    if cell.kind is CellKind.MERGED:
        raise FieldProblem("A merged cell lies over this one; unmerge it, so that each row says its own.")
    return original(cell.text)


def read_line(cell: Cell) -> str:
    """A text on one line: a title, a report, an address."""
    return read_text(LINE, cell_text(cell))


def read_note(cell: Cell) -> str:
    """A text that may have several lines."""
    return read_text(LINES, cell_text(cell))


def read_day(cell: Cell, manner: Manner, *, ahead: bool = False, birth: bool = False) -> PartialDate:
    """The date in a cell, as precise as it stands there; what can be two days is refused."""
    text = cell_text(cell)
    if cell.kind is CellKind.NUMBER and not re.fullmatch(r"\d{4}|\d{6}|\d{8}", text):
        wrong = f"{shown(text)} is a number, perhaps the day number of a spreadsheet"
        raise FieldProblem(f"{wrong}; give the column the format of a date, or write it as 12 Mar 2026.")
    if cell.kind is CellKind.DATE:
        text = text[:10]
    plain = _in_order(tidy(text), manner.order)
    try:
        return read_date(plain, manner.today, ahead=ahead, birth=birth)
    except FieldProblem as problem:
        if " can be " not in str(problem) or not _DIGITS.fullmatch(plain):
            raise
        mend = "write the month in letters, or state the order of day and month for the whole file"
        raise FieldProblem(f"{str(problem).partition(';')[0]}; {mend}.") from problem


def read_elapsed(cell: Cell) -> tuple[Interval, str]:
    """``36 months after operation``: the months, and the name of the entry they are counted from."""
    text = cell_text(cell)
    match = _ELAPSED.fullmatch(text)
    if match is None:
        wrong = f"{shown(text)} is no time after an entry"
        raise FieldProblem(f"{wrong}; write it as 36 months after course, or leave the cell empty.")
    found = read_typed(MONTHS, match[1], None, date.max)
    return found.interval, match[2].strip()  # type: ignore[union-attr]


def _free_text(field: Field, cell: Cell, text: str) -> str:
    if cell.kind is CellKind.NUMBER and len(text.strip("-").replace(".", "")) > _MOST_DIGITS:
        wrong = f"A spreadsheet keeps only {_MOST_DIGITS} digits of the number {shown(text)}"
        raise FieldProblem(f"{wrong}; make the column a text column and write it again.")
    if cell.kind is CellKind.DATE and len(text) == len("2026-03-12"):
        with suppress(ValueError):
            return PartialDate.parse(text).shown()
    return read_text(field, text)


def _dated(field: Field, cell: Cell, text: str, manner: Manner) -> Fact:
    plain = _plain_state(text)
    if plain is not None:
        return plain
    ahead, birth = field.name in MAY_LIE_AHEAD, field.name in BIRTH
    return Fact(FieldState.VALUE, read_day(cell, manner, ahead=ahead, birth=birth))


def _typed(field: Field, text: str, unit: str, manner: Manner) -> Fact:
    try:
        return Fact(FieldState.VALUE, read_typed(field, text, unit or None, manner.today))
    except FieldProblem:
        plain = _plain_state(text)
        if plain is None:
            raise
        return plain


def _plain_state(text: str) -> Fact | None:
    """A state in words. Raises FieldProblem for signs that can mean several of them."""
    plain = tidy(text).casefold()
    if plain in _PLAIN_STATES:
        return Fact(_PLAIN_STATES[plain])
    if plain in _TWO_WAYS:
        wrong = f"{shown(tidy(text))} can mean not done, unknown or not applicable"
        raise FieldProblem(f"{wrong}; write one of them, or leave the cell empty.")
    return None


def _in_order(text: str, order: DayOrder) -> str:
    """The date with its month in letters, where the file's order of day and month was stated."""
    match = _EIGHT.fullmatch(text)
    parts = match.groups() if match else None
    if (match := _DIGITS.fullmatch(text)) is not None:
        parts = (match[1], match[3], match[4])
    if order is DayOrder.ASK or parts is None:
        return text
    day, month, year = parts if order is DayOrder.DAY_FIRST else (parts[1], parts[0], parts[2])
    if not 1 <= int(month) <= 12:
        said = f"The file was said to have the {order}, and {shown(text)} has not"
        raise FieldProblem(f"{said}; correct the cell, or state the other order.")
    return f"{day} {_MONTHS[int(month) - 1]} {year}"
