"""Cases are kept whole, changed one thing at a time, and a refused change leaves nothing behind."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enec_desktop.domain.case import NOT_RECORDED, Case, Entry
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.errors import CaseRefused, StoreRefused
from enec_desktop.domain.history import Action
from enec_desktop.domain.time import Elapsed, PartialDate
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.domain.worklist import Where
from enec_desktop.store.store import Store, open_store
from tests import builders
from tests.builders import case, codes, entry, quantity, value, vocabulary
from tests.store.playing import NOW

HISTORY = case(
    entry("identity", "patient", name="陈小梅", birth_date="1945-07-14"),
    entry("specimen", "biopsy", date="2026-03", ki67=72),
    entry("study", "ct", date="2026-04"),
    entry("lesion", "liver", of="ct", organ="liver"),
    entry("course", "ep", date="2026-05"),
)


@pytest.fixture
def kept(store: Store) -> Store:
    store.cases.create(HISTORY, "Wong", NOW)
    return store


def ids(found: Case) -> list[str]:
    return [one.id for one in found.entries]


def test_a_new_case_comes_back_as_it_was(kept: Store) -> None:
    assert kept.cases.get("case-1") == HISTORY
    assert kept.cases.revision("case-1") == 1
    assert kept.cases.ids() == ("case-1",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(builders.cases())
def test_any_case_comes_back_as_it_was(store: Store, found: Case) -> None:
    case_id = f"case-{len(store.cases.ids())}"
    store.cases.create(replace(found, id=case_id), "Wong", NOW)
    assert to_document(store.cases.get(case_id)) == to_document(found) | {"id": case_id}


def test_a_changed_fact_is_there_after_a_restart(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        store.cases.create(HISTORY, "Wong", NOW)
        assert store.cases.change_fact("case-1", "biopsy", "ki67", quantity(55, "%"), "Li", NOW) == 2
    with open_store(folder, vocabulary(), NOW) as store:
        changed = HISTORY.with_fact("biopsy", "ki67", quantity(55, "%"))
        assert store.cases.get("case-1") == changed
        assert store.cases.revision("case-1") == 2


def test_not_recorded_empties_a_field(kept: Store) -> None:
    kept.cases.change_fact("case-1", "biopsy", "ki67", NOT_RECORDED, "Li", NOW)
    assert kept.cases.get("case-1").entry("biopsy").facts == {}


def test_the_same_fact_again_is_no_change(kept: Store) -> None:
    # The unit is the only one the field has: it says nothing new.
    assert kept.cases.change_fact("case-1", "biopsy", "ki67", quantity(72), "Li", NOW) == 1
    assert len(kept.cases.journal("case-1")) == 1


def test_an_entry_goes_in_before_another_one(kept: Store) -> None:
    kept.cases.add_entry("case-1", Entry("stage", "staging", {"t": codes("T3")}), "Li", NOW, before="ep")
    assert ids(kept.cases.get("case-1")) == ["patient", "biopsy", "ct", "liver", "stage", "ep"]


def test_a_removed_entry_takes_its_parts_along_and_undo_brings_all_back(kept: Store) -> None:
    kept.cases.remove_entry("case-1", "ct", "Li", NOW, "wrong patient")
    assert ids(kept.cases.get("case-1")) == ["patient", "biopsy", "ep"]
    kept.cases.undo("case-1", "Li", NOW)
    assert kept.cases.get("case-1") == HISTORY


def test_an_entry_moves_within_the_history(kept: Store) -> None:
    kept.cases.move_entry("case-1", "patient", "ct", "Li", NOW)
    assert ids(kept.cases.get("case-1")) == ["biopsy", "patient", "ct", "liver", "ep"]
    kept.cases.move_entry("case-1", "patient", None, "Li", NOW)
    assert ids(kept.cases.get("case-1"))[-1] == "patient"
    kept.cases.move_entry("case-1", "patient", "ct", "Li", NOW)
    assert ids(kept.cases.get("case-1")) == ["biopsy", "patient", "ct", "liver", "ep"]
    assert kept.cases.move_entry("case-1", "patient", "patient", "Li", NOW) == 4


def test_an_entry_gets_another_time(kept: Store) -> None:
    later = Elapsed("biopsy", Interval.point(2))
    kept.cases.change_time("case-1", "ep", None, later, "Li", NOW)
    assert kept.cases.get("case-1").entry("ep").elapsed == later
    kept.cases.change_time("case-1", "ep", PartialDate(2026, 6), None, "Li", NOW)
    assert kept.cases.get("case-1") == replace(
        HISTORY, entries=(*HISTORY.entries[:4], replace(HISTORY.entries[4], date=PartialDate(2026, 6)))
    )


def test_a_new_time_and_its_place_are_one_change(kept: Store) -> None:
    before_all = PartialDate(2025)
    kept.cases.change_time_and_place("case-1", "ep", before_all, None, "biopsy", "Li", NOW)
    found = kept.cases.get("case-1")
    assert ids(found) == ["patient", "ep", "biopsy", "ct", "liver"]
    assert found.entry("ep").date == before_all
    step = kept.cases.undo_name("case-1")
    assert step is not None and step.action is Action.TIME
    assert (step.old, step.new) == (found.entry("ep"), HISTORY.entry("ep"))
    kept.cases.undo("case-1", "Li", NOW)
    assert kept.cases.get("case-1") == HISTORY
    kept.cases.redo("case-1", "Li", NOW)
    assert kept.cases.get("case-1") == found
    assert kept.cases.at_revision("case-1", 3) == HISTORY
    assert kept.verify() == ()


def test_a_title_changes(kept: Store) -> None:
    kept.cases.rename("case-1", "Relapse in the liver", "Li", NOW)
    assert kept.cases.get("case-1").title == "Relapse in the liver"


def test_a_taken_id_is_refused(kept: Store) -> None:
    with pytest.raises(StoreRefused, match="There is a case case-1 already"):
        kept.cases.create(case(), "Wong", NOW)
    assert kept.cases.get("case-1") == HISTORY


REFUSED = {
    "beyond the possible": lambda s: s.change_fact("case-1", "biopsy", "ki67", quantity(172, "%"), "Li", NOW),
    "no such field": lambda s: s.change_fact("case-1", "biopsy", "kl67", quantity(7, "%"), "Li", NOW),
    "no such entry": lambda s: s.change_fact("case-1", "biops", "ki67", quantity(7, "%"), "Li", NOW),
    "no such case": lambda s: s.change_fact("case-2", "biopsy", "ki67", quantity(7, "%"), "Li", NOW),
    "against the dates": lambda s: s.move_entry("case-1", "ep", "biopsy", "Li", NOW),
    "id taken": lambda s: s.add_entry("case-1", Entry("ct", "study"), "Li", NOW),
    "no such kind": lambda s: s.add_entry("case-1", Entry("x", "studie"), "Li", NOW),
    "nothing to move before": lambda s: s.move_entry("case-1", "ep", "nothing", "Li", NOW),
    "half a character": lambda s: s.rename("case-1", "ok", "Li\ud800", NOW),
    "nothing to undo": lambda s: s.undo("case-1", "Li", NOW),
    "nothing to redo": lambda s: s.redo("case-1", "Li", NOW),
}


@pytest.mark.parametrize("edit", REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_change_says_why_in_one_line_and_leaves_nothing(kept: Store, edit) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises((CaseRefused, StoreRefused)) as refused:
        edit(kept.cases)
    assert "\n" not in str(refused.value) and str(refused.value).endswith(".")
    assert kept.cases.get("case-1") == HISTORY
    assert kept.cases.revision("case-1") == 1
    assert kept.verify() == ()


def test_a_moment_without_a_time_zone_is_a_bug_and_saves_nothing(kept: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        kept.cases.rename("case-1", "x", "Li", datetime(2026, 11, 24))
    assert kept.cases.get("case-1") == HISTORY


def test_an_archived_case_stays_whole_and_comes_back(kept: Store) -> None:
    assert kept.cases.place("case-1", Where.ARCHIVE, "Li", NOW) == 2
    assert kept.cases.place("case-1", Where.ARCHIVE, "Li", NOW) == 2
    assert kept.cases.get("case-1") == HISTORY
    assert kept.cases.place("case-1", Where.LIST, "Li", NOW) == 3


HOSTILE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).filter(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, HOSTILE)
def test_every_text_stays_as_it_was_typed(store: Store, text: str, who: str) -> None:
    case_id = f"case-{len(store.cases.ids())}"
    store.cases.create(case(entry("identity", "patient"), id=case_id), who, NOW, reason=text)
    store.cases.change_fact(case_id, "patient", "name", value(text), who, NOW, text)
    assert store.cases.get(case_id).entry("patient").fact("name") == value(text)
    last = store.cases.journal(case_id)[-1]
    assert (last.who, last.reason) == (who, text)


@pytest.mark.parametrize(
    "text",
    ["'; DROP TABLE cases; --", '" OR 1=1', "%", "_", "<b>&amp;</b>", "{}", "=1+1", "NULL", "-0", "1e999",
     "\u202egnp.exe", "e\u0301", "é", "\ufeffx", "𠀀", "👨‍👩‍👧", "x" * 20_000],
)  # fmt: skip
def test_hostile_texts_stay_as_they_were_typed(store: Store, text: str) -> None:
    store.cases.create(case(entry("identity", "patient"), title=text), text, NOW)
    store.cases.change_fact("case-1", "patient", "name", value(text), text, NOW)
    assert store.cases.get("case-1").title == text
    assert store.cases.get("case-1").entry("patient").fact("name") == value(text)
    assert store.verify() == ()


def with_field(words: Vocabulary, kind: str, name: str, **members: Any) -> Vocabulary:
    """The vocabulary of another edition: one field differs."""
    found = words.kinds[kind]
    field = replace(found.fields[name], **members)
    return replace(words, kinds={**words.kinds, kind: replace(found, fields={**found.fields, name: field})})


def test_a_later_edition_edits_without_touching_what_an_earlier_one_wrote(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        store.cases.create(case(entry("course", "ep", line=1, cycles=4)), "Li", NOW)
    later = with_field(vocabulary(), "course", "line", units={"lines": 1.0})
    with open_store(folder, later, NOW) as store:
        store.cases.change_fact("case-1", "ep", "cycles", quantity(6), "Li", NOW)
        assert store.cases.get("case-1").entry("ep").fact("line") == quantity(1, "lines")
        assert [line.field for line in store.cases.journal("case-1")] == ["", "cycles"]
        assert store.verify() == ()


def test_a_case_that_this_edition_cannot_read_is_told_and_kept(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        store.cases.create(HISTORY, "Li", NOW)
    narrower = with_field(vocabulary(), "specimen", "ki67", hard=Interval(0.0, 50.0))
    with open_store(folder, narrower, NOW) as store:
        with pytest.raises(
            StoreRefused, match="This edition of the knowledge cannot read a stored case: entries"
        ):
            store.cases.get("case-1")
        assert store.verify()
    with open_store(folder, vocabulary(), NOW) as store:
        assert store.cases.get("case-1") == HISTORY
