"""Three answers to a condition: the truth tables of CQL, sets of codes, intervals with open ends."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import pytest

from enec_desktop.domain.rule import ALWAYS, And, Compare, Condition, Known, Not, OneOf, Or
from enec_desktop.domain.values import COMPARE, Codes, Interval, ValueSet
from enec_desktop.engine.conditions import answer

ANSWERS: list[bool | None] = [True, False, None]


@dataclass
class Told:
    """Facts as a test tells them."""

    sets: dict[str, ValueSet] = field(default_factory=dict)
    recorded: frozenset[str] = frozenset()

    def values(self, name: str) -> ValueSet:
        return self.sets[name]

    def is_known(self, name: str) -> bool:
        return name in self.recorded


def part(name: str) -> Condition:
    """A condition whose answer the fact of this name decides."""
    return OneOf(name, Codes({"yes"}))


def facts(**answers: bool | None) -> Told:
    """Facts that make ``part(name)`` true, false or not known."""
    sets = {True: Codes({"yes"}), False: Codes({"no"}), None: Codes({"yes", "no"})}
    return Told({name: sets[one] for name, one in answers.items()})


AND = {(True, True): True, (True, None): None, (None, True): None, (None, None): None}
OR = {(False, False): False, (False, None): None, (None, False): None, (None, None): None}


@pytest.mark.parametrize("one", ANSWERS)
@pytest.mark.parametrize("other", ANSWERS)
def test_and_is_false_as_soon_as_one_part_is_and_true_only_where_all_are(
    one: bool | None, other: bool | None
) -> None:
    both = And((part("one"), part("other")))
    assert answer(both, facts(one=one, other=other)) is AND.get((one, other), False)


@pytest.mark.parametrize("one", ANSWERS)
@pytest.mark.parametrize("other", ANSWERS)
def test_or_is_true_as_soon_as_one_part_is_and_false_only_where_all_are(
    one: bool | None, other: bool | None
) -> None:
    either = Or((part("one"), part("other")))
    assert answer(either, facts(one=one, other=other)) is OR.get((one, other), True)


@pytest.mark.parametrize(("one", "opposite"), [(True, False), (False, True), (None, None)])
def test_the_opposite_of_not_known_is_not_known(one: bool | None, opposite: bool | None) -> None:
    assert answer(Not(part("one")), facts(one=one)) is opposite


@pytest.mark.parametrize("one", ANSWERS)
@pytest.mark.parametrize("other", ANSWERS)
def test_not_both_is_either_not(one: bool | None, other: bool | None) -> None:
    told = facts(one=one, other=other)
    left = Not(And((part("one"), part("other"))))
    assert answer(left, told) is answer(Or((Not(part("one")), Not(part("other")))), told)


def test_an_empty_and_always_holds_and_an_empty_or_never() -> None:
    assert answer(ALWAYS, Told()) is True
    assert answer(Or(()), Told()) is False


@pytest.mark.parametrize(
    ("values", "codes", "expected"),
    [
        ({"a"}, {"a", "b"}, True),
        ({"a", "b"}, {"a", "b"}, True),
        ({"a", "c"}, {"a", "b"}, None),
        ({"c"}, {"a", "b"}, False),
    ],
)
def test_a_code_is_one_of_a_list_for_all_some_or_none_of_its_values(
    values: set[str], codes: set[str], expected: bool | None
) -> None:
    assert answer(OneOf("fact", Codes(codes)), Told({"fact": Codes(values)})) is expected


HALVES = [step / 2 for step in range(-1, 10)]
ENDS = [
    Interval(low, high, low_open, high_open)
    for low in range(5)
    for high in range(low, 5)
    for low_open in (False, True)
    for high_open in (False, True)
]


def inside(values: Interval) -> list[float]:
    """Half steps stand for every number: all ends are whole."""
    return [number for number in HALVES if not values.meet(Interval.point(number)).is_empty]


@pytest.mark.parametrize("sign", ["<", "<=", "==", "!=", ">", ">="])
def test_a_comparison_answers_for_all_numbers_of_an_interval_whatever_its_ends(sign: str) -> None:
    for values in (one for one in ENDS if not one.is_empty):
        for number in range(5):
            answers = {COMPARE[sign](one, number) for one in inside(values)}
            expected = answers.pop() if len(answers) == 1 else None
            told = Told({"fact": values})
            assert answer(Compare("fact", sign, number), told) is expected, (values, sign, number)


@pytest.mark.parametrize(
    ("values", "sign", "number", "expected"),
    [
        (Interval(low=90, low_open=True), ">", 90, True),
        (Interval(low=90), ">", 90, None),
        (Interval(low=90), ">=", 90, True),
        (Interval(low=90), "<", 1e9, None),
        (Interval(high=3, high_open=True), "<", 3, True),
        (Interval(high=3), "<", 3, None),
        (Interval(), "<", 0, None),
        (Interval(0, math.inf), "<", 0, False),
        (Interval(0, math.inf), ">=", 0, True),
    ],
)
def test_an_end_that_is_open_or_without_limit_is_read_as_such(
    values: Interval, sign: str, number: float, expected: bool | None
) -> None:
    assert answer(Compare("fact", sign, number), Told({"fact": values})) is expected


def test_meeting_intervals_keeps_exactly_the_numbers_in_both() -> None:
    for one in ENDS:
        for other in ENDS:
            both = [number for number in inside(one) if number in inside(other)]
            assert inside(one.meet(other)) == both
            assert one.meet(other).is_empty == (not both)


def test_known_looks_at_what_is_recorded_and_not_at_the_values() -> None:
    told = Told({"one": Codes({"a"}), "other": Codes({"a", "b"})}, frozenset({"other"}))
    assert answer(Known("one"), told) is False
    assert answer(Known("other"), told) is True
    assert answer(Not(Known("one")), told) is True
