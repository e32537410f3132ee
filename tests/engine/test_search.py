"""Certain, possible and the smallest ways, held against every completion of small made-up worlds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice
from typing import Any

from hypothesis import Phase, given, settings

from enec_desktop.domain.assessment import Certainty, Verdict
from enec_desktop.domain.knowledge_base import Standing
from enec_desktop.domain.values import Codes, Interval, ValueSet
from tests.engine.small_worlds import Point, World, within, worlds

many = settings(phases=[Phase.explicit, Phase.generate], max_examples=settings().max_examples * 3)
"""A world is drawn by its seed: there is nothing to shrink."""

Decided = list[tuple[Point, str | None]]


def decided(world: World) -> Decided:
    """Every completion with the row that decides there."""
    return [(point, world.deciding(point)) for point in world.completions()]


def possible(world: World) -> list[Verdict]:
    """The verdicts that hold under some completions only."""
    return [one for one in world.view().verdicts if one.certainty is Certainty.POSSIBLE]


def boxes(verdict: Verdict) -> list[dict[str, ValueSet]]:
    """The ways a verdict names, each a set of values for a few facts."""
    return [{wish.name: wish.values for wish in one} for one in verdict.conditions.sets]


def inside(point: Point, box: dict[str, ValueSet]) -> bool:
    """Whether a completion has the values a way names."""
    return all(within(point[name], values) for name, values in box.items())


@many
@given(worlds("first"))
def test_a_row_is_certain_possible_or_left_out_exactly_as_the_completions_say(world: World) -> None:
    decides = {row for _, row in decided(world)}
    expected = {row: len(decides) == 1 for row in decides if row is not None}
    assert {one.row: one.certainty is Certainty.CERTAIN for one in world.view().verdicts} == expected


@many
@given(worlds("first"))
def test_the_strongest_standing_leads_and_is_certain_exactly_where_every_completion_gives_it(
    world: World,
) -> None:
    standing = {row.id: row.standing for row in world.option.verdicts}
    found = {Standing.NOT_HERE if row is None else standing[row] for _, row in decided(world)}
    view = world.view()
    assert view.standing is min(found, key=list(Standing).index)
    assert (view.certainty is Certainty.CERTAIN) == (len(found) == 1)


@many
@given(worlds("first"))
def test_the_ways_named_are_the_smallest_all_of_them_and_each_brings_its_row_about(world: World) -> None:
    found = decided(world)
    for verdict in possible(world):
        told = boxes(verdict)
        for box in told:
            assert {row for point, row in found if inside(point, box)} == {verdict.row}, box
        least = smallest(found, verdict.row, world)
        if not least:
            assert not told and verdict.conditions.unsettled
            continue
        assert {len(box) for box in told} == {len(least[0])}
        for way in least if not verdict.conditions.more else ():
            assert any(set(box) == set(way) and inside(way, box) for box in told), way


@many
@given(worlds("first", "narrow"))
def test_unknown_is_never_a_no_whatever_the_facts_turn_out_to_be_a_certain_verdict_stays(
    world: World,
) -> None:
    view = world.view()
    for _, row in decided(world):
        if view.verdicts and view.verdicts[0].certainty is Certainty.CERTAIN:
            assert row == view.verdicts[0].row
        assert row is None or row in {one.row for one in view.verdicts}


@many
@given(worlds("first", "narrow"))
def test_recording_what_was_missing_keeps_what_was_certain_and_settles_the_rest(world: World) -> None:
    before = {one.row for one in world.view().verdicts if one.certainty is Certainty.CERTAIN}
    for point, _ in islice(decided(world), 0, None, 50):
        after = world.view({name: single(point[name]) for name in point if name.startswith("thing.")})
        certain = {one.row for one in after.verdicts if one.certainty is Certainty.CERTAIN}
        assert before <= certain


@many
@given(worlds("first"))
def test_recording_one_of_the_ways_makes_its_verdict_certain(world: World) -> None:
    for verdict in possible(world):
        for box in boxes(verdict):
            (first, *_) = world.view(box).verdicts
            assert (first.row, first.certainty) == (verdict.row, Certainty.CERTAIN)


def smallest(found: Decided, row: str, world: World) -> list[dict[str, Any]]:
    """Every choice of the fewest facts whose values alone make the row decide, by trying all."""
    for size in range(1, len(missing(found, world)) + 1):
        least = list(ways(found, row, missing(found, world), size))
        if least:
            return least
    return []


def ways(found: Decided, row: str, names: list[str], size: int) -> Iterator[dict[str, Any]]:
    """Values of so many facts under which the row decides at every completion."""
    for chosen in combinations(names, size):
        rows: dict[tuple[Any, ...], set[str | None]] = {}
        for point, one in found:
            rows.setdefault(tuple(point[name] for name in chosen), set()).add(one)
        yield from (dict(zip(chosen, values, strict=True)) for values, told in rows.items() if told == {row})


def missing(found: Decided, world: World) -> list[str]:
    """The facts that the record leaves open."""
    names = [name for name, fact in world.knowledge.facts.items() if fact.how == "latest"]
    return [name for name in names if len({point[name] for point, _ in found}) > 1]


def single(value: str | float) -> ValueSet:
    """The set of one value."""
    return Interval.point(value) if isinstance(value, float) else Codes({str(value)})
