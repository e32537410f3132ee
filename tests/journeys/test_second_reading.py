"""What the second entry of the knowledge and a second reading of its advice found, as cases."""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.assessment import Certainty, Clearance, MomentView, OptionView
from enec_desktop.domain.knowledge_base import OptionKind, Standing
from enec_desktop.domain.time import AfterEvent
from enec_desktop.engine.assess import assess
from tests.assessing import asked, codes_of, course, facts, judged, listed, moments, nec, shipped, shown, told
from tests.builders import case, entry
from tests.journeys.test_clinical_dangers import LINES, M0, M1, NET, clearance, fires, fitness, treatments

# Treated before for something else, or in the same field

OLD_FIELD = course(
    "old",
    modality="radiotherapy",
    setting="palliative",
    radiotherapy_site="esophagus",
    intended_diagnosis="nec",
)


@pytest.mark.parametrize("judged_as", ["resectable", "borderline", "inoperable"])
def test_a_second_full_radiotherapy_of_the_esophagus_is_argued_against(judged_as: str) -> None:
    found = judged(OLD_FIELD, nec(), M0, entry("judgement", resectability=judged_as), listed())
    assert moments(found)[0] == judged_as
    assert {one.standing for one in shown(found, "definitive-chemoradiotherapy")} == {Standing.AGAINST}
    neoadjuvant = {one.standing for one in shown(found, "neoadjuvant-chemoradiotherapy-then-surgery")}
    assert neoadjuvant <= {Standing.AGAINST}


def test_without_a_complete_list_of_treatments_a_first_full_radiotherapy_is_not_certain() -> None:
    found = judged(nec(), M0, entry("judgement", resectability="inoperable"))
    (view,) = [one for one in found.moments if one.moment == "inoperable"]
    (option,) = [o for group in view.groups for o in group.options if o.id == "definitive-chemoradiotherapy"]
    assert option.certainty is Certainty.POSSIBLE
    assert "question.treatments_listed" in asked(found)


@pytest.mark.parametrize("intended", ["squamous", "nec"])
def test_tumour_in_a_biopsy_after_curative_treatment_is_not_followed_up(intended: str) -> None:
    over = course(
        "crt", modality="chemoradiotherapy", setting="definitive", intended_diagnosis=intended,
        best_response="CR", reason_stopped="completed",
    )  # fmt: skip
    found = judged(over, nec(), M0, listed())
    assert moments(found) == ["diagnostic_workup"]
    assert "tumour-after-treatment" in told(found)
    assert "progression.type" in asked(found) or shown(found, "pathology-re-read")


def test_muscle_in_an_endoscopic_resection_is_at_least_t2() -> None:
    resected = nec(specimen="endoscopic_resection", depth="muscularis_propria")
    assert codes_of(facts(resected).values("tumour.t")) == {"T2", "T3", "T4a", "T4b"}


def test_another_part_of_30_percent_keeps_a_nec_from_being_pure_without_a_second_share() -> None:
    assert codes_of(facts(nec(stated_class="nec", other_component=30)).values("histology.class")) != {"NEC"}
    assert codes_of(facts(nec(stated_class="nec", other_component=29)).values("histology.class")) == {"NEC"}


def leaders(view: MomentView) -> tuple[OptionView, ...]:
    group = view.leading(OptionKind.TREATMENT)
    assert group is not None
    return group.options


# What a second reading of the advice found

RUNNING = course("ep", "EP", date="2024-01-01", best_response="PR", ongoing="yes")


@pytest.mark.parametrize(
    "told_", [{"neutrophils": 0.3}, {"platelets": 20}, {"creatinine_clearance": 20}, {"ecog": "4"}]
)
def test_what_runs_is_not_clear_while_a_value_holds_it(told_: dict[str, Any]) -> None:
    found = judged(nec(), M1, RUNNING, fitness(**told_), listed())
    assert moments(found) == ["on_treatment"]
    assert clearance(found, "continue-current") == {Clearance.BLOCKED}
    assert "continue-current" not in treatments(found)


def test_what_runs_is_not_cleared_by_values_that_nobody_recorded() -> None:
    found = judged(nec(), M1, RUNNING, listed())
    assert clearance(found, "continue-current") == {Clearance.UNKNOWN}


