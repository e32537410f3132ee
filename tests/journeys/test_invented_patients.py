"""Five invented patients: what a clinician expected before any of them was assessed.

``expectations.toml`` stays as it was written; ``judged.toml`` says how its words are read and lists, with
the reason, every expectation that the program does not meet. The list is held to exactly those.
"""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from enec_desktop.domain.assessment import Assessment, Certainty, OptionView
from enec_desktop.domain.knowledge_base import OptionKind, Standing
from tests.assessing import VIGNETTES, asked, assessed, leading, shipped, told

FOLDER = VIGNETTES / "invented"
WRITTEN: dict[str, Any] = tomllib.loads((FOLDER / "expectations.toml").read_text(encoding="utf-8"))
JUDGED: dict[str, Any] = tomllib.loads((FOLDER / "judged.toml").read_text(encoding="utf-8"))
POINTS: dict[str, dict[str, Any]] = {one["question"]: one for one in WRITTEN["point"]}
OFFERED = {Standing.RECOMMENDED, Standing.OPTION, Standing.INVESTIGATIONAL}
EITHER = {"EP": ["EP", "EC"], "EC": ["EC", "EP"]}
FIRST = 5

Key = tuple[str, str, tuple[str, ...]]


def of(question: str) -> Assessment:
    """The assessment of a point; a case file is named by its case without "invented-"."""
    return assessed(FOLDER, POINTS[question]["case"].removeprefix("invented-"), question)


def views(found: Assessment) -> list[OptionView]:
    """Every option as every candidate moment shows it."""
    return [one for view in found.moments for group in view.groups for one in group.options]


def options_of(name: str) -> set[str]:
    """The options a short name stands for."""
    if name in JUDGED["names"]:
        return set(JUDGED["names"][name])
    return {option.id for option in shipped().options.values() if name in option.codes}


def stands(name: str, found: Assessment, never: set[str]) -> bool:
    """Whether an option of that name is offered; EP and EC stand for each other unless one may not lead."""
    names = [one for one in EITHER.get(name, [name]) if one == name or one not in never]
    wanted = set().union(*(options_of(one) for one in names))
    return any(one.id in wanted and one.standing in OFFERED for one in views(found))


def leads(name: str, found: Assessment) -> bool:
    return any(leading(view) & options_of(name) for view in found.moments)


def leads_first(name: str, found: Assessment) -> bool:
    """Whether it leads its kind under the first question of the day; of what to clarify, all that is firm."""
    first = found.moments[0]
    firm = {
        option.id
        for group in first.groups
        if group.kind is OptionKind.CLARIFY
        and (group.standing, group.certainty) == (Standing.RECOMMENDED, Certainty.CERTAIN)
        for option in group.options
    }
    lead = firm.union(*(leading(first, kind) for kind in OptionKind))
    return bool(lead & options_of(name))


def is_asked(text: str, found: Assessment, first: int | None) -> bool:
    return bool(set(JUDGED["asks"].get(text, [text])) & set(asked(found, first)))


def is_warned(text: str, found: Assessment) -> bool:
    return any(_is_seen(flag, found) for flag in JUDGED["warns"][text])


def _is_seen(flag: str, found: Assessment) -> bool:
    kind, _, id_ = flag.partition(":")
    if kind == "finding":
        return id_ in told(found)
    if kind == "table":
        return any(one.name == id_ and "surrogate" in one.label.lower() for one in found.staging)
    if kind == "option":
        return any(one.id == id_ and one.standing in OFFERED for one in views(found))
    alerts = [alert for one in views(found) for alert in one.alerts]
    if kind == "alert":
        return any(alert.fires and alert.id == "safety/" + id_ for alert in alerts)
    if kind == "old":
        return any(seen.name == id_ and seen.stale for alert in alerts for seen in alert.seen)
    option, _, reason = id_.partition("/")
    says = [say for one in views(found) if one.id == option for say in one.reasons_against]
    return kind == "why" and any(not say.open and say.id.endswith(f"/{reason}") for say in says)


def unmet(question: str, expect: dict[str, Any]) -> tuple[str, ...]:
    """What of an expectation is not met, in its own words."""
    found, what, kind = of(question), expect["what"], expect["kind"]
    need = JUDGED["needs"][expect["need"]] if "need" in expect else {}
    never = {
        name for one in POINTS[question]["expect"] if one["kind"] == "never_lead" for name in one["what"]
    }
    if kind == "never_lead":
        return tuple(name for name in what if leads(name, found))
    if kind == "stands":
        met = [stands(name, found, never) for name in what]
    elif kind == "may_lead":
        met, need = [leads_first(name, found) for name in what], {"count": 1}
    elif kind == "ask":
        met = [is_asked(text, found, None if need.get("anywhere") else FIRST) for text in what]
    else:
        met = [is_warned(text, found) for text in what]
    return tuple(_missing(what, met, need))


def _missing(what: list[str], met: list[bool], need: dict[str, Any]) -> list[str]:
    """The things wanted that are not there; nothing where enough of them are."""
    wanted = need.get("must", [] if need else list(range(len(what))))
    short = [what[place] for place in wanted if not met[place]]
    one_of = need.get("one_of", [])
    enough = sum(met) >= need.get("count", 0) and (not one_of or any(met[place] for place in one_of))
    return short if enough else [text for text, one in zip(what, met, strict=True) if not one]


def differing() -> dict[Key, dict[str, Any]]:
    return {(one["question"], one["kind"], tuple(one["what"])): one for one in JUDGED["differs"]}


def test_every_expectation_is_met_or_judged_and_nothing_met_is_called_unmet() -> None:
    found = {
        (question, expect["kind"], missing)
        for question, point in POINTS.items()
        for expect in point["expect"]
        if (missing := unmet(question, expect))
    }
    assert found == set(differing())


def test_every_difference_says_why() -> None:
    for one in JUDGED["differs"]:
        assert one["judged"] in ("format", "beyond", "design") and len(one["reason"]) > 40, one


@pytest.mark.parametrize("question", POINTS)
def test_what_never_leads_in_nec_leads_at_no_point(question: str) -> None:
    found = of(question)
    (rule,) = [one for one in WRITTEN["everywhere"] if one["kind"] == "never_lead"]
    assert not [name for name in rule["what"] if leads(name, found)]


@pytest.mark.parametrize("question", POINTS)
def test_a_stage_group_is_called_a_surrogate(question: str) -> None:
    groups = [one for one in of(question).staging if one.name.startswith("stage.")]
    assert all("surrogate" in one.label.lower() for one in groups)


def test_every_word_of_the_list_is_read() -> None:
    known = shipped()
    for point in POINTS.values():
        for expect in point["expect"]:
            assert expect.get("need", "any") in JUDGED["needs"]
            for text in expect["what"]:
                if expect["kind"] == "warn":
                    assert text in JUDGED["warns"]
                elif expect["kind"] == "ask":
                    assert set(JUDGED["asks"].get(text, [text])) <= known.facts.keys()
                else:
                    assert options_of(text) or text in [*JUDGED["names"], "everolimus"], text
