"""What would hurt a patient, each on a case as thin as possible."""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.assessment import Assessment, Certainty, Clearance
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

M1 = entry("staging", prefix="c", t="T3", n="N1", m="M1")
M0 = entry("staging", prefix="c", t="T3", n="N1", m="M0")
EP = course("ep", "EP", date="2024-01-01", best_response="PR", reason_stopped="completed")
NET = entry("specimen", specimen="biopsy", stated_class="net_g2", differentiation="well", ki67=10)
MINEN = entry("specimen", specimen="biopsy", stated_class="minen", ne_component=60, other_component=40)
MONTHS_9 = {"value": 9, "unit": "months"}
LINES: dict[str, tuple[dict[str, Any], ...]] = {
    "first": (),
    "second": (EP, entry("progression", type="progression", months_from_start=MONTHS_9)),
}


def fitness(**told_: Any) -> dict[str, Any]:
    return entry("fitness", **told_)


def clearance(found: Assessment, option: str) -> set[Clearance]:
    return {one.clearance for one in shown(found, option)}


def fires(found: Assessment, option: str) -> set[str]:
    """The rows that fire for an option, by their own id."""
    alerts = (alert for one in shown(found, option) for alert in one.alerts)
    return {alert.id.split("/")[-1] for alert in alerts if alert.fires}


def treatments(found: Assessment) -> set[str]:
    """Tumour treatments that lead in any candidate moment."""
    return set().union(*(leading(view) for view in found.moments))


# 1. A missing fact is no "no"


def test_an_m0_from_before_a_relapse_of_unknown_extent_is_no_m0_of_today() -> None:
    relapse = entry("progression", type="relapse")
    assert codes_of(facts(nec(), M0, EP, relapse, listed()).values("tumour.m")) == {"M0", "M1"}


@pytest.mark.parametrize(("extent", "m"), [("local", "M0"), ("single", "M1"), ("many", "M1")])
def test_the_extent_of_a_relapse_says_whether_it_is_distant(extent: str, m: str) -> None:
    relapse = entry("progression", type="relapse", extent=extent)
    assert codes_of(facts(nec(), M0, EP, relapse, listed()).values("tumour.m")) == {m}


def test_an_m0_stated_after_a_relapse_holds() -> None:
    relapse = entry("progression", type="relapse")
    again = entry("staging", "again", prefix="c", m="M0")
    assert codes_of(facts(nec(), M0, EP, relapse, again, listed()).values("tumour.m")) == {"M0"}


def test_a_lesion_that_is_only_suspected_is_neither_m0_nor_m1_and_its_tissue_is_asked_for() -> None:
    scan = entry("study", "ct", modality="ct", distant_disease="doubtful")
    lesion = entry("lesion", of="ct", organ="liver", finding="suspicious")
    found = judged(nec(), scan, lesion, listed())
    assert "distant-disease-in-doubt" in told(found)
    assert "staging.m" in asked(found, 5)
    views = shown(found, "suspected-lesion-biopsy")
    assert {one.standing for one in views} == {Standing.RECOMMENDED}


def test_a_study_that_saw_distant_disease_makes_m1_and_says_so_where_m0_is_stated() -> None:
    scan = entry("study", modality="ct", distant_disease="yes")
    assert codes_of(facts(nec(), scan, listed()).values("tumour.m")) == {"M1"}
    assert "m0-with-distant-lesion" in told(judged(nec(), M0, scan, listed()))


def test_what_holds_if_the_record_is_complete_stands_before_what_may_be_missing() -> None:
    grown = entry("progression", type="progression")
    found = judged(nec(), M1, EP, grown, entry("question", "q", treatments_listed="no"))
    assert moments(found)[0] == "second_line"
    assert "on_treatment" in moments(found)


# 2. A contraindication under another name


@pytest.mark.parametrize("told_", [{"feeding": "tube"}, {"feeding": "stoma"}, {"feeding": "parenteral"}])
def test_a_patient_fed_by_another_route_is_warned_of_tablets(told_: dict[str, Any]) -> None:
    found = judged(nec(), M1, *LINES["second"], fitness(**told_), listed())
    assert "swallowing" in fires(found, "captem")


