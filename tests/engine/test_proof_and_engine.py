"""Two readings of the same tables, the proof's and the engine's, over every stored patient."""

from __future__ import annotations

from functools import cache

import pytest

from enec_desktop.domain.values import is_empty, meet
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.prepared import prepare
from enec_desktop.engine.proof.diagrams import NEVER, Node
from enec_desktop.engine.proof.space import Space
from tests.assessing import codes_of, environment, shipped
from tests.engine.stored_points import Stored, everyone

ONE_BY_ONE = pytest.mark.parametrize("one", everyone(), ids=lambda one: f"{one.name} {one.point}".strip())


@cache
def space() -> Space:
    """The proof's reading of what ships."""
    return Space(prepare(shipped()))


def recorded(env: Environment) -> Node:
    """Everything a record leaves open, as the proof sees it: the values left, known or not."""
    here = space()
    found = []
    for name in here.names:
        if name in shipped().tables or shipped().facts[name].how == "differs":
            continue
        values, cells = env.values(name), here.cells[name]
        left = [place for place, cell in enumerate(cells) if not is_empty(meet(cell, values))]
        if name in here.guarded and values == shipped().facts[name].domain:
            left = [place + len(cells) for place in left]
        found.append(here.diagrams.leaf(here.variable(name), left))
    return here.diagrams.every(found)


@ONE_BY_ONE
def test_the_engine_leaves_open_what_the_proof_finds_possible_and_nothing_else(one: Stored) -> None:
    env, here = environment(one.case, one.at), space()
    record = recorded(env)
    for name in here.names:
        if name in shipped().tables:
            answers = here.table(name).answers
            possible = {code for code, at in answers.items() if here.grounded(at, record) != NEVER}
            assert codes_of(env.values(name)) == possible, name
