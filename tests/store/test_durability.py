"""What was acknowledged is there: after kill -9, after a failed write, at whatever point it failed."""

import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.store.driver import dbapi2
from enec_desktop.store.store import Store, open_store
from tests.builders import value, vocabulary
from tests.conftest import LONG
from tests.store.playing import NOW, look, play
from tests.store.recording import decided_in

ROOT = Path(__file__).parents[2]
PLAY = [sys.executable, "-m", "tests.store.playing"]


def found_in(folder: Path) -> set[str]:
    """The edits found by opening the folder anew; the store must be whole."""
    faults, tokens = look(folder)
    assert not faults
    return set(tokens)


def acknowledged(output: str) -> set[str]:
    # A last line without its end was cut by the kill.
    return set(re.findall(r"^ACK ([ed]\d+)$(?=\n)", output, re.MULTILINE))


def test_no_acknowledged_edit_is_lost_to_kill_9(folder: Path) -> None:
    chance = random.Random(1)
    saved: set[str] = set()
    for _ in range(500 if LONG else 20):
        command = [*PLAY, "write", str(folder), "0"]
        writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        output = "".join(writer.stdout.readline() for _ in range(chance.randrange(1, 25)))
        # A little work, so that the kill falls anywhere in the next save.
        sum(range(chance.randrange(200_000)))
        writer.kill()
        rest, _ = writer.communicate()
        saved |= acknowledged(output + rest)
        assert saved <= found_in(folder)
    assert len(saved) >= 20


def test_no_part_of_a_decision_is_lost_to_kill_9(folder: Path) -> None:
    chance = random.Random(2)
    saved: set[str] = set()
    for _ in range(100 if LONG else 5):
        command = [sys.executable, "-m", "tests.store.recording", str(folder)]
        writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        output = "".join(writer.stdout.readline() for _ in range(chance.randrange(1, 20)))
        sum(range(chance.randrange(200_000)))
        writer.kill()
        rest, _ = writer.communicate()
        saved |= set(re.findall(r"^ACK (.+)$(?=\n)", output + rest, re.MULTILINE))
        with open_store(folder, vocabulary(), NOW) as store:
            assert store.verify() == ()
            assert saved <= decided_in(store)
    assert any(token.startswith("record") for token in saved)


@pytest.mark.skipif(os.name == "nt", reason="no limit of file sizes there")
@pytest.mark.parametrize("size", range(4_096, 400_000, 4_096 * (1 if LONG else 9)))
def test_a_disk_full_at_any_size_loses_nothing_acknowledged(folder: Path, size: int) -> None:
    command = [*PLAY, "write", str(folder), "120", str(size)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        assert re.search(r"StoreRefused: .*(disk|opened)", done.stderr.splitlines()[-1]), done.stderr
    assert acknowledged(done.stdout) <= found_in(folder)


def everything(store: Store) -> tuple[object, ...]:
    """What a reader can see of case-0."""
    cases = store.cases
    return (cases.get("case-0"), cases.revision("case-0"), cases.journal("case-0"), cases.undo_name("case-0"))


def test_an_edit_broken_off_at_any_step_leaves_nothing_half_done(store: Store) -> None:
    for step in range(6):
        play(store, step, "Li")
    before = everything(store)
    connection = store.cases._database.connection
    for steps in range(1, 20_000, 1 if LONG else 3):
        break_off(connection, steps)
        try:
            store.cases.change_fact("case-0", "patient", "name", value("broken off"), "Li", NOW)
            break
        except StoreRefused as refused:
            assert "nothing of it was kept" in str(refused)
        finally:
            connection.set_progress_handler(None, 0)
        if everything(store) != before:
            # Broken off between the end of COMMIT and its return: the edit is there, whole.
            break
    assert 100 < steps < 19_000
    assert store.cases.get("case-0").entry("patient").fact("name") == value("broken off")
    assert store.verify() == ()


def break_off(connection: Any, steps: int) -> None:
    """Break off the work of a connection once, after so many steps."""
    left = iter([0] * steps + [1])
    connection.set_progress_handler(lambda: next(left, 0), 1)


def deny(connection: Any, *denied: tuple[int, str]) -> None:
    """Let a connection refuse some actions on some things from now on."""
    connection.set_authorizer(
        lambda action, thing, *_: dbapi2.SQLITE_DENY if (action, thing) in denied else dbapi2.SQLITE_OK
    )


def test_after_a_failed_rollback_nothing_unsaved_is_ever_shown(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        play(store, 0, "Li")
        before = everything(store)
        connection = store.cases._database.connection
        deny(connection, (dbapi2.SQLITE_TRANSACTION, "ROLLBACK"), (dbapi2.SQLITE_UPDATE, "documents"))
        with pytest.raises(StoreRefused, match="nothing of it was kept"):
            store.cases.change_fact("case-0", "patient", "name", value("unsaved"), "Li", NOW)
        with pytest.raises(StoreRefused, match="Close the program and open it again"):
            store.cases.get("case-0")
    with open_store(folder, vocabulary(), NOW) as store:
        assert everything(store) == before


TABLES = ["journal", "cases", "documents", "search", "search_data"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_cannot_be_written_stops_the_whole_edit(store: Store, table: str) -> None:
    for step in range(6):
        play(store, step, "Li")
    before = everything(store)
    connection = store.cases._database.connection
    writes = (dbapi2.SQLITE_INSERT, dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE)
    deny(connection, *((action, table) for action in writes))
    with pytest.raises(StoreRefused):
        store.cases.change_fact("case-0", "patient", "name", value("denied"), "Li", NOW)
    deny(connection)
    assert everything(store) == before
    store.cases.change_fact("case-0", "patient", "name", value("taken"), "Li", NOW)
    assert store.verify() == ()
