"""What would change the answer, held against every completion of small made-up worlds, and on real cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

import pytest

from enec_desktop.domain.assessment import Sensitivity, Turning
from enec_desktop.domain.evidence import Directness, Tier, Verification
from enec_desktop.domain.knowledge_base import (
    Agent,
    Option,
    OptionKind,
    SafetyLevel,
    SafetyRow,
    Standing,
    VerdictRow,
)
from enec_desktop.domain.time import AfterEvent
from enec_desktop.domain.values import Interval
from enec_desktop.engine.assess import assess
from tests.assessing import listed, nec, shipped
from tests.builders import case, entry
from tests.conftest import LONG
from tests.engine.small_worlds import Point, World, condition_of, holds, within, world_of

HOW_MANY = 20_000 if LONG else 600
BATCH = 100
LAST = (len(Standing), False, 0, 0)

Rank = tuple[int, bool, int, int]
Leader = tuple[Rank, frozenset[str]]


@dataclass(frozen=True)
class Told:
    """A world of several treatments with limits, who leads in each completion, and the engine's word."""

    world: World
    led: tuple[tuple[Point, Leader], ...]
    found: Sensitivity


def several(seed: int) -> World:
    """A small world with three treatments, each with rows and a drug with a limit."""
    draw = Random(seed)
    world = world_of(draw, ("first", "narrow"))
    facts = {name: one for name, one in world.knowledge.facts.items() if name != "moment"}
    options = {name: option(name, draw, facts) for name in ("a", "b", "c")}
    agents = {name: agent(name, draw, facts) for name in options}
    return World(replace(world.knowledge, options=options, agents=agents), world.recorded)


def option(name: str, draw: Random, facts: Any) -> Option:
    rows = tuple(
        VerdictRow(
            f"{name}/{number}",
            condition_of(draw, facts, depth=1),
            draw.choice([Standing.RECOMMENDED, Standing.OPTION, Standing.AGAINST]),
            "because",
            (),
            draw.choice([Tier.RANDOMISED, Tier.EXPERT]),
            Directness.NONE,
        )
        for number in range(draw.randint(1, 2))
    )
    return Option(name, name, OptionKind.TREATMENT, "", rows, (), (), (), (), (name,))


def agent(name: str, draw: Random, facts: Any) -> Agent:
    level = draw.choice([SafetyLevel.STOP, SafetyLevel.BEHIND, SafetyLevel.ADJUST])
    when = condition_of(draw, facts, depth=1)
    return Agent(name, name, (SafetyRow("limit", level, when, "", (), Verification.TWICE),))


def leader_at(world: World, point: Point) -> Leader:
    """Who leads where every fact has one value: worked out the long way."""
    placed: dict[str, Rank] = {}
    for name, one in world.knowledge.options.items():
        row = next((row for row in one.verdicts if holds(row.when, point)), None)
        met = {limit.level for limit in world.knowledge.agents[name].rows if holds(limit.when, point)}
        if row is not None and row.standing is not Standing.AGAINST and SafetyLevel.STOP not in met:
            placed[name] = rank(row, SafetyLevel.BEHIND in met)
    best = min(placed.values(), default=LAST)
    return best, frozenset(name for name, place in placed.items() if place == best)


def rank(row: VerdictRow, behind: bool) -> Rank:
    return (
        list(Standing).index(row.standing),
        behind,
        list(Tier).index(row.tier),
        list(Directness).index(row.directness),
    )


@cache
def told(batch: int) -> tuple[Told, ...]:
    """A batch of worlds with completions that contradict nothing, at most 5,000 of them."""
    found = []
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        world = several(seed)
        led = tuple((point, leader_at(world, point)) for point in world.completions())
        if 0 < len(led) <= 5_000:
            (view,) = world.assessed(turning=True).moments
            assert view.sensitivity is not None
            found.append(Told(world, led, view.sensitivity))
    return tuple(found)


