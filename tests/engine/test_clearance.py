"""Whether something recorded stands in the way: stops, what to adjust, values that are missing or too old."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from enec_desktop.domain.assessment import Alert, Clearance, OptionView
from enec_desktop.domain.knowledge_base import OptionKind, SafetyLevel
from enec_desktop.domain.time import At, Latest, OnDate
from enec_desktop.engine.assess import assess
from tests.assessing import asked, judged, leading, listed, nec, shipped, shown
from tests.builders import case, entry

BOARD = date(2025, 6, 30)
FIT: dict[str, Any] = {
    "ecog": "1",
    "creatinine_clearance": {"value": 90, "unit": "mL/min"},
    "bilirubin": {"value": 0.5, "unit": "x ULN"},
    "neutrophils": {"value": 4, "unit": "10^9/L"},
    "platelets": {"value": 250, "unit": "10^9/L"},
    "albumin": {"value": 42, "unit": "g/L"},
    "hearing_loss": "none",
    "neuropathy": "none",
    "heart_failure": "none",
    "cisplatin_fit": "fit",
    "dehydration": "no",
    "infection": "no",
    "liver_impairment": "none",
    "allergies_asked": "yes",
    "medicines_asked": "yes",
}
RENAL = "safety/cisplatin/renal"


def clearance(number: object, **more: Any) -> dict[str, Any]:
    value = number if isinstance(number, dict) else {"value": number}
    return {"creatinine_clearance": {"unit": "mL/min", **value, **more}}


def option(name: str, *entries: dict[str, Any], at: At | None = None) -> OptionView:
    """An option as a patient with M1 NEC and this fitness sees it."""
    told = case(nec(), entry("staging", m="M1"), *entries, listed())
    (view,) = shown(assess(told, shipped(), at or Latest()), name)
    return view


def alert(view: OptionView, id_: str) -> Alert | None:
    return next((one for one in view.alerts if one.id == id_), None)


def test_a_fit_patient_has_nothing_in_the_way() -> None:
    view = option("cisplatin-etoposide", entry("fitness", **FIT))
    assert view.clearance is Clearance.CLEAR
    assert {one.level for one in view.alerts} <= {SafetyLevel.WATCH}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, Clearance.BLOCKED),
        (49.9, Clearance.BLOCKED),
        (50, Clearance.CAUTION),
        (59.9, Clearance.CAUTION),
        (60, Clearance.CLEAR),
        ({"value": {"from": 40, "to": 49}}, Clearance.BLOCKED),
        ({"value": {"from": 40, "to": 50}}, Clearance.UNKNOWN),
        ({"value": {"from": 50, "to": 55}}, Clearance.CAUTION),
        ({"value": {"at_least": 60}}, Clearance.CLEAR),
        ({"value": {"above": 45}}, Clearance.UNKNOWN),
        ({"state": "pending"}, Clearance.UNKNOWN),
        ({"state": "not done"}, Clearance.UNKNOWN),
        ({"state": "unknown"}, Clearance.UNKNOWN),
    ],
)
def test_cisplatin_and_the_kidney_at_the_limits(number: object, expected: Clearance) -> None:
    told = clearance(number)
    if isinstance(number, dict) and "state" in number:
        told = {"creatinine_clearance": number}
    view = option("cisplatin-etoposide", entry("fitness", **{**FIT, **told}))
    assert view.clearance is expected
    renal = alert(view, RENAL)
    if expected in (Clearance.BLOCKED, Clearance.UNKNOWN):
        assert renal is not None
        assert renal.fires is (True if expected is Clearance.BLOCKED else None)
        assert renal.text and renal.limit and renal.refs and renal.seen


@pytest.mark.parametrize(("days", "stale"), [(0, False), (27, False), (28, False), (29, True), (400, True)])
@pytest.mark.parametrize(("number", "fresh"), [(90, Clearance.CLEAR), (40, Clearance.BLOCKED)])
def test_a_value_is_good_up_to_the_last_day_of_its_window(
    days: int, stale: bool, number: float, fresh: Clearance
) -> None:
    measured = (BOARD - timedelta(days)).isoformat()
    fitness = entry("fitness", date=BOARD.isoformat(), **{**FIT, **clearance(number, on=measured)})
    view = option("cisplatin-etoposide", fitness, at=OnDate(BOARD))
    assert view.clearance is (Clearance.UNKNOWN if stale else fresh)
    renal = alert(view, RENAL)
    if stale:
        assert renal is not None and renal.fires is None
        (seen,) = renal.seen
        assert seen.stale and seen.on is not None and seen.on.iso() == measured
        assert str(number) in seen.words


@pytest.mark.parametrize(("month", "stale"), [("2025-06", False), ("2025-05", True), ("2025", True)])
def test_a_value_that_may_be_too_old_counts_as_too_old(month: str, stale: bool) -> None:
    day = date(2025, 6, 20)
    fitness = entry("fitness", **{**FIT, **clearance(90, on=month)})
    view = option("cisplatin-etoposide", fitness, at=Latest(day))
    assert (view.clearance is Clearance.UNKNOWN) is stale


def test_without_a_day_to_count_from_nothing_is_called_old() -> None:
    fitness = entry("fitness", **{**FIT, **clearance(90, on="1999-01-01")})
    assert option("cisplatin-etoposide", fitness).clearance is Clearance.CLEAR


def test_a_value_that_is_missing_or_old_is_asked_for() -> None:
    fit = {key: one for key, one in FIT.items() if key != "creatinine_clearance"}
    for told in (fit, {**fit, "creatinine_clearance": {"state": "pending"}}):
        found = judged(nec(), entry("staging", m="M1"), entry("fitness", **told), listed())
        assert "fitness.creatinine_clearance" in asked(found, 5)
    old = entry("fitness", **{**FIT, **clearance(90, on="2024-01-01")})
    told_ = case(nec(), entry("staging", m="M1"), old, listed())
    assert "fitness.creatinine_clearance" in asked(assess(told_, shipped(), Latest(BOARD)), 5)


def test_what_the_kidney_forbids_is_cisplatin_and_not_carboplatin() -> None:
    fitness = entry("fitness", **{**FIT, **clearance(40)})
    assert option("cisplatin-etoposide", fitness).clearance is Clearance.BLOCKED
    assert option("cisplatin-irinotecan", fitness).clearance is Clearance.BLOCKED
    assert option("carboplatin-etoposide", fitness).clearance is Clearance.CAUTION
    found = judged(nec(), entry("staging", m="M1"), fitness, listed())
    assert leading(found.moments[0]) == {"carboplatin-etoposide"}


def test_a_stop_that_fires_outweighs_one_that_cannot_be_judged() -> None:
    fitness = entry("fitness", cisplatin_fit="unfit")
    assert option("cisplatin-etoposide", fitness).clearance is Clearance.BLOCKED


def test_a_missing_fact_never_blocks_and_never_clears() -> None:
    found = judged(nec(), entry("staging", m="M1"), listed())
    for view in found.moments:
        for group in view.groups:
            for one in group.options:
                stops = [x for x in one.alerts if x.level == SafetyLevel.STOP]
                assert one.clearance is not Clearance.BLOCKED, one.id
                assert (one.clearance is Clearance.UNKNOWN) == bool(stops), one.id


def test_what_fires_stands_before_what_cannot_be_judged_and_stops_before_the_rest() -> None:
    fitness = entry("fitness", ecog="2", creatinine_clearance={"value": 40, "unit": "mL/min"})
    levels = list(SafetyLevel)
    found = [
        (one.fires is None, levels.index(SafetyLevel(one.level)))
        for one in option("cisplatin-etoposide", fitness).alerts
    ]
    assert found == sorted(found)
    assert found[0] == (False, 0)


def test_every_drug_and_procedure_of_an_option_is_looked_at() -> None:
    known = shipped()
    for one in known.options.values():
        if one.kind is OptionKind.TREATMENT and one.agents:
            assert all(known.agents[agent].rows for agent in one.agents), one.id