@pytest.mark.parametrize(
    "told_",
    [{"hearing_loss": "G2"}, {"neuropathy": "G3"}, {"creatinine_clearance": 40}, {"cisplatin_fit": "unfit"}],
)
def test_what_stands_against_cisplatin_is_seen_where_the_platinum_is_not_named(told_: dict[str, Any]) -> None:
    curative = judged(nec(), M0, entry("judgement", resectability="resectable"), fitness(**told_), listed())
    again = judged(nec(), M1, *LINES["second"], fitness(**told_), listed())
    for found, option in (
        (curative, "neoadjuvant-chemotherapy-then-surgery"),
        (curative, "definitive-chemoradiotherapy"),
        (again, "platinum-rechallenge"),
    ):
        seen = {alert.agent for one in shown(found, option) for alert in one.alerts if alert.fires}
        assert any(agent.endswith("its drugs not fixed yet") for agent in seen), option


def test_a_pregnancy_is_a_caution_for_every_cytotoxic_drug() -> None:
    found = judged(entry("identity", sex="female"), nec(), M1, fitness(pregnancy="yes"), listed())
    assert "pregnancy" in fires(found, "carboplatin-etoposide")


@pytest.mark.parametrize("state", ["treated", "suspected"])
def test_a_fistula_that_is_stented_or_suspected_stops_radiotherapy_and_drugs_on_vessels(state: str) -> None:
    fistula = entry("complication", type="fistula", present=state)
    found = judged(nec(), M1, *LINES["second"], fistula, listed())
    for option in ("camrelizumab-anlotinib", "surufatinib-toripalimab", "nivolumab-radiotherapy"):
        assert clearance(found, option) == {Clearance.BLOCKED}
    assert "open-complication" in fires(found, "folfiri")
    assert bool(shown(found, "suspected-complication")) is (state == "suspected")


def test_an_ulcerated_primary_is_a_warning_for_every_drug_on_vessels() -> None:
    found = judged(nec(), M1, *LINES["second"], entry("endoscopy", ulcer="yes"), listed())
    for option in ("camrelizumab-anlotinib", "tislelizumab-anlotinib", "folfiri-bevacizumab"):
        assert "ulcer" in fires(found, option)
    for option in ("camrelizumab-apatinib", "surufatinib-toripalimab"):
        assert clearance(found, option) == {Clearance.BLOCKED}


def test_an_irradiated_ulcer_asks_for_a_fistula_until_it_is_excluded() -> None:
    radiotherapy = entry(
        "course", "rt", modality="radiotherapy", setting="palliative", radiotherapy_site="esophagus"
    )
    thin = (nec(), M1, EP, radiotherapy, entry("endoscopy", ulcer="yes"))
    found = judged(*thin, entry("progression", type="progression"), listed())
    assert "ulcer-after-radiotherapy" in told(found)
    assert "problem.fistula_excluded" in asked(found, 5)
    no = entry("complication", type="fistula", present="no")
    assert "ulcer-after-radiotherapy" not in told(judged(*thin, no, listed()))


# 3. Women and mFOLFIRINOX


@pytest.mark.parametrize(("sex", "warned"), [("female", True), ("male", False)])
def test_a_woman_sees_the_warning_of_mfolfirinox(sex: str, warned: bool) -> None:
    found = judged(entry("identity", sex=sex), nec(), M1, listed())
    (option,) = shown(found, "mfolfirinox")
    assert ("women" in fires(found, "mfolfirinox")) is warned
    assert ("women" in {say.id.split("/")[-1] for say in option.reasons_against}) is warned


def test_without_a_sex_the_warning_of_mfolfirinox_is_open_and_the_sex_asked_for() -> None:
    (option,) = shown(judged(nec(), M1, listed()), "mfolfirinox")
    assert any(alert.id.endswith("/women") and alert.fires is None for alert in option.alerts)
    assert "sex" in {say.id.split("/")[-1] for say in option.checks}


# 4. Carboplatin for whom cisplatin is closed


@pytest.mark.parametrize(
    "told_",
    [
        {"cisplatin_fit": "unfit"},
        {"creatinine_clearance": 45},
        {"hearing_loss": "G2"},
        {"neuropathy": "G2"},
    ],
)
def test_with_cisplatin_closed_carboplatin_leads(told_: dict[str, Any]) -> None:
    found = judged(nec(), M1, fitness(**told_), listed())
    assert (
        clearance(found, "cisplatin-etoposide")
        == clearance(found, "cisplatin-irinotecan")
        == {Clearance.BLOCKED}
    )
    assert leading(found.moments[0]) == {"carboplatin-etoposide"}


# 5. Three to six months


@pytest.mark.parametrize(("months", "said"), [(2, False), (3, True), (5, True), (6, True), (7, False)])
def test_between_three_and_six_months_both_rules_are_told(months: float, said: bool) -> None:
    grown = entry("progression", type="progression", months_from_start={"value": months, "unit": "months"})
    found = judged(nec(), M1, EP, grown, listed())
    assert ("interval-between-3-and-6" in told(found)) is said
    assert ("platinum-rechallenge" in leading(found.moments[0])) is (months > 6)


