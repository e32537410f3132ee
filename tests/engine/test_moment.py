"""The question of the day: every moment reached by a thin case, and the traps on the way there."""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.assessment import Certainty
from enec_desktop.domain.knowledge_base import OptionKind, Standing
from tests.assessing import (
    asked,
    codes_of,
    course,
    facts,
    judged,
    leading,
    listed,
    moments,
    nec,
    shipped,
    shown,
    told,
)
from tests.builders import entry

Entries = tuple[dict[str, Any], ...]


def staging(**told_: Any) -> dict[str, Any]:
    return entry("staging", prefix="c", **told_)


def board(resectability: str) -> dict[str, Any]:
    return entry("judgement", resectability=resectability)


def millimetres(size: float) -> dict[str, Any]:
    return entry("endoscopy", size={"value": size, "unit": "mm"})


def progression(**told_: Any) -> dict[str, Any]:
    return entry("progression", **{"type": "progression", "extent": "few", **told_})


LOCAL = (nec(), staging(t="T3", n="N1", m="M0"))
M1 = (nec(), staging(m="M1"))
EP = course("ep", "EP", best_response="PR", reason_stopped="completed")
ESD = entry("course", "esd", modality="endoscopic_resection", setting="local")
SURGERY = entry("course", "surgery", modality="surgery", setting="local")
NEOADJUVANT = course("neo", "EP", setting="neoadjuvant", ongoing="no")

THIN: dict[str, Entries] = {
    "complication": (*M1, entry("complication", type="bleeding", present="yes")),
    "supportive": (*M1, entry("preferences", tumour_treatment="no")),
    "diagnostic_workup": (entry("endoscopy", site="middle"),),
    "resectable": (*LOCAL, board("resectable"), entry("fitness", surgery_fit="yes")),
    "borderline": (*LOCAL, board("borderline")),
    "initially_unresectable": (*LOCAL, board("initially_unresectable")),
    "inoperable": (*LOCAL, board("inoperable")),
    "early_endoscopic": (nec(), staging(t="T1a", n="N0", m="M0"), millimetres(9)),
    "after_endoscopic_resection": (nec(), staging(t="T1a", n="N0", m="M0"), ESD),
    "restaging": (*LOCAL, NEOADJUVANT),
    "adjuvant": (*LOCAL, SURGERY),
    "on_treatment": (*M1, course("ep", "EP", ongoing="yes")),
    "follow_up": (*LOCAL, SURGERY, course("ep", "EP", setting="adjuvant", ongoing="no")),
    "relapse": (*LOCAL, SURGERY, entry("progression", type="relapse", extent="local")),
    "first_line": M1,
    "second_line": (*M1, EP, progression()),
    "third_line": (
        *M1,
        EP,
        progression(),
        course("folfiri", "FOLFIRI"),
        entry("progression", "again", type="progression"),
    ),
}


def moment(*entries: dict[str, Any]) -> set[str]:
    return codes_of(facts(*entries).values("moment"))


@pytest.mark.parametrize("name", THIN)
def test_every_moment_is_reached_by_a_thin_case(name: str) -> None:
    assert moment(*THIN[name], listed()) == {name}


def test_the_thin_cases_reach_every_moment_there_is() -> None:
    assert set(THIN) == set(shipped().tables["moment"].outcomes)


@pytest.mark.parametrize("name", THIN)
def test_every_moment_has_something_to_say_and_says_why_it_is_this_one(name: str) -> None:
    view, *beside = judged(*THIN[name], listed()).moments
    assert bool(beside) is (name == "complication")
    assert view.certainty is Certainty.CERTAIN
    assert view.groups
    assert view.explanation.answer is True


# Lines are counted by what was given for a NEC


@pytest.mark.parametrize(
    "earlier",
    [
        (),
        (SURGERY,),
        (ESD,),
        (course("fp", "FP", intended_diagnosis="squamous"),),
        (course("paclitaxel", "taxane", intended_diagnosis="adenocarcinoma"),),
        (entry("course", "rt", modality="radiotherapy", regimen="none"),),
    ],
)
def test_relapse_without_an_earlier_line_for_nec_is_a_first_line(earlier: Entries) -> None:
    found = judged(*M1, *earlier, progression(), listed())
    assert moments(found) == ["first_line"]
    assert "first-line-at-relapse" in told(found)
    assert not [one for one in shown(found, "platinum-rechallenge") if one.standing is not Standing.AGAINST]


