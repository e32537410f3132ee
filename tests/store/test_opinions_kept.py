"""Opinions in the store: one journal line each, undone and redone, rebuilt, never a change of the facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from enec_desktop.domain.history import Action
from enec_desktop.domain.many_cases import ManyCases
from enec_desktop.domain.opinion import Opinion
from enec_desktop.domain.time import PartialDate
from enec_desktop.exchange.merging import file_over
from enec_desktop.store.store import Store, open_store
from tests.builders import case, entry, vocabulary
from tests.store.playing import NOW

ROW = "cisplatin-etoposide/first-line-nec"
ANNA = Opinion(
    ROW,
    "cisplatin-etoposide",
    False,
    "anna",
    PartialDate.parse("2026-11-22"),
    "recommended",
    "certain",
    "2026.1",
    "wish",
)
BERT = replace(ANNA, who="bert", agrees=True, reason="")


def say(store: Store, *opinions: Opinion) -> int:
    return store.cases.change_opinions("case-1", ANNA.option, ROW, opinions, "anna", NOW)


def start(store: Store) -> None:
    store.cases.create(replace(case(entry("identity", age=70)), id="case-1"), "anna", NOW)


def test_an_opinion_is_one_line_of_the_journal_and_the_same_again_is_none(store: Store) -> None:
    start(store)
    assert say(store, ANNA) == 2
    assert say(store, ANNA) == 2
    line = store.cases.journal("case-1")[-1]
    assert (line.action, line.entry, line.field, line.who) == (Action.OPINION, ANNA.option, ROW, "anna")


def test_opinions_are_undone_redone_and_rebuilt(store: Store) -> None:
    start(store)
    say(store, ANNA)
    say(store, ANNA, BERT)
    later = NOW + timedelta(minutes=1)
    store.cases.undo("case-1", "anna", later)
    assert store.cases.get("case-1").opinions == (ANNA,)
    store.cases.undo("case-1", "anna", later)
    assert store.cases.get("case-1").opinions == ()
    store.cases.redo("case-1", "anna", later)
    store.cases.redo("case-1", "anna", later)
    assert store.cases.get("case-1").opinions == (ANNA, BERT)
    assert [store.cases.at_revision("case-1", at).opinions for at in (1, 2, 3)] == [(), (ANNA,), (ANNA, BERT)]
    assert store.verify() == ()


def test_opinions_survive_a_restart_and_lie_in_a_backup(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        start(store)
        say(store, ANNA)
        copy = store.backups.make(NOW).path
        say(store)
    with open_store(folder, vocabulary(), NOW) as again:
        assert again.cases.get("case-1").opinions == ()
        again.restore(copy, NOW + timedelta(minutes=1))
        assert again.cases.get("case-1").opinions == (ANNA,)


def test_a_file_adds_its_opinions_to_those_of_the_stored_case(store: Store) -> None:
    start(store)
    say(store, ANNA)
    base = store.cases.get("case-1")
    merged = file_over(replace(base, opinions=(BERT, ANNA)), base, ManyCases(vocabulary()))
    assert merged.opinions == (ANNA, BERT)