# 6. PRRT and somatostatin analogues


@pytest.mark.parametrize("uptake", ["none", "partial", "adequate", None])
@pytest.mark.parametrize("line", ["first", "second"])
def test_prrt_and_analogues_never_lead_in_nec(line: str, uptake: str | None) -> None:
    scan = entry("study", modality="sstr", **({"sstr_uptake": uptake} if uptake else {}))
    found = judged(nec(), M1, *LINES[line], scan, listed())
    assert not {"prrt", "prrt-net", "somatostatin-analogue", "somatostatin-analogue-nec"} & treatments(found)
    wanted = (
        Standing.INVESTIGATIONAL if line == "second" and uptake in ("adequate", None) else Standing.AGAINST
    )
    assert [one.standing for one in shown(found, "prrt")] == [wanted]


@pytest.mark.parametrize(
    ("uptake", "standing"),
    [("none", Standing.AGAINST), ("partial", Standing.AGAINST), ("adequate", Standing.OPTION)],
)
def test_prrt_in_a_net_wants_uptake_in_all_lesions(uptake: str, standing: Standing) -> None:
    scan = entry("study", modality="sstr", sstr_uptake=uptake)
    found = judged(NET, M1, scan, listed())
    assert [one.standing for one in shown(found, "prrt-net")] == [standing]


# 7. MiNEN


@pytest.mark.parametrize(
    "history",
    [
        (M1,),
        (M0, entry("judgement", resectability="resectable")),
        (M0, entry("judgement", resectability="inoperable")),
        (M1, EP, entry("progression", type="progression")),
        (
            M0,
            entry("course", "op", modality="surgery", setting="local"),
        ),
    ],
    ids=["metastatic", "resectable", "inoperable", "second line", "after surgery"],
)
def test_for_a_mixed_neoplasm_nothing_is_recommended_and_something_stands(
    history: tuple[dict[str, Any], ...],
) -> None:
    found = judged(MINEN, *history, listed())
    assert "minen-silent" in told(found)
    tumour = [group for view in found.moments for group in view.groups if group.kind is OptionKind.TREATMENT]
    assert Standing.RECOMMENDED not in {group.standing for group in tumour}
    assert Standing.OPTION in {group.standing for group in tumour}


# 8. Performance status


@pytest.mark.parametrize("line", ["first", "second"])
def test_at_ecog_4_no_tumour_treatment_leads_and_support_does(line: str) -> None:
    found = judged(nec(), M1, *LINES[line], fitness(ecog="4"), listed())
    assert not treatments(found)
    assert leading(found.moments[0], OptionKind.SUPPORT) == {"best-supportive-care"}


@pytest.mark.parametrize("line", ["first", "second"])
def test_at_ecog_3_irinotecan_is_closed_and_everything_else_is_cautioned(line: str) -> None:
    found = judged(nec(), M1, *LINES[line], fitness(ecog="3"), listed())
    assert clearance(found, "folfiri") == {Clearance.BLOCKED}
    for option in treatments(found):
        assert fires(found, option) & {"performance", "performance-3"}, option


# 9. Wishes


@pytest.mark.parametrize("line", ["first", "second"])
@pytest.mark.parametrize("tumour", [nec(), NET, MINEN], ids=["NEC", "NET", "MiNEN"])
def test_who_declines_is_offered_care_and_no_tumour_treatment(tumour: dict[str, Any], line: str) -> None:
    no = entry("preferences", tumour_treatment="no")
    found = judged(tumour, M1, *LINES[line], no, listed())
    assert moments(found) == ["supportive"]
    assert not [one for view in found.moments for one in view.groups if one.kind is OptionKind.TREATMENT]
    assert leading(found.moments[0], OptionKind.SUPPORT) == {"best-supportive-care"}


# 10. An old judgement against a later metastasis


def test_a_judgement_from_before_the_relapse_does_not_contradict_the_metastasis() -> None:
    fit = entry("judgement", resectability="resectable")
    relapse = entry("progression", "p", type="relapse", extent="many")
    contradiction = "resectable-with-distant-disease"
    assert contradiction not in told(judged(nec(), M0, fit, EP, relapse, listed()))
    again = entry("judgement", "again", resectability="resectable")
    assert contradiction in told(judged(nec(), M0, fit, EP, relapse, again, listed()))
    assert contradiction in told(judged(nec(), M1, fit, listed()))


