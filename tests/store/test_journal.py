"""The journal tells who changed what; every revision can be shown again; nobody can alter it."""

import json
from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from enec_desktop.domain.case import NOT_RECORDED, Case, Entry
from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.history import Action, Step
from enec_desktop.domain.worklist import Where
from enec_desktop.store.driver import Database, Error
from enec_desktop.store.store import Store, open_store
from tests.builders import case, codes, entry, quantity, value, vocabulary
from tests.store.playing import NOW, play

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def edited(store: Store) -> Store:
    store.cases.create(case(entry("specimen", "biopsy", ki67=72)), "Wong", NOW)
    store.cases.change_fact("case-1", "biopsy", "ki67", quantity(55, "%"), "Li", LATER, "second reading")
    return store


def test_a_field_tells_how_it_came_to_its_value(edited: Store) -> None:
    edited.cases.undo("case-1", "Wong", LATER)
    edited.cases.redo("case-1", "Wong", LATER)
    first, second, third, fourth = edited.cases.history("case-1", "biopsy", "ki67")
    assert (first.old, first.new, first.who) == (NOT_RECORDED, quantity(72, "%"), "Wong")
    assert (second.old, second.new) == (quantity(72, "%"), quantity(55, "%"))
    assert (second.revision, second.who, second.when, second.reason) == (2, "Li", LATER, "second reading")
    assert (third.new, third.undoes) == (quantity(72, "%"), 2)
    assert (fourth.new, fourth.undoes) == (quantity(55, "%"), 3)


def test_a_field_remembers_a_time_when_its_entry_was_out(edited: Store) -> None:
    edited.cases.remove_entry("case-1", "biopsy", "Li", LATER)
    assert edited.cases.history("case-1", "biopsy", "ki67")[-1].new == NOT_RECORDED
    edited.cases.undo("case-1", "Li", LATER)
    assert edited.cases.history("case-1", "biopsy", "ki67")[-1].new == quantity(55, "%")
    assert edited.cases.history("case-1", "biopsy", "mitoses") == ()


def test_the_journal_has_one_line_for_each_change(edited: Store) -> None:
    edited.cases.undo("case-1", "Wong", LATER)
    edited.cases.place("case-1", Where.ARCHIVE, "Wong", LATER)
    made, fact, undo, archived = edited.cases.journal("case-1")
    assert (made.position, made.action, json.loads(made.new)["id"]) == (1, "create", "case-1")
    assert (fact.action, fact.entry, fact.kind, fact.field) == ("fact", "biopsy", "specimen", "ki67")
    assert (fact.old, fact.new, fact.reason, fact.undoes) == (
        made_fact(72),
        made_fact(55),
        "second reading",
        None,
    )
    assert (undo.old, undo.new, undo.undoes) == (made_fact(55), made_fact(72), 2)
    assert (archived.position, archived.action) == (4, "place")


def made_fact(number: int) -> str:
    return f'{{"value":{number},"unit":"%"}}'


def test_moments_are_kept_in_universal_time(store: Store) -> None:
    hong_kong = NOW.astimezone(timezone(timedelta(hours=8)))
    store.cases.create(case(), "Wong", hong_kong)
    assert store.cases.journal("case-1")[0].when == "2026-11-24T10:42:00.000+00:00"


def test_a_clock_set_back_does_not_disturb_the_order(edited: Store) -> None:
    edited.cases.rename("case-1", "x", "Li", NOW - timedelta(days=400))
    assert [line.position for line in edited.cases.journal("case-1")] == [1, 2, 3]


def test_every_revision_is_rebuilt_as_it_was_shown(store: Store) -> None:
    shown: dict[tuple[str, int], Case] = {}
    for step in range(100):
        play(store, step, "Li")
        case_id = f"case-{step // 50}"
        shown[case_id, store.cases.revision(case_id)] = store.cases.get(case_id)
    assert len(shown) == 100
    for (case_id, revision), then in shown.items():
        assert store.cases.at_revision(case_id, revision) == then


@pytest.mark.parametrize("revision", [0, 3, -1])
def test_a_revision_that_never_was_is_refused(edited: Store, revision: int) -> None:
    with pytest.raises(StoreRefused, match="has no revision"):
        edited.cases.at_revision("case-1", revision)


