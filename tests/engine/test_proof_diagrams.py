"""The diagrams of the proof against every combination of values, counted one by one."""

from __future__ import annotations

from itertools import product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.engine.proof.diagrams import ALWAYS, NEVER, Diagrams, Node

SIZES = (2, 3, 1, 4)
POINTS = list(product(*(range(size) for size in SIZES)))
Points = frozenset[tuple[int, ...]]


def drawn(draw: Random, told: Diagrams, depth: int = 3) -> tuple[Node, Points]:
    """A random condition as a diagram and as the combinations where it holds."""
    kind = draw.choice(["conj", "disj", "neg", "but", "leaf"] if depth else ["leaf"])
    if kind == "leaf":
        variable = draw.randrange(len(SIZES))
        values = draw.sample(range(SIZES[variable]), draw.randint(0, SIZES[variable]))
        return told.leaf(variable, values), frozenset(p for p in POINTS if p[variable] in values)
    one, ones = drawn(draw, told, depth - 1)
    if kind == "neg":
        return told.neg(one), frozenset(POINTS) - ones
    two, twos = drawn(draw, told, depth - 1)
    found = {"conj": ones & twos, "disj": ones | twos, "but": ones - twos}
    return getattr(told, kind)(one, two), found[kind]


def held(told: Diagrams, node: Node) -> Points:
    """The combinations in which a diagram holds, each asked for by itself."""

    def at(point: tuple[int, ...]) -> Node:
        left = node
        for variable, value in enumerate(point):
            left = told.at(left, variable, value)
        return left

    return frozenset(point for point in POINTS if at(point) == ALWAYS)


@given(st.integers(0, 2**32))
def test_a_diagram_holds_in_the_same_combinations_and_shows_one_of_them(seed: int) -> None:
    told = Diagrams(SIZES)
    node, points = drawn(Random(seed), told)
    assert held(told, node) == points
    assert (node == NEVER, node == ALWAYS) == (not points, len(points) == len(POINTS))
    shown = told.witness(node)
    assert not points or any(all(p[variable] == v for variable, v in shown.items()) for p in points)


@given(st.integers(0, 2**32))
def test_a_value_left_open_holds_where_some_value_does(seed: int) -> None:
    draw, told = Random(seed), Diagrams(SIZES)
    node, points = drawn(draw, told)
    variable = draw.randrange(len(SIZES))
    some = {p[:variable] + p[variable + 1 :] for p in points}
    found = told.without(node, variable)
    assert {p[:variable] + p[variable + 1 :] for p in held(told, found)} == some
    assert variable not in told.support(found)