# 11. No board without an option

COMPLICATIONS = sorted(shipped().vocabulary.kinds["complication"].fields["type"].choices)


@pytest.mark.parametrize("type_", COMPLICATIONS)
@pytest.mark.parametrize("tumour", [nec(), NET, MINEN, entry("specimen", stated_class="squamous")])
def test_every_complication_has_its_own_care(tumour: dict[str, Any], type_: str) -> None:
    found = judged(tumour, M1, entry("complication", type=type_, present="yes"), listed())
    assert moments(found)[0] == "complication"
    view = found.moments[0]
    own = [
        one.id
        for group in view.groups
        for one in group.options
        if one.verdicts[0].row.endswith("/recorded") or one.verdicts[0].row == "recorded"
    ]
    assert own
    assert shown(found, "best-supportive-care")
    assert not [one for one in view.groups if one.kind is OptionKind.TREATMENT]


@pytest.mark.parametrize("type_", COMPLICATIONS)
def test_the_question_of_the_tumour_stays_in_sight_beside_a_complication(type_: str) -> None:
    present = entry("complication", type=type_, present="yes")
    found = judged(nec(), M1, *LINES["second"], present, listed())
    assert moments(found) == ["complication", "second_line"]
    assert [view.certainty for view in found.moments] == [Certainty.CERTAIN, Certainty.CERTAIN]
    assert "complication-first" in told(found)
    assert [one.standing for one in shown(found, "folfiri")] == [Standing.OPTION]


def test_what_a_complication_forbids_is_stopped_beside_it() -> None:
    found = judged(nec(), M1, *LINES["second"], fistula("now", "yes"), listed())
    for option in ("nivolumab-radiotherapy", "camrelizumab-anlotinib"):
        assert clearance(found, option) == {Clearance.BLOCKED}
    assert "open-complication" in fires(found, "folfiri")


def test_a_complication_without_a_type_leaves_every_care_possible() -> None:
    found = judged(nec(), M1, entry("complication", present="yes"), listed())
    assert shown(found, "best-supportive-care") and shown(found, "fistula-care")


def test_a_known_brain_metastasis_is_treated_and_not_prevented() -> None:
    brain = entry("lesion", organ="brain", finding="malignant")
    symptoms = entry("complication", type="brain", present="yes")
    found = judged(nec(), M1, *LINES["second"], symptoms, listed())
    assert shown(found, "brain-metastasis-care") and shown(found, "palliative-radiotherapy")
    for case_ in (found, judged(nec(), M1, brain, listed())):
        assert not shown(case_, "prophylactic-cranial-irradiation")


def fistula(name: str, present: str) -> dict[str, Any]:
    return entry("complication", name, type="fistula", present=present)


def test_the_last_entry_of_a_complication_tells_how_it_stands_now() -> None:
    open_then_healed = (nec(), M1, *LINES["second"], fistula("then", "yes"), fistula("now", "no"))
    found = judged(*open_then_healed, listed())
    assert moments(found) == ["second_line"]
    assert "open-complication" not in fires(found, "folfiri")
    assert "fistula-before" in fires(found, "camrelizumab-anlotinib")
    bleeding = entry("complication", "other", type="bleeding", present="yes")
    assert moments(judged(*open_then_healed, bleeding, listed())) == ["complication", "second_line"]


def test_a_fistula_that_was_suspected_and_excluded_stands_against_nothing() -> None:
    excluded = (fistula("then", "suspected"), fistula("now", "no"))
    found = judged(nec(), M1, *LINES["second"], *excluded, listed())
    assert moments(found) == ["second_line"]
    assert not {"open-complication", "fistula-before"} & fires(found, "camrelizumab-anlotinib")


@pytest.mark.parametrize(
    ("regimen", "option"),
    [("FOLFIRI", "folfiri"), ("FOLFOX", "folfox"), ("CAPTEM", "captem"), ("IP", "cisplatin-irinotecan")],
)
@pytest.mark.parametrize("tumour", [nec(), MINEN], ids=["NEC", "MiNEN"])
def test_a_regimen_on_which_the_tumour_grew_does_not_lead_again(
    tumour: dict[str, Any], regimen: str, option: str
) -> None:
    grown = {"type": "progression", "months_from_start": {"value": 3, "unit": "months"}}
    failed = course("failed", regimen, best_response="PD", reason_stopped="progression")
    for before in ((), (EP, entry("progression", "p1", **grown))):
        found = judged(tumour, M1, *before, failed, entry("progression", "p2", **grown), listed())
        assert option not in treatments(found)
