"""The seven published patients: what has to stand, may lead, must not lead, is asked and is flagged.

An option satisfies a name of the expectations when its ``codes`` hold it; ``test_every_name_is_an_option``
holds that table to the knowledge. ``python -m enec_desktop knowledge stats`` counts the options.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from enec_desktop.domain.assessment import Assessment, Certainty, MomentView, OptionView
from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.knowledge_base import OptionKind, Standing
from enec_desktop.domain.time import AfterEvent
from enec_desktop.engine.assess import assess
from tests.assessing import DEMOS, assessed, shipped, stored

POINTS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "published_expectations.toml").read_text(encoding="utf-8")
)["point"]
STANDS = {Standing.RECOMMENDED, Standing.OPTION, Standing.INVESTIGATIONAL}
NEVER_AT_ANY_NEC_POINT = {"PCI", "topo1_monotherapy", "bevacizumab_combination"}
FIRST_QUESTIONS = 5


def name_of(point: dict[str, Any]) -> str:
    return f"{point['case']}@{point['at']}"


def points(*, key: str = "", tested: bool = True) -> Any:
    chosen = [
        point for point in POINTS if (point["confidence"] != "low") is tested and (not key or point.get(key))
    ]
    return pytest.mark.parametrize("point", chosen, ids=name_of)


def seen(point: dict[str, Any]) -> Assessment:
    return assessed(DEMOS, point["case"], point["at"])


def names(option: OptionView) -> set[str]:
    return {option.id, *shipped().options[option.id].codes}


def standing(found: Assessment) -> list[OptionView]:
    views = (option for view in found.moments for group in view.groups for option in group.options)
    return [option for option in views if option.standing in STANDS]


def first_group(view: MomentView) -> list[OptionView]:
    group = view.leading(OptionKind.TREATMENT)
    return list(group.options) if group is not None and group.standing in STANDS else []


def everything_said(found: Assessment) -> str:
    said = [say.text for say in (*found.contradictions, *found.findings)]
    for view in found.moments:
        for group in view.groups:
            for option in group.options:
                said += [say.text for say in (*option.reasons_for, *option.reasons_against)]
                said += [alert.text for alert in option.alerts if alert.fires]
                said += [verdict.because for verdict in option.verdicts]
    return " ".join(said).casefold()


def test_every_name_is_an_option() -> None:
    known = {code for option in shipped().options.values() for code in option.codes}
    asked = {
        name
        for point in POINTS
        for key in ("must_list", "acceptable", "never_first")
        for name in point.get(key, [])
    }
    assert asked - known == set()


def test_every_decision_point_of_the_published_patients_is_judged() -> None:
    there = {
        f"{path.stem}@{entry.id}"
        for path in DEMOS.glob("*.json")
        for entry in stored(DEMOS, path.stem).of_kind("question")
    }
    assert {name_of(point) for point in POINTS} == there


@points(key="must_list")
def test_what_has_to_stand_stands_with_its_conditions_named(point: dict[str, Any]) -> None:
    options = standing(seen(point))
    for wanted in point["must_list"]:
        found = [option for option in options if wanted in names(option)]
        assert found, f"{wanted} does not stand"
        for option in found:
            lead = option.verdicts[0]
            assert lead.refs
            assert option.certainty == "certain" or lead.conditions.sets or lead.conditions.unsettled


@points()
def test_the_first_tumour_treatments_are_expected_ones(point: dict[str, Any]) -> None:
    leading = first_group(seen(point).moments[0])
    assert leading
    allowed = {*point["must_list"], *point["acceptable"]}
    assert [option.id for option in leading if not names(option) & allowed] == []


@points()
def test_what_must_not_lead_does_not_lead(point: dict[str, Any]) -> None:
    leading = first_group(seen(point).moments[0])
    banned = {*point["never_first"], *NEVER_AT_ANY_NEC_POINT}
    assert [option.id for option in leading if names(option) & banned] == []


@points()
def test_what_leads_nowhere_at_a_nec_point_leads_under_no_candidate_question(point: dict[str, Any]) -> None:
    for view in seen(point).moments:
        leading = first_group(view)
        assert [option.id for option in leading if names(option) & NEVER_AT_ANY_NEC_POINT] == []


@points(key="must_ask")
def test_what_has_to_be_asked_is_among_the_first_five_questions(point: dict[str, Any]) -> None:
    asked = {question.name for question in seen(point).questions[:FIRST_QUESTIONS]}
    for alternatives in point["must_ask"]:
        assert asked & set(alternatives), f"none of {alternatives} among {sorted(asked)}"


@points(key="must_flag")
def test_what_has_to_be_flagged_is_said(point: dict[str, Any]) -> None:
    said = everything_said(seen(point))
    for flag in point["must_flag"]:
        assert flag.casefold() in said


@points(key="fill")
def test_the_list_gets_shorter_with_either_answer_to_what_was_asked(point: dict[str, Any]) -> None:
    case = stored(DEMOS, point["case"])
    before = length(seen(point))
    for filling in point["fill"]:
        filled = assess(with_answers(case, point["at"], filling), shipped(), AfterEvent(point["at"]))
        assert length(filled) < before, filling


def length(found: Assessment) -> tuple[int, int]:
    """How many verdicts (candidate question, option, row) hold or may hold; how many of them only may."""
    verdicts = [
        verdict
        for view in found.moments
        for group in view.groups
        for option in group.options
        for verdict in option.verdicts
    ]
    return len(verdicts), sum(verdict.certainty is Certainty.POSSIBLE for verdict in verdicts)


def with_answers(case: Case, at: str, filling: list[Any]) -> Case:
    """The case with facts filled in: into the last entry of the kind before the point, else into a new one."""
    document = to_document(case)
    entries: list[dict[str, Any]] = document["entries"]
    for kind, facts in filling:
        place = next(i for i, entry in enumerate(entries) if entry["id"] == at)
        new, kind = kind.startswith("new:"), kind.removeprefix("new:").partition(":")[0]
        known = [entry for entry in entries[: place + 1] if entry["kind"] == kind and not new]
        parts = [entry for entry in entries if entry["kind"] == kind and entry.get("of")]
        target = (known or parts or [None])[-1]
        if target is None:
            target = {"id": f"answer-{kind}", "kind": kind, "facts": {}}
            entries.insert(place, target)
        target["facts"] = {**target.get("facts", {}), **facts}
    return from_document(document, shipped().vocabulary)


@points(tested=False)
def test_a_point_of_low_confidence_is_answered_with_reasons(point: dict[str, Any]) -> None:
    options = [option for option in standing(seen(point)) if names(option) & set(point["must_list"])]
    assert options
    assert all(
        option.verdicts[0].because and option.reasons_for and option.reasons_against for option in options
    )


def test_the_whole_of_a_patient_stays_the_same_when_later_events_are_added() -> None:
    case = stored(DEMOS, "takagi-2021-ip-toxicity-nivo-rt")
    point = AfterEvent("q-first-decision")
    place = next(i for i, entry in enumerate(case.entries) if entry.id == point.event)
    shorter = replace(case, entries=case.entries[: place + 1])
    assert replace(assess(shorter, shipped(), point), input_hash="") == replace(
        assess(case, shipped(), point), input_hash=""
    )
