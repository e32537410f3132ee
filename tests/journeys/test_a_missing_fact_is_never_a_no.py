"""What nobody recorded excludes no question of the day, and a work-up ends only by what it looks for.

Each expected answer is written from the article's claims named beside it, before the engine ran on it.
"""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.assessment import Assessment, Certainty
from enec_desktop.domain.case import Fact
from enec_desktop.domain.knowledge_base import OptionKind, Standing
from enec_desktop.domain.time import AfterEvent
from enec_desktop.engine.assess import assess
from tests.assessing import DEMOS, VIGNETTES, asked, leading, moments, shipped, shown, stored
from tests.builders import codes, quantity

AT_FIRST = AfterEvent("q-first-decision")
BY_THE_BOARD = {"resectable", "borderline", "initially_unresectable", "inoperable"}
EARLY, ADVANCED = {"early_endoscopic"}, {"first_line"}


def mucosal(**staged: str) -> Assessment:
    """The published T1a tumour of 5 mm, nothing said of N, M and resectability unless here."""
    case = stored(DEMOS, "takeshita-2000-emr-m3")
    for name, code in staged.items():
        case = case.with_fact("clinical", name, codes(code))
    return assess(case, shipped(), AT_FIRST)


# STG-001, ENDO-001 and ENDO-002 make it a question for the endoscope without nodes; NEO-001 and STG-004 ask
# for more where a node is involved, as the board judges the resectability; CT1-007 where it has spread.
@pytest.mark.parametrize(
    ("staged", "left"),
    [
        ({}, EARLY | BY_THE_BOARD | ADVANCED),
        ({"m": "M0"}, EARLY | BY_THE_BOARD),
        ({"n": "N0"}, EARLY | ADVANCED),
        ({"n": "N1"}, BY_THE_BOARD | ADVANCED),
        ({"n": "N2", "m": "M0"}, BY_THE_BOARD),
        ({"n": "N0", "m": "M0"}, EARLY),
        ({"m": "M1"}, ADVANCED),
    ],
    ids=["nothing", "M0", "N0", "N1", "N2 M0", "N0 M0", "M1"],
)
def test_a_small_mucosal_tumour_keeps_every_question_its_nodes_leave(
    staged: dict[str, str], left: set[str]
) -> None:
    found = mucosal(**staged)
    assert set(moments(found)) == left
    certain = {view.certainty for view in found.moments} == {Certainty.CERTAIN}
    assert certain is (len(left) == 1)


def test_a_small_mucosal_tumour_without_nodal_stage_asks_for_n_and_m_first() -> None:
    found = mucosal()
    assert set(asked(found, 2)) == {"staging.n", "staging.m"}
    early, *others = found.moments
    assert (early.moment, early.certainty) == ("early_endoscopic", Certainty.POSSIBLE)
    assert "endoscopic-resection" in leading(early)
    assert not any("endoscopic-resection" in leading(view) for view in others)


# Read as squamous carcinoma at the junction, M1. DX-001, DX-012, D105: the diagnosis is settled first. Cell
# type (CLS-003), synaptophysin, chromogranin A or INSM1 (DX-002, DX-004, DX-007) or a neuroendocrine part
# (CLS-024) make it a matter of first-line treatment (CT1-007); CD56 and NSE alone do not (DX-010).
def junctional(recorded: dict[str, Fact]) -> Assessment:
    case = stored(DEMOS, "hanzawa-2024-egj-nivo-conversion")
    for name, fact in recorded.items():
        case = case.with_fact("first-reading", name, fact)
    return assess(case, shipped(), AT_FIRST)


SIGNS: list[dict[str, Fact]] = [
    {"cell_type": codes("large")},
    {"synaptophysin": codes("positive")},
    {"chromogranin": codes("weak")},
    {"insm1": codes("patchy")},
    {"ne_component": quantity(50, "%")},
]
NO_SIGNS: list[dict[str, Fact]] = [
    {},
    {"cd56": codes("positive"), "nse": codes("positive")},
    {"synaptophysin": codes("negative")},
    {"cell_type": codes("other")},
    {"ne_component": quantity(0, "%")},
]


