"""Is the diagnosis consistent? Small specimens, one for each pitfall, boundary and missing fact.

What each has to bring stands in ``court_expectations.toml``, written from the sources before the rules.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from enec_desktop.domain.assessment import Court
from tests.assessing import judged, shipped
from tests.builders import entry

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("court_expectations.toml").read_text(encoding="utf-8")
)
CLEAR = {"stated_class": "nec", "cell_type": "small", "differentiation": "poor", "synaptophysin": "positive"}


@cache
def court(name: str) -> Court:
    told = EXPECTED[name]
    entries = [entry("specimen", "biopsy", **told["specimen"])] if told["specimen"] else []
    for number, one in enumerate(told.get("more", [])):
        facts = {key: value for key, value in one.items() if key != "kind"}
        entries.append(entry(one["kind"], f"{one['kind']}-{number}", **facts))
    return judged(*entries).court


def having(key: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", [name for name, one in EXPECTED.items() if key in one])


def ids(says: Any) -> set[str]:
    return {say.id.split("/")[-1] for say in says}


def test_every_expectation_says_why_and_rests_on_ids_that_exist() -> None:
    known = shipped()
    found = known.claims.keys() | known.discrepancies.keys() | known.sources.keys() | known.silences.keys()
    for name, one in EXPECTED.items():
        assert one["why"] and one["refs"], name
        assert set(one["refs"]) <= found, (name, set(one["refs"]) - found)


@having("verdict")
def test_the_verdict_is_this_one_or_all_that_missing_facts_leave(name: str) -> None:
    assert set(court(name).verdict.values) == set(EXPECTED[name]["verdict"])


@having("verdict_has")
def test_the_verdict_may_be_each_of_these(name: str) -> None:
    assert set(EXPECTED[name]["verdict_has"]) <= set(court(name).verdict.values)


@having("verdict_never")
def test_the_verdict_is_none_of_these(name: str) -> None:
    assert not set(EXPECTED[name]["verdict_never"]) & set(court(name).verdict.values)


@having("missing")
def test_what_the_verdict_waits_for_is_named(name: str) -> None:
    assert set(EXPECTED[name]["missing"]) <= {seen.name for seen in court(name).missing}


@having("contradictions")
def test_contradictions_of_the_diagnosis_come_with_it(name: str) -> None:
    assert set(EXPECTED[name]["contradictions"]) <= ids(court(name).contradictions)


@having("for")
def test_what_speaks_for_the_diagnosis_is_told(name: str) -> None:
    assert set(EXPECTED[name]["for"]) <= ids(court(name).speaks_for)


@having("against")
def test_what_speaks_against_the_diagnosis_is_told(name: str) -> None:
    assert set(EXPECTED[name]["against"]) <= ids(court(name).speaks_against)


@having("mimics")
def test_the_tumours_it_may_be_mistaken_for_are_named(name: str) -> None:
    assert set(EXPECTED[name]["mimics"]) <= ids(court(name).mimics)


@having("no_mimics")
def test_no_other_tumour_is_made_up(name: str) -> None:
    assert not set(EXPECTED[name]["no_mimics"]) & ids(court(name).mimics)


@having("next")
def test_the_next_stain_or_step_is_named(name: str) -> None:
    assert set(EXPECTED[name]["next"]) <= ids(court(name).next_steps)


@having("no_next")
def test_no_stain_is_asked_for_that_would_tell_nothing(name: str) -> None:
    assert not set(EXPECTED[name]["no_next"]) & ids(court(name).next_steps)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_sentence_of_the_block_rests_on_something(name: str) -> None:
    told = court(name)
    says = (*told.contradictions, *told.speaks_for, *told.speaks_against, *told.mimics, *told.next_steps)
    assert all(say.refs and say.text for say in says)
    assert told.verdict.refs


@pytest.mark.parametrize(("low", "high"), [(21, 54), (54, 55), (55, 56), (56, 100)])
def test_55_percent_moves_no_verdict(low: float, high: float) -> None:
    """D01: the printed sentence on 55 % is reversed against its source; no rule uses it."""
    one, other = (judged(entry("specimen", **CLEAR, ki67=ki67)).court for ki67 in (low, high))
    assert one.verdict.values == other.verdict.values == ("consistent",)


def test_the_verdict_names_no_treatment() -> None:
    for name in EXPECTED:
        assert not any(option.title in court(name).verdict.words for option in shipped().options.values())
