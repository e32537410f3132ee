"""A small fault planted in any leaf of the knowledge is noticed by the second entry, the row points."""

from __future__ import annotations

import os
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from random import Random

import pytest

from tests.assessing import shipped
from tests.mutation.judges import noticed_by
from tests.mutation.mutants import Mutant, mutants
from tests.row_points import unmet

LISTED: list[dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "survivors.toml").read_text(encoding="utf-8")
).get("survivor", [])
DRAWN = 60
"""A fault judged by whole cases takes seconds, as hundreds of assessments are made anew."""


def is_listed(mutant: Mutant) -> bool:
    return any(fnmatchcase(mutant.id, one["like"]) for one in LISTED)


def test_every_fault_is_noticed_by_the_points_of_its_row_or_listed_with_its_reason() -> None:
    found = mutants(shipped())
    unnoticed = [one.id for one in found if not unmet(one.row_id, one.now) and not is_listed(one)]
    assert len(found) > 2_000
    assert unnoticed == []


def test_what_is_listed_is_still_not_noticed_and_has_a_reason() -> None:
    found = mutants(shipped())
    for one in LISTED:
        like = [mutant for mutant in found if fnmatchcase(mutant.id, one["like"])]
        assert len(one["why"]) > 40, one
        assert like and not any(unmet(mutant.row_id, mutant.now) for mutant in like), one["like"]


@pytest.mark.long
def test_of_drawn_faults_some_are_noticed_by_whole_cases_or_the_proof_alone() -> None:
    seed = int(os.environ.get("ENEC_SEED", "11"))
    drawn = Random(seed).sample(mutants(shipped()), DRAWN)
    noticed = {one.id: noticed_by(one) for one in drawn}
    told = "\n".join(f"  {by or 'not noticed'}: {name}" for name, by in noticed.items())
    print(f"seed {seed}: {sum(map(bool, noticed.values()))} of {DRAWN} noticed\n{told}")
    assert sum(map(bool, noticed.values())) >= DRAWN // 4