@pytest.mark.parametrize(
    "earlier",
    [
        (EP,),
        (course("ip", "IP", setting="adjuvant"),),
        (NEOADJUVANT, SURGERY),
        (course("nivolumab", "nivolumab", modality="immunotherapy"),),
        (course("ep", "EP", intended_diagnosis="squamous"),),
    ],
)
def test_one_line_for_nec_whatever_its_setting_makes_a_second_line(earlier: Entries) -> None:
    assert moment(*M1, *earlier, progression(), listed()) == {"second_line"}


def test_a_course_whose_diagnosis_is_not_told_leaves_the_line_open() -> None:
    fp = entry("course", "fp", modality="chemotherapy", setting="palliative", regimen="FP")
    assert moment(*M1, fp, progression(), listed()) == {"first_line", "second_line"}


def test_treatment_that_may_be_missing_leaves_every_line_open_and_is_asked_first() -> None:
    found = judged(*M1, progression())
    assert {"first_line", "second_line", "third_line"} <= set(moments(found))
    assert found.questions[0].place.field == "treatments_listed"


def test_stopping_for_toxicity_is_not_progression() -> None:
    stopped = course("ep", "EP", reason_stopped="toxicity", toxicity_grade="G4")
    found = judged(*M1, stopped, listed())
    assert moments(found) == ["on_treatment"]
    assert "toxicity-is-not-progression" in told(found)


@pytest.mark.parametrize(
    ("regimen", "diagnosis", "line"), [("EP", "nec", "second_line"), ("FP", "squamous", "first_line")]
)
def test_a_course_stopped_for_progression_is_a_failure_without_another_entry(
    regimen: str, diagnosis: str, line: str
) -> None:
    failed = course("given", regimen, intended_diagnosis=diagnosis, reason_stopped="progression")
    assert moment(*M1, failed, listed()) == {line}


# Histology


def test_the_latest_reading_decides_and_the_change_is_said() -> None:
    squamous = entry("specimen", "biopsy", specimen="biopsy", stated_class="squamous")
    found = judged(squamous, staging(m="M1"), nec("metastasis"), listed())
    assert {one.name: one.values for one in found.diagnosis}["histology.class"] == ("NEC",)
    assert "histology-changed" in told(found)


@pytest.mark.parametrize("name", ["high_grade_net", "poorly_differentiated_net", "atypical_carcinoid"])
@pytest.mark.parametrize("ki67", [None, 25, 90])
def test_an_ambiguous_name_raises_a_question_and_never_a_class(name: str, ki67: int | None) -> None:
    told_: dict[str, Any] = {} if ki67 is None else {"ki67": ki67}
    found = judged(
        entry("specimen", stated_class=name, synaptophysin="positive", **told_), staging(m="M1"), listed()
    )
    assert {one.name: one.values for one in found.diagnosis}["histology.class"] == ("NEC", "NET")
    assert "name-is-a-question" in told(found)
    assert {"specimen.differentiation", "specimen.cell_type"} <= set(asked(found, 5))
    assert all(one.certainty is Certainty.POSSIBLE for one in shown(found, "cisplatin-etoposide"))


def test_twenty_percent_nec_is_no_mixed_neoplasm() -> None:
    told_ = {"differentiation": "poor", "ne_component": 20, "other_component": 80}
    found = judged(entry("specimen", stated_class="adenocarcinoma", **told_), staging(m="M1"), listed())
    assert {one.name: one.values for one in found.diagnosis}["histology.class"] == ("not_NEN",)
    assert "minen-silent" not in told(found)
    assert "minor-component" in told(found)


# Nodes


def test_a_node_called_metastasis_asks_for_its_station_before_m1() -> None:
    node = entry("lesion", "node", organ="lymph_node", finding="malignant")
    found = judged(nec(), staging(t="T3"), node, listed())
    assert found.moments[0].moment != "first_line"
    assert {"lesion.distant", "lesion.regional_node"} & set(asked(found, 2))
    assert "node-without-station" in told(found)
    assert "nodal-station" in leading(found.moments[0], OptionKind.CLARIFY)


