"""A backup is a whole store, checked before it counts."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from enec_desktop.domain.draft import Spot
from enec_desktop.domain.errors import Cancelled, StoreRefused
from enec_desktop.domain.history import Occasion
from enec_desktop.store import driver
from enec_desktop.store.backups import before_upgrade
from enec_desktop.store.driver import Database
from enec_desktop.store.store import Store, open_store
from tests.builders import vocabulary
from tests.store.playing import NOW, play

ROOT = Path(__file__).parents[2]


def restored(copy: Path, folder: Path) -> Store:
    folder.mkdir()
    shutil.copy(copy, folder / "cases.db")
    return open_store(folder, vocabulary(), NOW)


def test_every_backup_made_while_editing_is_the_store_of_that_moment(store: Store, tmp_path: Path) -> None:
    for step in range(60):
        play(store, step, "Li")
        if step % 6:
            continue
        then = {case_id: store.cases.get(case_id) for case_id in store.cases.ids()}
        copy = store.backups.make(NOW + timedelta(seconds=step))
        with restored(copy.path, tmp_path / f"restored-{step}") as again:
            assert {case_id: again.cases.get(case_id) for case_id in again.cases.ids()} == then
            assert again.verify() == ()
            assert again.cases.journal("case-0") == store.cases.journal("case-0")


def test_backups_are_listed_newest_first_and_thinned_out(store: Store) -> None:
    made = [store.backups.make(NOW + timedelta(hours=hour)) for hour in (0, 0, 1, 2)]
    (store.backups.usual_folder / "notes.db").touch()
    assert store.backups.list() == tuple(reversed(made))
    assert made[0].when == NOW and made[0].size == made[0].path.stat().st_size > 0
    assert store.backups.keep(2) == (made[1], made[0])
    assert store.backups.list() == (made[3], made[2])
    with pytest.raises(ValueError, match="at least one"):
        store.backups.keep(0)


def test_a_backup_goes_to_any_folder(store: Store, tmp_path: Path) -> None:
    copy = store.backups.make(NOW, tmp_path / "stick" / "enec")
    assert copy.path.parent == tmp_path / "stick" / "enec"
    assert store.backups.list(tmp_path / "stick" / "enec") == (copy,)
    assert store.backups.list() == ()


def test_a_backup_that_cannot_be_written_leaves_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreRefused, match="cannot be written"):
        store.backups.make(NOW, tmp_path / "file")


def cut_short(copy: str) -> None:
    os.truncate(copy, 8192)


def one_row_less(copy: str) -> None:
    database = driver.dbapi2.connect(copy)
    database.executescript("DROP TRIGGER journal_is_never_cut; DELETE FROM journal WHERE seq = 2")
    database.close()


@pytest.mark.parametrize("spoil", [cut_short, one_row_less])
def test_a_copy_that_differs_is_thrown_away(
    store: Store, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[str], None]
) -> None:
    for step in range(2):
        play(store, step, "Li")
    run = Database.run

    def run_and_spoil(database: Database, sql: str, *values: object) -> int:
        done = run(database, sql, *values)
        if sql.startswith("VACUUM INTO"):
            spoil(str(values[0]))
        return done

    monkeypatch.setattr(Database, "run", run_and_spoil)
    with pytest.raises(StoreRefused, match="The backup differs from the store and was thrown away"):
        store.backups.make(NOW)
    assert list(store.backups.usual_folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="no limit of file sizes there")
def test_a_full_disk_stops_a_backup_and_leaves_the_store_usable(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.store.playing import *\n"
        "store = open_store(Path(sys.argv[1]), vocabulary(), NOW)\n"
        "for step in range(60): play(store, step, 'Li')\n"
        "limit_files(100_000)\n"
        "try: store.backups.make(NOW)\n"
        "except EnecError as error: print(error)\n"
        "print([p.name for p in store.backups.usual_folder.iterdir()], store.verify())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "data")], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    why, after = done.stdout.splitlines()
    assert why.startswith("The backup was not made: ")
    assert after == "[] ()"


def test_a_backup_counts_its_cases_and_says_what_it_was_made_for(store: Store) -> None:
    play(store, 0, "Li")
    made = store.backups.make(NOW, occasion=Occasion.CLOSE)
    assert (made.cases, made.occasion) == (1, Occasion.CLOSE)
    assert store.backups.list() == (made,)


def test_a_copy_that_is_damaged_afterwards_is_listed_without_a_number_of_cases(store: Store) -> None:
    play(store, 0, "Li")
    store.backups.make(NOW).path.write_bytes(b"damaged")
    (copy,) = store.backups.list()
    assert (copy.cases, copy.problem) == (
        None,
        "It cannot be read as a copy of the cases (file is not a database).",
    )


def test_a_copy_that_was_cut_off_or_is_newer_says_so_and_keeps_no_other_from_staying(store: Store) -> None:
    play(store, 0, "Li")
    made = [store.backups.make(NOW + timedelta(hours=n)) for n in range(4)]
    content = made[3].path.read_bytes()
    made[3].path.write_bytes(content[:-4096])
    newer = sqlite3.connect(made[2].path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    found = store.backups.list()
    assert "It was cut off:" in found[0].problem
    assert found[1].problem == "A newer version of this program wrote it."
    assert [one.cases for one in found] == [None, None, 1, 1]
    assert store.backups.keep(1) == (made[0],)
    assert [one.path for one in store.backups.list()] == [made[3].path, made[2].path, made[1].path]


def test_the_copies_that_hold_a_case_are_counted_those_before_an_upgrade_too(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    play(store, 0, "Li")
    store.backups.make(NOW)
    store.backups.make(NOW + timedelta(hours=1), tmp_path / "stick")
    before_upgrade(store.cases._database, folder / "backups", NOW + timedelta(hours=2))
    (folder / "backups" / "enec-20261101T000000Z.db").write_bytes(b"damaged")
    held = store.backups.holding(("case-0",), tmp_path / "stick")
    assert (held.copies, held.newest, held.unreadable) == (3, NOW + timedelta(hours=2), 1)
    assert store.backups.holding(("case-1",)).newest is None


def test_what_a_power_cut_leaves_of_a_copy_or_a_restoring_is_removed(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        play(store, 0, "Li")
        made = store.backups.make(NOW)
    left = [
        folder / "restoring.db",
        folder / "restoring.db-journal",
        made.path.with_name("enec-20261124T104300Z.db.part"),
        made.path.with_name("enec-20261124T104300Z.db.part-journal"),
    ]
    for path in left:
        path.write_bytes(b"half")
    with open_store(folder, vocabulary(), NOW) as store:
        assert not any(path.exists() for path in left)
        assert store.backups.list() == (made,)


def test_a_backup_is_current_until_something_changes(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW, beside=("site.toml",)) as store:
        assert not store.backups.is_current()
        play(store, 0, "Li")
        store.backups.make(NOW)
        assert store.backups.is_current()
        (folder / "site.toml").write_text("name = 'here'")
        assert not store.backups.is_current()
        store.backups.make(NOW)
        play(store, 1, "Li")
        assert not store.backups.is_current()
        store.backups.make(NOW)
        store.drafts.keep(Spot("case-0", "patient", "identity", "patient", "name"), "half", NOW)
        assert not store.backups.is_current()


def test_the_newest_of_each_month_is_kept_besides_the_newest_ones(store: Store) -> None:
    days = [NOW - timedelta(days=days) for days in (100, 70, 40, 39, 1, 0)]
    made = [store.backups.make(day) for day in days]
    assert store.backups.keep(1, months=3) == (made[4], made[2], made[0])
    assert store.backups.list() == (made[5], made[3], made[1])


def test_the_copies_of_another_store_are_neither_listed_nor_deleted(store: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "other", vocabulary(), NOW) as other:
        kept = other.backups.make(NOW, tmp_path / "stick")
        mine = [store.backups.make(NOW + timedelta(hours=n), tmp_path / "stick") for n in (1, 2)]
        assert store.backups.keep(1, tmp_path / "stick") == (mine[0],)
        assert other.backups.list(tmp_path / "stick") == (kept,)


def test_a_backup_that_is_called_off_leaves_nothing(store: Store) -> None:
    for step in range(60):
        play(store, step, "Li")
    with pytest.raises(Cancelled, match="The backup was not made: it was called off"):
        store.backups.make(NOW, tell=lambda share: False)
    assert list(store.backups.usual_folder.iterdir()) == []
    assert store.verify() == ()
