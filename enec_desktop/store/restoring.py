"""A backup becomes the store again: checked, after what is there was copied, in one transaction."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.history import Occasion, Restored
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.store.backups import BESIDE, NOTE, Backups, files_beside
from enec_desktop.store.driver import Database
from enec_desktop.store.migrations import bring_up_to_date
from enec_desktop.store.place import unwritable


def restore(
    database: Database, backups: Backups, path: Path, now: datetime, tell: Progress = go_on
) -> Restored:
    """Bring a store back to what a backup holds; the backup stays as it is.

    Raises StoreRefused for a file that is no whole backup, and where something cannot be written, Cancelled
    where ``tell`` says so: the store is then as it was.
    """
    work = database.path.with_name("restoring.db")
    try:
        with database.doing("Nothing was restored"):
            beside = _prepare(path, work, database, lambda share: tell(share * 0.5))
            before = backups.make(now, occasion=Occasion.RESTORE, tell=lambda share: tell(0.5 + share * 0.3))
            _take_over(work, database, lambda share: tell(0.8 + share * 0.2))
    except OSError as error:
        raise unwritable(database.path.parent, error) from error
    finally:
        work.unlink(missing_ok=True)
    (cases,) = database.rows("SELECT count(*) FROM cases")[0]
    return Restored(before, cases, beside)


def _prepare(path: Path, work: Path, database: Database, tell: Progress) -> dict[str, bytes]:
    """Copy a backup beside the store, in the present form; the files it kept."""
    work.unlink(missing_ok=True)
    os.close(os.open(work, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    backup = _opened(path)
    try:
        with backup.doing(f"{path.name} was not restored"), backup.watched(lambda: tell(0.5)):
            backup.run("VACUUM INTO ?", str(work))
    finally:
        backup.close()
    copy = Database(work, alone=True)
    try:
        with copy.watched(lambda: tell(0.9)):
            _refuse_damage(copy, path)
        beside = files_beside(copy)
        for table in (NOTE, BESIDE):
            copy.run(f"DROP TABLE IF EXISTS {table}")
        bring_up_to_date(copy, lambda: path)
        if _form(copy) != _form(database):
            raise StoreRefused(
                f"{path.name} has another form than a backup of this program; nothing was done."
            )
    finally:
        copy.close()
    return beside


def _opened(path: Path) -> Database:
    try:
        return Database(path, read_only=True)
    except StoreRefused as error:
        raise StoreRefused(
            f"{path.name} cannot be opened as a backup. Nothing was changed; choose another one."
        ) from error


def _refuse_damage(copy: Database, path: Path) -> None:
    whole = copy.rows("PRAGMA integrity_check") == [("ok",)]
    if not whole or copy.rows("PRAGMA foreign_key_check"):
        raise StoreRefused(f"{path.name} is damaged. Nothing was changed; choose another backup.")


def _form(database: Database) -> list[tuple[object, ...]]:
    """Every table, index, view and trigger as it was written: a stranger's trigger would be a program."""
    found = database.rows("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
    return [row for row in found if not str(row[1]).startswith(("sqlite_", "_sqlite_"))]


def _take_over(work: Path, database: Database, tell: Progress) -> None:
    source = Database(work, read_only=True)
    try:
        database.become(source, tell)
    finally:
        source.close()