@pytest.mark.parametrize("m", ["M0", None])
def test_a_malignant_node_leaves_no_early_tumour(m: str | None) -> None:
    told_ = {"m": m} if m else {}
    early = (nec(), staging(t="T1a", **told_), millimetres(5), listed())
    node = entry("lesion", "node", organ="lymph_node", finding="malignant")
    assert "early_endoscopic" in moment(*early)
    assert "early_endoscopic" not in moment(node, *early)


# Early tumours


@pytest.mark.parametrize(
    ("size", "early"),
    [
        ({"value": 9.9}, True),
        ({"value": 0.9, "unit": "cm"}, True),
        ({"value": 10}, False),
        ({"value": 1, "unit": "cm"}, False),
    ],
)
def test_early_is_strictly_below_one_centimetre(size: dict[str, Any], early: bool) -> None:
    sized = entry("endoscopy", size={"unit": "mm", **size})
    found = moment(nec(), staging(t="T1a", n="N0", m="M0"), sized, listed())
    assert ("early_endoscopic" in found) is early


@pytest.mark.parametrize(("t", "early"), [("Tis", True), ("T1a", True), ("T1b", False), ("T2", False)])
def test_early_is_no_deeper_than_the_mucosa(t: str, early: bool) -> None:
    found = moment(nec(), staging(t=t, n="N0", m="M0"), millimetres(5), listed())
    assert ("early_endoscopic" in found) is early


# The interval is asked by its clock


def test_the_interval_is_asked_by_its_clock_and_a_stated_one_is_not_asked_again() -> None:
    without = judged(*M1, EP, progression(), listed())
    assert "clock.time_to_progression" in asked(without, 5)
    with_clock = judged(*M1, EP, progression(months_from_start={"value": 8, "unit": "months"}), listed())
    assert "clock.time_to_progression" not in asked(with_clock)


@pytest.mark.parametrize(
    ("clock", "still"),
    [
        ("months_from_last_dose", True),
        ("relapse_free_months", True),
        ("months_from_surgery", True),
        ("months_from_start", False),
    ],
)
def test_another_clock_does_not_answer_for_the_time_to_progression(clock: str, still: bool) -> None:
    found = judged(*M1, EP, progression(**{clock: {"value": 8, "unit": "months"}}), listed())
    assert ("clock.time_to_progression" in asked(found)) is still


@pytest.mark.parametrize(
    ("months", "standing"),
    [(5.9, Standing.AGAINST), (6, Standing.AGAINST), (6.1, Standing.OPTION), (12, Standing.OPTION)],
)
def test_platinum_again_turns_at_six_months(months: float, standing: Standing) -> None:
    clocks = {
        "months_from_start": {"value": months, "unit": "months"},
        "relapse_free_months": {"value": 1, "unit": "months"},
    }
    found = judged(*M1, EP, progression(**clocks), listed())
    (view,) = shown(found, "platinum-rechallenge")
    assert (view.standing, view.certainty) == (standing, Certainty.CERTAIN)


# Candidates stay apart


def test_candidates_stand_in_the_order_of_the_pathway_each_with_the_facts_it_needs() -> None:
    found = judged(nec(), staging(t="T3", n="N1"), listed())
    order = list(shipped().tables["moment"].outcomes)
    assert len(found.moments) > 1
    assert moments(found) == sorted(moments(found), key=order.index)
    for view in found.moments:
        assert view.certainty is Certainty.POSSIBLE
        assert view.conditions.sets or view.conditions.unsettled


def test_what_separates_the_candidates_is_asked_first() -> None:
    found = judged(nec(), staging(t="T3", n="N1"), listed())
    assert set(asked(found, 2)) == {"staging.m", "judgement.resectability"}


@pytest.mark.parametrize("name", THIN)
def test_a_wish_against_treatment_or_a_complication_comes_before_any_other_moment(name: str) -> None:
    bleeding = entry("complication", "bleeding", type="bleeding", present="yes")
    declines = entry("preferences", "wish", tumour_treatment="no")
    found = judged(*THIN[name], bleeding, listed())
    assert found.first is not None and found.first.moment == "complication"
    if name != "supportive":
        assert moment(*THIN[name], declines, listed()) == {
            "complication" if name == "complication" else "supportive"
        }
