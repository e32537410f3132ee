"""Dates as they are typed: as precise as known, never guessed between day and month."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enec_desktop.domain.case import PartialDate, Value
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.typed.dates import read_date
from enec_desktop.domain.typed.values import read_typed
from tests.builders import vocabulary

EXAMPLES = 100_000 if os.environ.get("ENEC_LONG") == "1" else 300
TODAY = date(2026, 11, 24)


def typed(name: str, text: str) -> Value:
    return read_typed(vocabulary().field(*name.split(".")), text, None, TODAY)


def refusal(name: str, text: str) -> str:
    with pytest.raises(FieldProblem) as refused:
        typed(name, text)
    return str(refused.value)


DATES = {
    "2026": PartialDate(2026),
    "Mar 2026": PartialDate(2026, 3),
    "march-2026": PartialDate(2026, 3),
    "2026 Mar": PartialDate(2026, 3),
    "03/2026": PartialDate(2026, 3),
    "3.2026": PartialDate(2026, 3),
    "2026-03": PartialDate(2026, 3),
    "202603": PartialDate(2026, 3),
    "2026-03-12": PartialDate(2026, 3, 12),
    "2026/3/12": PartialDate(2026, 3, 12),
    "20260312": PartialDate(2026, 3, 12),
    "12 Mar 2026": PartialDate(2026, 3, 12),
    "２０２６年３月１２日": PartialDate(2026, 3, 12),
    "２０２６－０３－１２": PartialDate(2026, 3, 12),
    "12-Mar-2026": PartialDate(2026, 3, 12),
    "12. March 2026": PartialDate(2026, 3, 12),
    "12mar26": PartialDate(2026, 3, 12),
    "12th of March 2026": PartialDate(2026, 3, 12),
    "Mar 12, 2026": PartialDate(2026, 3, 12),
    "2026-Mar-12": PartialDate(2026, 3, 12),
    "5 Mar 98": PartialDate(1998, 3, 5),
    "25/3/26": PartialDate(2026, 3, 25),
    "25.03.2026": PartialDate(2026, 3, 25),
    "3/25/26": PartialDate(2026, 3, 25),
    "5/5/26": PartialDate(2026, 5, 5),
    "310199": PartialDate(1999, 1, 31),
    "25032026": PartialDate(2026, 3, 25),
    "29/2/24": PartialDate(2024, 2, 29),
    "today": PartialDate(2026, 11, 24),
    "Yesterday": PartialDate(2026, 11, 23),
    "-2w": PartialDate(2026, 11, 10),
    "−3d": PartialDate(2026, 11, 21),
    "3 weeks ago": PartialDate(2026, 11, 3),
    "-3m": PartialDate(2026, 8),
    "11 months ago": PartialDate(2025, 12),
    "last month": PartialDate(2026, 10),
    "this year": PartialDate(2026),
    "-2y": PartialDate(2024),
    "the 5th of March 2026": PartialDate(2026, 3, 5),
    "xx.03.2026": PartialDate(2026, 3),
    "??/??/2026": PartialDate(2026),
    "--/03/2026": PartialDate(2026, 3),
    "2026年3月5日": PartialDate(2026, 3, 5),
    "2026年3月": PartialDate(2026, 3),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read_as_precisely_as_it_is_typed(text: str) -> None:
    assert typed("course.last_dose", text) == DATES[text]


FORMS = ["%d/%m/%Y", "%m.%d.%Y", "%d%m%Y", "%d-%m-%y", "%y-%m-%d"]
NOT_A_DATE = "is not understood as a date; write it as 12 Mar 2026, Mar 2026 or 2026."
NO_YEAR = "does not say the year in four digits; write it as 12 Mar 2026"
NO_DATES = {
    "5/3/26": '"5/3/26" can be 05-Mar-2026 or 03-May-2026; write month in letters and year in full, '
    "such as 05 Mar 2026.",
    "05.03.2026": "can be 05-Mar-2026 or 03-May-2026",
    "050326": "can be 05-Mar-2026; 03-May-2026; or 26-Mar-2005; write month in letters",
    "250326": "can be 25-Mar-2026 or 26-Mar-2025; write month in letters",
    "05032026": "can be 05-Mar-2026 or 03-May-2026",
    "31/2/26": '"31/2/26" is no day of the calendar; write a day that exists, such as 12 Mar 2026.',
    "30 Feb 2026": "is no day of the calendar (February 2026 has 28 days); write a day that exists",
    "2026-02-29": "(February 2026 has 28 days)",
    "2026-13-01": "is no day of the calendar; write a day that exists",
    "0 Mar 2026": "is no day of the calendar",
    "00/2026": "is no day of the calendar",
    "1 Jan 2027": "01-Jan-2027 lies after today, 24-Nov-2026; write a day that has been",
    "2027": "2027 lies after today",
    "tomorrow": "25-Nov-2026 lies after today",
    "1066": "The year 1066 is not a plausible one; write a year from 1850 to 2199.",
    "-9999w": "The year 1835 is not a plausible one",
    "Mar 26": f'"Mar 26" {NO_YEAR}',
    "12 Mar": NO_YEAR,
    "5/3": NO_YEAR,
    "26": NOT_A_DATE,
    "12 Mrz 2026": NOT_A_DATE,
    "ma 2026": NOT_A_DATE,
    "spring 2026": NOT_A_DATE,
    "Mar Apr 2026": NOT_A_DATE,
    "about 2019": NOT_A_DATE,
    "1 2 3 4": NOT_A_DATE,
    "2019-2020": NOT_A_DATE,
    "12 3 126": NOT_A_DATE,
    "12 13 2026 Mar": NOT_A_DATE,
    "12/3/2": NOT_A_DATE,
    "2026?": NOT_A_DATE,
    "26-03-05": "can be 26-Mar-2005 or 05-Mar-2026; write month in letters",
    "26/03/05": "can be 26-Mar-2005 or 05-Mar-2026; write month in letters",
    "13 months after surgery": "is counted from another event; write it as 12 Mar 2026",
    "١٢ Mar 2026": "holds digits of another script; write them as 0 to 9.",
    "not done": 'choose the state "not done" of the field.',
}


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date_is_refused_with_what_to_write(text: str) -> None:
    assert NO_DATES[text] in refusal("course.last_dose", text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("+2w", (2026, 12, 8)),
        ("14/1/27", (2027, 1, 14)),
        ("1 Dec 2027", (2027, 12, 1)),
        ("20 Jan 98", (1998, 1, 20)),
    ],
)
def test_only_a_board_date_lies_ahead(text: str, day: tuple[int, int, int]) -> None:
    assert typed("question.board_date", text) == PartialDate(*day)


def test_a_day_beyond_all_calendars_is_refused() -> None:
    with pytest.raises(FieldProblem, match="is too far from today; write it as 12 Mar 2026"):
        read_date("-9999w", date(100, 1, 1))


def test_a_birth_year_in_two_digits_is_asked_where_it_can_be_two() -> None:
    assert typed("identity.birth_date", "14/7/45") == PartialDate(1945, 7, 14)
    assert typed("identity.birth_date", "14/7/05") == PartialDate(2005, 7, 14)
    assert "can be 14-Jul-1926 or 14-Jul-2026" in refusal("identity.birth_date", "14 Jul 26")


@settings(max_examples=EXAMPLES)
@given(st.dates(date(1900, 1, 1), TODAY), st.sampled_from(FORMS))
def test_a_day_in_digits_is_itself_or_asked_with_itself_among_the_readings(day: date, form: str) -> None:
    meant = PartialDate.of(day)
    if "%y" in form and (TODAY - day) > timedelta(99 * 365):
        return
    try:
        assert typed("course.last_dose", day.strftime(form)) == meant
    except FieldProblem as refused:
        assert meant.shown() in str(refused) and " can be " in str(refused)
        assert day.day <= 12 or form in ("%d%m%Y", "%d-%m-%y", "%y-%m-%d")


@settings(max_examples=EXAMPLES)
@given(st.dates(date(1850, 1, 1), TODAY), st.sampled_from(["%d {} %Y", "{} %d, %Y", "%Y-%m-%d", "%Y%m%d"]))
def test_a_day_with_its_month_in_letters_or_its_year_first_is_itself(day: date, form: str) -> None:
    month = PartialDate.of(day).shown()[3:6]
    text = day.strftime(form).format(month)
    try:
        assert typed("course.last_dose", text) == PartialDate.of(day)
    except FieldProblem as refused:
        assert form == "%Y%m%d" and PartialDate.of(day).shown() in str(refused)
