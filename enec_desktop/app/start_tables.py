"""The small tables every start reads (words, looks), kept as JSON beside the text they were read from."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from enec_desktop import __version__

FILE = f"start-{__version__}.json"
"""The name of the file in the cache folder; another version of the program may read tables otherwise."""

Table = dict[str, Any]
"""What JSON can hold."""


class StartTables:
    """Hands out a table that was read at an earlier start where its file still has the very same text.

    Reading and checking TOML takes longer than opening the store. A cache that is missing, damaged or cannot
    be written only costs that time.
    """

    def __init__(self, cache: Path) -> None:
        self._path = cache / FILE
        self._kept: dict[str, Any] | None = None

    def of(self, path: Path, read: Callable[[Path], Table]) -> Table:
        """The table of a file, read by ``read`` unless it is known; raises what ``read`` raises."""
        text = ""
        with suppress(OSError, ValueError):  # then ``read`` says what is wrong with the file
            text = path.read_text(encoding="utf-8")
        if self._kept is None:
            self._kept = self._load()
        known = self._kept.get(path.name)
        if isinstance(known, dict) and known.get("text") == text and isinstance(known.get("table"), dict):
            return dict(known["table"])
        table = read(path)
        self._kept[path.name] = {"text": text, "table": table}
        self._write()
        return table

    def _load(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, RecursionError):
            kept = json.loads(self._path.read_bytes())
            if isinstance(kept, dict):
                return kept
        return {}

    def _write(self) -> None:
        draft = self._path.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(self._kept, ensure_ascii=False), encoding="utf-8")
            draft.replace(self._path)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
