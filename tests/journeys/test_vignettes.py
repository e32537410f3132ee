"""Trap vignettes: what the board has to see of each, as ``tests/vignettes/expected.toml`` says."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from enec_desktop.domain.assessment import Assessment, Certainty, Clearance
from enec_desktop.domain.knowledge_base import OptionKind, Standing
from enec_desktop.domain.time import AfterEvent, At, Latest
from tests.assessing import (
    VIGNETTES,
    asked,
    assessed,
    codes_of,
    environment,
    leading,
    moments,
    shipped,
    shown,
    stored,
    told,
)

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((VIGNETTES / "expected.toml").read_text(encoding="utf-8"))
WEAK = {Standing.AGAINST, Standing.NOT_HERE}


def point(name: str) -> str:
    """The event a vignette is assessed after: its question, or nothing where it has none."""
    questions = stored(VIGNETTES, name).of_kind("question")
    return questions[-1].id if questions else ""


def seen(name: str) -> Assessment:
    return assessed(VIGNETTES, name, point(name))


def having(key: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", [name for name, one in EXPECTED.items() if key in one])


def test_every_vignette_says_what_it_has_to_bring_and_why() -> None:
    assert set(EXPECTED) == {path.stem for path in VIGNETTES.glob("*.json")}
    known = shipped()
    ids = known.claims.keys() | known.discrepancies.keys() | known.sources.keys() | known.silences.keys()
    for name, one in EXPECTED.items():
        assert one["why"], name
        assert one["refs"] and set(one["refs"]) <= ids, (name, set(one["refs"]) - ids)


def test_expectations_name_only_what_the_knowledge_has() -> None:
    known = shipped()
    said = {finding.id.removeprefix("finding/") for finding in known.findings}
    for name, one in EXPECTED.items():
        options = [*one.get("shown", {}), *one.get("clearance", {}), *one.get("warns", {})]
        for key in ("lead", "lead_has", "lead_within", "never", "absent"):
            options += one.get(key, [])
        assert set(options) <= known.options.keys(), (name, set(options) - known.options.keys())
        facts = [*one.get("facts", {}), *one.get("asks", []), *one.get("asks_any", [])]
        assert set(facts) <= known.facts.keys(), (name, set(facts) - known.facts.keys())
        assert {*one.get("says", []), *one.get("silent", [])} <= said, name


@having("facts")
def test_the_tables_leave_open_what_the_record_leaves_open(name: str) -> None:
    at: At = AfterEvent(point(name)) if point(name) else Latest()
    found = environment(stored(VIGNETTES, name), at)
    expected = EXPECTED[name]["facts"]
    assert {fact: codes_of(found.values(fact)) for fact in expected} == {
        fact: set(codes) for fact, codes in expected.items()
    }


@having("moments")
def test_the_question_of_the_day_has_these_candidates(name: str) -> None:
    assert set(moments(seen(name))) == set(EXPECTED[name]["moments"])


@having("moments_have")
def test_the_question_of_the_day_stays_open_between_these(name: str) -> None:
    assert set(EXPECTED[name]["moments_have"]) <= set(moments(seen(name)))


@having("first")
def test_this_moment_comes_first(name: str) -> None:
    assert moments(seen(name))[0] == EXPECTED[name]["first"]


@having("lead")
def test_the_leading_group_is_exactly_this(name: str) -> None:
    assert leading(seen(name).moments[0]) == set(EXPECTED[name]["lead"])


@having("lead_has")
def test_the_leading_group_has_these(name: str) -> None:
    assert set(EXPECTED[name]["lead_has"]) <= leading(seen(name).moments[0])


@having("lead_within")
def test_the_leading_group_has_nothing_else(name: str) -> None:
    assert leading(seen(name).moments[0]) <= set(EXPECTED[name]["lead_within"])


@having("never")
def test_these_lead_in_no_candidate_moment(name: str) -> None:
    for view in seen(name).moments:
        assert not leading(view) & set(EXPECTED[name]["never"]), view.moment


@having("shown")
def test_these_options_stand_as_expected(name: str) -> None:
    for option, expected in EXPECTED[name]["shown"].items():
        standing, certainty = expected.rsplit(" ", 1)
        wanted = (standing, Certainty.CERTAIN if certainty == "certain" else Certainty.POSSIBLE)
        found = [(view.standing.value, view.certainty) for view in shown(seen(name), option)]
        assert wanted in found, option


@having("absent")
def test_these_options_are_not_offered(name: str) -> None:
    for option in EXPECTED[name]["absent"]:
        assert not [view for view in shown(seen(name), option) if view.standing not in WEAK], option


@having("clearance")
def test_what_stands_in_the_way_of_this_patient_is_said(name: str) -> None:
    for option, expected in EXPECTED[name]["clearance"].items():
        views = shown(seen(name), option)
        assert views and {view.clearance.value for view in views} == {expected}, option
        assert expected == "clear" or any(alert.text for alert in views[0].alerts)


@having("clearance")
def test_a_blocked_option_leads_only_where_every_other_one_is_blocked_or_argued_against(name: str) -> None:
    blocked = {o for o, clearance in EXPECTED[name]["clearance"].items() if clearance == "blocked"}
    for view in seen(name).moments:
        groups = [one for one in view.groups if one.kind is OptionKind.TREATMENT]
        free = {
            option.id
            for group in groups
            for option in group.options
            if group.standing is not Standing.AGAINST and option.clearance is not Clearance.BLOCKED
        }
        assert not free or not leading(view) & blocked


@having("warns")
def test_the_warning_rests_on_its_claim(name: str) -> None:
    for option, claim in EXPECTED[name]["warns"].items():
        (view,) = shown(seen(name), option)
        refs = [say.refs for say in (*view.reasons_against, *view.checks)]
        refs += [alert.refs for alert in view.alerts]
        assert any(claim in one for one in refs)


@having("asks")
def test_these_are_among_the_first_five_questions(name: str) -> None:
    first = seen(name).questions[:5]
    fields = {f"{one.place.kind}.{one.place.field}" for one in first}
    assert set(EXPECTED[name]["asks"]) <= fields | {one.name for one in first}


@having("asks_any")
def test_these_are_asked_for(name: str) -> None:
    assert set(EXPECTED[name]["asks_any"]) <= set(asked(seen(name)))


@having("says")
def test_these_findings_are_said(name: str) -> None:
    assert set(EXPECTED[name]["says"]) <= told(seen(name))


@having("silent")
def test_these_findings_are_not_said(name: str) -> None:
    assert not set(EXPECTED[name]["silent"]) & told(seen(name))


@having("nothing_certain")
def test_no_tumour_treatment_is_certain(name: str) -> None:
    offered = {Standing.RECOMMENDED, Standing.OPTION, Standing.INVESTIGATIONAL}
    for view in seen(name).moments:
        for group in view.groups:
            if group.kind is OptionKind.TREATMENT and group.standing in offered:
                assert group.certainty is Certainty.POSSIBLE, (view.moment, group.options[0].id)
