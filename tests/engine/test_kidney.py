"""The creatinine clearance: as recorded, or by Cockcroft-Gault from what is known, never older than it is."""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.assessment import Clearance
from enec_desktop.domain.time import AfterEvent
from enec_desktop.domain.values import Interval
from enec_desktop.engine.assess import assess
from enec_desktop.engine.kidney import cockcroft_gault
from tests.assessing import anything, asked, facts, leading, listed, nec, shipped, shown
from tests.builders import case, entry

NAME = "fitness.creatinine_clearance"
MG = {"value": 1.3, "unit": "mg/dL"}
M1 = entry("staging", m="M1")


def clearance(*entries: dict[str, Any]) -> Interval:
    found = facts(*entries).values(NAME)
    assert isinstance(found, Interval)
    return found


def woman(**more: Any) -> dict[str, Any]:
    return entry("identity", **{"sex": "female", "age": 78, **more})


@pytest.mark.parametrize(
    ("umol", "weight", "age", "female", "expected"),
    [
        (88.4, 72, 40, False, 100),
        (88.4, 72, 40, True, 85),
        (176.8, 72, 40, False, 50),
        (88.4, 36, 90, False, 25),
    ],
)
def test_cockcroft_and_gault(umol: float, weight: float, age: float, female: bool, expected: float) -> None:
    found = cockcroft_gault(Interval.point(umol), Interval.point(weight), Interval.point(age), female=female)
    assert found.low == found.high == pytest.approx(expected)


def test_ranges_give_a_range_that_holds_every_corner() -> None:
    found = cockcroft_gault(Interval(80, 100), Interval(60, 70), Interval(70, 79), female=False)
    for umol in (80, 100):
        for weight in (60, 70):
            for age in (70, 79):
                assert found.low <= (140 - age) * weight / (72 * umol / 88.4) <= found.high


def test_creatinine_weight_age_and_sex_give_the_clearance() -> None:
    found = clearance(woman(), entry("fitness", creatinine=MG, weight=63))
    assert found.low == found.high == pytest.approx(35.5, abs=0.1)


@pytest.mark.parametrize("missing", ["creatinine", "weight", "age", "sex"])
def test_without_one_of_them_the_clearance_stays_open(missing: str) -> None:
    told = {"creatinine": MG, "weight": 63}
    who = {"sex": "female", "age": 78}
    known = entry("fitness", **{name: one for name, one in told.items() if name != missing})
    patient = entry("identity", **{name: one for name, one in who.items() if name != missing})
    assert clearance(patient, known) == anything(NAME)


def test_a_recorded_clearance_holds_until_a_later_creatinine() -> None:
    first = entry("fitness", "first", creatinine=MG, weight=63, creatinine_clearance=70)
    assert clearance(woman(), first) == Interval.point(70)
    later = entry("fitness", "later", creatinine={"value": 2.6, "unit": "mg/dL"})
    assert clearance(woman(), first, later).high < 20


def test_a_worked_out_clearance_blocks_cisplatin_and_leaves_carboplatin() -> None:
    told = case(
        woman(), nec(), M1, entry("fitness", date="2025-04-10", creatinine=MG, weight=63),
        listed(date="2025-04-20"),
    )  # fmt: skip
    found = assess(told, shipped(), AfterEvent("q"))
    assert [one.clearance for one in shown(found, "cisplatin-etoposide")] == [Clearance.BLOCKED]
    assert leading(found.moments[0]) == {"carboplatin-etoposide"}
    assert NAME not in asked(found, 5)
    (seen,) = [one for one in found.facts if one.name == NAME]
    assert seen.source == "worked out by Cockcroft-Gault"
    assert {place.field for place in seen.places} == {"creatinine", "weight", "age", "sex"}


@pytest.mark.parametrize("old", ["creatinine", "weight"])
def test_a_clearance_from_an_old_creatinine_or_weight_is_asked_for_again(old: str) -> None:
    told = {"creatinine": MG, "weight": 63}
    before = entry("fitness", "before", date="2024-11-01", **{old: told.pop(old)})
    now = entry("fitness", "now", date="2025-04-10", **told)
    found = assess(
        case(woman(), nec(), M1, before, now, listed(date="2025-04-20")), shipped(), AfterEvent("q")
    )
    assert [one.clearance for one in shown(found, "cisplatin-etoposide")] == [Clearance.UNKNOWN]
    assert NAME in asked(found, 5)


@pytest.mark.parametrize(("measured", "old"), [("2025-04", False), ("2025-03", True), ("2025", True)])
def test_a_value_of_the_month_of_a_question_known_to_the_month_is_of_today(measured: str, old: bool) -> None:
    fit = entry("fitness", ecog={"value": "4", "on": measured})
    found = assess(case(nec(), M1, fit, listed(date="2025-04")), shipped(), AfterEvent("q"))
    (ec,) = shown(found, "carboplatin-etoposide")
    assert (ec.clearance is Clearance.BLOCKED) is not old
    assert ("fitness.ecog" in asked(found)) is old


def test_a_check_whose_value_is_old_is_to_be_done_again() -> None:
    brain = entry("complication", type="brain", present="yes")
    for on, again in (("2024-04-01", True), ("2025-02-10", False)):
        fit = entry("fitness", ecog={"value": "1", "on": on})
        told = case(nec(), M1, fit, brain, listed(date="2025-02-20"))
        assert ("fitness.ecog" in asked(assess(told, shipped(), AfterEvent("q")))) is again
