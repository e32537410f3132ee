"""Numbers worked out from recorded values: published worked examples, ranges, and inputs that are missing.

Formulas and scales: standards 5 (Calvert) and 6. Examples: the pair of standards 6 for body surface;
others from the pages named beside them.
"""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.assessment import Measure
from enec_desktop.domain.values import Interval
from tests.assessing import codes_of, course, facts, judged, told
from tests.builders import entry


def number(name: str, *entries: dict[str, Any]) -> Interval:
    found = facts(*entries).values(name)
    assert isinstance(found, Interval)
    return found


def point(name: str, *entries: dict[str, Any]) -> float:
    found = number(name, *entries)
    assert found.low == pytest.approx(found.high)
    return found.low


def span(low: float, high: float) -> dict[str, Any]:
    return {"value": {"from": low, "to": high}}


def fitness(**told_: Any) -> dict[str, Any]:
    """Fitness with the height in cm."""
    if "height" in told_:
        height = told_["height"]
        told_["height"] = {**(height if isinstance(height, dict) else {"value": height}), "unit": "cm"}
    return entry("fitness", **told_)


def patient(age: object = 70, sex: str = "male", **told_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    return entry("identity", age=age, sex=sex), fitness(**told_)


def measures(*entries: dict[str, Any]) -> dict[str, Measure]:
    return {one.name: one for one in judged(*entries).measures}


# Body


def test_body_surface_of_the_pair_in_the_standards() -> None:
    body = fitness(height=170, weight=75)
    assert round(point("body.surface_mosteller", body), 3) == 1.882
    assert round(point("body.surface_dubois", body), 3) == 1.864


def test_body_mass_index_of_the_printed_example() -> None:
    """CDC's example, as reprinted by structurehouse.com: 68 kg and 165 cm give 24.98."""
    assert round(point("body.bmi", fitness(height=165, weight=68)), 2) == 24.98


@pytest.mark.parametrize(
    ("sex", "inches", "weight", "ideal", "adjusted"),
    [("female", 64, 80, 54.7, 64.8), ("male", 70, 110, 73, 87.8), ("male", 64, 70, 59.2, 63.5)],
)
def test_ideal_and_adjusted_weight_of_printed_examples(
    sex: str, inches: float, weight: float, ideal: float, adjusted: float
) -> None:
    """manuelsweb.com/IBW.htm (64 inches, 80 kg and 70 kg) and theprimecalculator.com (70 inches, 110 kg).

    The adjusted weight of the third is the same formula; its page stops at the ideal one.
    """
    told_ = patient(sex=sex, height=inches * 2.54, weight=weight)
    assert round(point("body.ideal_weight", *told_), 1) == ideal
    assert round(point("body.adjusted_weight", *told_), 1) == adjusted


def test_below_60_inches_the_formula_of_the_ideal_weight_says_nothing() -> None:
    assert number("body.ideal_weight", *patient(height=150, weight=60)).high > 300


@pytest.mark.parametrize(
    ("age", "sex", "weight", "mg_dl", "clearance"),
    [
        (60, "male", 80, 1.2, 74.1),
        (45, "female", 65, 0.9, 80.9),
        (70, "male", 75, 1.0, 72.9),
        (50, "male", 80, 1.0, 100),
    ],
)
def test_clearance_of_printed_examples(
    age: int, sex: str, weight: float, mg_dl: float, clearance: float
) -> None:
    """superglobalcalculator.com (two; 80.9 cut from 80.999), droracle.ai, theprimecalculator.com."""
    told_ = patient(age, sex, weight=weight, creatinine={"value": mg_dl, "unit": "mg/dL"})
    assert point("fitness.creatinine_clearance", *told_) == pytest.approx(clearance, abs=0.1)


@pytest.mark.parametrize(("clearance", "term"), [(90, 115), (100, 125), (125, 150), (140, 150), (50, 75)])
def test_the_term_of_calvert_is_capped_at_125(clearance: float, term: float) -> None:
    """creatinineclearancecalculator.net: AUC 5 gives 5 x 115 mg at 90 and 5 x 150 mg at 140 mL/min."""
    assert point("body.calvert_term", fitness(creatinine_clearance=clearance)) == term


def test_no_dose_is_worked_out() -> None:
    body = fitness(creatinine_clearance=90, height=170, weight=75)
    assert all(" mg" not in f"{one.label} {one.words}" for one in measures(body).values())


def test_weight_loss_is_the_share_of_the_weight_before_the_illness() -> None:
    assert point("body.weight_loss", fitness(usual_weight=80, weight=72)) == 10


def test_a_gain_is_no_loss() -> None:
    assert point("body.weight_loss", fitness(usual_weight=70, weight=77)) == 0


def test_ranges_give_the_range_of_every_corner() -> None:
    found = number("body.bmi", fitness(height=span(160, 170), weight=span(60, 70)))
    assert (found.low, found.high) == pytest.approx((60 / 1.7**2, 70 / 1.6**2))


def test_a_missing_input_is_named_and_nothing_is_assumed() -> None:
    found = measures(fitness(weight=70))["body.bmi"]
    assert [seen.name for seen in found.missing] == ["fitness.height"]
    assert not found.known and found.words == "not known"


def test_every_measure_rests_on_a_source() -> None:
    told_ = patient(height=170, weight=75, creatinine_clearance=90, usual_weight=80)
    known = [one for one in measures(*told_).values() if one.known]
    assert len(known) > 5 and all(one.refs for one in known)


# G8 (0-17, 14 or less impaired)

BEST_G8 = {
    "g8_intake": "none", "g8_weight_loss": "none", "g8_mobility": "goes_out", "g8_neuropsychological": "none",
    "g8_medicines": "no", "g8_own_health": "better", "height": 170, "weight": 70,
}  # fmt: skip
WORST_G8 = {
    "g8_intake": "severe", "g8_weight_loss": "over_3", "g8_mobility": "bed_or_chair",
    "g8_neuropsychological": "severe", "g8_medicines": "yes", "g8_own_health": "worse",
    "height": 170, "weight": 50,
}  # fmt: skip


def g8(age: object = 70, **more: Any) -> float:
    return point("scale.g8", *patient(age, **{**BEST_G8, **more}))


def test_g8_runs_from_0_to_17() -> None:
    assert g8() == 17
    assert point("scale.g8", *patient(86, **WORST_G8)) == 0


@pytest.mark.parametrize(
    ("item", "points"),
    [
        ("g8_intake", {"severe": 0, "moderate": 1, "none": 2}),
        ("g8_weight_loss", {"over_3": 0, "not_known": 1, "one_to_3": 2, "none": 3}),
        ("g8_mobility", {"bed_or_chair": 0, "up_not_out": 1, "goes_out": 2}),
        ("g8_neuropsychological", {"severe": 0, "mild": 1, "none": 2}),
        ("g8_medicines", {"yes": 0, "no": 1}),
        ("g8_own_health", {"worse": 0, "not_known": 0.5, "same": 1, "better": 2}),
    ],
)
def test_g8_points_of_each_answer(item: str, points: dict[str, float]) -> None:
    most = max(points.values())
    assert {answer: g8(**{item: answer}) for answer in points} == {
        answer: 17 - most + one for answer, one in points.items()
    }


@pytest.mark.parametrize(
    ("bmi", "points"), [(18.9, 0), (19, 1), (20.9, 1), (21, 2), (22.9, 2), (23, 3), (30, 3)]
)
def test_g8_points_of_the_body_mass_index(bmi: float, points: int) -> None:
    assert g8(height=100, weight=bmi) == 14 + points


@pytest.mark.parametrize(("age", "points"), [(79, 2), (80, 1), (85, 1), (86, 0)])
def test_g8_points_of_age(age: int, points: int) -> None:
    assert g8(age) == 15 + points


def test_g8_with_a_missing_answer_is_a_range_and_names_it() -> None:
    answers = {key: value for key, value in BEST_G8.items() if key != "g8_mobility"}
    told_ = patient(70, **answers)
    assert number("scale.g8", *told_) == Interval(15, 17)
    assert [seen.name for seen in measures(*told_)["scale.g8"].missing] == ["fitness.g8_mobility"]


@pytest.mark.parametrize(("loss", "impaired"), [("over_3", True), ("one_to_3", False)])
def test_g8_of_14_or_less_is_told_as_impaired(loss: str, impaired: bool) -> None:
    found = judged(*patient(70, **{**BEST_G8, "g8_weight_loss": loss}))
    assert ("g8-impaired" in told(found)) is impaired


# NRS-2002 (3 or more: at risk)

WELL = {
    "height": 170, "weight": 70, "intake_share": 100, "poor_condition": "no", "nrs_disease": "none",
    "loss_1_month": 0, "loss_2_months": 0, "loss_3_months": 0,
}  # fmt: skip


def nrs(age: object = 60, **more: Any) -> Interval:
    return number("scale.nrs", *patient(age, **{**WELL, **more}))


@pytest.mark.parametrize(
    ("told_", "points"),
    [
        ({}, (0, 0)),
        ({"nrs_disease": "mild"}, (1, 1)),
        ({"nrs_disease": "moderate"}, (2, 2)),
        ({"nrs_disease": "severe"}, (3, 3)),
        ({"loss_3_months": 5}, (0, 0)),
        ({"loss_3_months": 5.1}, (1, 1)),
        ({"loss_3_months": 6, "loss_2_months": 5.1}, (2, 2)),
        ({"loss_3_months": 6, "loss_2_months": 6, "loss_1_month": 5.1}, (3, 3)),
        ({"loss_3_months": 15}, (1, 1)),
        ({"loss_3_months": 15.1}, (3, 3)),
        ({"intake_share": 76}, (0, 0)),
        ({"intake_share": 75}, (1, 1)),
        ({"intake_share": 61}, (1, 1)),
        ({"intake_share": 55}, (1, 2)),
        ({"intake_share": 49}, (2, 2)),
        ({"intake_share": 26}, (2, 2)),
        ({"intake_share": 24}, (3, 3)),
        ({"height": 100, "weight": 20, "poor_condition": "yes"}, (2, 2)),
        ({"height": 100, "weight": 20, "poor_condition": "no"}, (0, 0)),
        ({"height": 100, "weight": 18.4, "poor_condition": "yes"}, (3, 3)),
        ({"height": 100, "weight": 20.6, "poor_condition": "yes"}, (0, 0)),
    ],
)
def test_nrs_points_and_the_range_where_the_sources_disagree(
    told_: dict[str, Any], points: tuple[float, float]
) -> None:
    found = nrs(**told_)
    assert (found.low, found.high) == points


@pytest.mark.parametrize(("age", "points"), [(69, 1), (70, 2)])
def test_70_years_add_a_point(age: int, points: int) -> None:
    assert nrs(age, nrs_disease="mild") == Interval.point(points)


def test_nrs_of_3_is_at_risk_and_the_disagreement_on_intake_is_said() -> None:
    at_risk = judged(*patient(70, **{**WELL, "nrs_disease": "mild", "intake_share": 70}))
    assert "nrs-at-risk" in told(at_risk)
    between = judged(*patient(60, **{**WELL, "intake_share": 55}))
    assert "nrs-intake-sources-differ" in told(between)
    assert "nrs-intake-sources-differ" not in told(at_risk)


# RECIST 1.1


def study(entry_id: str, *sizes: object, organ: str = "liver", **more: Any) -> list[dict[str, Any]]:
    """A study with target lesions of these sizes in mm; None: listed, not measured."""
    found = [entry("study", entry_id, modality="ct", **more)]
    for count, size in enumerate(sizes):
        told_ = {} if size is None else {"size": {"value": size, "unit": "mm"}}
        found.append(
            entry(
                "lesion",
                f"{entry_id}-{count}",
                of=entry_id,
                organ=organ,
                finding="malignant",
                role="target",
                **told_,
            )
        )
    return found


EP = course("ep", "EP")


def response(*entries: dict[str, Any]) -> set[str]:
    return codes_of(facts(*entries).values("recist.response"))


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ((100, 70), "PR"),
        ((100, 71), "SD"),
        ((100, 50, 60), "PD"),
        ((100, 50, 59), "PR"),
        ((100, 100, 119), "SD"),
        ((100, 100, 120), "PD"),
        ((20, 10, 14), "PR"),
        ((20, 10, 15), "PD"),
        ((100, 0), "CR"),
    ],
)
def test_response_by_baseline_and_nadir(sums: tuple[float, ...], expected: str) -> None:
    """PR 30 % below baseline; PD 20 % and 5 mm above the smallest sum (J Nucl Med table, PMC2755245)."""
    first, *later = sums
    entries = [*study("s0", first), EP]
    for place, size in enumerate(later, start=1):
        entries += study(f"s{place}", size)
    assert response(*entries) == {expected}


