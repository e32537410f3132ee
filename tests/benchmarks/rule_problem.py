"""A fixed problem for rule engines: 150 rules over 40 typed facts, cases with 15 % of the facts missing.

A rule is a list of parts that all have to hold; a part is one test or several of which one has to hold. A
test is a fact, a sign and a value. A test on a missing fact is neither true nor false (Kleene).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

CHOICES = {
    f"choice_{number}": [f"v{number}_{code}" for code in range(size)]
    for number, size in enumerate([9, 7, 4, 3, 12, 4, 3, 5, 6, 3, 4, 8])
}
FLAGS = {f"flag_{number}": ["no", "yes"] for number in range(10)}
CODED = {**CHOICES, **FLAGS}
NUMBERS = {
    f"number_{number}": float(top)
    for number, top in enumerate([100, 100, 36, 60, 400, 12, 2000, 50, 90, 5, 40, 300, 4, 6, 90, 20, 10, 3])
}
FACTS = [*CODED, *NUMBERS]
MISSING = 0.15

Value = str | float
Plain = Mapping[str, Value]
SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<=": operator.le,
    "in": lambda value, several: value in several,
}


@dataclass(frozen=True)
class Test:
    """One comparison of a fact."""

    __test__ = False
    fact: str
    sign: str
    value: Any


Rule = list[list[Test]]


def rules(count: int = 150, seed: int = 20260101) -> list[Rule]:
    """The rules: 4 to 8 facts each, three in ten with one group of alternatives."""
    draw = Random(seed)
    found = []
    for _ in range(count):
        tests = [_test(draw, fact) for fact in draw.sample(FACTS, draw.randint(4, 8))]
        together = draw.randint(2, 3) if draw.random() < 0.3 else 0
        alone = tests[: len(tests) - together]
        found.append([[one] for one in alone] + ([tests[len(alone) :]] if together else []))
    return found


def _test(draw: Random, fact: str) -> Test:
    if fact in FLAGS:
        return Test(fact, "==", draw.choice(FLAGS[fact]))
    if fact in CHOICES:
        codes = CHOICES[fact]
        if draw.random() < 0.6:
            return Test(fact, "in", sorted(draw.sample(codes, max(2, len(codes) // 2))))
        return Test(fact, draw.choice(["==", "!="]), draw.choice(codes))
    limit = round(draw.uniform(0.25, 0.75) * NUMBERS[fact], 1)
    return Test(fact, draw.choice([">", ">=", "<="]), limit)


def cases(count: int, seed: int = 7) -> list[dict[str, Value]]:
    """What is known of each case: plain values by fact."""
    draw = Random(seed)
    found = []
    for _ in range(count):
        known = [fact for fact in FACTS if draw.random() >= MISSING]
        found.append({fact: _value(draw, fact) for fact in known})
    return found


def _value(draw: Random, fact: str) -> Value:
    return draw.choice(CODED[fact]) if fact in CODED else round(draw.uniform(0, NUMBERS[fact]), 1)


def reference(rule: Rule, case: Plain) -> bool | None:
    """Whether a rule fires, by the plain reading of the definition."""
    parts = [_either([_holds(one, case) for one in part]) for part in rule]
    if False in parts:
        return False
    return None if None in parts else True


def _either(answers: list[bool | None]) -> bool | None:
    return True if True in answers else None if None in answers else False


def _holds(one: Test, case: Plain) -> bool | None:
    return SIGNS[one.sign](case[one.fact], one.value) if one.fact in case else None
