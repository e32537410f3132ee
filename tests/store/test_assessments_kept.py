"""An assessment shown to a board is kept as it was."""

from pathlib import Path

import pytest

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.store.store import Store, open_store
from tests.builders import case, vocabulary
from tests.store.playing import NOW

SHOWN = '{ "words": "陈  <b>",\n "number": 1.50 }'


def keep(store: Store, revision: int = 1, document: str = SHOWN, case_id: str = "case-1") -> int:
    return store.assessments.keep(
        case_id, revision, document, at="after biopsy", edition="2026.1", knowledge_hash="aa",
        input_hash="bb", who="Li", when=NOW,
    )  # fmt: skip


def test_it_comes_back_to_the_letter_after_a_restart(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        store.cases.create(case(), "Li", NOW)
        number = keep(store)
    with open_store(folder, vocabulary(), NOW) as store:
        kept = store.assessments.get(number)
        assert (kept.document, kept.case_id, kept.revision, kept.at) == (SHOWN, "case-1", 1, "after biopsy")
        assert (kept.edition, kept.knowledge_hash, kept.input_hash) == ("2026.1", "aa", "bb")
        assert (kept.who, kept.when) == ("Li", NOW)
        assert store.assessments.of_case("case-1") == (kept,)


def test_they_are_listed_newest_first(store: Store) -> None:
    store.cases.create(case(), "Li", NOW)
    store.cases.create(case(id="case-2"), "Li", NOW)
    numbers = [keep(store), keep(store, document="{}"), keep(store, case_id="case-2")]
    assert [kept.id for kept in store.assessments.of_case("case-1")] == [numbers[1], numbers[0]]
    assert store.assessments.of_case("nobody") == ()


@pytest.mark.parametrize(("revision", "case_id"), [(2, "case-1"), (0, "case-1"), (1, "nobody")])
def test_a_revision_that_never_was_is_refused(store: Store, revision: int, case_id: str) -> None:
    store.cases.create(case(), "Li", NOW)
    with pytest.raises(StoreRefused, match=rf"no revision {revision} of a case {case_id}"):
        keep(store, revision, case_id=case_id)


def test_what_is_no_json_is_refused(store: Store) -> None:
    store.cases.create(case(), "Li", NOW)
    with pytest.raises(StoreRefused, match="The assessment was not saved"):
        keep(store, document="{")
    assert store.assessments.of_case("case-1") == ()


def test_an_unknown_number_is_refused(store: Store) -> None:
    with pytest.raises(StoreRefused, match="no kept assessment 7"):
        store.assessments.get(7)
