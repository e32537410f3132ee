"""Spoils a copy as a failing disk does: it still opens and counts its cases, and is no longer whole."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path


def spoil(path: Path) -> None:
    """Overwrite the index of the journal; size and date of change stay as they were."""
    before = path.stat()
    with closing(sqlite3.connect(path)) as copy:
        (size,) = copy.execute("PRAGMA page_size").fetchone()
        name = "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'journal'"
        (page,) = copy.execute(name).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 64)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