BATCHES = pytest.mark.parametrize("batch", range(HOW_MANY // BATCH))


@BATCHES
def test_the_leaders_are_exactly_those_of_some_completion(batch: int) -> None:
    for one in told(batch):
        assert one.found.settled
        expected = sorted(
            {leader for _, leader in one.led}, key=lambda leader: (leader[0], sorted(leader[1]))
        )
        assert [leader.options for leader in one.found.leaders] == [tuple(sorted(who)) for _, who in expected]


@BATCHES
def test_what_stays_leads_in_every_completion(batch: int) -> None:
    for one in told(batch):
        always = frozenset.intersection(*(who for _, (_, who) in one.led))
        assert set(one.found.stays) == always


@BATCHES
def test_the_facts_that_matter_are_exactly_those_that_alone_can_change_who_leads(batch: int) -> None:
    for one in told(batch):
        expected = {name for name in one.led[0][0] if name.startswith("thing.") and changes(one, name)}
        assert {fact.name for fact in one.found.facts} == expected


def changes(one: Told, name: str) -> bool:
    """Whether who may lead is another set for another value of this fact, the other facts being the same."""
    seen: dict[tuple[Any, ...], dict[Any, set[Leader]]] = {}
    for point, leader in one.led:
        facts = {key: value for key, value in point.items() if key.startswith("thing.")}
        others = tuple(value for key, value in sorted(facts.items()) if key != name)
        seen.setdefault(others, {}).setdefault(facts[name], set()).add(leader)
    return any(len({frozenset(who) for who in by_value.values()}) > 1 for by_value in seen.values())


@BATCHES
def test_each_value_of_a_fact_leaves_as_many_leaders_as_it_says_and_names_the_highest(batch: int) -> None:
    for one in told(batch):
        for fact in one.found.facts:
            for turn in fact.turns:
                left = {leader for point, leader in one.led if within(point[fact.name], turn.values)}
                assert len(left) == turn.left
                best = min(place for place, _ in left)
                assert set(turn.leads) == set().union(*(who for place, who in left if place == best))


@BATCHES
def test_the_conditions_of_a_leader_bring_it_about_in_every_completion_they_allow(batch: int) -> None:
    for one in told(batch):
        for leader in one.found.leaders if len(one.found.leaders) > 1 else ():
            for way in leader.conditions.sets:
                inside = [
                    set(who)
                    for point, (_, who) in one.led
                    if all(within(point[wish.name], wish.values) for wish in way)
                ]
                assert inside and all(who == set(leader.options) for who in inside)


def test_kidney_function_and_hearing_decide_whether_cisplatin_or_carboplatin_leads() -> None:
    turning = {fact.name: fact for fact in facts(nec(), entry("staging", "tnm", m="M1"), listed(), fit())}
    for turn in turning["fitness.creatinine_clearance"].turns:
        assert isinstance(turn.values, Interval)
        low = turn.values.high <= 60 and turn.values.high_open
        assert ("cisplatin-etoposide" in turn.leads) is not low
        assert ("carboplatin-etoposide" in turn.leads) is low
    assert "identity.sex" not in turning


def test_a_value_too_old_to_rely_on_may_turn_out_anew_to_be_anything() -> None:
    old = fit(creatinine_clearance={"value": 90, "on": "2025-01-10"})
    asked = listed(board_date="2026-05-04")
    again = {fact.name: fact.again for fact in facts(nec(), entry("staging", "tnm", m="M1"), old, asked)}
    assert again["fitness.creatinine_clearance"]


def facts(*entries: dict[str, Any]) -> tuple[Turning, ...]:
    """The facts that could change who leads, for a case with a single question of the day."""
    told = case(*entries)
    (view,) = assess(told, shipped(), AfterEvent("q"), turning=True).moments
    assert view.sensitivity is not None
    return view.sensitivity.facts


def fit(**more: Any) -> dict[str, Any]:
    """A fit patient whose kidney function and hearing nobody measured."""
    return entry("fitness", "fit", **{"ecog": "0", "neuropathy": "none", **more})
