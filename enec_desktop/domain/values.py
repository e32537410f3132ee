"""What a fact may be: one value, an interval, a few codes, or anything its field allows.

A missing fact is the whole range of its field, never a "no".
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends; an open end is not itself included."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, number: float) -> Interval:
        """The set that holds one number."""
        return cls(number, number)

    @property
    def is_point(self) -> bool:
        """Whether exactly one number is left."""
        return self.low == self.high

    @property
    def is_empty(self) -> bool:
        """Whether no number is left."""
        return self.low > self.high or (self.is_point and (self.low_open or self.high_open))

    def meet(self, other: Interval) -> Interval:
        """The numbers in both."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, not_open = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not not_open)

    def scaled(self, factor: float) -> Interval:
        """The same set in another unit; ``factor`` is positive."""
        return Interval(self.low * factor, self.high * factor, self.low_open, self.high_open)

    def holds(self, sign: str, number: float) -> bool | None:
        """Whether ``x sign number`` is true for all (True), none (False) or some (None) of the set."""
        return _ANSWERS[sign](self, number)


def _below(values: Interval, number: float) -> bool | None:
    if values.high < number or (values.high == number and values.high_open):
        return True
    return False if values.low >= number else None


def _at_most(values: Interval, number: float) -> bool | None:
    if values.high <= number:
        return True
    return False if values.low > number or (values.low == number and values.low_open) else None


def _equal(values: Interval, number: float) -> bool | None:
    if values.is_point:
        return values.low == number
    return False if values.meet(Interval.point(number)).is_empty else None


def _not(answer: Callable[[Interval, float], bool | None]) -> Callable[[Interval, float], bool | None]:
    def negated(values: Interval, number: float) -> bool | None:
        found = answer(values, number)
        return None if found is None else not found

    return negated


_ANSWERS: Mapping[str, Callable[[Interval, float], bool | None]] = {
    "<": _below,
    "<=": _at_most,
    "==": _equal,
    "!=": _not(_equal),
    ">": _not(_at_most),
    ">=": _not(_below),
}

COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
}

ValueSet = Interval | Codes


def meet(one: ValueSet, other: ValueSet) -> ValueSet:
    """The values in both sets; both are of one type."""
    if isinstance(one, Interval) and isinstance(other, Interval):
        return one.meet(other)
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return one & other
    raise TypeError(f"cannot meet {one!r} and {other!r}")


def is_empty(values: ValueSet) -> bool:
    """Whether no value is left."""
    return values.is_empty if isinstance(values, Interval) else not values


def is_single(values: ValueSet) -> bool:
    """Whether exactly one value is left."""
    return values.is_point if isinstance(values, Interval) else len(values) == 1
