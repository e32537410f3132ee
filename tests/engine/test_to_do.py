"""The to-do before an option: done with its date, missing, too old, or to be done every time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from enec_desktop.domain.assessment import Done, ToDo
from enec_desktop.domain.knowledge_base import LabelState, OptionKind
from enec_desktop.domain.time import Latest
from enec_desktop.engine.assess import assess
from tests.assessing import course, judged, listed, nec, shipped, shown
from tests.builders import case, entry

M1 = entry("staging", prefix="c", t="T3", n="N1", m="M1")
SECOND = (course("ep", "EP", reason_stopped="completed"), entry("progression", type="progression"))
BOARD = date(2026, 11, 22)


def before(option: str, *entries: dict[str, Any], day: date | None = None) -> dict[str, ToDo]:
    """The to-do of an option by the fact it is about, or by its own id."""
    (view, *_) = shown(assess(case(nec(), M1, *entries, listed()), shipped(), Latest(day)), option)
    return {one.seen[0].name if one.seen else one.id.rsplit("/", 1)[-1]: one for one in view.to_do}


@pytest.mark.parametrize(
    ("option", "facts"),
    [
        ("cisplatin-etoposide", ["creatinine_clearance", "hearing_loss", "neuropathy", "heart_failure"]),
        ("cisplatin-etoposide", ["hepatitis_b", "thrombosis", "feeding", "allergies_asked"]),
        ("folfiri", ["dpyd", "ugt1a1", "bilirubin", "coronary_disease"]),
        ("captem", ["dpyd", "creatinine_clearance", "neutrophils", "platelets"]),
        ("dual-checkpoint", ["hepatitis_b", "hepatitis_c", "hiv", "autoimmune_disease", "transplant"]),
        ("surufatinib-toripalimab", ["hypertension_uncontrolled", "urine_protein", "recent_operation"]),
    ],
)
def test_what_a_drug_needs_before_it_is_missing_until_it_is_recorded(option: str, facts: list[str]) -> None:
    found = before(option, *SECOND) if option not in ("cisplatin-etoposide",) else before(option)
    for fact in facts:
        assert found[f"fitness.{fact}"].state is Done.MISSING, fact


def test_what_is_recorded_is_done_with_its_date() -> None:
    fitness = entry("fitness", date="2026-11-20", hearing_loss="none")
    done = before("cisplatin-etoposide", fitness)["fitness.hearing_loss"]
    assert done.state is Done.DONE
    assert [(seen.words, str(seen.on.shown()) if seen.on else "") for seen in done.seen] == [
        ("none", "20-Nov-2026")
    ]


@pytest.mark.parametrize(("measured", "state"), [("2026-10-25", Done.DONE), ("2026-10-24", Done.STALE)])
def test_what_is_too_old_is_to_be_done_again(measured: str, state: Done) -> None:
    clearance = {"value": 80, "unit": "mL/min", "on": measured}
    fitness = entry("fitness", date="2026-10-01", creatinine_clearance=clearance)
    found = before("cisplatin-etoposide", fitness, day=BOARD)
    assert found["fitness.creatinine_clearance"].state is state


def test_each_fact_is_asked_once_and_what_no_fact_answers_is_to_do() -> None:
    found = judged(nec(), M1, listed())
    for view in (one for moment in found.moments for group in moment.groups for one in group.options):
        facts = [one.seen[0].name for one in view.to_do if one.seen]
        assert len(facts) == len(set(facts)), view.id
    assert before("cisplatin-etoposide")["growth-factors"].state is Done.TO_DO


@pytest.mark.parametrize(("age", "asked"), [(35, True), (70, False)])
def test_pregnancy_is_asked_for_where_it_is_possible(age: int, asked: bool) -> None:
    found = before("carboplatin-etoposide", entry("identity", sex="female", age=age))
    assert ("fitness.pregnancy" in found) is asked


def test_every_drug_says_what_its_label_says_of_this_disease() -> None:
    drugs = {
        "cisplatin", "carboplatin", "etoposide", "irinotecan", "fluorouracil", "capecitabine", "oxaliplatin",
        "temozolomide", "bevacizumab", "anlotinib", "apatinib", "surufatinib", "everolimus", "pd1", "ctla4",
        "tarlatamab",
    }  # fmt: skip
    known = shipped()
    for drug in drugs:
        assert known.agents[drug].labels, drug
        assert all(one.dated and one.refs for one in known.agents[drug].labels), drug
    for drug in ("surufatinib", "apatinib", "anlotinib", "tarlatamab", "ctla4"):
        assert {one.state for one in known.agents[drug].labels} == {LabelState.OFF_LABEL}, drug


def test_every_trial_the_article_names_belongs_to_an_option_with_its_claims() -> None:
    known = shipped()
    named = {trial for option in known.options.values() for trial in option.trials}
    assert named == known.trials.keys()
    assert all(one.as_of for one in known.trials.values())


def test_every_claim_of_toxicity_is_shown_on_some_treatment() -> None:
    options = [one for one in shipped().options.values() if one.kind is OptionKind.TREATMENT]
    shown_ = {claim for option in options for claim in option.toxicity}
    claims = {
        "CT1-017", "CT1-018", "CT1-019", "CT1-020", "CT1-036", "CT1-042", "CT1-043", "CT1-047", "CT1-050",
        "CT2-035", "CT2-042", "CT2-052", "IO-016", "IO-026", "IO-041",
    }  # fmt: skip
    assert claims <= shown_