def by_fact(recorded: dict[str, Fact]) -> str:
    return "-".join(recorded) or "as published"


@pytest.mark.parametrize("recorded", NO_SIGNS, ids=by_fact)
def test_a_squamous_reading_without_a_neuroendocrine_sign_is_settled_first(recorded: dict[str, Fact]) -> None:
    found = junctional(recorded)
    assert moments(found) == ["diagnostic_workup"]
    assert not leading(found.moments[0], OptionKind.TREATMENT)
    assert leading(found.moments[0], OptionKind.CLARIFY)


@pytest.mark.parametrize("recorded", SIGNS, ids=by_fact)
def test_a_neuroendocrine_sign_ends_the_work_up_of_a_squamous_reading(recorded: dict[str, Fact]) -> None:
    assert "first_line" in moments(junctional(recorded))


def test_what_would_end_a_work_up_is_asked_first() -> None:
    signs = {f"specimen.{next(iter(one))}" for one in SIGNS}
    assert set(asked(junctional({}), len(signs))) == signs
    diagnosis = {"specimen.stated_class", "specimen.cell_type", "specimen.ne_component"}
    assert set(asked(unnamed({}), 3)) == diagnosis


# CD56 alone is no diagnosis (DX-010), nor is a share of 0 % of a tumour nobody named (CLS-024). A cell type
# or a name is (CLS-003): then nothing of the stage is known, and every question of an untreated tumour is
# left.
def unnamed(recorded: dict[str, Fact]) -> Assessment:
    case = stored(VIGNETTES, "cd56-alone")
    for name, fact in recorded.items():
        case = case.with_fact("biopsy", name, fact)
    return assess(case, shipped(), AfterEvent("q"))


@pytest.mark.parametrize(
    ("recorded", "left"),
    [
        ({}, {"diagnostic_workup"}),
        ({"ne_component": quantity(0, "%")}, {"diagnostic_workup"}),
        ({"ki67": quantity(80, "%")}, {"diagnostic_workup"}),
        ({"cell_type": codes("small")}, EARLY | BY_THE_BOARD | ADVANCED),
        ({"stated_class": codes("nec")}, EARLY | BY_THE_BOARD | ADVANCED),
    ],
    ids=["cd56 alone", "share of 0", "index alone", "cell type", "name"],
)
def test_a_tumour_without_a_name_is_worked_up_until_it_has_one(
    recorded: dict[str, Fact], left: set[str]
) -> None:
    assert set(moments(unnamed(recorded))) == left


# Small cell NEC called stage III: GEN-011 and STG-003 want T, N and M before the treatment is chosen.
@pytest.mark.parametrize("t", ["Tis", "T1", "T3", "T4b"])
def test_completing_the_stage_is_advised_until_the_stage_is_complete(t: str) -> None:
    case = stored(DEMOS, "jcimcr-2024-scnec-stage3-70m")
    before = assess(case, shipped(), AT_FIRST)
    after = assess(case.with_fact("clinical", "t", codes(t)), shipped(), AT_FIRST)
    advised = shown(before, "stage-completion")
    assert len(advised) == len(before.moments) == len(after.moments)
    assert {(one.standing, one.certainty) for one in advised} == {(Standing.RECOMMENDED, Certainty.CERTAIN)}
    assert not shown(after, "stage-completion")
    assert all(gone.why_not is not None for view in after.moments for gone in view.not_here)


def test_a_stated_spread_goes_before_the_stage_group_it_contradicts() -> None:
    case: Any = stored(DEMOS, "jcimcr-2024-scnec-stage3-70m")
    found = assess(case.with_fact("clinical", "m", codes("M1")), shipped(), AT_FIRST)
    assert "first_line" in moments(found)
    assert found.contradictions
