"""Decision diagrams against every completion of small random questions."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.engine.diagrams import FALSE, TRUE, Diagrams, TooManyNodes

WIDTHS = (2, 3, 2, 4)
POINTS = list(product(*(range(width) for width in WIDTHS)))


def question(draw: Random, told: Diagrams, depth: int = 3) -> tuple[int, frozenset[tuple[int, ...]]]:
    """A random question as a diagram and as the completions in which it holds."""
    kind = draw.choice(["both", "either", "opposite", "among"] if depth else ["among"])
    if kind == "among":
        variable = draw.randrange(len(WIDTHS))
        cells = frozenset(draw.sample(range(WIDTHS[variable]), draw.randint(0, WIDTHS[variable])))
        return told.among(variable, cells), frozenset(p for p in POINTS if p[variable] in cells)
    one, ones = question(draw, told, depth - 1)
    if kind == "opposite":
        return told.opposite(one), frozenset(POINTS) - ones
    two, twos = question(draw, told, depth - 1)
    return (told.both(one, two), ones & twos) if kind == "both" else (told.either(one, two), ones | twos)


def diagrams(limit: int = 10_000) -> Diagrams:
    told = Diagrams(limit)
    for width in WIDTHS:
        told.variable(width)
    return told


@given(st.integers(0, 2**32))
def test_two_questions_are_one_node_exactly_where_every_completion_answers_them_alike(seed: int) -> None:
    draw, told = Random(seed), diagrams()
    (one, ones), (two, twos) = question(draw, told), question(draw, told)
    assert (one == two) == (ones == twos)
    assert (one == FALSE) == (not ones)
    assert (one == TRUE) == (len(ones) == len(POINTS))


@given(st.integers(0, 2**32))
def test_a_question_hangs_on_a_variable_exactly_where_changing_it_alone_can_change_the_answer(
    seed: int,
) -> None:
    told = diagrams()
    node, holds = question(Random(seed), told)
    found = {
        variable
        for variable, width in enumerate(WIDTHS)
        for point in POINTS
        for cell in range(width)
        if (point in holds) != ((*point[:variable], cell, *point[variable + 1 :]) in holds)
    }
    assert told.variables(node) == found


@given(st.integers(0, 2**32), st.integers(0, 3))
def test_leaving_a_variable_out_asks_for_every_or_for_some_of_its_cells(seed: int, variable: int) -> None:
    told = diagrams()
    node, holds = question(Random(seed), told)
    every, some = told.for_every(node, variable), told.for_some(node, variable)
    for point in POINTS:
        cells = [
            (*point[:variable], cell, *point[variable + 1 :]) in holds for cell in range(WIDTHS[variable])
        ]
        at_point = dict(enumerate(frozenset({cell}) for cell in point))
        assert (told.shortest(every, at_point) is not None) == all(cells)
        assert (told.shortest(some, at_point) is not None) == any(cells)


@given(st.integers(0, 2**32))
def test_the_shortest_path_leads_to_yes_and_no_shorter_one_does(seed: int) -> None:
    told = diagrams()
    node, holds = question(Random(seed), told)
    path = told.shortest(node, {})
    assert (path is None) == (not holds)
    if path is not None:
        agreeing = [p for p in POINTS if all(p[one] == cell for one, cell in path.items())]
        assert set(agreeing) <= holds


@given(st.integers(0, 2**32))
def test_values_at_the_ends_are_joined_completion_by_completion(seed: int) -> None:
    draw, told = Random(seed), diagrams()
    (one, ones), (two, twos) = question(draw, told), question(draw, told)
    marked = told.marked(one, "a", "b"), told.marked(two, "c", "d")
    joined = told.merged(*marked, lambda x, y: (x, y), {})
    expected = {("a" if p in ones else "b", "c" if p in twos else "d") for p in POINTS}
    assert told.ends(joined) == expected


def test_too_many_nodes_are_refused_instead_of_taking_for_ever() -> None:
    told = diagrams(limit=4)
    with pytest.raises(TooManyNodes):
        for seed in range(20):
            question(Random(seed), told)
