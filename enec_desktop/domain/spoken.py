"""Sets of values in the words a reader would say, from the labels of the knowledge."""

from __future__ import annotations

import math
from dataclasses import replace

from enec_desktop.domain.knowledge_base import FactDefinition
from enec_desktop.domain.shown import shown_unit
from enec_desktop.domain.values import Codes, Interval, ValueSet

_DIGITS = {"clock": 1, "cockcroft_gault": 1, "formula": 2}
"""Digits after the point of a worked-out number: more would be a precision the inputs do not have."""


def number(value: float) -> str:
    """A number without trailing zeros."""
    return f"{value:.6g}"


def in_words(values: ValueSet, definition: FactDefinition) -> str:
    """A set of values as a reader says it: "3-20 %", "above 90 %", "M0 or M1", "not known"."""
    if values == definition.domain:
        return "not known"
    if isinstance(values, Interval):
        unit = f" {shown_unit(definition.unit)}" if definition.unit else ""
        if definition.how in ("formula", "recist"):
            values = replace(
                values, low=round(values.low, definition.digits), high=round(values.high, definition.digits)
            )
        return f"{_span(values, definition)}{unit}"
    return codes_in_words(values, definition)


def codes_in_words(codes: Codes, definition: FactDefinition) -> str:
    """The labels of the codes, or of the codes left out where those are the fewer by far."""
    labels = definition.choices or {}
    rest = Codes(labels) - codes
    if codes and rest and len(codes) > 2 * len(rest) + 1:
        return f"other than {either([labels[code] for code in _in_order(rest, definition)])}"
    return either([labels.get(code, code) for code in _in_order(codes, definition)])


def _span(values: Interval, definition: FactDefinition) -> str:
    domain = definition.domain
    assert isinstance(domain, Interval)
    if values.is_point:
        return number(round(values.low, _DIGITS[definition.how]) if definition.how in _DIGITS else values.low)
    if values.high in (math.inf, domain.high):
        return f"{'above' if values.low_open else 'at least'} {number(values.low)}"
    if values.low in (-math.inf, domain.low) and not values.low_open:
        return f"{'below' if values.high_open else 'at most'} {number(values.high)}"
    if values.low_open and values.high_open:
        return f"above {number(values.low)} and below {number(values.high)}"
    if definition.how in ("clock", "cockcroft_gault", "count"):
        return f"about {number(round(values.low, 1))}-{number(round(values.high, 1))}"
    return f"{number(values.low)}-{number(values.high)}"


def _in_order(codes: Codes, definition: FactDefinition) -> list[str]:
    order = list(definition.choices or ())
    return sorted(codes, key=lambda code: order.index(code) if code in order else len(order))


def either(words: list[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
