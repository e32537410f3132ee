"""Months between two dates, as a calendar counts them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.domain.time import PartialDate, months_between
from enec_desktop.domain.values import Interval

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def months(start: str, end: str) -> Interval:
    return months_between(PartialDate.parse(start), PartialDate.parse(end))


@pytest.mark.parametrize(
    ("start", "end", "whole"),
    [
        ("2024-03-10", "2024-09-10", 6),
        ("2024-09-10", "2025-03-10", 6),
        ("2024-01-31", "2024-02-29", 1),
        ("2023-02-28", "2024-02-28", 12),
        ("2024-05-05", "2024-05-05", 0),
    ],
)
def test_whole_calendar_months_are_whole_months(start: str, end: str, whole: int) -> None:
    assert months(start, end) == Interval(whole, whole)


def test_a_day_more_or_less_lies_beside_the_whole_month() -> None:
    assert months("2024-03-10", "2024-09-09").high < 6 < months("2024-03-10", "2024-09-11").low


def test_a_month_without_its_day_stays_a_range() -> None:
    found = months("2024-03", "2024-09")
    assert 5 < found.low < 6 < found.high < 7


def test_the_last_day_of_the_calendar_is_a_day_like_others() -> None:
    assert months("9999-11-30", "9999-12-31").low >= 1


@given(DAYS, DAYS)
def test_the_same_months_are_counted_backwards(one: date, other: date) -> None:
    there = months_between(PartialDate.of(one), PartialDate.of(other))
    back = months_between(PartialDate.of(other), PartialDate.of(one))
    assert there == Interval(-back.high, -back.low)


@given(DAYS, DAYS)
def test_a_day_later_is_never_fewer_months(start: date, end: date) -> None:
    before = months_between(PartialDate.of(start), PartialDate.of(end))
    after = months_between(PartialDate.of(start), PartialDate.of(end + timedelta(days=1)))
    assert after.low >= before.low


@given(DAYS, DAYS)
def test_a_count_is_never_far_from_that_of_average_months(start: date, end: date) -> None:
    found = months_between(PartialDate.of(start), PartialDate.of(end))
    assert abs(found.low - (end - start).days / 30.4375) < 0.2


def test_a_month_ends_as_the_calendar_says() -> None:
    for year, month in ((year, month) for year in range(1899, 2101) for month in range(1, 13)):
        last = calendar.monthrange(year, month)[1]
        assert PartialDate(year, month).latest == date(year, month, last)
