"""One program at a time; a killed one leaves no lock behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.store.driver import Database
from enec_desktop.store.store import open_store
from tests.builders import case, vocabulary
from tests.store.playing import NOW

ROOT = Path(__file__).parents[2]
HOLDER = [sys.executable, "-m", "tests.store.playing", "write"]


def test_a_second_opening_is_refused_and_names_the_holder(folder: Path) -> None:
    named = rf"open already \(process {os.getpid()}, user .+, since 2026-11-24"
    with open_store(folder, vocabulary(), NOW), pytest.raises(StoreRefused, match=named):
        open_store(folder, vocabulary(), NOW)
    open_store(folder, vocabulary(), NOW).close()


def test_another_process_is_named_and_its_death_frees_the_folder(folder: Path) -> None:
    holder = subprocess.Popen([*HOLDER, str(folder), "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ACK e1\n"
        with pytest.raises(StoreRefused, match=f"process {holder.pid},"):
            open_store(folder, vocabulary(), NOW)
    finally:
        holder.kill()
        holder.communicate()
    with open_store(folder, vocabulary(), NOW) as store:
        assert store.cases.ids()


def test_a_lock_without_a_name_is_still_a_lock(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW):
        (folder / "in-use").write_bytes(b"")
        with pytest.raises(StoreRefused, match=r"are open already\. Close"):
            open_store(folder, vocabulary(), NOW)


def test_a_refused_opening_lets_go_of_the_folder(folder: Path) -> None:
    folder.mkdir()
    (folder / "cases.db").write_bytes(b"not a database" * 1000)
    for _ in range(2):
        with pytest.raises(StoreRefused, match="damaged or no case store"):
            open_store(folder, vocabulary(), NOW)


def test_the_file_itself_is_locked_as_well(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        store.cases.create(case(), "Li", NOW)
        with pytest.raises(StoreRefused, match="another program holds the file"):
            Database(folder / "cases.db")
