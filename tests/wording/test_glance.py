"""The first lines of an assessment: three hard stops at most, whatever the case, and none lost below."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from enec_desktop.domain.assessment import Alert
from enec_desktop.domain.content import Card, Mark, Section, Sentence
from enec_desktop.domain.knowledge_base import SafetyLevel, Standing
from enec_desktop.domain.time import AfterEvent
from enec_desktop.engine.assess import assess
from enec_desktop.wording.assessment import assessment_sections
from enec_desktop.wording.summary_sources import sentences_of
from tests.assessing import DEMOS, VIGNETTES, assessed, judged, listed, nec, shipped, stored
from tests.builders import entry

FOLDERS = (DEMOS, VIGNETTES, VIGNETTES / "invented")
CASES = [(folder, path.stem) for folder in FOLDERS for path in sorted(folder.glob("*.json"))]


@cache
def told(folder: Path, name: str) -> tuple[Section, ...]:
    return assessment_sections(assessed(folder, name), shipped())


def unfolded(sections: Iterable[Section]) -> list[Sentence]:
    """What is read without opening a card; its tags only name the state of the option."""
    found = []
    for block in (block for one in sections for block in one.blocks):
        shut = block.body if isinstance(block, Card) else (block,)
        found += [one for part in shut for one in sentences_of(part)]
    return found


def limits(found: list[Sentence], mark: Mark) -> list[Sentence]:
    return [one for one in found if one.mark is mark and any("safety/" in ref for ref in one.refs)]


def fired(folder: Path, name: str, level: SafetyLevel) -> dict[str, Alert]:
    options = (
        one for view in assessed(folder, name).moments for group in view.groups for one in group.options
    )
    alerts = (one for option in options for one in option.alerts)
    return {one.id: one for one in alerts if one.fires and one.level == level}


def worth_telling(folder: Path, name: str) -> set[str]:
    """The stops that stop something nobody advises against anyway."""
    groups = [group for view in assessed(folder, name).moments for group in view.groups]
    options = [one for group in groups for one in group.options if one.standing is not Standing.AGAINST]
    alerts = (alert for option in options for alert in option.alerts)
    return {one.id for one in alerts if one.fires and one.level == SafetyLevel.STOP}


@pytest.mark.parametrize(("folder", "name"), CASES, ids=[name for _, name in CASES])
def test_a_case_tells_three_hard_stops_at_first_glance_and_loses_none(folder: Path, name: str) -> None:
    stops = fired(folder, name, SafetyLevel.STOP)
    cautions = fired(folder, name, SafetyLevel.BEHIND) | fired(folder, name, SafetyLevel.ADJUST)
    shut = unfolded(told(folder, name))
    first = min(len(worth_telling(folder, name)), 3)
    assert len(limits(shut, Mark.STOP)) == first
    assert len(limits(shut, Mark.CAUTION)) == (1 if len(stops) > first else 0)
    if len(stops) > first:
        count = f"And {len(stops) - first} more" if first else f"{len(stops)}"
        assert f"{count} hard stop" in " ".join(one.text for one in shut)
    every = [one for part in told(folder, name) for block in part.blocks for one in sentences_of(block)]
    for alert in (*stops.values(), *cautions.values()):
        assert any(alert.id in one.refs and alert.text in one.text for one in every), alert.id


@pytest.mark.parametrize(("folder", "name"), CASES[:7], ids=[name for _, name in CASES[:7]])
def test_question_and_leading_treatment_stand_in_the_first_section(folder: Path, name: str) -> None:
    first = told(folder, name)[0]
    words = " ".join(one.text for block in first.blocks for one in sentences_of(block))
    assert first.id == "glance"
    assert "uestion of the day" in words and ("Tumour treatment that leads" in words or "Support: " in words)
    for opening in ("Diagnosis: ", "Stage: ", "Fitness: ECOG "):
        assert opening in words


def test_a_treatment_that_leads_only_while_a_fact_is_missing_says_which_and_who_leads_then() -> None:
    # Takagi 2021: the time to progression is not told; up to 6 months FOLFIRI or CAPTEM, above it platinum
    # (CT2-007, CT2-008). FOLFOX is certain in platinum-resistant disease (CT2-003): shown first until then.
    patient = stored(DEMOS, "takagi-2021-ip-toxicity-nivo-rt")
    point = AfterEvent("q-after-progression-1")
    first = assessment_sections(assess(patient, shipped(), point, turning=True), shipped())[0]
    words = " ".join(one.text for block in first.blocks for one in sentences_of(block))
    assert "FOLFOX (option, certain)" in words
    assert "gives way once this is known: Time to progression" in words
    assert "at most 6 months: Capecitabine and temozolomide (CAPTEM)" in words
    assert "Carboplatin and etoposide (EC)" in words


def first_lines(*entries: dict[str, Any]) -> str:
    first, *_ = assessment_sections(judged(*entries), shipped())
    return " ".join(one.text for one in unfolded([first]))


def test_none_under_a_question_is_told_apart_from_none_that_is_not_stopped() -> None:
    metastatic = entry("staging", prefix="c", t="T3", n="N1", m="M1")
    stopped = entry("fitness", ecog="4", platelets=20)
    assert "leads: none under this question." in first_lines(entry("identity"))
    assert "leads: none stands free." in first_lines(nec(), metastatic, stopped, listed())


def test_a_leading_treatment_that_is_not_cleared_names_what_its_limits_wait_for() -> None:
    told = first_lines(nec(), entry("staging", prefix="c", m="M1"), listed())
    assert "Not cleared for this patient: needs ECOG performance status, Creatinine clearance" in told


def test_a_limit_that_several_leading_treatments_share_is_named_once() -> None:
    metastatic = entry("staging", prefix="c", m="M1")
    first, *_ = assessment_sections(judged(nec(), metastatic, listed()), shipped())
    waiting = next(one for one in unfolded([first]) if one.text.startswith("Not cleared for this patient"))
    assert "safety/cisplatin/renal" in waiting.refs
    assert len(waiting.refs) == len(set(waiting.refs))


def test_the_first_lines_name_tumour_stage_what_it_rests_on_fitness_and_wish() -> None:
    told = first_lines(
        nec(ki67=80),
        entry("study", modality="pet_ct"),
        entry("staging", prefix="c", t="T3", n="N1", m="M0"),
        entry("fitness", ecog="1", creatinine_clearance=42),
        entry("preferences", surgery="refuses", chemotherapy="accepts"),
        listed(),
    )
    assert "Diagnosis: neuroendocrine carcinoma (NEC), small cell, site not recorded, Ki-67 80 %." in told
    assert "Stage: cT3 N1 M0 (regional nodes or locally advanced). M0 rests on: PET-CT" in told
    assert "Fitness: ECOG 1; creatinine clearance 42 mL/min. Wishes: Operation: refuses it." in told
    assert "Chemotherapy: accepts" not in told


def test_where_the_question_is_open_the_facts_that_separate_are_asked_in_the_first_lines() -> None:
    told = first_lines(nec(), listed())
    assert "The question of the day is open" in told
    assert "Asked first, since it decides the question: Is there distant metastasis (M)?" in told


def test_what_leads_under_a_question_that_only_may_be_todays_is_not_called_certain_as_such() -> None:
    # Mucosal, 5 mm; N, M and resectability not told: six questions are left (STG-001, STG-004, CT1-007).
    patient = stored(DEMOS, "takeshita-2000-emr-m3")
    found = assess(patient, shipped(), AfterEvent("q-first-decision"))
    words = [one.text for one in unfolded(assessment_sections(found, shipped())[:1])]
    leads = [one for one in words if one.startswith("Tumour treatment that leads under")]
    assert "early, endoscopic resection: Endoscopic resection (ESD)" in leads[0]
    assert all("certain if this is the question)" in one for one in leads)
    assert not [one for one in words if "Involved nodes" in one]  # nobody recorded a node


def test_before_any_specimen_the_first_lines_ask_for_tissue_and_for_no_stain() -> None:
    told = first_lines(entry("identity"))
    assert "Diagnosis: not established" in told and "Tissue first" in told and "Next stain" not in told


def test_in_an_emergency_its_care_is_the_first_thing_named() -> None:
    told = first_lines(
        nec(),
        entry("staging", prefix="c", t="T4b", n="N2", m="M1"),
        entry("presentation", dysphagia="4", weight_loss="yes"),
        entry("complication", type="fistula", present="yes"),
        listed(),
    )
    _, _, care = told.partition("Support: ")
    assert care.startswith("Fistula to airway or aorta: close it, nothing by mouth")
    assert told.index("Fistula to airway") < told.index("Tumour treatment that leads")


def test_a_value_too_old_for_a_limit_is_asked_for_again_as_such() -> None:
    patient = stored(VIGNETTES / "invented", "carcinoid-32cm-liver-57m")
    found = assess(patient, shipped(), AfterEvent("q-net-g3"), turning=True)
    sections = assessment_sections(found, shipped())
    words = " ".join(one.text for one in unfolded(sections))
    assert "needs ECOG performance status (too old)" in words
    assert "Fitness: ECOG 0 (Nov-2024, too old)" in words
    assert "(0, fully active, too old to rely on)" in words


def test_options_nobody_proposes_stand_below_words_that_say_so() -> None:
    sections = assessment_sections(
        assessed(VIGNETTES / "invented", "trachea-second-line-fistula-52f"), shipped()
    )
    (later,) = (one for one in sections if one.id == "options/third_line")
    words = [one.text for block in later.blocks for one in sentences_of(block)]
    against, stopped = (
        words.index("The sources advise against:"),
        words.index("Stopped for this patient by a limit:"),
    )
    titles = {block.title: i for i, block in enumerate(later.blocks) if isinstance(block, Card)}
    assert titles["Prophylactic cranial irradiation"] < titles["FOLFOX"]
    assert against < stopped


def test_the_specimen_that_the_diagnosis_is_read_from_is_named() -> None:
    # The primary of this patient was stained; what the metastasis lacks is asked of the metastasis alone.
    sections = assessment_sections(assessed(VIGNETTES / "invented", "carcinoid-32cm-liver-57m"), shipped())
    (court,) = (one for one in sections if one.id == "court")
    words = " ".join(one.text for one in unfolded([court]))
    assert "Read from the latest specimen alone: biopsy of a metastasis" in words and "Dec-2024" in words


def test_a_kidney_value_that_rests_on_old_ones_is_not_shown_as_if_it_were_new() -> None:
    # The creatinine of this patient is of February, the question of August; the weight alone is new.
    patient = stored(VIGNETTES / "invented", "mixed-egj-after-cross-68m")
    first, *_ = assessment_sections(assess(patient, shipped(), AfterEvent("q-adjuvant")), shipped())
    words = " ".join(one.text for one in unfolded([first]))
    assert "creatinine clearance 61.4 mL/min (Feb-2024, too old)" in words
