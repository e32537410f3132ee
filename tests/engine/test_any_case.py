"""Any case the format allows, at any point in time, is assessed; nothing said of it leads astray."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case
from enec_desktop.domain.time import AfterEvent, At, Latest, OnDate
from enec_desktop.domain.values import Interval
from enec_desktop.engine.assess import assess, at_words
from tests.assessing import shipped
from tests.builders import case, cases, entry
from tests.engine.tracing import astray

HOW_MANY = 5000 if os.environ.get("ENEC_LONG") == "1" else 20
DAYS = st.dates(date(1960, 1, 1), date(2100, 12, 31))


def points(told: Case) -> st.SearchStrategy[At]:
    """Any point in time a case can be asked at."""
    whole: st.SearchStrategy[At] = st.just(Latest()) | DAYS.map(Latest) | DAYS.map(OnDate)
    events = [AfterEvent(entry.id) for entry in told.entries]
    return whole | st.sampled_from(events) if events else whole


@settings(
    max_examples=HOW_MANY,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(cases(), st.data())
def test_any_case_is_assessed_at_any_point_and_every_id_leads_somewhere(
    told: Case, data: st.DataObject
) -> None:
    _assert_nothing_astray(told, data.draw(points(told)))


def _assert_nothing_astray(told: Case, at: At) -> Assessment:
    found = assess(told, shipped(), at)
    assert found.at == at_words(at)
    assert not astray(found, told)
    return found


@pytest.mark.parametrize(
    ("born", "day", "said"),
    [
        ("1939-11-05", date(2061, 8, 18), "born 05-Nov-1939, the patient would be 121 years old"),
        ("1895", date(2026, 11, 22), "born 1895, the patient would be 130-131 years old"),
        ("1961-03", date(1960, 5, 1), "the birth date Mar-1961 lies after the day asked for, 01-May-1960"),
    ],
)
@pytest.mark.parametrize("stated", [None, 71])
def test_a_birth_date_nobody_can_have_gives_no_age_and_is_said(
    born: str, day: date, said: str, stated: int | None
) -> None:
    facts = {"birth_date": born} if stated is None else {"birth_date": born, "age": stated}
    told = case(entry("identity", "patient", **facts))
    found = _assert_nothing_astray(told, OnDate(day))
    ages = [one.values for one in found.facts if one.name == "patient.age"]
    assert ages == ([] if stated is None else [Interval.point(71)])
    (one,) = found.contradictions
    assert said in one.text and one.refs == ("patient.age",)


def test_an_age_that_may_be_possible_is_narrowed_to_what_is() -> None:
    told = case(entry("identity", "patient", birth_date="1905"))
    found = _assert_nothing_astray(told, OnDate(date(2026, 6, 1)))
    assert [one.values for one in found.facts if one.name == "patient.age"] == [Interval.point(120)]
    assert not found.contradictions
