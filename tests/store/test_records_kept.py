"""Confirmed decisions in the file: whole, in order, never changed, erased with their case, back again."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from enec_desktop.domain.board_record import BoardRecord
from enec_desktop.domain.case import Entry
from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.meeting import AgendaItem, Commitment, Meeting
from enec_desktop.domain.worklist import Where
from enec_desktop.store.driver import Database
from enec_desktop.store.store import STORE_NAME, Store, open_store
from tests.builders import case, entry, value, vocabulary
from tests.store.playing import NOW
from tests.store.recording import issued_of, record_of


def decided(store: Store, case_id: str = "case-1") -> None:
    store.cases.create(case(entry("question"), entry("decision", why="Fit"), id=case_id), "Li", NOW)


@pytest.fixture
def record(store: Store) -> BoardRecord:
    decided(store)
    return store.records.confirm(record_of(store, "case-1", "decision"))


def amended(store: Store, record: BoardRecord, entry_id: str = "decision-2") -> BoardRecord:
    store.cases.add_entry("case-1", Entry(entry_id, "decision"), "Li", NOW)
    return store.records.confirm(record_of(store, "case-1", entry_id, over=record))


def test_confirming_is_a_line_of_the_journal_that_changes_nothing(store: Store, record: BoardRecord) -> None:
    line = store.cases.journal("case-1")[-1]
    assert (line.action, line.entry, line.position) == ("confirm", "decision", record.revision)
    assert record.sha256 in line.new
    assert store.cases.at_revision("case-1", record.revision) == store.cases.get("case-1")


def test_versions_follow_each_other_without_a_gap(store: Store, record: BoardRecord) -> None:
    second = amended(store, record)
    third = amended(store, second, "decision-3")
    assert [one.version for one in store.records.of_case("case-1")] == [3, 2, 1]
    assert store.records.after(1) == store.records.after(2) == third
    assert [one.number for one in store.records.current()] == [third.number]


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 3},
        {"version": 1},
        {"supersedes": 7},
        {"supersedes": None},
        {"decision": "decision"},
        {"sha256": "short"},
    ],
)
def test_a_record_that_does_not_follow_the_one_before_is_refused_whole(
    store: Store, record: BoardRecord, wrong: dict[str, object]
) -> None:
    store.cases.add_entry("case-1", Entry("decision-2", "decision"), "Li", NOW)
    made = replace(record_of(store, "case-1", "decision-2", over=record), **wrong)  # type: ignore[arg-type]
    before = store.cases.journal("case-1")
    with pytest.raises(StoreRefused, match="nothing of it was kept"):
        store.records.confirm(made)
    assert (store.records.of_case("case-1"), store.cases.journal("case-1")) == ((record,), before)


def test_a_record_keeps_the_clock_on_the_wall_whatever_the_zone_of_its_reader(store: Store) -> None:
    decided(store)
    early = datetime(2026, 11, 24, 7, 30, tzinfo=timezone(timedelta(hours=8)))
    made = store.records.confirm(replace(record_of(store, "case-1", "decision"), confirmed=early))
    for one in (made, store.records.get(made.number), *store.records.outlines("case-1")):
        assert (one.confirmed, one.confirmed.isoformat()) == (early, "2026-11-24T07:30:00+08:00")


def test_two_versions_never_supersede_the_same_one(store: Store, record: BoardRecord) -> None:
    amended(store, record)
    store.cases.add_entry("case-1", Entry("decision-3", "decision"), "Li", NOW)
    with pytest.raises(StoreRefused):
        store.records.confirm(record_of(store, "case-1", "decision-3", over=record))


def test_a_case_that_was_changed_meanwhile_is_not_confirmed(store: Store) -> None:
    decided(store)
    made = record_of(store, "case-1", "decision")
    store.cases.change_fact("case-1", "decision", "why", value("Frail"), "Li", NOW)
    with pytest.raises(StoreRefused, match="changed meanwhile; nothing was confirmed"):
        store.records.confirm(made)


@pytest.mark.parametrize("table", ["records", "issued"])
@pytest.mark.parametrize("wish", ["UPDATE {} SET who = 'x'", "DELETE FROM {}"])
def test_what_is_kept_is_never_changed_or_cut(folder: Path, table: str, wish: str) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        decided(store)
        store.records.issue(issued_of(store.records.confirm(record_of(store, "case-1", "decision"))))
    database = Database(folder / STORE_NAME)
    with pytest.raises(StoreRefused, match="never|stays known"):
        database.run(wish.format(table))
    database.close()


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        (f"document = x'{zlib.compress(b'{}').hex()}'", "is not what was confirmed"),
        ("document = x'00'", "is damaged; open a backup"),
        ("sha256 = replace(sha256, substr(sha256, 1, 1), 'x')", "is not what was confirmed"),
        ("revision = 1", "does not stand in the journal"),
    ],
)
def test_a_record_changed_behind_the_program_is_found(folder: Path, sets: str, said: str) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        decided(store)
        store.records.confirm(record_of(store, "case-1", "decision"))
        assert store.verify() == ()
    database = Database(folder / STORE_NAME)
    database.run("DROP TRIGGER records_are_never_changed")
    database.run(f"UPDATE records SET {sets}")
    database.close()
    with open_store(folder, vocabulary(), NOW) as store:
        assert any(said in fault for fault in store.verify())


def test_a_file_is_known_by_its_bytes_and_by_its_id(store: Store, record: BoardRecord) -> None:
    letter, a4 = issued_of(record, b"letter"), issued_of(record, b"a4")
    for one in (letter, a4, letter):
        store.records.issue(one)
    assert store.records.issued_as(letter.sha256) == letter
    assert store.records.issued_as("0" * 64) is None
    assert store.records.issued_under(letter.id) in (letter, a4)
    assert set(store.records.issued_of("case-1")) == {letter, a4}


def test_erasing_a_case_takes_its_records_files_and_places_on_agendas(
    store: Store, record: BoardRecord
) -> None:
    decided(store, "case-2")
    other = store.records.confirm(record_of(store, "case-2", "decision"))
    store.records.issue(issued_of(record))
    said = AgendaItem("case-1", "question", commitment=Commitment("curative", "Surgery for Ann Example"))
    for note in ("first", "second"):
        kept = Meeting("m-1", NOW.date(), items=(said, AgendaItem("case-2", "question")), note=note)
        store.meetings.save(kept, "Li", NOW)
    store.cases.place("case-1", Where.BIN, "Li", NOW)
    store.erasing.erase(("case-1",))
    assert store.records.of_case("case-1") == ()
    assert store.records.current() == (replace(other, document=""),)
    assert store.records.issued_as(issued_of(record).sha256) is None
    versions = [meeting for _, _, meeting in store.meetings.versions("m-1")]
    assert [[item.case_id for item in one.items] for one in versions if one] == [["case-2"]] * 2
    assert store.verify() == ()
    decided(store)
    assert store.records.confirm(record_of(store, "case-1", "decision")).number == 3


def test_records_and_meetings_come_back_with_a_backup(store: Store, record: BoardRecord) -> None:
    store.records.issue(issued_of(record))
    copy = store.backups.make(NOW).path
    later = amended(store, record)
    store.restore(copy, NOW)
    assert store.records.of_case("case-1") == (record,)
    assert store.records.issued_as(issued_of(record).sha256) == issued_of(record)
    assert store.verify() == ()
    assert amended(store, record).number == later.number


def test_an_import_that_touches_a_confirmed_decision_is_refused_whole_and_names_the_case(
    store: Store, record: BoardRecord
) -> None:
    changed = store.cases.get("case-1").with_fact("decision", "why", value("As imported"))
    new = case(entry("identity"), id="new")
    with pytest.raises(StoreRefused, match="The case case-1 cannot be changed by the file: .*amendment"):
        store.imports.write("file", [new], [(changed, record.revision)], (), "Li", NOW)
    assert store.cases.ids() == ("case-1",)
    assert store.records.of_case("case-1") == (record,)


def test_the_undo_of_an_import_leaves_a_confirmed_decision_and_names_what_stayed(store: Store) -> None:
    decided(store)
    old = store.cases.get("case-1")
    changed = old.with_fact("decision", "why", value("As imported")).with_entry(Entry("ct", "study"))
    store.imports.write("file", (), [(changed, 1)], (), "Li", NOW)
    store.records.confirm(record_of(store, "case-1", "decision"))
    undone = store.imports.undo("Li", NOW)
    assert undone.stayed == ("case-1: decision.why",)
    kept = store.cases.get("case-1")
    assert kept.entry("decision").fact("why") == value("As imported")
    assert kept.of_kind("study") == ()
    assert store.verify() == ()
