"""One program per store: a lock that ends with the process that holds it, however that ends.

Reading is refused, too: the file is held in exclusive mode, whose write-ahead log has no shared index, so a
second reader would see the file without what was saved last.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import sys
from datetime import datetime
from pathlib import Path

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.store.place import unwritable

LOCK_NAME = "in-use"
# Windows forbids reading locked bytes; the holder's name stands before this one.
_LOCKED_BYTE = 1 << 20

if sys.platform == "win32":
    import msvcrt

    def _grab(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _grab(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Holds a folder until released; the operating system frees it when the process is killed."""

    def __init__(self, folder: Path, now: datetime) -> None:
        path = folder / LOCK_NAME
        try:
            self._handle: int | None = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise unwritable(folder, error) from error
        try:
            _grab(self._handle)
        except OSError as error:
            os.close(self._handle)
            if not isinstance(error, BlockingIOError | PermissionError):
                raise unwritable(folder, error) from error
            raise StoreRefused(
                f"The cases in {folder} are open already{_holder(path)}. "
                "Close that window first, or choose another folder."
            ) from error
        self._say_who(now)

    def release(self) -> None:
        """Let the next program in."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _say_who(self, now: datetime) -> None:
        who = {"process": os.getpid(), "user": _user(), "since": now.isoformat(timespec="minutes")}
        # The name is a courtesy: a full disk must not keep anyone from reading the cases.
        with contextlib.suppress(OSError):
            assert self._handle is not None
            os.ftruncate(self._handle, 0)
            os.write(self._handle, json.dumps(who).encode())


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


def _holder(path: Path) -> str:
    try:
        who = json.loads(path.read_bytes())
        return f" (process {who['process']}, user {who['user']}, since {who['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
