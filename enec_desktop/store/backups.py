"""Copies of the whole store, each opened and checked before it counts as one."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.history import Backup
from enec_desktop.store.driver import Database
from enec_desktop.store.place import keep_folder, unwritable

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"enec-(\d{8}T\d{6}Z)(?:-(\d+))?\.db\Z")
_COUNTED = ("cases", "documents", "journal", "assessments")


class Backups:
    """Makes, lists and thins out dated copies of one store."""

    def __init__(self, database: Database, usual_folder: Path) -> None:
        self._database = database
        self.usual_folder = usual_folder

    def make(self, when: datetime, folder: Path | None = None) -> Backup:
        """A verified copy of the store as it is now, in the usual folder or another one.

        Raises StoreRefused where it cannot be written or differs from the store; nothing is left then.
        """
        target = _free_name(folder or self.usual_folder, f"enec-{when.astimezone(UTC).strftime(_STAMP)}")
        copy_verified(self._database, target)
        return Backup(target, _order(target)[0], target.stat().st_size)

    def list(self, folder: Path | None = None) -> tuple[Backup, ...]:
        """The dated copies in a folder, newest first."""
        found = [path for path in (folder or self.usual_folder).glob("enec-*.db") if _NAME.match(path.name)]
        ordered = sorted(found, key=_order, reverse=True)
        return tuple(Backup(path, _order(path)[0], path.stat().st_size) for path in ordered)

    def keep(self, number: int, folder: Path | None = None) -> tuple[Backup, ...]:
        """Delete all dated copies but the newest ones; returns what was deleted.

        Copies made before an upgrade have other names and stay.
        """
        if number < 1:
            raise ValueError("at least one backup is kept")
        old = self.list(folder)[number:]
        for copy in old:
            copy.path.unlink()
        return old


def copy_verified(database: Database, target: Path) -> Path:
    """Copy a store to a new file that its user alone may read; it gets its name once it was checked."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            with database.doing("The backup was not made"):
                database.run("VACUUM INTO ?", str(part))
                _check(database, part)
            _to_disk(part)
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)
        keep_folder(target.parent)
    except OSError as error:
        raise unwritable(target.parent, error) from error
    return target


def before_upgrade(database: Database, folder: Path, now: datetime) -> Path:
    """A verified copy made before the form of the store changes."""
    (version,) = database.rows("PRAGMA user_version")[0]
    name = f"before-upgrade-from-{version}-{now.astimezone(UTC).strftime(_STAMP)}"
    return copy_verified(database, _free_name(folder, name))


def _check(database: Database, copy: Path) -> None:
    wrong = StoreRefused("The backup differs from the store and was thrown away. Try another folder.")
    try:
        copied = Database(copy, read_only=True)
        try:
            whole = copied.rows("PRAGMA integrity_check") == [("ok",)]
            whole = whole and not copied.rows("PRAGMA foreign_key_check")
            same = whole and _figures(copied) == _figures(database)
        finally:
            copied.close()
    except StoreRefused as error:
        raise wrong from error
    if not same:
        raise wrong


def _figures(database: Database) -> tuple[object, ...]:
    there = {name for (name,) in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    counted = (database.rows(f"SELECT count(*), max(rowid) FROM {t}") for t in _COUNTED if t in there)
    return (sorted(there), database.rows("PRAGMA user_version"), *counted)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _free_name(folder: Path, stem: str) -> Path:
    target, number = folder / f"{stem}.db", 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.db"
    return target


def _order(path: Path) -> tuple[datetime, int]:
    match = _NAME.match(path.name)
    assert match is not None
    return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), int(match[2] or 1)
