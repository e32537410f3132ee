"""A small fault planted in the knowledge is noticed by an expected case or by the proof."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from zlib import crc32

import pytest

from tests.assessing import shipped
from tests.mutation.judges import noticed_by
from tests.mutation.mutants import Mutant, mutants

LISTED: list[dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "survivors.toml").read_text(encoding="utf-8")
)["survivor"]
EVERY = 281


def sample() -> list[Mutant]:
    """A few faults of options, drawn by their names: the draw stays the same while rows come and go.

    A fault of a table or finding takes the assessments of hundreds of cases and is left to the long test.
    """
    found = (one for one in mutants(shipped()) if one.layer == "options")
    return [one for one in found if crc32(one.id.encode()) % EVERY == 7]


def is_listed(mutant: Mutant) -> bool:
    return any(fnmatchcase(mutant.id, one["like"]) for one in LISTED)


@pytest.mark.parametrize("mutant", sample(), ids=lambda one: one.id)
def test_a_drawn_fault_is_noticed_or_listed_with_its_reason(mutant: Mutant) -> None:
    assert is_listed(mutant) or noticed_by(mutant)


def test_every_listed_fault_can_be_planted_and_has_a_reason() -> None:
    names = [one.id for one in mutants(shipped())]
    for one in LISTED:
        assert len(one["why"]) > 40, one
        assert any(fnmatchcase(name, one["like"]) for name in names), one["like"]


@pytest.mark.long
def test_what_is_listed_is_still_not_noticed() -> None:
    assert [one.id for one in mutants(shipped()) if is_listed(one) and noticed_by(one)] == []


@pytest.mark.long
def test_at_least_every_second_fault_is_noticed() -> None:
    unnoticed = [one.id for one in mutants(shipped()) if not is_listed(one) and not noticed_by(one)]
    print("\n".join(unnoticed))
    assert len(unnoticed) + len(LISTED) <= len(mutants(shipped())) / 2
