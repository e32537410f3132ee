"""Dates as people type them; where a text can be two days it is asked, never guessed."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.strict import FIRST_YEAR, LAST_YEAR, shown
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.typed.text import either, refuse_other_digits, tidy

OLDEST = 120
"""Years a patient can have lived: the reach of a birth year typed with two digits."""

_FORMS = "write it as 12 Mar 2026, Mar 2026 or 2026"
_REAL = "write a day that exists, such as 12 Mar 2026"
# Not those of the calendar module: they follow the language of the system.
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WHOLE = re.compile(r"[\da-z]+(?:[\s./,-]+[\da-z]+)*\.?", re.A)
_TOKEN = re.compile(r"\d+|[a-z]+", re.A)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b", re.A)
_SHIFT = re.compile(r"([+-])\s?(\d{1,4})\s?([dwmy])", re.A)
_AGO = re.compile(r"(\d{1,4}) ?(day|week|month|year)s? ago", re.A)
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_WHOLE_SPANS = {"this month": "-0m", "last month": "-1m", "this year": "-0y", "last year": "-1y"}
# A part that is not known is left blank in many ways; the date is then as precise as what is left.
_BLANK = re.compile(r"(?<![\da-z])(?:x{1,2}|\?{1,2}|--)[\s./-]+", re.A)
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?", re.A)
_AFTER_EVENT = re.compile(r"\d.*\b(?:after|since|from|before)\b")


@dataclass(frozen=True, slots=True)
class _Parts:
    """Day, month and year as one way of reading a text gives them; perhaps no day of the calendar."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def is_in_calendar(self) -> bool:
        try:
            date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError:
            return False
        return True


def read_date(text: str, today: date, *, ahead: bool = False, birth: bool = False) -> PartialDate:
    """The date that was typed, as precise as it was typed.

    ``ahead`` allows days after today (a board date); ``birth`` lets a year of two digits lie up to
    OLDEST years back. Raises FieldProblem for what is no date, can be two dates or lies ahead.
    """
    try:
        return _read(text, today, ahead=ahead, birth=birth)
    except FieldProblem as asked:
        offered = [one for one in asked.readings if _is_taken(one, today, ahead=ahead, birth=birth)]
        raise FieldProblem(str(asked), offered) from None


def _is_taken(text: str, today: date, *, ahead: bool, birth: bool) -> bool:
    try:
        _read(text, today, ahead=ahead, birth=birth)
    except FieldProblem:
        return False
    return True


def _read(text: str, today: date, *, ahead: bool, birth: bool) -> PartialDate:
    refuse_other_digits(text)
    said = shown(tidy(text))
    plain = _spelt(tidy(text).casefold())
    found = _shifted(plain, today) or _only(list(_readings(plain, said, _Years(today, ahead, birth))), said)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        wrong = f"The year {found.year} is not a plausible one"
        raise FieldProblem(f"{wrong}; write a year from {FIRST_YEAR} to {LAST_YEAR}.")
    if found.earliest > today and not ahead:
        wrong = f"{found.shown()} lies after today, {PartialDate.of(today).shown()}"
        raise FieldProblem(f"{wrong}; write a day that has been, or correct the year.")
    return found


def _spelt(plain: str) -> str:
    """One spelling for several: parts left blank taken out, Chinese signs as hyphens."""
    if chinese := _CHINESE.fullmatch(plain):
        return "-".join(part for part in chinese.groups() if part)
    if _AFTER_EVENT.match(plain):
        raise FieldProblem(f"{shown(plain)} is counted from another event; {_FORMS}.")
    return _BLANK.sub("", plain.removeprefix("the ")).replace(" '", " ")


