"""Looks at a folder in which somebody wants to keep cases, and leaves none half made."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from enec_desktop.domain.ground import Ground, Survey
from enec_desktop.paths import holds_cases
from enec_desktop.store.lock import LOCK_NAME
from enec_desktop.store.place import (
    Surroundings,
    is_removable,
    sync_mark,
    synced_part,
    unwritable,
    why_network,
)
from enec_desktop.store.store import BACKUPS_NAME, STORE_NAME

LITTER = frozenset({".DS_Store", "desktop.ini", "Desktop.ini", "Thumbs.db", ".directory", "lost+found"})
"""What systems leave in an empty folder by themselves."""

_MADE = (*(STORE_NAME + end for end in ("", "-wal", "-shm", "-journal")), LOCK_NAME)


def survey(folder: Path, around: Surroundings, beside: Collection[str] = ()) -> Survey:
    """What a folder is to somebody who wants to keep cases in it.

    Changes nothing: whether it can be written is tried with a file that has no name and is gone at once.
    ``beside`` names the program's own files that may lie there without cases.
    """
    whole = folder.expanduser().absolute()
    removable = False
    try:
        for place in _both(whole):
            removable = removable or is_removable(place, around)
            if (network := why_network(place, around)) is not None:
                return Survey(whole, Ground.NETWORK, network, removable)
            if (synced := synced_part(place, around) or sync_mark(place)) is not None:
                return Survey(whole, Ground.SYNCED, synced, removable)
        ground, what = _ground(whole, {*beside, *LITTER, LOCK_NAME, BACKUPS_NAME})
    except (OSError, RuntimeError) as error:  # a circle of links is a RuntimeError
        return Survey(whole, Ground.UNWRITABLE, getattr(error, "strerror", None) or str(error))
    return Survey(whole, ground, what, removable)


@contextlib.contextmanager
def making(folder: Path, beside: Collection[str] = ()) -> Iterator[None]:
    """While a store is made: where that fails, what came with it goes again, and nothing else.

    Raises StoreRefused where the system refuses.
    """
    whole = folder.expanduser().absolute()
    try:
        new = [part for part in (whole, *whole.parents) if not part.exists()]
        before = set() if new else {path.name for path in whole.iterdir()}
        try:
            yield
        except BaseException:
            if STORE_NAME not in before:
                _take_away(whole, {*_MADE, *beside} - before, new)
            raise
    except OSError as error:
        raise unwritable(folder, error) from error


def _both(folder: Path) -> Iterator[Path]:
    """A folder as it is called, then where its links lead: a server that is away would be waited for."""
    yield folder
    yield folder.resolve()


def _take_away(folder: Path, names: Collection[str], new: list[Path]) -> None:
    for name in names:
        with contextlib.suppress(OSError):
            (folder / name).unlink()
    for part in new:
        with contextlib.suppress(OSError):
            part.rmdir()


def _ground(folder: Path, own: Collection[str]) -> tuple[Ground, str]:
    """Raises OSError where the folder cannot be looked into or written."""
    there = next(part for part in (folder, *folder.parents) if part.exists())
    if not there.is_dir():
        return Ground.NO_FOLDER, there.name
    if holds_cases(folder):
        return Ground.CASES, ""
    if there == folder:
        foreign = sorted(path.name for path in folder.iterdir() if path.name not in own)
        if foreign:
            return Ground.MIXED, foreign[0]
    with tempfile.TemporaryFile(dir=there):
        return (Ground.EMPTY if there == folder else Ground.NEW), ""
