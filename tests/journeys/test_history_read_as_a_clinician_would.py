"""How the treatment history is read: what ends a line, what answers no question, what a name is worth."""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.values import Interval
from tests.assessing import asked, course, facts, judged, leading, listed, moments, nec, shown
from tests.builders import entry

STENT: dict[str, Any] = {"modality": "procedure", "setting": "supportive"}
SYMPTOMS: dict[str, Any] = {"modality": "radiotherapy", "setting": "palliative"}
M1 = entry("staging", prefix="c", t="T3", n="N1", m="M1")
M0 = entry("staging", prefix="c", t="T3", n="N1", m="M0")


@pytest.mark.parametrize("beside", [STENT, SYMPTOMS], ids=["a stent", "radiotherapy for symptoms"])
def test_what_eases_symptoms_after_a_progression_ends_no_line(beside: dict[str, Any]) -> None:
    grown = (
        nec(),
        M1,
        course("ep", "EP", reason_stopped="progression"),
        entry("progression", type="progression"),
    )
    found = judged(*grown, entry("course", "beside", **beside), listed())
    assert moments(found) == moments(judged(*grown, listed())) == ["second_line"]


@pytest.mark.parametrize("beside", [STENT, SYMPTOMS], ids=["a stent", "radiotherapy for symptoms"])
def test_what_eases_symptoms_before_any_treatment_is_no_treatment(beside: dict[str, Any]) -> None:
    found = judged(nec(), M1, entry("course", "beside", **beside), listed())
    assert moments(found) == ["first_line"]


def test_a_tube_between_chemotherapy_and_the_operation_leaves_the_plan_as_it_was() -> None:
    first = course("ep", "EP", setting="neoadjuvant", best_response="PR", reason_stopped="completed")
    found = judged(nec(), M0, first, entry("course", "tube", **STENT), listed())
    assert moments(found) == ["restaging"]
    assert shown(found, "surgery-after-neoadjuvant")


def test_the_parts_of_one_curative_treatment_are_one_line() -> None:
    before = course("ep", "EP", setting="conversion", date="2021-01")
    after = course("crt", modality="chemoradiotherapy", setting="definitive", date="2021-06")
    late = entry("progression", type="relapse", extent="single", date="2024-01")
    found = judged(nec(), M0, before, after, late, listed())
    assert moments(found) == ["second_line"]
    assert "platinum-rechallenge" in leading(found.moments[0])


def test_a_palliative_line_after_a_curative_one_makes_the_next_a_third() -> None:
    before = course("ep", "EP", setting="definitive")
    found = judged(
        nec(), M1, before, entry("progression", "p1", type="relapse"),
        course("folfiri", "FOLFIRI"), entry("progression", "p2", type="progression"), listed(),
    )  # fmt: skip
    assert moments(found) == ["third_line"]


def test_two_courses_of_unknown_setting_leave_the_line_open() -> None:
    courses = [
        entry("course", name, modality="chemotherapy", regimen=name, intended_diagnosis="nec")
        for name in ("EP", "FOLFIRI")
    ]
    found = judged(nec(), M1, *courses, entry("progression", type="progression"), listed())
    assert set(moments(found)) == {"second_line", "third_line"}


def test_chemoradiotherapy_whose_drugs_nobody_named_starts_the_clock() -> None:
    treated = course("crt", modality="chemoradiotherapy", setting="definitive", date="2023-01-10")
    found = facts(nec(), treated, entry("progression", date="2023-12-10"), listed())
    months = found.values("clock.time_to_progression")
    assert isinstance(months, Interval) and months.low > 10


def test_chemoradiotherapy_whose_drugs_nobody_named_held_no_antibody() -> None:
    treated = course("crt", modality="chemoradiotherapy", setting="definitive")
    found = judged(nec(), M1, treated, entry("progression"), listed())
    assert not shown(found, "irae-handling")
    assert "prior.immune_event_grade" not in asked(found)


def test_a_carcinoid_without_any_count_or_differentiation_is_no_diagnosis_to_treat_by() -> None:
    read = entry("specimen", specimen="biopsy", stated_class="net_no_grade", synaptophysin="positive")
    found = judged(read, listed())
    assert moments(found) == ["diagnostic_workup"]
    assert not leading(found.moments[0])
    assert {"specimen.ki67", "specimen.differentiation", "specimen.cell_type"} <= set(asked(found, 5))


def test_a_high_grade_name_is_followed_on_both_branches() -> None:
    read = entry("specimen", specimen="biopsy", stated_class="high_grade_net", ki67=45)
    found = judged(read, M1, listed())
    assert moments(found) == ["first_line"]
    assert shown(found, "captem") and shown(found, "cisplatin-etoposide")


def test_a_severe_toxicity_leaves_open_whether_the_doublet_can_be_repeated() -> None:
    stopped = {"reason_stopped": "toxicity", "toxicity_grade": "G4", "date": "2024-01"}
    before, after = (nec(), M1), (entry("progression", type="relapse", date="2024-12"), listed())
    found = judged(*before, course("ec", "EC", **stopped), *after)
    assert shown(found, "platinum-rechallenge")[0].standing == "option"
    assert "treatment.repeatable" in asked(found, 5)
    for answer, standing in {"yes": "option", "no": "against"}.items():
        known = judged(*before, course("ec", "EC", **stopped, repeatable=answer), *after)
        assert shown(known, "platinum-rechallenge")[0].standing == standing


@pytest.mark.parametrize(("lines", "moment"), [(1, "second_line"), (2, "third_line")])
def test_lines_given_for_a_net_count_while_it_is_a_net(lines: int, moment: str) -> None:
    net = entry("specimen", specimen="biopsy", stated_class="net_g3", differentiation="well", ki67=30)
    given = [
        one
        for number in range(lines)
        for one in (
            course(f"c{number}", "CAPTEM", intended_diagnosis="net", reason_stopped="progression"),
            entry("progression", f"p{number}", type="progression"),
        )
    ]
    found = judged(net, M1, *given, listed())
    assert moments(found) == [moment]
    assert "captem" not in leading(found.moments[0])


def test_a_line_given_for_a_net_is_no_line_once_the_tumour_is_a_nec() -> None:
    given = course("captem", "CAPTEM", intended_diagnosis="net", reason_stopped="progression")
    found = judged(nec(), M1, given, entry("progression", type="progression"), listed())
    assert moments(found) == ["first_line"]