@dataclass(frozen=True, slots=True)
class _Years:
    """The years that two or four digits can mean."""

    today: date
    ahead: bool
    birth: bool

    def of(self, digits: str) -> tuple[int, ...]:
        if len(digits) != 2:
            return (int(digits),)
        this = self.today.year
        near = [this - this % 100 + int(digits) + shift for shift in (-100, 0, 100)]
        if self.ahead:
            return (min(near, key=lambda year: abs(year - this)),)
        past = [year for year in near if year <= this]
        if self.birth:
            return tuple(year for year in past if this - year <= OLDEST)
        return (max(past),)


def _shifted(plain: str, today: date) -> PartialDate | None:
    """Counted from today: ``today``, ``-2w`` to the day, ``-3m`` to the month, ``-1y`` to the year."""
    if ago := _AGO.fullmatch(plain):
        plain = f"-{ago[1]}{ago[2][0]}"
    shift = _SHIFT.fullmatch(_WHOLE_SPANS.get(plain, plain))
    if shift is None:
        return PartialDate.of(today + timedelta(_DAYS[plain])) if plain in _DAYS else None
    count, unit = int(shift[1] + shift[2]), shift[3]
    if unit == "y":
        return PartialDate(today.year + count)
    if unit == "m":
        year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
        return PartialDate(year, month + 1)
    try:
        return PartialDate.of(today + timedelta(count * (7 if unit == "w" else 1)))
    except OverflowError:
        raise FieldProblem(f"{shown(plain)} is too far from today; {_FORMS}.") from None


def _readings(plain: str, said: str, years: _Years) -> Iterator[_Parts]:
    """Every way to read a text as a date, among them days that no calendar has."""
    tokens = _TOKEN.findall(_ORDINAL.sub("", plain)) if _WHOLE.fullmatch(plain) else []
    at = [place for place, token in enumerate(tokens) if token.isalpha()]
    if len(at) == 1 and len(month := _month(tokens[at[0]])) == 1:
        numbers = [token for token in tokens if token.isdigit()]
        return _with_month(month[0], numbers, at[0], said, years)
    if not at and len(tokens) == 1:
        return _compact(tokens[0], years)
    hyphens = re.fullmatch(r"\d+-\d+-\d+", plain, re.A) is not None
    return iter(()) if at else _numeric(tokens, said, years, hyphens=hyphens)


def _month(word: str) -> list[int]:
    """The month a word begins; three letters are needed."""
    return [n for n, name in enumerate(_MONTHS, start=1) if len(word) >= 3 and name.startswith(word)]


def _with_month(month: int, numbers: list[str], place: int, said: str, years: _Years) -> Iterator[_Parts]:
    """The month in letters: only day and year are left, and their order tells them apart."""
    lengths = [len(number) for number in numbers]
    if lengths == [4]:
        yield _Parts(int(numbers[0]), month)
    elif not lengths or (len(lengths) == 1 and lengths[0] <= 2):
        raise _without_year(said, years, month, numbers)
    elif lengths in ([4, 1], [4, 2]) and place == 1:
        yield _Parts(int(numbers[0]), month, int(numbers[1]))
    elif len(lengths) == 2 and lengths[0] <= 2 and lengths[1] in (2, 4) and place < 2:
        for year in years.of(numbers[1]):
            yield _Parts(year, month, int(numbers[0]))


def _numeric(tokens: list[str], said: str, years: _Years, *, hyphens: bool) -> Iterator[_Parts]:
    """Day, month and year in digits with signs between them: year first, else day or month first."""
    lengths = [len(token) for token in tokens]
    if not lengths or any(length not in (1, 2, 4) for length in lengths):
        return
    if len(lengths) == 2 and max(lengths) <= 2:
        raise _without_year(said, years, int(tokens[0]), tokens[1:], int(tokens[1]))
    if lengths[0] == 4 and max(lengths[1:]) <= 2 and len(lengths) <= 3:
        yield _Parts(*(int(token) for token in tokens))
    elif len(lengths) == 2 and lengths[0] <= 2:
        yield _Parts(int(tokens[1]), int(tokens[0]))
    elif len(lengths) == 3 and max(lengths[:2]) <= 2 and lengths[2] != 1:
        yield from _day_or_month_first(tokens[0], tokens[1], years.of(tokens[2]))
        if lengths == [2, 2, 2] or (hyphens and lengths[0] == lengths[2] == 2):
            yield from _year_first(tokens, years, hyphens=hyphens)


