"""Files written whole or not at all: beside their place first, then moved there."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from enec_desktop.domain.errors import Cancelled, EnecError

_OF_WINDOWS = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))})


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, or leave what was there.

    Raises EnecError with one sentence where the place cannot be written.
    """
    draft = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
    try:
        if path.is_symlink():
            raise EnecError(f"{path.name} is a link to another place; choose another name.")
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
        _write_new(draft, content)
        draft.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise EnecError(f"{path.name} was not written: {error.strerror}. Choose another place.") from error


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write named files into a new folder, all or none. Raises EnecError, also for a folder in use."""
    draft = folder.with_name(f".{folder.name[:80]}.{os.getpid()}.part")
    try:
        if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
            raise EnecError(f"{folder.name} holds other files already; name a new folder.")
        draft.mkdir(parents=True, mode=0o700)
        for name, content in files:
            _write_new(draft / name, content)
        if folder.exists():
            folder.rmdir()
        draft.replace(folder)
    except Cancelled:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise EnecError(f"{folder.name} was not written: {error.strerror}. Choose another place.") from error


def file_names(ids: tuple[str, ...]) -> dict[str, str]:
    """A file name for each case id: different on every system, and none that a system keeps for itself."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for case_id in ids:
        stem = f"case-{case_id}" if case_id.casefold() in _OF_WINDOWS else case_id
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem}.{number}", number + 1
        taken.add(name.casefold())
        names[case_id] = f"{name}.json"
    return names


def _write_new(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
