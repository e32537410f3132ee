"""Numbers as people type them: both decimal marks, bounds, ranges, "about", a unit behind the number."""

from __future__ import annotations

import math
import re

from enec_desktop.domain.case import Quantity
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.shown import shown_amount, shown_interval, shown_number
from enec_desktop.domain.strict import shown
from enec_desktop.domain.typed.text import either, refuse_other_digits, tidy
from enec_desktop.domain.typed.units import unit_of
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Field

_NUMBER = r"(-?\d+(?:[.,]\d+)?)"


def _than(*words: str) -> tuple[str, ...]:
    return tuple(f"{word} than" for word in words)


# Every sign of a bound, and whether it leaves the number itself out.
_LOW = {**dict.fromkeys((">", "above", "over", *_than("more", "greater", "higher", "larger")), True)}
_LOW |= dict.fromkeys((">=", "=>", "at least", "no less than", "not less than", "min", "minimum"), False)
_HIGH = {**dict.fromkeys(("<", "below", "under", *_than("less", "lower", "fewer", "smaller")), True)}
_HIGH |= dict.fromkeys(
    ("<=", "=<", "at most", "up to", "no more than", "not more than", "max", "maximum"), False
)
_SIGN = "|".join(sorted((*_LOW, *_HIGH), key=len, reverse=True))

_ABOUT = re.compile(
    r"(?:(?:about|around|approximately|approx|roughly|nearly|almost|circa|ca)\b\.?|c\.|~)\s*", re.I
)
_BOUND = re.compile(rf"({_SIGN})\s*{_NUMBER}\s*(.*)", re.I | re.A)
_RANGE = re.compile(rf"{_NUMBER}(?:\s*(\S.*?))??(\s+to\s+|\s*[-～〜]\s*){_NUMBER}\s*(.*)", re.I | re.A)
_SINGLE = re.compile(rf"{_NUMBER}\s*(.*)", re.A)
_DECADE = re.compile(r"(\d+)'?s", re.I | re.A)
_BETWEEN = re.compile(
    rf"(?:between\s+{_NUMBER}\s*(\D*?)\s+and|from\s+{_NUMBER}\s*(\D*?)\s+to)\s+", re.I | re.A
)
_OR_MORE = re.compile(rf"{_NUMBER}\s*(\D*?)\s+(?:or|and)\s+(more|above|less|below)", re.I | re.A)
_OPEN_END = re.compile(rf"{_NUMBER}\s*(?:\+\s*(\D*)|([^\d+]*?)\s*\+)", re.A)
_LONE_MARK = re.compile(r"(?<![\d.,])[.,](?=\d)|(?<=\d)[.,](?![\d.,])")
_PLUS = re.compile(r"(?<![\d.,])\+(?=\d)", re.A)

# A run of digits with all marks between them, as far as one number can reach.
_RUN = re.compile(r"[.,]?\d(?:[\d.,]|'(?=\d))*(?: \d{3}(?!\d)(?:[.,]\d+)?)*", re.A)
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?", re.A)
# The point is the program's own decimal mark, so 1.234 is taken; but nobody ends decimals with a zero.
_GROUP_OR_MARK = re.compile(r"[1-9]\d{0,2}(?:,\d{3}|\.\d\d0)", re.A)
_GROUPED = re.compile(r"(\d{1,3}([.,' ])\d{3}(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?", re.A)
_POWER = re.compile(r"\d\s*e[+-]?\d", re.I | re.A)


def read_quantity(field: Field, text: str, unit: str | None) -> Quantity:
    """The number, bound or range that was typed, in the unit behind it or else in ``unit``.

    Raises FieldProblem for anything that can be read in two ways, and for what the field cannot hold.
    """
    try:
        return _read(field, text, unit)
    except FieldProblem as asked:
        raise FieldProblem(str(asked), _taken(field, asked.readings, unit)) from None


def _taken(field: Field, readings: tuple[str, ...], unit: str | None) -> list[str]:
    """The readings that are taken as they stand; another one in each unit in which it is possible.

    None of them is dropped while a unit fits it: the only one offered would be taken for the one meant.
    """
    found: list[str] = []
    for one in readings:
        as_it_stands = [one] if _is_taken(field, one, unit) else []
        in_units = (f"{one} {other}" for other in field.units)
        found += as_it_stands or [other for other in in_units if _is_taken(field, other, unit)]
    return found


