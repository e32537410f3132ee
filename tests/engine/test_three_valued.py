"""The engine's three answers against two other implementations of three-valued logic."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from enec_desktop.engine.conditions import answer
from tests.conftest import LONG
from tests.engine.three_valued import (
    INSIDE,
    any_condition,
    anything_told,
    by_enumeration,
    cql_answers,
    values_told,
    why_no_cql,
)

CASES = 200_000 if LONG else 10_000


def test_ten_thousand_conditions_are_answered_as_trying_every_leaf_both_ways_answers_them() -> None:
    draw, answers = Random(20261122), Counter[bool | None]()
    for _ in range(CASES):
        condition, told = any_condition(draw), anything_told(draw)
        expected = by_enumeration(condition, told)
        assert answer(condition, told) is expected, (condition, told)
        answers[expected] += 1
    assert min(answers[one] for one in (True, False, None)) > CASES / 10


@pytest.mark.skipif(bool(why_no_cql()), reason=why_no_cql())
def test_ten_thousand_conditions_are_answered_as_cql_answers_them() -> None:
    draw = Random(20261122)
    conditions = [any_condition(draw, INSIDE) for _ in range(CASES // 50)]
    cases = [values_told(draw) for _ in range(50)]
    told = cql_answers(conditions, cases)
    answers = Counter(one for row in told for one in row)
    assert min(answers[one] for one in (True, False, None)) > CASES / 10
    for case, row in zip(cases, told, strict=True):
        for condition, expected in zip(conditions, row, strict=True):
            assert answer(condition, case) is expected, (condition, case)
