"""Copies of the whole store, each opened and checked before it counts as one."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from enec_desktop.domain.errors import Cancelled, StoreRefused
from enec_desktop.domain.history import Backup, Occasion, StillHeld
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.store.driver import Database
from enec_desktop.store.migrations import STEPS
from enec_desktop.store.place import keep_folder, unwritable

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"enec-(\d{8}T\d{6}Z)(?:-(\d+))?\.db\Z")
_STAMPED = re.compile(r"-(\d{8}T\d{6}Z)(?:-\d+)?\.db\Z")
_COUNTED = ("cases", "documents", "journal", "assessments", "imports", "record_notes")
_STATE = (
    "SELECT count(*), sum(revision), max(updated) FROM cases",
    "SELECT count(*), max(seq) FROM journal",
    "SELECT count(*), max(id) FROM assessments",
    "SELECT count(*), max(at) FROM drafts",
    "SELECT count(*), max(seq) FROM record_notes",
)
_COPYING = 0.7
"""The share of the time of a backup that copying takes; checking takes the rest."""

_WRONG = "The backup differs from the store and was thrown away. Try another folder."

NOTE, BESIDE = "backup_note", "backup_beside"
"""Tables that only a copy has: what it is a copy of, and the files that lay beside the store."""


class Backups:
    """Makes, lists and thins out dated copies of one store and of some files beside it."""

    def __init__(self, database: Database, usual_folder: Path, beside: tuple[str, ...] = ()) -> None:
        self._database = database
        self.usual_folder = usual_folder
        self._beside = beside

    def make(
        self,
        when: datetime,
        folder: Path | None = None,
        *,
        occasion: Occasion = Occasion.ASKED,
        tell: Progress = go_on,
    ) -> Backup:
        """A verified copy of the store as it is now, in the usual folder or another one.

        Raises StoreRefused where it cannot be written or differs from the store, and Cancelled where
        ``tell`` says so; nothing is left then.
        """
        target = _free_name(folder or self.usual_folder, f"enec-{when.astimezone(UTC).strftime(_STAMP)}")
        note = {"store": self._store_id(), "state": self._state(), "occasion": occasion.value}
        copy_verified(self._database, target, note, self._files(), tell)
        return _backup(target)

    def is_current(self, folder: Path | None = None, *, damaged: Collection[Path] = ()) -> bool:
        """Whether the newest usable copy in a folder holds all that the store holds now.

        ``damaged``: those that were read and found damaged; they hold nothing that could be relied on.
        """
        newest = next(iter(self._usable(folder, damaged)), None)
        return newest is not None and _note(newest.path).get("state") == self._state()

    def list(self, folder: Path | None = None) -> tuple[Backup, ...]:
        """The dated copies of this store in a folder, newest first."""
        found = [path for path in (folder or self.usual_folder).glob("enec-*.db") if _NAME.match(path.name)]
        ours = self._store_id()
        # Copies of the first releases do not say whose they are.
        own = [path for path in found if _note(path).get("store", ours) == ours]
        return tuple(_backup(path) for path in sorted(own, key=_order, reverse=True))

    def keep(
        self, number: int, folder: Path | None = None, *, months: int = 0, damaged: Collection[Path] = ()
    ) -> tuple[Backup, ...]:
        """Delete all dated copies but the newest ones, and the newest of each of the last ``months``.

        Returns what was deleted. Copies of other stores, and copies made before an upgrade, stay. One that
        cannot be read, or was found ``damaged``, takes no place of a good one, and stays: it may be mended.
        """
        if number < 1:
            raise ValueError("at least one backup is kept")
        copies = self._usable(folder, damaged)
        of_month: dict[tuple[int, int], Backup] = {}
        for copy in copies:
            of_month.setdefault((copy.when.year, copy.when.month), copy)
        kept = [*copies[:number], *list(of_month.values())[:months]]
        old = tuple(copy for copy in copies if copy not in kept)
        for copy in old:
            copy.path.unlink()
        return old

    def holding(self, case_ids: tuple[str, ...], folder: Path | None = None) -> StillHeld:
        """The copies, those made before an upgrade too, that hold any of these cases."""
        folders = {self.usual_folder, folder or self.usual_folder}
        found: list[datetime] = []
        unreadable = 0
        for path in (path for one in folders for path in one.glob("*.db")):
            stamp = _STAMPED.search(path.name)
            if stamp is None:
                continue
            try:
                if self._is_ours(path) and _holds(path, case_ids):
                    found.append(datetime.strptime(stamp[1], _STAMP).replace(tzinfo=UTC))
            except StoreRefused:
                unreadable += 1
        return StillHeld(len(found), max(found, default=None), unreadable)

    def _usable(self, folder: Path | None, damaged: Collection[Path]) -> tuple[Backup, ...]:
        return tuple(one for one in self.list(folder) if not one.problem and one.path not in damaged)

    def _is_ours(self, path: Path) -> bool:
        ours = self._store_id()
        return path.parent == self.usual_folder or _note(path).get("store", ours) == ours

    def _store_id(self) -> str:
        (found,) = self._database.rows("SELECT store FROM identity")[0]
        return str(found)

    def _state(self) -> str:
        """Another text whenever cases, journal, assessments, drafts or the files beside them changed."""
        figures = [self._database.rows(sql)[0] for sql in _STATE]
        told = repr((figures, sorted(self._files().items()))).encode()
        return sha256(told).hexdigest()

    def _files(self) -> dict[str, bytes]:
        paths = (self._database.path.parent / name for name in self._beside)
        try:
            return {path.name: path.read_bytes() for path in paths if path.is_file()}
        except OSError as error:
            raise StoreRefused(
                f"The backup was not made: {error.filename} cannot be read ({error.strerror})."
            ) from error


def copy_verified(
    database: Database,
    target: Path,
    note: Mapping[str, str] | None = None,
    beside: Mapping[str, bytes] | None = None,
    tell: Progress = go_on,
) -> Path:
    """Copy a store to a new file that its user alone may read; it gets its name once it was checked."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            with database.doing("The backup was not made"):
                _copy(database, part, tell)
                _check(database, part, tell)
                _write_beside(part, note or {}, beside or {})
            to_disk(part)
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)
        keep_folder(target.parent)
    except OSError as error:
        raise unwritable(target.parent, error) from error
    return target


