"""The first lines of an assessment: three hard stops at most, whatever the case, and none lost below."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from enec_desktop.domain.assessment import Alert
from enec_desktop.domain.content import Card, Mark, Section, Sentence
from enec_desktop.domain.knowledge_base import SafetyLevel
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


@pytest.mark.parametrize(("folder", "name"), CASES, ids=[name for _, name in CASES])
def test_a_case_tells_three_hard_stops_at_first_glance_and_loses_none(folder: Path, name: str) -> None:
    stops = fired(folder, name, SafetyLevel.STOP)
    cautions = fired(folder, name, SafetyLevel.BEHIND) | fired(folder, name, SafetyLevel.ADJUST)
    shut = unfolded(told(folder, name))
    assert len(limits(shut, Mark.STOP)) == min(len(stops), 3)
    assert len(limits(shut, Mark.CAUTION)) == (1 if len(stops) > 3 else 0)
    if len(stops) > 3:
        assert f"And {len(stops) - 3} more hard stop" in " ".join(one.text for one in shut)
    every = [one for part in told(folder, name) for block in part.blocks for one in sentences_of(block)]
    for alert in (*stops.values(), *cautions.values()):
        assert any(alert.id in one.refs and alert.text in one.text for one in every), alert.id


@pytest.mark.parametrize(("folder", "name"), CASES[:7], ids=[name for _, name in CASES[:7]])
def test_question_and_leading_treatment_stand_in_the_first_section(folder: Path, name: str) -> None:
    first = told(folder, name)[0]
    words = " ".join(one.text for block in first.blocks for one in sentences_of(block))
    assert first.id == "glance"
    assert "uestion of the day" in words and "Tumour treatment that leads" in words


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
