"""Whether a copy of the store is whole: every page of it is read, as it is again before it is restored."""

from __future__ import annotations

from pathlib import Path

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.history import Health
from enec_desktop.domain.progress import Wanted
from enec_desktop.store.backups import cut_off
from enec_desktop.store.driver import Database

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")


def check_copy(path: Path, wanted: Wanted) -> Health:
    """Read a copy through a connection of its own, so that any thread may ask; the copy stays as it is.

    Raises Cancelled as soon as ``wanted`` answers no. What cannot be opened (a stick that was pulled, a file
    that another program holds) is not called damaged.
    """
    try:
        if cut_off(path, path.stat().st_size):
            return Health.DAMAGED
        copy = Database(path, read_only=True)
        try:
            with copy.watched(wanted):
                whole = copy.rows("PRAGMA integrity_check") == [("ok",)]
                whole = whole and not copy.rows("PRAGMA foreign_key_check")
        finally:
            copy.close()
    except OSError:
        return Health.UNREADABLE
    except StoreRefused as error:
        name = getattr(error.__cause__, "sqlite_errorname", None) or ""
        return Health.DAMAGED if name.startswith(_DAMAGE) else Health.UNREADABLE
    return Health.WHOLE if whole else Health.DAMAGED