@pytest.mark.parametrize("counts", [{"neutrophils": 0.4}, {"platelets": 40}])
def test_failing_counts_bring_no_tumour_drug_to_the_front(counts: dict[str, Any]) -> None:
    for line in LINES.values():
        found = judged(nec(sstr2="positive"), M1, *line, fitness(**counts), listed())
        for view in found.moments:
            for option in (one for group in view.groups for one in group.options):
                if {"chemotherapy", "prrt"} & set(shipped().options[option.id].agents):
                    assert option.clearance is Clearance.BLOCKED, option.id


def test_few_platelets_stop_drugs_against_vegf_and_an_anticoagulant_cautions_them() -> None:
    found = judged(nec(), M1, *LINES["second"], fitness(platelets=40, anticoagulant="yes"), listed())
    assert {"platelets", "anticoagulant"} <= fires(found, "surufatinib-toripalimab")


def test_two_antibodies_are_stopped_by_active_autoimmune_disease() -> None:
    found = judged(nec(), M1, *LINES["second"], fitness(autoimmune_disease="active"), listed())
    assert clearance(found, "dual-checkpoint") == {Clearance.BLOCKED}
    assert Clearance.BLOCKED not in clearance(found, "pd1-monotherapy")


@pytest.mark.parametrize("told_", [{"ecog": "2"}, {"creatinine_clearance": 55}, {"heart_failure": "III"}])
def test_ec_comes_before_ep_where_a_recorded_value_counts_against_cisplatin(told_: dict[str, Any]) -> None:
    found = judged(nec(), M1, fitness(**told_), listed())
    assert "carboplatin-etoposide" in treatments(found)
    assert not {"cisplatin-etoposide", "cisplatin-irinotecan"} & treatments(found)


def test_while_those_values_are_missing_ep_is_not_cleared_and_each_of_them_may_put_ec_first() -> None:
    patient = case(nec(), M1, listed())
    (view,) = assess(patient, shipped(), AfterEvent("q"), turning=True).moments
    assert {one.clearance for one in leaders(view)} == {Clearance.UNKNOWN}
    assert "cisplatin-etoposide" in {one.id for one in leaders(view)}
    assert view.sensitivity is not None
    turning = {one.name: one for one in view.sensitivity.facts}
    for name in ("fitness.ecog", "fitness.creatinine_clearance", "fitness.heart_failure"):
        assert any(turn.leads == ("carboplatin-etoposide",) for turn in turning[name].turns), name


def test_an_old_value_beyond_a_limit_is_told_with_what_has_to_be_measured() -> None:
    old = entry("fitness", date="2024-01-01", creatinine_clearance=33)
    now = entry("question", "q", date="2024-12-01", treatments_listed="yes", no_progression="listed")
    found = assess(case(nec(), M1, old, now), shipped(), AfterEvent("q"))
    alerts = [one for view in shown(found, "cisplatin-etoposide") for one in view.alerts]
    assert any(one.fires is None and one.last_fires for one in alerts)
    assert clearance(found, "cisplatin-etoposide") == {Clearance.UNKNOWN}


def test_a_platinum_allergy_leaves_chemoradiotherapy_with_another_partner() -> None:
    allergy = entry("reaction", to="platinum", severity="severe")
    found = judged(nec(), M0, entry("judgement", resectability="inoperable"), allergy, listed())
    assert Clearance.BLOCKED not in clearance(found, "definitive-chemoradiotherapy")
    assert clearance(found, "cisplatin-etoposide") == {Clearance.BLOCKED}


def test_in_the_first_line_of_a_net_prrt_is_not_put_before_an_analogue() -> None:
    uptake = entry("study", modality="sstr", sstr_uptake="adequate")
    found = judged(NET, M1, uptake, listed())
    assert {"somatostatin-analogue", "prrt-net"} <= treatments(found) or "prrt-net" not in treatments(found)


def test_once_the_brain_is_treated_the_line_of_treatment_stands() -> None:
    brain = entry("complication", type="brain", present="treated")
    found = judged(nec(), M1, *LINES["second"], brain, listed())
    assert moments(found) == ["second_line"]
    assert shown(found, "folfiri")
