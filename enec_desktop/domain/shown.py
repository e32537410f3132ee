"""Facts as a reader sees them, and values as an edit line holds them."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

from enec_desktop.domain.case import Fact, FieldState, Quantity, Value
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.typed.choices import read_codes
from enec_desktop.domain.typed.text import either
from enec_desktop.domain.values import Codes, Interval
from enec_desktop.domain.vocabulary import Field

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def show_fact(field: Field, fact: Fact) -> str:
    """A fact in words: ``> 90 %``, ``about 30 mm``, ``small cell or large cell``, ``not recorded``."""
    if fact.value is None:
        return "does not apply" if fact.state is FieldState.NOT_APPLICABLE else fact.state.value
    if isinstance(fact.value, frozenset):
        return either(_labels(field, fact.value))
    return show_typed(field, fact.value)


def show_typed(field: Field, value: Value, *, with_unit: bool = True) -> str:
    """What an edit line holds for a value: ``read_typed`` of it gives the same value again.

    ``with_unit=False`` leaves the unit to the box beside the line, which is then handed to
    ``read_typed`` as its unit.
    """
    if isinstance(value, Quantity):
        words = shown_amount(value.interval, value.unit if with_unit else None)
        return f"about {words}" if value.about else words
    if isinstance(value, PartialDate):
        return value.shown()
    return value if isinstance(value, str) else _typed_codes(field, value)


def shown_number(number: float) -> str:
    """A number with all its digits, without trailing zeros and without powers of ten."""
    return format(Decimal(repr(float(number) + 0.0)).normalize(), "f")


def shown_amount(interval: Interval, unit: str | None, *, rounded: bool = False) -> str:
    """An interval with its unit behind a space; ``rounded`` to the four digits a converted one needs."""
    if rounded:
        low, high = float(f"{interval.low:.4g}"), float(f"{interval.high:.4g}")
        interval = replace(interval, low=low, high=high)
    words = shown_interval(interval)
    if unit == "points" and words.endswith(" 1"):
        unit = "point"
    return f"{words} {shown_unit(unit)}" if unit else words


def shown_unit(unit: str) -> str:
    """A unit behind a number: a power of ten as a factor, ``× 10⁹/L``."""
    if not unit.startswith("10^"):
        return unit
    power, slash, rest = unit.removeprefix("10^").partition("/")
    return f"× 10{power.translate(_RAISED)}{slash}{rest}"


def shown_converted(field: Field, value: Value | None) -> str:
    """A number in the other unit it can be converted into: ``0.905 mg/dL``; empty where there is none.

    What was entered in the first unit of the field is shown in the second, anything else in the first.
    """
    if not isinstance(value, Quantity) or not value.unit:
        return ""
    factor = field.units.get(value.unit)
    others = [unit for unit, into in field.units.items() if unit != value.unit and into]
    if not factor or not others:
        return ""
    converted = value.interval.scaled(factor / (field.units[others[0]] or 1.0))
    words = shown_amount(converted, others[0], rounded=True)
    return f"about {words}" if value.about else words


def shown_interval(interval: Interval) -> str:
    """``3``, ``3-20``, ``-5 to 2``, ``> 90``, ``at most 20``, ``> 1 and at most 3``."""
    low, high = shown_number(interval.low), shown_number(interval.high)
    if interval.is_point:
        return low
    if not (interval.low_open or interval.high_open) and math.isfinite(interval.high - interval.low):
        return f"{low} to {high}" if interval.low < 0 else f"{low}-{high}"
    ends = [f"{'>' if interval.low_open else 'at least'} {low}"] if math.isfinite(interval.low) else []
    if math.isfinite(interval.high):
        ends.append(f"{'<' if interval.high_open else 'at most'} {high}")
    return " and ".join(ends) or "any number"


def _typed_codes(field: Field, codes: Codes) -> str:
    """The labels where they can be read back, else the codes."""
    words = either(_labels(field, codes))
    try:
        alike = read_codes(field, words) == codes
    except FieldProblem:
        alike = False
    return words if alike else either([code for code in field.choices if code in codes])


def _labels(field: Field, codes: Codes) -> list[str]:
    return [label for code, label in field.choices.items() if code in codes]