def test_sums_and_changes_are_told() -> None:
    entries = [*study("base", 60, 40), EP, *study("now", 30, 30)]
    assert point("recist.baseline_sum", *entries) == 100
    assert point("recist.sum", *entries) == 60
    assert point("recist.change_from_baseline", *entries) == -40
    found = measures(*entries)
    assert found["recist.sum"].known and "recist-1-1" in found["recist.sum"].refs


def test_a_new_lesion_is_progression_whatever_the_sum() -> None:
    new = entry("lesion", "new", of="now", organ="bone", finding="malignant", role="new")
    assert response(*study("base", 100), EP, *study("now", 50), new) == {"PD"}


def test_nodes_are_complete_below_10_mm_by_their_short_axis() -> None:
    base = study("base", 20, organ="lymph_node")
    assert response(*base, EP, *study("now", 9, organ="lymph_node")) == {"CR"}
    assert response(*base, EP, *study("now", 10, organ="lymph_node")) == {"PR"}


def test_the_study_before_the_last_treatment_is_the_baseline() -> None:
    entries = [*study("old", 40), course("first", "EP"), *study("before", 100), course("second", "FOLFIRI")]
    assert response(*entries, *study("now", 65)) == {"PR"}


def test_a_target_that_was_not_measured_leaves_the_response_open() -> None:
    found = response(*study("base", 60, 40), EP, *study("now", 30, None))
    assert {"PR", "PD"} <= found and "CR" not in found


def test_a_target_that_is_no_longer_listed_is_not_taken_for_gone() -> None:
    assert {"PR", "PD"} <= response(*study("base", 60, 40), EP, *study("now", 30))


def test_one_study_is_no_response() -> None:
    assert response(*study("base", 60)) == {"CR", "PR", "SD", "PD"}


@pytest.mark.parametrize(
    ("sizes", "organ", "said"),
    [
        ((9,), "liver", True),
        ((10,), "liver", False),
        ((14,), "lymph_node", True),
        ((15,), "lymph_node", False),
    ],
)
def test_a_target_too_small_to_measure_is_told(sizes: tuple[float, ...], organ: str, said: bool) -> None:
    found = told(judged(*study("base", *sizes, organ=organ)))
    assert ("target-too-small" in found) is said


@pytest.mark.parametrize(("count", "said"), [(2, False), (3, True)])
def test_more_than_two_targets_in_an_organ_are_told(count: int, said: bool) -> None:
    assert ("too-many-targets" in told(judged(*study("base", *[20] * count)))) is said
