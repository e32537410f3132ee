"""Notes on records: kept for all patients, every version, in each backup, deleted ones brought back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.store.store import Store, open_store
from tests.builders import vocabulary
from tests.store.playing import NOW

LATER = NOW + timedelta(minutes=1)
HOSTILE = "<b>5 & 6</b> '; DROP TABLE record_notes; --"


def test_a_note_is_written_changed_deleted_and_brought_back_and_says_by_whom(store: Store) -> None:
    number = store.notes.add("CT1-014", HOSTILE, "anna", NOW)
    store.notes.change(number, "other", "bert", LATER)
    (note,) = store.notes.of_record("CT1-014")
    assert (note.text, note.who, note.when, note.before) == ("other", "bert", LATER, HOSTILE)
    store.notes.change(number, "", "anna", LATER)
    (note,) = store.notes.of_record("CT1-014")
    assert (note.text, note.before) == ("", "other") and store.notes.refs() == frozenset()
    store.notes.change(number, note.before, "anna", LATER)
    assert [one.text for one in store.notes.of_record("CT1-014")] == ["other"]
    assert store.notes.refs() == {"CT1-014"}


def test_two_notes_on_one_record_stand_apart_and_other_records_have_none(store: Store) -> None:
    store.notes.add("D06", "one", "anna", NOW)
    store.notes.add("D06", "two", "bert", LATER)
    assert [one.text for one in store.notes.of_record("D06")] == ["one", "two"]
    assert store.notes.of_record("D07") == ()


def test_a_note_survives_a_restart_and_comes_back_with_a_backup(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        number = store.notes.add("D06", "kept", "anna", NOW)
        copy = store.backups.make(NOW).path
        store.notes.change(number, "", "anna", LATER)
    with open_store(folder, vocabulary(), NOW) as again:
        assert again.notes.refs() == frozenset()
        again.restore(copy, LATER)
        assert [one.text for one in again.notes.of_record("D06")] == ["kept"]
        assert again.verify() == ()


def test_a_note_that_is_not_there_cannot_be_changed(store: Store) -> None:
    with pytest.raises(StoreRefused, match="no note 7"):
        store.notes.change(7, "x", "anna", NOW)
