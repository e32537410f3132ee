"""The three answers: Kleene's tables as CQL prints them, sets of values, and what counts as known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from math import inf
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.domain.rule import ALWAYS, And, Compare, Condition, Known, Not, OneOf, Or
from enec_desktop.domain.values import COMPARE, Codes, Interval, ValueSet
from enec_desktop.engine.conditions import answer
from tests.assessing import facts
from tests.builders import entry
from tests.engine.small_worlds import LETTERS, POINTS, condition_of, holds, within, worlds

ANSWER = {"true": True, "false": False, "null": None}


@dataclass(frozen=True)
class Told:
    """Facts as they were told, nothing worked out."""

    sets: Mapping[str, ValueSet]
    recorded: frozenset[str] = field(default_factory=frozenset)

    def values(self, name: str) -> ValueSet:
        return self.sets[name]

    def is_known(self, name: str) -> bool:
        return name in self.recorded


ASKED = Told({"true": Codes({"yes"}), "false": Codes({"no"}), "null": Codes({"yes", "no"})})


def part(wanted: str) -> Condition:
    """A condition whose answer is the wanted one."""
    return OneOf(wanted, Codes({"yes"}))


@pytest.mark.parametrize("name", ANSWER)
def test_a_condition_holds_does_not_hold_or_is_not_known(name: str) -> None:
    assert answer(part(name), ASKED) is ANSWER[name]


AND = """
        true   false  null
 true   true   false  null
 false  false  false  false
 null   null   false  null
"""
OR = """
        true   false  null
 true   true   true   true
 false  true   false  null
 null   true   null   null
