"""Plays copies, their restoring and upgrades through a real store, and says what is found afterwards.

python -m tests.store.copying backup|restore|migrate FOLDER   plays one of them, "ACK ..." after each step
python -m tests.store.copying check FOLDER                    "OK" and all that is found, or "BAD why"

Edits are those of ``playing``. An edit counts as found where the store or a whole copy of it holds it.
"""

import os
import sqlite3
import sys
import tempfile
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from enec_desktop.app.backups import BackupDesk
from enec_desktop.app.settings import FILE as SETTINGS
from enec_desktop.app.settings import SettingsDesk
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.history import Occasion
from enec_desktop.store.driver import Database
from enec_desktop.store.migrations import STEPS, bring_up_to_date
from enec_desktop.store.place import make_file
from enec_desktop.store.store import STORE_NAME, Store, open_store
from tests.store.playing import NOW, play, vocabulary

SITE = "site.toml"
SITE_TEXT = "name = 'then'\n" * 400
OLD_STEP = 3
"""Programs of this form know neither drafts nor the bin: three steps bring a file of theirs up to date."""

_OLD = ("cases", "documents", "journal")


def acknowledge(token: str) -> None:
    # One write: a kill in the middle of a line would look like a step never acknowledged.
    os.write(1, f"ACK {token}\n".encode())


def edits(store: Store, first: int, last: int) -> None:
    """Edits e<first> to e<last>."""
    for step in range(first - 1, last):
        play(store, step, f"e{step + 1}")
        acknowledge(f"e{step + 1}")


def put_profile(folder: Path) -> None:
    """A profile of the hospital that no power cut takes away."""
    with (folder / SITE).open("w") as file:
        file.write(SITE_TEXT)
        file.flush()
        os.fsync(file.fileno())


def opened(folder: Path) -> Store:
    return open_store(folder, vocabulary(), NOW, beside=(SITE, SETTINGS))


def desk_of(folder: Path, store: Store) -> BackupDesk:
    """The copies of a store; each is made a minute after the one before."""
    minutes = count(1)

    def now() -> datetime:
        return NOW + timedelta(minutes=next(minutes))

    return BackupDesk(folder, lambda: store, SettingsDesk(folder / SETTINGS), now)


def play_backups(folder: Path) -> None:
    """Edits and copies at the end by turns; the third copy takes the place of the first."""
    with opened(folder) as store:
        put_profile(folder)
        desk = desk_of(folder, store)
        desk.choose_keeps(2, 0)
        for turn in range(4):
            edits(store, 15 * turn + 1, 15 * turn + 15)
            if desk.at_close() is None:
                raise SystemExit("no copy was made")
            acknowledge(f"copied-{15 * turn + 15}")


def play_restoring(folder: Path) -> None:
    """Edits, a copy, more edits, the copy brought back, and an edit upon it."""
    with opened(folder) as store:
        put_profile(folder)
        desk = desk_of(folder, store)
        edits(store, 1, 20)
        made = desk.make()
        edits(store, 21, 60)
        (folder / SITE).unlink()
        desk.restore(made.path)
        acknowledge("restored")
        play(store, 20, "after")
        acknowledge("after")


def play_upgrade(folder: Path) -> None:
    """A store of an older program with edits is opened, brought up to date and read anew."""
    with tempfile.TemporaryDirectory() as apart:
        with open_store(Path(apart) / "now", vocabulary(), NOW) as store:
            for step in range(55):
                play(store, step, f"e{step + 1}")
        _as_older(Path(apart) / "now" / STORE_NAME, folder)
    for step in range(55):
        acknowledge(f"e{step + 1}")
    with opened(folder) as store:
        acknowledge("upgraded")
        while store.worklist.catch_up(10):
            pass
        edits(store, 56, 60)


def _as_older(source: Path, folder: Path) -> None:
    """The file an older program would have left: its form, with the cases of today's."""
    folder.mkdir(parents=True, exist_ok=True)
    make_file(folder / STORE_NAME)
    old = Database(folder / STORE_NAME)
    bring_up_to_date(old, Path, STEPS[:OLD_STEP])
    with old.transaction():
        old.run("PRAGMA defer_foreign_keys = ON")
        now = Database(source, read_only=True)
        for table in _OLD:
            names = [row[1] for row in old.rows(f"PRAGMA table_info({table})")]
            taken = ["place = 1" if name == "archived" else name for name in names]
            marks = ", ".join("?" * len(names))
            for row in now.rows(f"SELECT {', '.join(taken)} FROM {table}"):
                old.run(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", *row)
        now.close()
    old.close()


def check(folder: Path) -> None:
    """What a program that starts after the cut finds."""
    try:
        faults, found = look(folder)
    except (EnecError, sqlite3.Error) as error:
        faults, found = [str(error)], []
    print(f"BAD {faults[0]}" if faults else "\n".join(["OK", *found]))


def look(folder: Path) -> tuple[list[str], list[str]]:
    """The faults of a folder, and the tokens of what is found in it."""
    found: set[str] = set()
    with opened(folder) as store:
        faults = list(store.verify())
        who = {line.who for case_id in store.cases.ids() for line in store.cases.journal(case_id)}
        found |= who
        copies = store.backups.list()
        left = [path.name for path in folder.rglob("*") if path.name.startswith("restoring")]
        left += [path.name for path in folder.rglob("*.part")]
    site = folder / SITE
    if who and site.exists() and site.read_text() != SITE_TEXT:
        faults.append("The hospital profile is torn.")
    for path in (folder / "backups").glob("*.db"):
        held = _held(path)
        if held is None:
            faults.append(f"{path.name} is no whole copy.")
            continue
        found |= held
        found |= {f"copied-{number}" for number in range(len(held) + 1)}
    if any(one.occasion is Occasion.RESTORE for one in copies) and len(who) <= 21:
        found.add("restored")
    upgrades = sorted(path.name for path in (folder / "backups").glob("before-upgrade-from-*.db"))
    if upgrades:
        found.add("upgraded")
        if who and f"from-{OLD_STEP}-" not in upgrades[0]:
            faults.append("A step was done before there was a copy.")
    if left:
        faults.append(f"{left[0]} was left behind.")
    return faults, sorted(found)


def _held(path: Path) -> set[str] | None:
    """The edits in a copy; None where it is not whole."""
    copy = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        whole = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        there = copy.execute("SELECT 1 FROM sqlite_schema WHERE name = 'journal'").fetchone()
        held = {who for (who,) in copy.execute("SELECT DISTINCT who FROM journal")} if there else set()
        return held if whole else None
    except sqlite3.Error:
        return None
    finally:
        copy.close()


PLAYS = {"backup": play_backups, "restore": play_restoring, "migrate": play_upgrade}

if __name__ == "__main__":
    what, place = sys.argv[1:]
    if what == "check":
        check(Path(place))
    else:
        PLAYS[what](Path(place))