def _year_first(tokens: list[str], years: _Years, *, hyphens: bool) -> Iterator[_Parts]:
    """26-03-05: with hyphens always a reading, with other signs where it is the later of the two."""
    latest = max(years.of(tokens[2]))
    for year in years.of(tokens[0]):
        if hyphens or year > latest:
            yield _Parts(year, int(tokens[1]), int(tokens[2]))


def _compact(digits: str, years: _Years) -> Iterator[_Parts]:
    """Digits alone: 2026, 050326, 202603, 05032026, 20260305."""
    if len(digits) == 4:
        yield _Parts(int(digits))
    if len(digits) in (6, 8):
        yield from _day_or_month_first(digits[:2], digits[2:4], years.of(digits[4:]))
        for year in years.of(digits[:-4]):
            yield _Parts(year, int(digits[-4:-2]), int(digits[-2:]))
    if len(digits) == 6:
        yield _Parts(int(digits[:4]), int(digits[4:]))
        yield _Parts(int(digits[2:]), int(digits[:2]))


def _day_or_month_first(one: str, other: str, years: tuple[int, ...]) -> Iterator[_Parts]:
    for year in years:
        yield _Parts(year, int(other), int(one))
        yield _Parts(year, int(one), int(other))


def _only(readings: list[_Parts], said: str) -> PartialDate:
    """The one day of the calendar among the readings."""
    if not readings:
        raise FieldProblem(f"{said} is not understood as a date; {_FORMS}.")
    days = [PartialDate(r.year, r.month, r.day) for r in readings if r.is_in_calendar]
    if not days:
        raise FieldProblem(f"{said} is no day of the calendar{_last_day(readings)}; {_REAL}.")
    likely = list(dict.fromkeys(day for day in days if FIRST_YEAR <= day.year <= LAST_YEAR)) or days[:1]
    if len(likely) > 1:
        words = [day.shown() for day in likely]
        mend = f"write month in letters and year in full, such as {words[0].replace('-', ' ')}"
        raise FieldProblem(f"{said} can be {either(words)}; {mend}.", words)
    return likely[0]


def _last_day(readings: list[_Parts]) -> str:
    """`` (Feb 2026 has 28 days)`` where month and year are sure."""
    only = readings[0]
    if len(set(readings)) > 1 or only.month is None or not 1 <= only.month <= 12 or only.year < 1:
        return ""
    days = calendar.monthrange(only.year, only.month)[1]
    return f" ({_MONTHS[only.month - 1].title()} {only.year} has {days} days)"


def _without_year(
    said: str, years: _Years, month: int, others: list[str], second: int | None = None
) -> FieldProblem:
    """What is asked where no year stands in four digits; offered are a month of a year and near days.

    ``second``: the second of two numbers, which may be the month as well.
    """
    this, two = years.today.year, [int(other) for other in others if len(other) <= 2]
    near = [_Parts(year, month) for other in others if len(other) == 2 for year in years.of(other)]
    near += [_Parts(year, month, day) for day in two for year in (this, this - 1)]
    if second is not None:
        near += [_Parts(year, second, month) for year in (this, this - 1)]
    if not others:
        near = [_Parts(year, month) for year in (this, this - 1)]
    days = [PartialDate(one.year, one.month, one.day) for one in near if one.is_in_calendar]
    past = [day for day in days if (years.ahead or day.earliest <= years.today) and day.year >= FIRST_YEAR]
    offered = list(dict.fromkeys(day.shown() for day in past))[:4]
    return FieldProblem(f"{said} does not say the year in four digits; {_FORMS}.", offered)
