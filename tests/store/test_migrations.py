"""A store is brought up to date step by step, after a copy was made; a newer one is left alone."""

from datetime import datetime
from pathlib import Path

import pytest

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.store.backups import before_upgrade
from enec_desktop.store.driver import Database
from enec_desktop.store.migrations import STEPS, Step, bring_up_to_date
from enec_desktop.store.place import make_file
from enec_desktop.store.store import open_store
from tests.builders import case, vocabulary
from tests.store.playing import NOW


def at_step(folder: Path, number: int) -> Database:
    """A store as a program that knew only the first steps left it."""
    folder.mkdir(exist_ok=True)
    make_file(folder / "cases.db")
    database = Database(folder / "cases.db")
    bring_up_to_date(database, lambda: Path(), STEPS[:number])
    return database


def version(database: Database) -> int:
    return int(database.rows("PRAGMA user_version")[0][0])


def test_a_new_store_has_all_steps_and_no_copy(folder: Path) -> None:
    open_store(folder, vocabulary(), NOW).close()
    database = Database(folder / "cases.db")
    assert version(database) == len(STEPS)
    names = database.rows("SELECT name FROM _sqlite_migrations WHERE migration_set = 'enec' ORDER BY id")
    assert [name for (name,) in names] == [step.name for step in STEPS]
    database.close()
    assert not (folder / "backups").exists()


@pytest.mark.parametrize("number", range(1, len(STEPS)))
def test_an_older_store_is_copied_and_brought_up_to_date(folder: Path, number: int) -> None:
    at_step(folder, number).close()
    with open_store(folder, vocabulary(), NOW) as store:
        store.cases.create(case(), "Li", NOW)
        assert store.verify() == ()
    (copy,) = (folder / "backups").iterdir()
    assert copy.name == f"before-upgrade-from-{number}-20261124T104200Z.db"
    kept = Database(copy, read_only=True)
    assert version(kept) == number
    kept.close()


def test_a_newer_store_is_refused_and_left_as_it_is(folder: Path) -> None:
    open_store(folder, vocabulary(), NOW).close()
    database = Database(folder / "cases.db")
    database.run(f"PRAGMA user_version = {len(STEPS) + 1}")
    database.close()
    before = (folder / "cases.db").read_bytes()
    with pytest.raises(StoreRefused, match=r"newer version of this program .* Install the newer version"):
        open_store(folder, vocabulary(), NOW)
    assert (folder / "cases.db").read_bytes() == before


def test_a_step_that_fails_leaves_the_store_at_the_one_before_and_names_the_copy(folder: Path) -> None:
    open_store(folder, vocabulary(), NOW).close()
    database = Database(folder / "cases.db")
    good = Step("good", ("CREATE TABLE one (x)",))
    bad = Step("bad", ("CREATE TABLE two (x)", "CREATE TABLE cases (x)"))
    with pytest.raises(
        StoreRefused, match=rf"could not be brought up to date .* A copy from before is .*-from-{len(STEPS)}-"
    ):
        bring_up_to_date(
            database, lambda: before_upgrade(database, folder / "backups", NOW), (*STEPS, good, bad)
        )
    assert version(database) == len(STEPS) + 1
    tables = {name for (name,) in database.rows("SELECT name FROM sqlite_schema")}
    assert "one" in tables and "two" not in tables
    database.close()


def test_without_a_copy_nothing_is_changed(folder: Path) -> None:
    at_step(folder, 1).close()
    (folder / "backups").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreRefused, match="cannot be written"):
        open_store(folder, vocabulary(), NOW)
    database = Database(folder / "cases.db")
    assert version(database) == 1
    database.close()


def test_two_upgrades_in_one_second_keep_both_copies(folder: Path) -> None:
    database = at_step(folder, 1)
    paths = {
        before_upgrade(database, folder / "backups", datetime(2026, 1, 1).astimezone()) for _ in range(2)
    }
    assert len(paths) == 2
    database.close()
