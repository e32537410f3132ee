"""Three answers to a condition: holds (True), does not hold (False), not known (None).

Kleene's strong logic, as CQL prints its truth tables: ``False and None`` is False, ``True and None`` is
None. A fact stands for the set of values it may have; a comparison holds when it holds for all of them.
"""

from __future__ import annotations

from typing import Protocol

from enec_desktop.domain.rule import And, Condition, Known, Not, OneOf, Or
from enec_desktop.domain.values import Interval, ValueSet


class Facts(Protocol):
    """Where values come from."""

    def values(self, name: str) -> ValueSet:
        """All the fact may be."""
        ...

    def is_known(self, name: str) -> bool:
        """Whether anything narrower than "anything" was recorded, assumptions aside."""
        ...


def answer(condition: Condition, facts: Facts) -> bool | None:
    """Whether a condition holds for every, for no, or for some of the values its facts may have."""
    if isinstance(condition, OneOf):
        return _one_of(facts.values(condition.name), condition.codes)
    if isinstance(condition, And):
        return _all(condition.parts, facts)
    if isinstance(condition, Or):
        return _any(condition.parts, facts)
    if isinstance(condition, Not):
        found = answer(condition.part, facts)
        return None if found is None else not found
    if isinstance(condition, Known):
        return facts.is_known(condition.name)
    values = facts.values(condition.name)
    return values.holds(condition.sign, condition.number) if isinstance(values, Interval) else None


def _one_of(values: ValueSet, codes: frozenset[str]) -> bool | None:
    if not isinstance(values, frozenset):
        return None
    if values <= codes:
        return True
    return None if values & codes else False


def _all(parts: tuple[Condition, ...], facts: Facts) -> bool | None:
    open_part = False
    for part in parts:
        found = answer(part, facts)
        if found is False:
            return False
        open_part = open_part or found is None
    return None if open_part else True


def _any(parts: tuple[Condition, ...], facts: Facts) -> bool | None:
    open_part = False
    for part in parts:
        found = answer(part, facts)
        if found is True:
            return True
        open_part = open_part or found is None
    return None if open_part else False