def before_upgrade(database: Database, folder: Path, now: datetime, beside: tuple[Path, ...] = ()) -> Path:
    """A verified copy made before the form of the store changes."""
    (version,) = database.rows("PRAGMA user_version")[0]
    name = f"before-upgrade-from-{version}-{now.astimezone(UTC).strftime(_STAMP)}"
    files = {path.name: path.read_bytes() for path in beside if path.is_file()}
    return copy_verified(database, _free_name(folder, name), {"occasion": Occasion.UPGRADE.value}, files)


def files_beside(copy: Database) -> dict[str, bytes]:
    """The files that lay beside the store when a copy was made."""
    there = copy.rows("SELECT 1 FROM sqlite_schema WHERE name = ?", BESIDE)
    return dict(copy.rows(f"SELECT name, content FROM {BESIDE}")) if there else {}


def cut_off(path: Path, size: int) -> str:
    """A sentence where a file is shorter than its header says; else empty (sqlite.org/fileformat2.html)."""
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        return ""
    page = int.from_bytes(header[16:18], "big")
    whole = int.from_bytes(header[28:32], "big") * (65_536 if page == 1 else page)
    parts = f"{size / 1e6:.1f} of its {whole / 1e6:.1f} MB are there"
    return f"It was cut off: {parts}." if size < whole else ""