def _is_taken(field: Field, text: str, unit: str | None) -> bool:
    try:
        _read(field, text, unit)
    except FieldProblem:
        return False
    return True


def _read(field: Field, text: str, unit: str | None) -> Quantity:
    refuse_other_digits(text)
    plain = _spelt(tidy(text))
    _refuse_doubtful_marks(plain)
    _refuse_open_end(plain)
    if field.hard.low < 0:
        plain = _PLUS.sub("", plain)
    said = _ABOUT.match(plain)
    body = plain[said.end() :] if said else plain
    interval, units = _read_body(field, body, text)
    written = _one_unit(field, units, unit, text)
    _check_whole(field, interval)
    _check_possible(field, interval, written)
    return Quantity(interval, written, said is not None)


def _spelt(plain: str) -> str:
    """One spelling for several: "between 3 and 20" as 3 to 20, "90 or more" as at least 90."""
    if said := _OR_MORE.fullmatch(plain):
        sign = ">=" if said[3].casefold() in ("more", "above") else "<="
        return f"{sign} {said[1]} {said[2]}".strip()
    plain = _BETWEEN.sub(lambda said: f"{said[1] or said[3]} {said[2] or said[4] or ''} to ", plain, count=1)
    return plain.rstrip(",;") if plain[-1:] in ",;" and not plain[-2:-1].isdigit() else plain


def _refuse_open_end(plain: str) -> None:
    """``90+``: whether 90 itself is meant is asked."""
    if said := _OPEN_END.fullmatch(plain):
        number, unit = said[1], (said[2] or said[3] or "").strip()
        meant = [f"{sign} {number} {unit}".strip() for sign in (">", "at least")]
        raise FieldProblem(f"{shown(plain)} can be {either(meant)}; write one of these.", meant)


def _refuse_doubtful_marks(plain: str) -> None:
    if re.search(r"10e9/l\b", plain, re.I):
        return
    if _POWER.search(plain):
        raise FieldProblem(f"{shown(plain)} is written with a power of ten; write the number in full.")
    for run in _RUN.findall(plain):
        grouped = _GROUPED.fullmatch(run)
        if _GROUP_OR_MARK.fullmatch(run):
            both = [re.sub("[.,]", "", run), shown_number(_number(run))]
            offered = [plain.replace(run, one, 1) for one in both]
            raise FieldProblem(f"{shown(run)} can be {either(both)}; write one of these.", offered)
        if _PLAIN.fullmatch(run):
            continue
        if grouped:
            digits, _, decimals = grouped.groups()
            meant = re.sub(r"\D", "", digits) + (f".{decimals}" if decimals else "")
            wrong = f"{shown(run)} holds a mark between thousands"
            raise FieldProblem(f"{wrong}; write {meant}.", [plain.replace(run, meant, 1)])
        wrong = f"{shown(run)} is not one number"
        mended = _LONE_MARK.sub(lambda mark: "0." if mark.string[mark.end() :][:1].isdigit() else "", plain)
        raise FieldProblem(
            f"{wrong}; write one decimal mark with digits on both sides, such as 3.5.", [mended]
        )


def _read_body(field: Field, body: str, text: str) -> tuple[Interval, list[str | None]]:
    """The interval, and the units that stand behind its numbers."""
    if decade := _DECADE.fullmatch(body):
        return _decade(field, int(decade[1]), text), []
    bounds = [_BOUND.fullmatch(part) for part in body.split(" and ")]
    if all(bounds):
        return _bounds([found for found in bounds if found], field, text)
    if found := _RANGE.fullmatch(body):
        return _range(field, found, text), [found[2], found[5]]
    if found := _SINGLE.fullmatch(body):
        return Interval.point(_number(found[1])), [found[2]]
    raise _not_understood(field, text)


def _decade(field: Field, start: int, text: str) -> Interval:
    if start % 10:
        raise _not_understood(field, text)
    if field.unit != "years":
        decade = f"{start}-{start + 9}"
        wrong = f"{shown(tidy(text))} reads as an age"
        raise FieldProblem(f"{wrong}; write {decade} if that is meant.", [decade])
    return Interval(float(start), float(start + 9))


