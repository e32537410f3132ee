"""Remarks on unusual numbers and on fields that do not fit together; never on what may be right."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from enec_desktop.domain.case import Case, PartialDate
from enec_desktop.domain.queries import Query, queries
from tests.builders import case, cases, entry, value, vocabulary


def remarks(*entries: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one.entry, one.field, one.text) for one in queries(case(*entries), vocabulary())]


def months(number: float) -> dict[str, Any]:
    return {"value": number, "unit": "months"}


def test_a_usual_number_has_no_remark() -> None:
    assert remarks(entry("fitness", sodium=140, creatinine={"value": 0.8, "unit": "mg/dL"})) == []


def test_an_unusual_number_is_said_with_the_usual_range() -> None:
    assert remarks(entry("identity", "who", age=17)) == [
        ("who", "age", "17 years lies outside the usual 18-100 years; check number and unit.")
    ]


def test_an_unusual_number_is_said_in_both_units() -> None:
    assert remarks(entry("fitness", creatinine={"value": 9, "unit": "mg/dL"})) == [
        (
            "fitness",
            "creatinine",
            "9 mg/dL (795.6 µmol/L) lies outside the usual 30-300 µmol/L; check number and unit.",
        )
    ]


@pytest.mark.parametrize(("sodium", "unusual"), [(160, False), (161, True), (115, False), (114, True)])
def test_the_ends_of_the_usual_range_are_usual(sodium: float, unusual: bool) -> None:
    assert bool(remarks(entry("fitness", sodium=sodium))) is unusual


def test_a_range_is_unusual_when_one_of_its_ends_is() -> None:
    assert remarks(entry("fitness", sodium={"value": {"from": 150, "to": 170}}))
    assert not remarks(entry("fitness", sodium={"value": {"at_least": 150}}))
    assert remarks(entry("fitness", sodium={"value": {"above": 160}}))


CANNOT_BE = "cannot be; check both numbers."


@pytest.mark.parametrize(
    ("positive", "examined", "said"),
    [
        (3, 12, ""),
        (12, 12, ""),
        (13, 12, f"13 positive of 12 examined nodes {CANNOT_BE}"),
        ({"value": {"above": 12}}, 12, f"> 12 positive of 12 examined nodes {CANNOT_BE}"),
        (12, {"value": {"below": 12}}, f"12 positive of < 12 examined nodes {CANNOT_BE}"),
        (12, {"value": {"from": 10, "to": 14}}, ""),
        ({"state": "unknown"}, 12, ""),
    ],
)
def test_more_positive_than_examined_nodes_are_asked(positive: Any, examined: Any, said: str) -> None:
    found = remarks(entry("specimen", nodes_positive=positive, nodes_examined=examined))
    assert found == ([("specimen", "nodes_positive", said)] if said else [])


@pytest.mark.parametrize(
    ("ne", "other", "asked"),
    [
        (70, 30, False),
        (33.4, 66.6, False),
        (70, 31, True),
        ({"value": {"above": 70}}, 30, True),
        ({"value": {"at_least": 70}}, {"value": {"from": 20, "to": 40}}, False),
        (70, {"state": "pending"}, False),
    ],
)
def test_components_above_100_percent_are_asked(ne: Any, other: Any, asked: bool) -> None:
    found = remarks(entry("specimen", ne_component=ne, other_component=other))
    assert [(field, "more than 100 % together; check both" in text) for _, field, text in found] == (
        [("other_component", True)] if asked else []
    )


def test_cycles_without_a_regimen_are_asked() -> None:
    assert remarks(entry("course", cycles=4)) == [
        ("course", "regimen", "4 cycles are recorded without a regimen; add which it was.")
    ]
    assert remarks(entry("course", cycles=4, regimen="EP")) == []
    assert remarks(entry("course", cycles=4, regimen_as_stated="own protocol")) == []
    assert remarks(entry("course", cycles=4, regimen={"state": "unknown"})) == []


def test_a_course_that_runs_after_its_last_dose_is_asked() -> None:
    found = remarks(entry("course", ongoing="yes", last_dose="2026-03-12"))
    said = "The course still runs, yet its last dose was 12-Mar-2026; correct one of them."
    assert found == [("course", "ongoing", said)]
    assert remarks(entry("course", ongoing="no", last_dose="2026-03-12")) == []


def edited(start: dict[str, Any], name: str, day: PartialDate) -> tuple[Query, ...]:
    """Remarks on a case that no file could hold: a field was changed after it was read."""
    before = case(entry("identity", birth_date="1950-06-01"), start)
    return queries(before.with_fact(start["id"], name, value(day)), vocabulary())


def test_a_last_dose_before_the_start_is_asked() -> None:
    course = entry("course", date="2026-04-07")
    (found,) = edited(course, "last_dose", PartialDate(2026, 3, 31))
    assert found.text == "Last dose 31-Mar-2026 is before the start 07-Apr-2026; check both dates."
    assert found.level == "check"
    assert edited(course, "last_dose", PartialDate(2026, 4)) == ()


def test_dates_before_the_birth_are_asked() -> None:
    (found,) = edited(entry("course"), "last_dose", PartialDate(1949))
    assert found.text == "1949 is before the birth date 01-Jun-1950; check both dates."
    assert edited(entry("course"), "last_dose", PartialDate(1950)) == ()


def test_an_entry_before_the_birth_is_asked_at_the_entry() -> None:
    before = case(entry("identity"), entry("specimen", date="2026-03"))
    born = before.with_fact("identity", "birth_date", value(PartialDate(2026, 4, 1)))
    (found,) = queries(born, vocabulary())
    assert (found.entry, found.field) == ("specimen", "")
    assert found.text == "Mar-2026 is before the birth date 01-Apr-2026; check both dates."


@given(cases())
def test_every_remark_is_one_sentence_on_a_field_of_the_case(any_case: Case) -> None:
    for found in queries(any_case, vocabulary()):
        of = any_case.entry(found.entry)
        assert found.field == "" or found.field in vocabulary().kinds[of.kind].fields
        assert found.text.endswith(".") and "\n" not in found.text
