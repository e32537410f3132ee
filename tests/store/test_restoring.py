"""A backup becomes the store again, whole or not at all; what was there is backed up first."""

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from enec_desktop.domain.errors import Cancelled, StoreRefused
from enec_desktop.domain.history import Occasion
from enec_desktop.store import driver
from enec_desktop.store.driver import Database
from enec_desktop.store.store import Store, open_store
from tests.builders import vocabulary
from tests.store.playing import NOW, play
from tests.store.test_migrations import at_step

ROOT = Path(__file__).parents[2]
LATER = NOW + timedelta(hours=1)


def cases_of(store: Store) -> dict[str, object]:
    return {
        case_id: (store.cases.get(case_id), store.cases.journal(case_id)) for case_id in store.cases.ids()
    }


def played(store: Store, steps: range) -> dict[str, object]:
    for step in steps:
        play(store, step, "Li")
    return cases_of(store)


def test_restoring_brings_everything_back_and_the_way_forward_again(store: Store, folder: Path) -> None:
    then = played(store, range(30))
    backup = store.backups.make(NOW)
    now = played(store, range(30, 70))
    done = store.restore(backup.path, LATER)
    assert cases_of(store) == then
    assert store.verify() == ()
    assert (done.cases, done.before.occasion) == (len(then), Occasion.RESTORE)
    play(store, 30, "Li")
    store.restore(done.before.path, LATER)
    assert cases_of(store) == now
    assert not list(folder.glob("restoring*"))


def test_what_was_restored_outlives_the_program(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        then = played(store, range(10))
        backup = store.backups.make(NOW)
        played(store, range(10, 20))
        store.restore(backup.path, LATER)
    with open_store(folder, vocabulary(), NOW) as store:
        assert cases_of(store) == then
        assert store.verify() == ()


def test_the_files_beside_the_store_come_with_it(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW, beside=("site.toml", "settings.json")) as store:
        (folder / "site.toml").write_text("name = 'then'")
        backup = store.backups.make(NOW)
        (folder / "site.toml").write_text("name = 'now'")
        done = store.restore(backup.path, LATER)
        assert done.beside == {"site.toml": b"name = 'then'"}
        assert (folder / "site.toml").read_text() == "name = 'now'"
        assert store.restore(done.before.path, LATER).beside == {"site.toml": b"name = 'now'"}


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_backup_of_an_older_program_is_brought_up_to_date(
    store: Store, tmp_path: Path, number: int
) -> None:
    played(store, range(5))
    old = at_step(tmp_path / "old", number)
    old.rows("PRAGMA journal_mode=DELETE")
    old.close()
    assert store.restore(tmp_path / "old" / "cases.db", LATER).cases == 0
    play(store, 0, "Li")
    assert store.verify() == ()


def with_a_trigger(path: Path) -> None:
    database = driver.dbapi2.connect(path)
    database.executescript("CREATE TRIGGER t AFTER INSERT ON cases BEGIN DELETE FROM cases; END")
    database.close()


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 8192)


def emptied_in_the_middle(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:16384] + bytes(16384) + whole[32768:])


def of_the_future(path: Path) -> None:
    database = driver.dbapi2.connect(path)
    database.execute("PRAGMA user_version = 999")
    database.close()


def another_file(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)


SPOILED = {
    with_a_trigger: "another form",
    cut_short: "cannot be opened|damaged",
    emptied_in_the_middle: "damaged",
    of_the_future: "newer version",
    another_file: "cannot be opened",
    Path.unlink: "cannot be opened",
}


@pytest.mark.parametrize("spoil", SPOILED)
def test_a_file_that_is_no_whole_backup_changes_nothing(store: Store, folder: Path, spoil: object) -> None:
    now = played(store, range(20))
    copy = folder / "copy.db"
    shutil.copy(store.backups.make(NOW).path, copy)
    assert callable(spoil)
    spoil(copy)
    with pytest.raises(StoreRefused, match=SPOILED[spoil]):  # type: ignore[index]
        store.restore(copy, LATER)
    assert cases_of(store) == now
    assert store.verify() == ()
    assert not list(folder.glob("restoring*"))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_restoring_that_is_called_off_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    monkeypatch.setattr(driver, "_PAGES_BETWEEN", 5)
    played(store, range(10))
    backup = store.backups.make(NOW)
    now = played(store, range(10, 120))
    with pytest.raises(Cancelled):
        store.restore(backup.path, LATER, lambda done: done < share)
    assert cases_of(store) == now
    assert store.verify() == ()


@pytest.mark.skipif(os.name == "nt", reason="no limit of file sizes there")
@pytest.mark.parametrize("size", [4_096, 100_000, 250_000, 400_000])
def test_restoring_that_the_disk_stops_changes_nothing(tmp_path: Path, size: int) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.store.test_restoring import *\n"
        "from tests.store.playing import *\n"
        "store = open_store(Path(sys.argv[1]), vocabulary(), NOW)\n"
        "played(store, range(110)); backup = store.backups.make(NOW)\n"
        "now = played(store, range(110, 120)); limit_files(int(sys.argv[2]))\n"
        "try: store.restore(backup.path, LATER)\n"
        "except StoreRefused as error: print(error)\n"
        "print(cases_of(store) == now, store.verify(), [p.name for p in Path(sys.argv[1]).glob('rest*')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "data"), str(size)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    why, after = done.stdout.splitlines()
    assert "disk" in why
    assert after == "True () []"


def test_what_is_there_is_not_touched_where_it_cannot_be_backed_up(store: Store, folder: Path) -> None:
    played(store, range(10))
    backup = store.backups.make(NOW, folder / "elsewhere")
    now = played(store, range(10, 20))
    store.backups.usual_folder.touch()
    with pytest.raises(StoreRefused, match="cannot be written"):
        store.restore(backup.path, LATER)
    assert cases_of(store) == now


def test_a_restored_store_keeps_the_settings_of_its_connection(store: Store) -> None:
    played(store, range(10))
    store.restore(store.backups.make(NOW).path, LATER)
    database: Database = store.cases._database
    for name, _, found in (*driver.READING, *driver.WRITING):
        assert database.rows(f"PRAGMA {name}") == [(found,)]
