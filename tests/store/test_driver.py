"""One door to SQLite, and every connection as it must be."""

import ast
import random
import subprocess
import sys
from pathlib import Path

import pytest

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.worklist import WorklistQuery
from enec_desktop.store import driver
from enec_desktop.store.driver import Database
from enec_desktop.store.store import open_store
from tests.builders import case, vocabulary
from tests.conftest import LONG
from tests.store.playing import NOW, play

ROOT = Path(__file__).parents[2]
DRIVERS = {"sqlite3", "sqlcipher3", "pysqlite3", "apsw"}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


def test_only_the_driver_names_a_sql_driver() -> None:
    users = [path for path in (ROOT / "enec_desktop").rglob("*.py") if imports(path) & DRIVERS]
    assert users == [ROOT / "enec_desktop" / "store" / "driver.py"]


def test_sqlite_utils_meets_the_same_driver_and_its_errors() -> None:
    program = (
        "import enec_desktop.store.driver, sqlite_utils.db, sqlcipher3.dbapi2 as d;"
        "assert sqlite_utils.utils.sqlite3.connect is d.connect;"
        "assert sqlite_utils.utils.OperationalError is d.OperationalError"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_bundled_sqlite_is_past_the_corruption_fault() -> None:
    assert driver.dbapi2.sqlite_version_info >= (3, 51, 3)


def test_an_older_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "OLDEST", (99, 0, 0))
    with pytest.raises(StoreRefused, match="can damage a store; install 99.0.0 or newer"):
        open_store(tmp_path, vocabulary(), NOW)


def test_every_setting_is_read_back(folder: Path) -> None:
    open_store(folder, vocabulary(), NOW).close()
    database = Database(folder / "cases.db")
    wanted = {name: found for name, _, found in (*driver.READING, *driver.WRITING)}
    found = {name: database.rows(f"PRAGMA {name}")[0][0] for name in wanted}
    assert found == wanted
    assert (found["journal_mode"], found["synchronous"]) == ("wal", 2)
    assert database.rows("PRAGMA application_id") == [(int.from_bytes(b"ENEC", "big"),)]
    database.close()


def test_a_setting_that_does_not_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "WRITING", (("synchronous", "OFF", 2),))
    with pytest.raises(StoreRefused, match="synchronous stays at 0, not 2"):
        open_store(tmp_path, vocabulary(), NOW)


def test_a_file_of_another_program_is_left_as_it_is(folder: Path) -> None:
    folder.mkdir()
    path = folder / "cases.db"
    stranger = driver.dbapi2.connect(str(path))
    stranger.execute("CREATE TABLE cases (id)")
    stranger.commit()
    stranger.close()
    before = path.read_bytes()
    with pytest.raises(StoreRefused, match="belongs to another program"):
        open_store(folder, vocabulary(), NOW)
    assert path.read_bytes() == before


def test_a_damaged_file_is_told_in_one_sentence(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        for number in range(40):
            store.cases.create(case(id=f"case-{number}", title="x" * 2000), "Li", NOW)
    path = folder / "cases.db"
    whole = path.read_bytes()
    half = len(whole) // 2
    path.write_bytes(whole[:half] + b"\xff" * half)
    with open_store(folder, vocabulary(), NOW) as store:
        with pytest.raises(StoreRefused, match=r"could not be read: the file is damaged; open a backup\."):
            [store.cases.get(case_id) for case_id in store.cases.ids()]
        assert any("damaged" in fault for fault in store.verify())


def test_an_up_to_date_store_opens_without_sqlite_utils(folder: Path) -> None:
    open_store(folder, vocabulary(), NOW).close()
    program = (
        "import sys, pathlib; from tests.builders import vocabulary; from tests.store.playing import NOW;"
        "from enec_desktop.store.store import open_store;"
        "from enec_desktop.domain.worklist import WorklistQuery;"
        f"open_store(pathlib.Path({str(folder)!r}), vocabulary(), NOW).worklist.rows(WorklistQuery());"
        "print([m for m in ('sqlite_utils', 'click', 'PySide6', 'sqlite3') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_no_damage_makes_more_than_a_refusal(folder: Path, tmp_path: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        for step in range(70):
            play(store, step, "Li")
    whole = (folder / "cases.db").read_bytes()
    chance = random.Random(1)
    refused = 0
    for number in range(2000 if LONG else 100):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        place = tmp_path / f"damaged-{number}"
        place.mkdir()
        (place / "cases.db").write_bytes(damaged)
        try:
            with open_store(place, vocabulary(), NOW) as store:
                for case_id in store.cases.ids():
                    store.cases.get(case_id)
                    store.cases.at_revision(case_id, store.cases.revision(case_id))
                store.worklist.rows(WorklistQuery(text="case"))
                refused += bool(store.verify())
        except StoreRefused:
            refused += 1
    assert refused
