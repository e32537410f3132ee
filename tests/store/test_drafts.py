"""A half-typed text is kept as it stands, apart from the facts, and the place of the user with it."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from enec_desktop.domain.draft import Draft, Spot
from enec_desktop.domain.errors import StoreRefused
from enec_desktop.store.store import Store, open_store
from tests.builders import case, entry, quantity, vocabulary
from tests.store.playing import NOW

ROOT = Path(__file__).parents[2]
WEIGHT = Spot("case-1", "fitness", "fitness", "fitness", "weight")
CARD = Spot("case-1", "fitness", "fitness", "", "weight")
HEIGHT = Spot("case-1", "fitness", "fitness", "fitness", "height")
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def kept(store: Store) -> Store:
    store.cases.create(case(entry("fitness")), "Li", NOW)
    return store


def test_a_draft_is_kept_as_typed_and_is_no_fact(kept: Store) -> None:
    kept.drafts.keep(WEIGHT, "7", NOW)
    kept.drafts.keep(WEIGHT, "72 or so", LATER)
    assert kept.drafts.of_case("case-1") == (Draft(WEIGHT, "72 or so", LATER),)
    assert kept.cases.get("case-1") == case(entry("fitness"))
    assert len(kept.cases.journal("case-1")) == 1
    assert kept.verify() == ()


def test_an_empty_text_leaves_no_draft(kept: Store) -> None:
    kept.drafts.keep(WEIGHT, "72", NOW)
    kept.drafts.keep(WEIGHT, "", NOW)
    assert kept.drafts.of_case("case-1") == ()


@pytest.mark.parametrize("spot", [WEIGHT, CARD])
def test_a_saved_fact_takes_its_draft_with_it_and_no_other(kept: Store, spot: Spot) -> None:
    kept.drafts.keep(spot, "72", NOW)
    kept.drafts.keep(HEIGHT, "18", NOW)
    kept.cases.change_fact("case-1", "fitness", "weight", quantity(72, "kg"), "Li", NOW)
    assert [draft.spot for draft in kept.drafts.of_case("case-1")] == [HEIGHT]


def test_a_fact_typed_again_as_it_was_takes_its_draft_with_it(kept: Store) -> None:
    kept.cases.change_fact("case-1", "fitness", "weight", quantity(72, "kg"), "Li", NOW)
    kept.drafts.keep(WEIGHT, "72", NOW)
    assert kept.cases.change_fact("case-1", "fitness", "weight", quantity(72, "kg"), "Li", NOW) == 2
    assert kept.drafts.of_case("case-1") == ()


def test_a_fact_that_is_refused_leaves_its_draft(kept: Store) -> None:
    kept.drafts.keep(WEIGHT, "72", NOW)
    with pytest.raises(StoreRefused):
        kept.cases.change_fact("case-2", "fitness", "weight", quantity(72, "kg"), "Li", NOW)
    assert kept.drafts.of_case("case-1") != ()


def test_the_place_is_the_last_one_typed_in_or_gone_to_and_an_orderly_end_leaves_none(kept: Store) -> None:
    assert kept.drafts.last() is None
    kept.drafts.go_to(HEIGHT)
    assert kept.drafts.last() == HEIGHT
    kept.drafts.keep(WEIGHT, "7", NOW)
    assert kept.drafts.last() == WEIGHT
    kept.drafts.leave()
    assert kept.drafts.last() is None
    assert kept.drafts.of_case("case-1") != ()


def test_place_and_draft_outlive_kill_9(folder: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from tests.store.test_drafts import *\n"
        "store = open_store(Path(sys.argv[1]), vocabulary(), NOW)\n"
        "store.cases.create(case(entry('fitness')), 'Li', NOW)\n"
        "for end in range(1, 6): store.drafts.keep(WEIGHT, '72 or'[:end], NOW)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], cwd=ROOT, check=False)
    with open_store(folder, vocabulary(), NOW) as store:
        assert store.drafts.of_case("case-1") == (Draft(WEIGHT, "72 or", NOW),)
        assert store.drafts.last() == WEIGHT
