"""The reader on all annotated reports: what it offers is right, and what it finds does not become less."""

from pathlib import Path

import pytest

from tests.reading.score import Score, score

HERE = Path(__file__).parent
RECALL = {"reports": 0.84, "later": 0.71, "last": 0.89, "hard": 0.97, "fifth": 0.71}
"""Measured on 48 whole reports, on 20, 15 and 20 that were written when the rules for those stood, and on 12
short texts full of traps; raise it when the rules get better.

The fifth, before a rule was made for it: 260 offers right, 12 wrong, 183 values missed, 1 trap of 89. Of the
12, four were the annotations': multiples of a limit rounded to one digit, "<1 %" told as 1 or 0 %. Those
stand here with two digits and their sign."""

FIRST_LOOK = {"sixth": (0.955, 0.55), "seventh": (0.975, 0.51)}
"""Precision and recall on 24 and 20 reports for which no rule was made yet, as first read: 394 offers right,
18 wrong, 316 values missed, 2 traps of 155; 350 right, 8 wrong, 326 missed, 2 traps of 168. The aim of 0.98
is missed; whoever mends what they show moves them to ``RECALL`` and leaves these figures here."""


@pytest.fixture(scope="module", params=sorted(RECALL))
def found(request: pytest.FixtureRequest) -> tuple[str, Score]:
    return request.param, score((HERE / request.param).glob("*.txt"))


@pytest.mark.parametrize("name", sorted(FIRST_LOOK))
def test_reports_no_rule_was_made_for_are_read_no_worse_than_at_the_first_look(name: str) -> None:
    precision, recall = FIRST_LOOK[name]
    seen = score((HERE / name).glob("*.txt"))
    assert seen.precision >= precision and seen.recall >= recall and seen.traps <= 2, seen.lines


def test_of_a_hundred_offers_at_least_98_are_right(found: tuple[str, Score]) -> None:
    assert found[1].precision >= 0.98, found[1].lines


def test_no_words_that_give_no_value_are_offered_as_one(found: tuple[str, Score]) -> None:
    assert found[1].trap_count >= 70
    assert found[1].traps == 0, [line for line in found[1].lines if "TRAP" in line]


def test_the_day_of_a_report_is_its_own_or_none(found: tuple[str, Score]) -> None:
    # The first and last have the day of their first part, the second that of the sample: all stand in them.
    assert set(found[1].days) <= {"05-biopsy-two-addenda", "38-pharmacogenetics", "53-emr-net-kr"}


def test_annotated_values_are_offered_as_often_as_before(found: tuple[str, Score]) -> None:
    assert found[1].recall >= RECALL[found[0]], found[1].lines
