"""Every leaf of the decision map has its case, and what the sources place there stands there."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from enec_desktop.domain.assessment import Assessment, Clearance, Say
from tests.assessing import asked, judged, leading, moments, shipped, shown, told
from tests.builders import entry

_FILE = tomllib.loads((Path(__file__).parent / "decision_map_leaves.toml").read_text(encoding="utf-8"))
PIECES: dict[str, Any] = _FILE["piece"]
LEAVES: dict[str, dict[str, Any]] = _FILE["leaf"]
CHAPTERS = ("4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5.1", "5.2", "5.3", "6", "7", "8")


@cache
def found(leaf: str) -> Assessment:
    pieces = [(name, PIECES[name]) for name in LEAVES[leaf]["case"]]
    return judged(
        *(entry(one["kind"], f"e{place}-{name}", **one["facts"]) for place, (name, one) in enumerate(pieces))
    )


def having(key: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("leaf", [leaf for leaf, one in LEAVES.items() if key in one])


def standings(leaf: str, option: str) -> set[str]:
    return {view.standing.name.lower() for view in shown(found(leaf), option)}


def said(leaf: str) -> list[Say]:
    views = [one for view in found(leaf).moments for group in view.groups for one in group.options]
    return [say for one in views for say in (*one.reasons_for, *one.reasons_against)]


def test_every_chapter_of_the_map_has_leaves_and_every_leaf_its_ground() -> None:
    assert all(any(leaf.startswith(chapter) for leaf in LEAVES) for chapter in CHAPTERS)
    known = shipped()
    ids = known.claims.keys() | known.discrepancies.keys() | known.sources.keys() | known.silences.keys()
    for leaf, one in LEAVES.items():
        assert one["says"] and one["refs"] and set(one["refs"]) <= ids, (leaf, set(one["refs"]) - ids)
        assert len(one.keys() - {"says", "refs", "case", "moments", "corrected"}) > 0, leaf


def test_every_option_for_the_tumour_stands_on_some_leaf() -> None:
    named = {
        option
        for one in LEAVES.values()
        for key in ("stands", "blocked", "absent", "leads", "never_lead")
        for option in one.get(key, ())
    }
    assert named <= shipped().options.keys()
    standing = {option for one in LEAVES.values() for option in one.get("stands", ())} | {
        option for one in LEAVES.values() for key in ("leads", "leads_have") for option in one.get(key, ())
    }
    treatments = {one.id for one in shipped().options.values() if one.kind.name == "TREATMENT"}
    assert treatments - standing == set()


@having("moments")
def test_the_leaf_belongs_to_this_question_of_the_day(leaf: str) -> None:
    assert moments(found(leaf)) == LEAVES[leaf]["moments"]


@having("stands")
def test_the_leaf_places_its_options(leaf: str) -> None:
    for option, wanted in LEAVES[leaf]["stands"].items():
        assert standings(leaf, option) and standings(leaf, option) <= set(
            [wanted] if isinstance(wanted, str) else wanted
        ), option


@having("absent")
def test_what_does_not_belong_to_the_leaf_does_not_stand_there(leaf: str) -> None:
    assert [option for option in LEAVES[leaf]["absent"] if shown(found(leaf), option)] == []


@having("leads")
def test_the_leaf_has_this_first_group(leaf: str) -> None:
    assert leading(found(leaf).moments[0]) == set(LEAVES[leaf]["leads"])


@having("leads_have")
def test_these_are_in_the_first_group_of_the_leaf(leaf: str) -> None:
    assert set(LEAVES[leaf]["leads_have"]) <= leading(found(leaf).moments[0])


@having("never_lead")
def test_these_are_in_no_first_group_of_the_leaf(leaf: str) -> None:
    assert not any(set(LEAVES[leaf]["never_lead"]) & leading(view) for view in found(leaf).moments)


@having("blocked")
def test_the_limits_of_the_leaf_stop_these(leaf: str) -> None:
    for option in LEAVES[leaf]["blocked"]:
        assert {one.clearance for one in shown(found(leaf), option)} == {Clearance.BLOCKED}, option


@having("told")
def test_the_leaf_says_these_findings(leaf: str) -> None:
    assert set(LEAVES[leaf]["told"]) <= told(found(leaf))


@having("asks")
def test_the_leaf_asks_for_these_facts_early(leaf: str) -> None:
    assert set(LEAVES[leaf]["asks"]) <= set(asked(found(leaf), 6))


@having("wants")
def test_an_option_of_the_leaf_hangs_on_these_facts(leaf: str) -> None:
    for option, facts in LEAVES[leaf]["wants"].items():
        for view in shown(found(leaf), option):
            wished = {wish.name for one in view.verdicts for ways in one.conditions.sets for wish in ways}
            wished |= {seen.name for say in view.checks for seen in say.missing}
            wished |= {seen.name for alert in view.alerts if alert.fires is None for seen in alert.seen}
            assert set(facts) <= wished, option
        assert shown(found(leaf), option), option


@having("argued")
def test_the_leaf_shows_these_reasons(leaf: str) -> None:
    assert set(LEAVES[leaf]["argued"]) <= {say.id for say in said(leaf) if not say.open}


@having("silences")
def test_the_silences_of_the_leaf_are_said(leaf: str) -> None:
    views = [one for view in found(leaf).moments for group in view.groups for one in group.options]
    refs = {silence for one in views for silence in one.silences}
    refs |= {ref for one in views for verdict in one.verdicts for ref in verdict.refs}
    refs |= {ref for say in (*said(leaf), *found(leaf).findings) for ref in say.refs}
    assert set(LEAVES[leaf]["silences"]) <= refs


@having("kinds")
def test_these_kinds_have_something_to_say(leaf: str) -> None:
    kinds = {group.kind.name.lower() for view in found(leaf).moments for group in view.groups}
    assert set(LEAVES[leaf]["kinds"]) <= kinds
