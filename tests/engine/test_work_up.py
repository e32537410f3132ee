"""What M0 rests on: the studies on record with their dates, and the usual ones that are not.

Which study is asked for when: decision map 3, standards 4 (rows of work-up and brain imaging).
"""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.assessment import StudyNeed
from enec_desktop.domain.knowledge_base import Verification
from tests.assessing import DEMOS, assessed, judged, nec
from tests.builders import entry

C = entry("staging", prefix="c", t="T3", n="N1", m="M0")
NET = entry("specimen", specimen="biopsy", stated_class="net_g1", differentiation="well", ki67=1)
CT = {"modality": "ct", "region": "chest_abdomen_pelvis"}


def needs(*entries: dict[str, Any]) -> dict[str, StudyNeed]:
    return {one.id: one for one in judged(*entries).work_up}


def test_a_ct_of_the_trunk_counts_with_its_date_and_the_others_are_named_as_missing() -> None:
    found = needs(nec(), entry("study", "ct", date="2026-03-02", **CT), C)
    assert found["ct"].done is True and [day.iso() for day in found["ct"].dates] == ["2026-03-02"]
    assert {name for name, one in found.items() if one.done is False} >= {"eus", "pet-ct"}


def test_a_ct_whose_region_is_not_stated_is_neither_done_nor_missing() -> None:
    assert needs(nec(), entry("study", modality="ct"), C)["ct"].done is None


def test_a_ct_of_the_chest_alone_is_not_the_ct_asked_for() -> None:
    assert needs(nec(), entry("study", modality="ct", region="chest"), C)["ct"].done is False


def test_sstr_imaging_belongs_to_a_net_only() -> None:
    assert "sstr" in needs(NET, C)
    assert "sstr" not in needs(nec(), C)


@pytest.mark.parametrize(
    ("m", "cell_type", "asked"), [("M1", "small", True), ("M0", "small", False), ("M1", "large", False)]
)
def test_brain_imaging_is_asked_for_in_metastatic_small_cell_carcinoma(
    m: str, cell_type: str, asked: bool
) -> None:
    """Standards 4: brain MRI in M1 small cell and for any symptom, general design advice."""
    found = needs(nec(cell_type=cell_type), entry("staging", prefix="c", t="T3", n="N1", m=m))
    assert ("brain" in found) is asked


def test_symptoms_of_the_brain_ask_for_brain_imaging_whatever_the_stage() -> None:
    symptoms = entry("complication", type="brain", present="yes")
    found = needs(nec(cell_type="large"), C, symptoms)
    assert found["brain"].done is False and found["brain"].verification is Verification.GENERAL


def test_what_rests_on_general_knowledge_says_so() -> None:
    found = needs(nec(), C)
    assert found["ct"].verification is Verification.ARTICLE
    assert found["eus"].verification is Verification.ARTICLE


def test_a_study_after_another_of_its_kind_is_listed_with_it() -> None:
    found = needs(
        nec(), entry("study", "one", date="2026-01", **CT), entry("study", "two", date="2026-03", **CT), C
    )
    assert [day.iso() for day in found["ct"].dates] == ["2026-01", "2026-03"]


def test_endoscopic_ultrasound_is_not_missing_once_the_esophagus_has_been_removed() -> None:
    # IMG-006: EUS gives depth and size of the primary, which the specimen gives after surgery.
    before = assessed(DEMOS, "takagi-2021-ip-toxicity-nivo-rt", "q-first-decision").work_up
    after = assessed(DEMOS, "takagi-2021-ip-toxicity-nivo-rt", "q-after-surgery").work_up
    assert "EUS" in {one.label for one in before}
    assert "EUS" not in {one.label for one in after}