def test_undo_says_what_it_would_do(edited: Store) -> None:
    biopsy = edited.cases.get("case-1").entry("biopsy")
    back = Step(Action.FACT, "biopsy", "specimen", "ki67", quantity(55, "%"), quantity(72, "%"))
    forth = Step(Action.FACT, "biopsy", "specimen", "ki67", quantity(72, "%"), quantity(55, "%"))
    assert (edited.cases.undo_name("case-1"), edited.cases.redo_name("case-1")) == (back, None)
    edited.cases.undo("case-1", "Li", LATER)
    assert (edited.cases.undo_name("case-1"), edited.cases.redo_name("case-1")) == (None, forth)
    edited.cases.redo("case-1", "Li", LATER)
    edited.cases.remove_entry("case-1", "biopsy", "Li", LATER)
    assert edited.cases.undo_name("case-1") == Step(Action.ADD, "biopsy", "specimen", "", None, biopsy)
    edited.cases.rename("case-1", "x", "Li", LATER)
    assert edited.cases.undo_name("case-1") == Step(Action.RENAME, "", "", "", "x", "A case")


def test_undo_and_redo_go_on_after_a_restart(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        store.cases.create(case(entry("identity", "patient")), "Li", NOW)
        for name in "ABC":
            store.cases.change_fact("case-1", "patient", "name", value(name), "Li", NOW)
        store.cases.undo("case-1", "Li", NOW)
    with open_store(folder, vocabulary(), NOW) as store:
        store.cases.undo("case-1", "Li", NOW)
        assert name_in(store) == value("A")
        store.cases.redo("case-1", "Li", NOW)
        store.cases.redo("case-1", "Li", NOW)
        assert name_in(store) == value("C")


def test_a_new_change_ends_redo(edited: Store) -> None:
    edited.cases.undo("case-1", "Li", LATER)
    edited.cases.change_fact("case-1", "biopsy", "cell_type", codes("small"), "Li", LATER)
    assert edited.cases.redo_name("case-1") is None
    edited.cases.undo("case-1", "Li", LATER)
    assert edited.cases.redo_name("case-1") is not None
    edited.cases.redo("case-1", "Li", LATER)
    assert edited.cases.get("case-1").entry("biopsy").fact("cell_type") == codes("small")


def test_undo_leaves_the_archive_alone(edited: Store) -> None:
    edited.cases.place("case-1", Where.ARCHIVE, "Li", LATER)
    edited.cases.undo("case-1", "Li", LATER)
    assert edited.cases.get("case-1").entry("biopsy").fact("ki67") == quantity(72, "%")
    assert edited.cases.undo_name("case-1") is None


def name_in(store: Store) -> object:
    return store.cases.get("case-1").entry("patient").fact("name")


@pytest.fixture
def file(folder: Path) -> Iterator[Database]:
    with open_store(folder, vocabulary(), NOW) as store:
        store.cases.create(case(), "Wong", NOW)
        store.cases.add_entry("case-1", Entry("patient", "identity"), "Wong", NOW)
        store.assessments.keep(
            "case-1", 2, "{}", at="latest", edition="2026.1", knowledge_hash="a", input_hash="b",
            who="Wong", when=NOW,
        )  # fmt: skip
    opened = Database(folder / "cases.db")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE journal SET who = 'Li'",
        "UPDATE journal SET seq = 9 WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
        "DELETE FROM cases",
        "UPDATE cases SET id = 'case-2'",
        "REPLACE INTO journal SELECT seq, case_id, revision, at, 'Li', action, entry, field, old, new,"
        " reason, follows, undoes FROM journal",
        "INSERT OR REPLACE INTO journal (case_id, revision, at, who, action, reason)"
        " VALUES ('case-1', 2, '', '', 'rename', '')",
        "INSERT INTO journal (case_id, revision, at, who, action, reason)"
        " VALUES ('nobody', 1, '', '', 'rename', '')",
        "UPDATE documents SET document = '{'",
        "UPDATE assessments SET document = '[]'",
        "DELETE FROM assessments",
        "REPLACE INTO assessments SELECT * FROM assessments",
    ],
)
def test_the_past_cannot_be_changed(file: Database, tampering: str) -> None:
    before = [file.rows(f"SELECT * FROM {table}") for table in ("journal", "assessments", "cases")]
    with pytest.raises(Error):
        file.connection.execute(tampering)
    assert [file.rows(f"SELECT * FROM {table}") for table in ("journal", "assessments", "cases")] == before