def to_disk(path: Path) -> None:
    """Make a file survive a power cut."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy(database: Database, part: Path, tell: Progress) -> None:
    (pages,), (size,) = database.rows("PRAGMA page_count")[0], database.rows("PRAGMA page_size")[0]

    def wanted() -> bool:
        return tell(_COPYING * min(part.stat().st_size / (pages * size), 1.0))

    with database.watched(wanted):
        database.run("VACUUM INTO ?", str(part))


def _write_beside(part: Path, note: Mapping[str, str], beside: Mapping[str, bytes]) -> None:
    copy = Database(part, alone=True)
    try:
        copy.run(f"CREATE TABLE {NOTE} (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
        copy.run(f"CREATE TABLE {BESIDE} (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT")
        for name, value in note.items():
            copy.run(f"INSERT INTO {NOTE} VALUES (?, ?)", name, value)
        for name, content in beside.items():
            copy.run(f"INSERT INTO {BESIDE} VALUES (?, ?)", name, content)
        if files_beside(copy) != beside:
            raise StoreRefused(_WRONG)
    finally:
        copy.close()


def _check(database: Database, part: Path, tell: Progress) -> None:
    try:
        copied = Database(part, read_only=True)
        try:
            with copied.watched(lambda: tell((1 + _COPYING) / 2)):
                whole = copied.rows("PRAGMA integrity_check") == [("ok",)]
                whole = whole and not copied.rows("PRAGMA foreign_key_check")
            same = whole and _figures(copied) == _figures(database)
        finally:
            copied.close()
    except Cancelled:
        raise
    except StoreRefused as error:
        raise StoreRefused(_WRONG) from error
    if not same:
        raise StoreRefused(_WRONG)


def _figures(database: Database) -> tuple[object, ...]:
    there = {name for (name,) in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    counted = (database.rows(f"SELECT count(*), max(rowid) FROM {t}") for t in _COUNTED if t in there)
    return (sorted(there), database.rows("PRAGMA user_version"), *counted)


def _note(path: Path) -> dict[str, str]:
    """What a copy says of itself; nothing where it is of an early release or cannot be read."""
    try:
        copy = Database(path, read_only=True)
    except StoreRefused:
        return {}
    try:
        return dict(copy.rows(f"SELECT name, value FROM {NOTE}"))
    except StoreRefused:
        return {}
    finally:
        copy.close()


def _backup(path: Path) -> Backup:
    """What the list shows of a copy; without a number of cases where it cannot be read."""
    when, size, cases, occasion, problem = _order(path)[0], path.stat().st_size, None, Occasion.ASKED, ""
    try:
        problem = cut_off(path, size)
        copy = Database(path, read_only=True)
        try:
            problem = problem or _problem(copy)
            (cases,) = copy.rows("SELECT count(*) FROM cases")[0]
        finally:
            copy.close()
        occasion = Occasion(_note(path).get("occasion", Occasion.ASKED.value))
    except (StoreRefused, ValueError, OSError) as error:
        problem = problem or f"It cannot be read as a copy of the cases ({error.__cause__ or error})."
    return Backup(path, when, size, None if problem else cases, occasion, problem)


def _problem(copy: Database) -> str:
    (version,) = copy.rows("PRAGMA user_version")[0]
    return "A newer version of this program wrote it." if version > len(STEPS) else ""


def _holds(path: Path, case_ids: tuple[str, ...]) -> bool:
    copy = Database(path, read_only=True)
    try:
        return any(copy.row("SELECT 1 FROM cases WHERE id = ?", one) for one in case_ids)
    finally:
        copy.close()


def _free_name(folder: Path, stem: str) -> Path:
    """A name that is not taken, after all of the same second: their numbers tell which is newer."""
    taken = [path.stem.removeprefix(stem).lstrip("-") or "1" for path in folder.glob(f"{stem}*.db")]
    last = max((int(number) for number in taken if number.isdecimal()), default=0)
    return folder / (f"{stem}-{last + 1}.db" if last else f"{stem}.db")


def _order(path: Path) -> tuple[datetime, int]:
    match = _NAME.match(path.name)
    assert match is not None
    return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), int(match[2] or 1)
