"""Seven published patients at their decision points, as ``published_expectations.toml`` expects them.

An expectation names options by the codes of ``Option.codes``; ``README.md`` beside this file prints the whole
map. EP and EC stand for each other except where the patient cannot have cisplatin, so the code of either is
looked for under both.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from enec_desktop.domain.assessment import Assessment, Certainty, MomentView, OptionView
from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.knowledge_base import Standing
from enec_desktop.domain.time import AfterEvent
from enec_desktop.engine.assess import assess
from tests.assessing import DEMOS, asked, assessed, leading, shipped, stored, told

HERE = Path(__file__).parent
POINTS: list[dict[str, Any]] = tomllib.loads(
    (HERE / "published_expectations.toml").read_text(encoding="utf-8")
)["point"]
OFFERED = {Standing.RECOMMENDED, Standing.OPTION, Standing.INVESTIGATIONAL}
NEVER_IN_NEC = ["PCI", "topo1_monotherapy", "bevacizumab_combination", "PRRT"]
SAME = {"EP": ["EC"], "EC": ["EP"]}


def named(point: dict[str, Any]) -> str:
    return f"{point['case']}:{point['at']}"


def at_points(*confidences: str, having: str = "case") -> pytest.MarkDecorator:
    chosen = [one for one in POINTS if one["confidence"] in confidences and one.get(having)]
    return pytest.mark.parametrize("point", chosen, ids=named)


def of(point: dict[str, Any]) -> Assessment:
    return assessed(DEMOS, point["case"], point["at"])


def with_code(code: str) -> set[str]:
    """The options that a name of the expectations stands for."""
    return {option.id for option in shipped().options.values() if code in option.codes}


def every(codes: list[str]) -> set[str]:
    return {option for code in codes for option in with_code(code)}


def options(found: Assessment) -> list[tuple[MomentView, OptionView]]:
    return [(view, one) for view in found.moments for group in view.groups for one in group.options]


def verdicts(found: Assessment) -> set[tuple[str, str]]:
    """Every verdict that holds or may hold: the moment and the row."""
    return {(view.moment, verdict.row) for view, option in options(found) for verdict in option.verdicts}


def completed(patient: Case, at: str, entries: list[dict[str, Any]]) -> Case:
    """The case with what a board would have been told, entered before its question."""
    document = to_document(patient)
    place = [one["id"] for one in document["entries"]].index(at)
    for number, told_ in enumerate(entries):
        if "into" in told_:
            (entry,) = [one for one in document["entries"] if one["id"] == told_["into"]]
            entry["facts"] = {**entry.get("facts", {}), **told_["facts"]}
        else:
            document["entries"].insert(
                place, {"id": f"told-{number}", "kind": told_["kind"], "facts": told_["facts"]}
            )
    return from_document(document, shipped().vocabulary)


def test_every_decision_point_of_every_published_patient_has_its_expectation() -> None:
    expected = {(one["case"], one["at"]) for one in POINTS}
    found = {
        (path.stem, question.id)
        for path in DEMOS.glob("*.json")
        for question in stored(DEMOS, path.stem).of_kind("question")
    }
    assert expected == found


def test_every_name_of_an_expectation_stands_for_an_option_and_the_readme_prints_the_map() -> None:
    keys = ("must_list", "acceptable", "never_first")
    codes = {code for point in POINTS for key in keys for code in point.get(key, [])} | set(NEVER_IN_NEC)
    lines = [f"| {code} | {', '.join(sorted(with_code(code)))} |" for code in sorted(codes)]
    assert all(with_code(code) for code in codes)
    printed = (HERE / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line not in printed] == []


@at_points("high", "medium", having="must_list")
def test_what_must_be_listed_stands_certain_or_possible_under_named_facts(point: dict[str, Any]) -> None:
    for code in point["must_list"]:
        views = [one for _, one in options(of(point)) if one.id in every([code, *SAME.get(code, [])])]
        offered = [one for one in views if one.standing in OFFERED]
        assert offered, code
        for one in offered:
            lead = one.verdicts[0]
            assert lead.certainty is Certainty.CERTAIN or lead.conditions.sets or lead.conditions.unsettled


@at_points("high", "medium", having="must_list")
def test_only_what_is_expected_leads_the_first_moment(point: dict[str, Any]) -> None:
    first = leading(of(point).moments[0])
    assert first
    assert first <= every([*point["must_list"], *point["acceptable"]])


@at_points("high", "medium", having="must_list")
def test_what_must_never_lead_leads_in_no_candidate_moment(point: dict[str, Any]) -> None:
    never = every(point["never_first"]) - every(point["must_list"])
    excepted = {(one["moment"], option) for one in point.get("exceptions", []) for option in one["options"]}
    leads = {(view.moment, option) for view in of(point).moments for option in leading(view) & never}
    assert leads == excepted


@at_points("high", "medium", "low")
def test_no_rejected_treatment_leads_at_any_point(point: dict[str, Any]) -> None:
    for view in of(point).moments:
        assert not leading(view) & every(NEVER_IN_NEC)


@at_points("high", "medium", having="must_ask")
def test_what_must_be_asked_is_among_the_first_five_questions(point: dict[str, Any]) -> None:
    first = asked(of(point), 5)
    for what, facts in point["must_ask"].items():
        for fact in facts:
            assert set(fact.split(" or ")) & set(first), (what, first)


@at_points("high", "medium", having="must_flag")
def test_what_must_be_flagged_is_shown(point: dict[str, Any]) -> None:
    found = of(point)
    for what, flag in point["must_flag"].items():
        kind, _, id_ = flag.partition(":")
        if kind == "finding":
            assert id_ in told(found), what
        elif kind == "alert":
            alerts = [alert for _, option in options(found) for alert in option.alerts]
            assert any(alert.id == id_ and alert.fires for alert in alerts), what
        else:
            option, _, tier = id_.partition("=")
            views = [one for _, one in options(found) if one.id == option]
            assert views, what
            assert all(one.verdicts[0].tier.value == tier for one in views), what


@at_points("high", "medium", having="filled")
@pytest.mark.parametrize("way", [0, 1])
def test_answering_the_questions_leaves_fewer_verdicts(point: dict[str, Any], way: int) -> None:
    patient = completed(stored(DEMOS, point["case"]), point["at"], point["filled"][way])
    after = assess(patient, shipped(), AfterEvent(point["at"]))
    assert len(verdicts(after)) < len(verdicts(of(point)))


@at_points("high", "medium", having="filled")
def test_each_way_of_answering_fills_what_must_be_asked(point: dict[str, Any]) -> None:
    for entries in point["filled"]:
        patient = completed(stored(DEMOS, point["case"]), point["at"], entries)
        still = asked(assess(patient, shipped(), AfterEvent(point["at"])))
        for facts in point["must_ask"].values():
            assert not {one for fact in facts for one in fact.split(" or ")} & set(still)


@at_points("low")
def test_where_the_readers_were_unsure_something_reasoned_is_said(point: dict[str, Any]) -> None:
    found = of(point)
    assert found.questions
    assert any(option.standing in OFFERED for _, option in options(found))
    assert all(
        verdict.because and verdict.refs for _, option in options(found) for verdict in option.verdicts
    )