def _bounds(found: list[re.Match[str]], field: Field, text: str) -> tuple[Interval, list[str | None]]:
    ends = [_bound(one[1].casefold(), _number(one[2])) for one in found]
    interval = ends[0].meet(ends[-1])
    sides = [math.isfinite(end) for end in (interval.low, interval.high)]
    if len(ends) != sum(sides):
        raise _not_understood(field, text)
    if interval.is_empty:
        raise FieldProblem(f"No number is {shown(tidy(text))}; write the smaller number first.")
    return interval, [one[3] for one in found]


def _bound(sign: str, number: float) -> Interval:
    if sign in _LOW:
        return Interval(low=number, low_open=_LOW[sign])
    return Interval(high=number, high_open=_HIGH[sign])


def _range(field: Field, found: re.Match[str], text: str) -> Interval:
    low, high = _number(found[1]), _number(found[4])
    if low < 0 <= high and found[3].strip() == "-":
        one, other = shown_number(low), shown_number(high)
        meant = (f"{one} to {other}", f"{one} to -{other}")
        raise FieldProblem(
            f"{shown(tidy(text))} can be read in two ways; write {meant[0]}, or {meant[1]}.", meant
        )
    if low > high:
        turned = shown_interval(Interval(high, low))
        wrong = f"The range {shown(tidy(text))} is reversed"
        raise FieldProblem(f"{wrong}; write the smaller number first: {turned}.", [turned])
    return Interval(low, high)


def _one_unit(field: Field, units: list[str | None], chosen: str | None, text: str) -> str | None:
    typed = [unit for unit in units if unit]
    for unit in typed:
        if re.search(r"^(?:[-+<>=~]|or\b)|\d.*[-<>=~]", unit):
            raise _not_understood(field, text)
    try:
        found = {unit_of(field, unit, chosen) for unit in typed or [""]}
    except FieldProblem as asked:
        raise FieldProblem(str(asked), [f"{tidy(text)} {one}" for one in asked.readings]) from None
    if len(found) > 1:
        raise FieldProblem(f"{shown(tidy(text))} holds two units; write both ends in one unit.")
    return found.pop()


def _number(digits: str) -> float:
    number = float(digits.replace(",", ".")) + 0.0
    if not math.isfinite(number):
        raise FieldProblem(f"{shown(digits)} has too many digits; write a smaller number.")
    return number


def _check_whole(field: Field, interval: Interval) -> None:
    for end in (interval.low, interval.high):
        if field.whole and math.isfinite(end) and not end.is_integer():
            near = f"{math.floor(end)} or {math.ceil(end)}"
            raise FieldProblem(f"{field.label} takes whole numbers, not {shown_number(end)}; write {near}.")


def _check_possible(field: Field, interval: Interval, unit: str | None) -> None:
    """Raise FieldProblem for what lies outside the hard range, said in both units where two are at hand."""
    factor = field.units.get(unit or "") or 1.0
    converted = interval.scaled(factor)
    ends = [Interval.point(end) for end in (converted.low, converted.high) if math.isfinite(end)]
    if ends and not any(part.meet(field.hard).is_empty for part in (converted, *ends)):
        return
    said = shown_amount(interval, unit)
    allowed = shown_amount(field.hard.scaled(1 / factor), unit, rounded=True)
    if factor != 1.0:
        said += f" ({shown_amount(converted, field.unit, rounded=True)})"
        allowed += f" ({shown_amount(field.hard, field.unit)})"
    unless = ", or correct the unit" if len(field.units) > 1 else ""
    others = [shown_amount(interval, other) for other in field.units if other != unit]
    raise FieldProblem(f"{said} is not possible for {field.label}; write {allowed}{unless}.", others)


def _not_understood(field: Field, text: str) -> FieldProblem:
    forms = "4, > 4, 3-6 or about 4" if field.whole else "3.5, > 90, 60-69 or about 30"
    return FieldProblem(f"{shown(tidy(text))} is not understood as a number; write it as {forms}.")
