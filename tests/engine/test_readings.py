"""What the entries of a case say of each fact: units, properties, groups, closed lists, clocks, ages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from enec_desktop.domain.case import FieldState
from enec_desktop.domain.time import Latest, OnDate
from enec_desktop.domain.values import Codes, Interval, ValueSet
from tests.assessing import anything, course, facts, listed, nec, yes_or_no
from tests.builders import entry

YES, NO = Codes({"yes"}), Codes({"no"})


def point(values: ValueSet) -> float:
    """The one number of a set."""
    assert isinstance(values, Interval) and values.is_point
    return values.low


# Units


@pytest.mark.parametrize(
    ("told", "micromol"),
    [(185.0, 185.0), ({"value": 185, "unit": "µmol/L"}, 185), ({"value": 2.1, "unit": "mg/dL"}, 185.64)],
)
def test_a_number_is_read_in_the_unit_it_was_entered_in(told: object, micromol: float) -> None:
    creatinine = told if isinstance(told, dict) else {"value": told, "unit": "µmol/L"}
    found = facts(entry("fitness", creatinine=creatinine)).values("fitness.creatinine")
    assert point(found) == pytest.approx(micromol)


@pytest.mark.parametrize(
    ("kind", "field", "told", "expected"),
    [
        ("fitness", "haemoglobin", {"value": 9.5, "unit": "g/dL"}, 95),
        ("endoscopy", "size", {"value": 0.9, "unit": "cm"}, 9),
        ("progression", "months_from_start", {"value": 26, "unit": "weeks"}, 5.97948),
        ("progression", "months_from_start", {"value": 0.5, "unit": "years"}, 6),
        ("fitness", "calcium", {"value": 10, "unit": "mg/dL"}, 2.495),
    ],
)
def test_other_units_are_converted_by_their_factor(
    kind: str, field: str, told: dict[str, Any], expected: float
) -> None:
    assert point(facts(entry(kind, **{field: told})).values(f"{kind}.{field}")) == pytest.approx(expected)


def test_a_range_and_a_bound_keep_their_ends_when_converted() -> None:
    size = facts(entry("endoscopy", size={"value": {"below": 1}, "unit": "cm"})).values("endoscopy.size")
    assert isinstance(size, Interval)
    assert (size.high, size.high_open) == (10, True)


@pytest.mark.parametrize(
    ("unit", "name"),
    [("/2 mm²", "mitoses"), ("/10 HPF", "mitoses_hpf"), ("unit not stated", "mitoses_no_unit")],
)
def test_counts_whose_units_cannot_be_converted_stand_apart(unit: str, name: str) -> None:
    found = facts(nec(mitoses={"value": 15, "unit": unit}))
    for one in ("mitoses", "mitoses_hpf", "mitoses_no_unit"):
        values = found.values(f"specimen.{one}")
        assert values == (Interval.point(15) if one == name else anything(f"specimen.{one}"))


def test_pd_l1_of_another_measure_is_not_a_tumour_proportion() -> None:
    found = facts(nec(pdl1={"value": 1, "unit": "CPS"}))
    assert point(found.values("specimen.pdl1_cps")) == 1
    assert found.values("specimen.pdl1") == anything("specimen.pdl1")


# States: none of them is a value


@pytest.mark.parametrize("state", ["not done", "pending", "unknown", "not applicable"])
def test_a_state_without_a_value_leaves_everything_open_and_is_said(state: str) -> None:
    found = facts(entry("fitness", ecog={"state": state}))
    assert found.values("fitness.ecog") == anything("fitness.ecog")
    assert not found.is_known("fitness.ecog")
    assert found.reading("fitness.ecog").state == FieldState(state)


def test_one_of_several_codes_leaves_just_these() -> None:
    found = facts(nec(cell_type={"value": {"one_of": ["small", "large"]}}))
    assert found.values("specimen.cell_type") == Codes({"small", "large"})


# Which entry speaks


def test_laboratory_values_are_taken_each_from_the_last_entry_that_records_it() -> None:
    found = facts(
        entry("fitness", "old", ecog="1", albumin={"value": 38, "unit": "g/L"}), entry("fitness", ecog="2")
    )
    assert found.values("fitness.ecog") == Codes({"2"})
    assert point(found.values("fitness.albumin")) == 38


def test_the_last_course_speaks_alone() -> None:
    found = facts(course("ep", "EP", best_response="PR"), course("folfiri", "FOLFIRI"))
    assert found.values("course.regimen") == Codes({"FOLFIRI"})
    assert found.values("course.best_response") == anything("course.best_response")


def test_a_specimen_speaks_for_a_whole_group_as_soon_as_it_records_anything_of_it() -> None:
    resection = entry("specimen", "resection", specimen="surgical", stated_class="nec", nodes_positive=1)
    found = facts(nec(cell_type="small", chromogranin="positive"), resection)
    assert found.values("specimen.cell_type") == anything("specimen.cell_type")
    assert found.values("specimen.chromogranin") == Codes({"positive"})
    assert found.values("specimen.specimen") == Codes({"surgical"})


def test_a_specimen_with_only_a_later_marker_does_not_wipe_the_class() -> None:
    found = facts(nec(), entry("specimen", "block", pdl1={"value": 1, "unit": "CPS"}))
    assert found.values("specimen.stated_class") == Codes({"nec"})


def test_an_empty_entry_says_nothing() -> None:
    found = facts(course("ep", "EP"), entry("course", "empty"))
    assert found.values("course.regimen") == Codes({"EP"})


# Properties of codes


@pytest.mark.parametrize(
    ("regimen", "platinum", "doublet"),
    [
        ("EP", YES, YES),
        ("FP", YES, NO),
        ("FOLFIRI", NO, NO),
        ("FOLFOX", YES, NO),
        ("not_seen", yes_or_no(), yes_or_no()),
        ("other", yes_or_no(), yes_or_no()),
        ("nivolumab", NO, NO),
    ],
)
def test_a_regimen_implies_its_drugs_and_an_unseen_one_leaves_them_open(
    regimen: str, platinum: Codes, doublet: Codes
) -> None:
    found = facts(course("given", regimen))
    assert found.values("course.regimen_platinum") == platinum
    assert found.values("course.regimen_nec_platinum_doublet") == doublet


def test_one_of_two_regimens_implies_what_both_imply() -> None:
    both = facts(course("given", regimen={"value": {"one_of": ["EP", "IP"]}}))
    assert both.values("course.regimen_platinum") == YES
    assert both.values("course.regimen_irinotecan") == yes_or_no()


# Lists that are closed, and those that are not


def test_no_course_on_record_is_no_treatment_only_where_somebody_said_so() -> None:
    assert facts(nec()).values("prior.platinum") == yes_or_no()
    assert facts(nec(), listed()).values("prior.platinum") == NO
    assert facts(nec(), entry("question", treatments_listed="no")).values("prior.platinum") == yes_or_no()


def test_a_recorded_platinum_is_one_whether_or_not_the_list_is_complete() -> None:
    assert facts(course("ep", "EP")).values("prior.platinum") == YES


def test_platinum_for_another_diagnosis_is_not_platinum_for_nec() -> None:
    other = course("fp", "FP", intended_diagnosis="squamous")
    assert facts(other, listed()).values("prior.platinum") == NO
    unknown = entry("course", "fp", modality="chemotherapy", regimen="FP")
    assert facts(unknown, listed()).values("prior.platinum") == yes_or_no()


@pytest.mark.parametrize(
    ("entries", "low", "high"),
    [
        ((listed(),), 0, 0),
        ((), 0, float("inf")),
        ((course("ep", "EP"), listed()), 1, 1),
        ((course("ep", "EP"),), 1, float("inf")),
        ((course("ep", "EP"), course("folfiri", "FOLFIRI"), listed()), 2, 2),
        ((course("fp", "FP", intended_diagnosis="squamous"), listed()), 0, 0),
        ((course("nivolumab", "nivolumab", modality="immunotherapy"), listed()), 1, 1),
        ((entry("course", "surgery", modality="surgery"), listed()), 0, 0),
        ((entry("course", "some", modality="chemotherapy", regimen="FP"), listed()), 0, 1),
    ],
)
def test_lines_for_nec_are_counted_with_what_stays_open(
    entries: tuple[dict[str, Any], ...], low: float, high: float
) -> None:
    assert facts(*entries).values("prior.nec_lines") == Interval(low, high)


def test_the_last_event_is_read_off_the_order_and_open_while_the_list_is() -> None:
    assert facts(course("ep", "EP"), entry("progression"), listed()).values("history.last") == Codes(
        {"progression"}
    )
    assert facts(course("ep", "EP"), listed()).values("history.last") == Codes({"course"})
    assert facts(listed()).values("history.last") == Codes({"none"})
    assert facts(nec()).values("history.last") == anything("history.last")
    assert facts(course("ep", "EP")).values("history.last") == Codes({"course", "progression"})


def test_a_lesion_with_an_open_station_leaves_both_answers() -> None:
    node = {"organ": "lymph_node", "finding": "malignant"}
    assert facts(entry("lesion", **node)).values("lesion.distant") == yes_or_no()
    assert facts(entry("lesion", regional="regional", **node)).values("lesion.distant") == NO
    assert facts(entry("lesion", regional="distant", **node)).values("lesion.distant") == YES
    assert facts(entry("lesion", organ="liver", finding="suspicious")).values("lesion.distant") == NO
    assert facts().values("lesion.distant") == NO


def test_what_counts_since_the_last_course_forgets_what_was_before_it() -> None:
    before, after = (
        entry("judgement", "before", resectability="resectable"),
        entry("judgement", resectability="inoperable"),
    )
    assert facts(before, course("ep", "EP")).values("restaging.resectability") == anything(
        "restaging.resectability"
    )
    assert facts(before, course("ep", "EP"), after).values("restaging.resectability") == Codes({"inoperable"})
    ct = entry("study", "ct", modality="ct")
    assert facts(ct, course("ep", "EP")).values("imaging.since_treatment") == NO
    assert facts(course("ep", "EP"), ct).values("imaging.since_treatment") == YES


def test_specimens_that_were_read_differently_are_seen_as_changed() -> None:
    squamous = entry("specimen", "biopsy", specimen="biopsy", stated_class="squamous")
    assert facts(squamous, nec("resection")).values("histology.changed") == YES
    assert facts(nec(), nec("resection", cell_type="large")).values("histology.changed") == NO
    assert facts(nec(), nec("node", stated_class="high_grade_net")).values("histology.changed") == NO
    assert facts(squamous).values("histology.changed") == NO


# Clocks


def test_a_stated_interval_is_the_clock() -> None:
    relapse = entry("progression", months_from_start={"value": 7, "unit": "months"})
    assert point(facts(course("ep", "EP"), relapse).values("clock.time_to_progression")) == 7


def test_a_clock_runs_between_dates_as_wide_as_they_are_precise() -> None:
    ep, relapse = course("ep", "EP", date="2025-01-10"), entry("progression", date="2025-07-10")
    months = facts(ep, relapse).values("clock.time_to_progression")
    assert months == Interval(6, 6)
    coarse = facts(course("ep", "EP", date="2025-01"), entry("progression", date="2025-07"))
    months = coarse.values("clock.time_to_progression")
    assert isinstance(months, Interval)
    assert (months.low, months.high) == pytest.approx((5 + 1 / 31, 6 + 30 / 31))


def test_each_clock_has_its_own_start() -> None:
    ep = course("ep", "EP", date="2025-01-01", last_dose="2025-04-01")
    surgery = entry("course", "surgery", modality="surgery", date="2024-06-01")
    found = facts(surgery, ep, entry("progression", date="2025-07-01"))
    assert point(found.values("clock.time_to_progression")) == 6
    assert point(found.values("clock.treatment_free")) == 3
    assert point(found.values("clock.since_surgery")) == 13


@pytest.mark.parametrize(
    "entries",
    [
        (course("ep", "EP"), entry("progression", date="2025-07-01")),
        (course("ep", "EP", date="2025-01-01"), entry("progression")),
        (entry("progression", date="2025-07-01"),),
        (course("ep", "EP", date="2025-01-01"),),
        (
            entry("course", "surgery", modality="surgery", date="2025-01-01"),
            entry("progression", date="2025-07-01"),
        ),
    ],
)
def test_a_clock_without_both_its_ends_is_not_known(entries: tuple[dict[str, Any], ...]) -> None:
    assert facts(*entries).values("clock.time_to_progression") == anything("clock.time_to_progression")


def test_the_clock_of_a_treatment_stops_at_its_own_progression() -> None:
    history = (
        course("ep", "EP", date="2024-01-01"),
        entry("progression", "first", date="2024-05-01"),
        course("nivolumab", "nivolumab", modality="immunotherapy", date="2024-06-01"),
        entry("progression", "second", date="2025-06-01"),
    )
    assert point(facts(*history).values("clock.time_to_progression")) == 4


def test_a_clock_does_not_pass_over_a_course_whose_drugs_nobody_saw() -> None:
    history = (
        course("ep", "EP", date="2024-01-01"),
        course("unknown", "other", date="2024-06-01"),
        entry("progression", date="2025-06-01"),
    )
    assert facts(*history).values("clock.time_to_progression") == anything("clock.time_to_progression")


# Age


@pytest.mark.parametrize(
    ("told", "at", "expected"),
    [
        ({"birth_date": "1955-06-15"}, OnDate(date(2025, 6, 14)), Interval.point(69)),
        ({"birth_date": "1955-06-15"}, OnDate(date(2025, 6, 15)), Interval.point(70)),
        ({"birth_date": "1955"}, OnDate(date(2025, 6, 15)), Interval(69, 70)),
        ({"birth_date": "1955-06-15"}, Latest(), anything("patient.age")),
        ({"age": {"value": {"from": 70, "to": 79}}}, Latest(), Interval(70, 79)),
        ({"age": {"value": 67}, "birth_date": "1955-06-15"}, Latest(), Interval.point(67)),
        ({}, Latest(), anything("patient.age")),
    ],
)
def test_an_age_comes_from_the_birth_date_where_the_day_is_known_else_as_stated(
    told: dict[str, Any], at: Any, expected: ValueSet
) -> None:
    assert facts(entry("identity", **told), at=at).values("patient.age") == expected


def after(event: str, months: object, entry_id: str = "progression") -> dict[str, Any]:
    return entry("progression", entry_id, after=(event, months))


def test_months_after_a_course_count_from_its_start_as_the_history_does() -> None:
    found = facts(course("ep", "EP"), after("ep", 7))
    assert point(found.values("clock.time_to_progression")) == 7
    assert found.values("clock.treatment_free") == Interval(0, 7)


def test_months_over_a_shared_event_are_as_wide_as_their_rounding() -> None:
    surgery = entry("course", "surgery", modality="surgery")
    ep = {**course("ep", "EP"), "after": {"event": "surgery", "months": 2}}
    found = facts(surgery, ep, after("surgery", 14))
    assert found.values("clock.time_to_progression") == Interval(11, 13)
    assert point(found.values("clock.since_surgery")) == 14


def test_months_after_another_event_only_bound_the_clock() -> None:
    surgery = entry("course", "surgery", modality="surgery")
    assert facts(surgery, course("ep", "EP"), after("surgery", 8)).values(
        "clock.time_to_progression"
    ) == Interval(0, 8)
    imaging = entry("study", "ct", modality="ct")
    found = facts(course("ep", "EP"), imaging, after("ct", 8)).values("clock.time_to_progression")
    assert found == Interval(8, 600)


def test_an_open_bound_said_of_a_course_stays_open() -> None:
    found = facts(course("ep", "EP"), after("ep", {"above": 6})).values("clock.time_to_progression")
    assert isinstance(found, Interval) and found.holds(">", 6)


def test_a_clock_within_another_is_bounded_by_it_and_bounds_it() -> None:
    short = entry("progression", months_from_start={"value": 2.9, "unit": "months"})
    assert facts(course("ep", "EP"), short).values("clock.relapse_free") == Interval(0, 2.9)
    long = entry("progression", relapse_free_months={"value": 4, "unit": "months"})
    assert facts(course("ep", "EP"), long).values("clock.time_to_progression") == Interval(4, 600)


def test_what_is_stated_of_two_clocks_is_left_as_stated() -> None:
    months = {"months_from_start": 3, "relapse_free_months": 5}
    both = entry(
        "progression", **{name: {"value": value, "unit": "months"} for name, value in months.items()}
    )
    found = facts(course("ep", "EP"), both)
    assert point(found.values("clock.time_to_progression")) == 3
    assert point(found.values("clock.relapse_free")) == 5


def test_a_bound_of_a_clock_is_no_statement_of_it() -> None:
    short = entry("progression", months_from_start={"value": 4, "unit": "months"})
    assert not facts(course("ep", "EP"), short).is_known("clock.relapse_free")