"""


def cells(table: str) -> list[tuple[str, str, str]]:
    """The cells of a printed truth table: left, right, answer."""
    head, *rows = (line.split() for line in table.strip().splitlines())
    return [(row[0], column, told) for row in rows for column, told in zip(head, row[1:], strict=True)]


@pytest.mark.parametrize(("left", "right", "told"), cells(AND))
def test_and_answers_as_its_table_says(left: str, right: str, told: str) -> None:
    assert answer(And((part(left), part(right))), ASKED) is ANSWER[told]


@pytest.mark.parametrize(("left", "right", "told"), cells(OR))
def test_or_answers_as_its_table_says(left: str, right: str, told: str) -> None:
    assert answer(Or((part(left), part(right))), ASKED) is ANSWER[told]


@pytest.mark.parametrize(("one", "told"), [("true", "false"), ("false", "true"), ("null", "null")])
def test_not_turns_the_answer_and_leaves_not_known_not_known(one: str, told: str) -> None:
    assert answer(Not(part(one)), ASKED) is ANSWER[told]


@pytest.mark.parametrize("parts", list(product(ANSWER, repeat=3)), ids=lambda parts: " ".join(parts))
def test_three_parts_answer_as_two_and_one_do(parts: tuple[str, str, str]) -> None:
    one, two, three = map(part, parts)
    assert answer(And((one, two, three)), ASKED) is answer(And((And((one, two)), three)), ASKED)
    assert answer(Or((one, two, three)), ASKED) is answer(Or((one, Or((two, three)))), ASKED)
    turned = And(tuple(Not(each) for each in (one, two, three)))
    assert answer(Not(Or((one, two, three))), ASKED) is answer(turned, ASKED)


def test_always_holds_and_an_empty_or_never_does() -> None:
    assert answer(ALWAYS, ASKED) is True
    assert answer(Or(()), ASKED) is False


@pytest.mark.parametrize(
    ("may_be", "asked_for", "told"),
    [
        ({"T1a"}, {"T1a", "Tis"}, True),
        ({"T1a", "Tis"}, {"T1a", "Tis"}, True),
        ({"T1a", "T1b"}, {"T1a", "Tis"}, None),
        ({"T2", "T3"}, {"T1a", "Tis"}, False),
    ],
)
def test_a_coded_fact_is_in_a_list_with_all_some_or_none_of_what_it_may_be(
    may_be: set[str], asked_for: set[str], told: bool | None
) -> None:
    assert answer(OneOf("t", Codes(asked_for)), Told({"t": Codes(may_be)})) is told


POINT, CLOSED, OPEN = Interval.point(20), Interval(3, 20), Interval(3, 20, True, True)
ABOVE, AT_LEAST = Interval(20, inf, low_open=True), Interval(20, inf)
BELOW, AT_MOST = Interval(-inf, 20, high_open=True), Interval(-inf, 20)
ENDS = [
    (POINT, "<", 20, False), (POINT, "<=", 20, True), (POINT, "==", 20, True), (POINT, "!=", 20, False),
    (POINT, ">=", 20, True), (POINT, ">", 20, False), (POINT, "==", 20.5, False), (POINT, ">", 19.5, True),
    (CLOSED, "<", 3, False), (CLOSED, "<=", 3, None), (CLOSED, ">=", 3, True), (CLOSED, ">", 3, None),
    (CLOSED, "<", 20, None), (CLOSED, "<=", 20, True), (CLOSED, ">=", 20, None), (CLOSED, ">", 20, False),
    (CLOSED, "==", 3, None), (CLOSED, "==", 2, False), (CLOSED, "!=", 20, None), (CLOSED, "!=", 21, True),
    (OPEN, "<", 3, False), (OPEN, "<=", 3, False), (OPEN, ">=", 3, True), (OPEN, ">", 3, True),
    (OPEN, "<", 20, True), (OPEN, "<=", 20, True), (OPEN, ">=", 20, False), (OPEN, ">", 20, False),
    (OPEN, "==", 3, False), (OPEN, "!=", 20, True), (OPEN, "==", 10, None), (OPEN, "<", 10, None),
    (ABOVE, ">", 20, True), (ABOVE, ">=", 20, True), (ABOVE, "<=", 20, False), (ABOVE, "==", 20, False),
    (ABOVE, ">", 21, None), (AT_LEAST, ">", 20, None), (AT_LEAST, ">=", 20, True), (AT_LEAST, "<", 20, False),
    (BELOW, "<", 20, True), (BELOW, "<=", 20, True), (BELOW, ">=", 20, False), (BELOW, ">", 19, None),
    (AT_MOST, "<", 20, None), (AT_MOST, "<=", 20, True), (AT_MOST, ">", 20, False), (AT_MOST, "==", 20, None),
    *[(Interval(), sign, 20, None) for sign in ("<", "<=", "==", "!=", ">=", ">")],
]  # fmt: skip


@pytest.mark.parametrize(("values", "sign", "number", "told"), ENDS)
def test_a_number_is_compared_over_all_it_may_be_with_open_and_closed_ends(
    values: Interval, sign: str, number: float, told: bool | None
) -> None:
    assert answer(Compare("ki67", sign, number), Told({"ki67": values})) is told


HALVES = [step / 2 for step in range(-1, 10)]
GRID = [
    Interval(low, high, low_open, high_open)
    for low in range(5)
    for high in range(low, 5)
    for low_open in (False, True)
    for high_open in (False, True)
]


def inside(values: Interval) -> list[float]:
    """Half steps stand for every number: all ends are whole."""
    return [number for number in HALVES if within(number, values)]


@pytest.mark.parametrize("sign", COMPARE)
def test_a_comparison_answers_for_all_numbers_of_an_interval_whatever_its_ends(sign: str) -> None:
    for values in (one for one in GRID if not one.is_empty):
        for number in range(5):
            answers = {COMPARE[sign](one, number) for one in inside(values)}
            expected = answers.pop() if len(answers) == 1 else None
            found = answer(Compare("ki67", sign, number), Told({"ki67": values}))
            assert found is expected, (values, sign, number)


def test_meeting_intervals_keeps_exactly_the_numbers_in_both() -> None:
    for one, other in product(GRID, GRID):
        both = [number for number in inside(one) if number in inside(other)]
        assert inside(one.meet(other)) == both
        assert one.meet(other).is_empty == (not both)


def sets() -> st.SearchStrategy[dict[str, ValueSet]]:
    """What three coded facts and two numbers may be."""
    codes = st.frozensets(st.sampled_from(LETTERS), min_size=1)
    ends = st.tuples(st.sampled_from([0, 1, 2]), st.sampled_from([0, 1, 2]), st.booleans(), st.booleans())
    spans = ends.map(lambda e: Interval(min(e[:2]), max(e[:2]), e[2] and e[0] != e[1], e[3] and e[0] != e[1]))
    return st.fixed_dictionaries(
        {**{f"thing.c{i}": codes for i in range(3)}, **{f"thing.n{i}": spans for i in range(2)}}
    )


@given(worlds("first"), st.integers(0, 2**32), sets())
def test_a_sure_answer_is_the_answer_at_every_value_the_facts_may_have(
    world: Any, seed: int, told: dict[str, ValueSet]
) -> None:
    named = {name: fact for name, fact in world.knowledge.facts.items() if name in told}
    condition = condition_of(Random(seed), named)
    found = answer(condition, Told(told))
    choices = [values_in(told[name]) for name in named]
    answers = {holds(condition, dict(zip(named, point, strict=True))) for point in product(*choices)}
    assert found is None or answers == {found}


def values_in(values: ValueSet) -> list[Any]:
    """The values that rules of a small world can tell apart."""
    return [one for one in (LETTERS if isinstance(values, frozenset) else POINTS) if within(one, values)]


KI67 = Known("specimen.ki67")


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (90, True),
        ({"value": {"above": 90}}, True),
        ({"value": {"from": 3, "to": 20}}, True),
        ({"value": {"from": 0, "to": 100}}, False),
        ({"state": "unknown"}, False),
        ({"state": "pending"}, False),
        ({"state": "not done"}, False),
        ({"state": "not applicable"}, False),
    ],
)
def test_known_means_that_something_narrower_than_anything_is_recorded(fact: Any, told: bool) -> None:
    assert answer(KI67, facts(entry("specimen", ki67=fact))) is told
    assert answer(Not(KI67), facts(entry("specimen", ki67=fact))) is not told


def test_nothing_recorded_is_not_known() -> None:
    assert answer(KI67, facts()) is False
    assert answer(KI67, facts(entry("specimen", synaptophysin="positive"))) is False


def test_known_looks_at_the_record_and_never_at_what_is_assumed() -> None:
    missing = facts()
    assert answer(KI67, missing.assume({"specimen.ki67": Interval.point(90)})) is False
    recorded = facts(entry("specimen", ki67=90))
    assert answer(KI67, recorded.assume({"specimen.ki67": Interval(0, 100)})) is True


def test_a_table_is_known_once_its_rows_say_something() -> None:
    stage = Known("tumour.m")
    assert answer(stage, facts()) is False
    assert answer(stage, facts(entry("staging", m="M0"))) is True
    node = entry("lesion", organ="lymph_node", finding="malignant")
    assert answer(stage, facts(node)) is False
