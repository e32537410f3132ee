"""Reads tables of the knowledge files member by member; every fault is collected, none is raised.

A fault is one line: the file, the id, what is wrong and what to write instead.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import TypeVar

Choice = TypeVar("Choice", bound=Enum)
Value = TypeVar("Value")


class Record:
    """One table of a file, read by key.

    A reader with a ``default`` takes a missing key for it; without one the key is required. After a fault
    the reader returns a placeholder, so ask ``done`` before using what was read.
    """

    def __init__(self, path: Path, id: str, table: Mapping[str, object]) -> None:
        self.path = path
        self.id = id
        self.table = table
        self._asked: set[str] = set()
        self._faults: list[str] = []
        self._parts: list[Record] = []

    def fault(self, message: str) -> None:
        """Note what is wrong and how to mend it."""
        self._faults.append(f"{place(self.path)} [{self.id}]: {message}")

    @property
    def is_faulty(self) -> bool:
        """Whether a fault of this record itself was noted so far: what it gave may be a placeholder."""
        return bool(self._faults)

    def has(self, key: str) -> bool:
        """Whether the key is written."""
        self._asked.add(key)
        return key in self.table

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty."""
        if not self.has(key):
            return self._missing(key, default, "")
        value = self.table[key]
        if isinstance(value, str) and value.strip():
            return value
        self._wrong(key, 'a text that is not empty, such as "..."')
        return ""

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of different texts, none empty; the list may be."""
        if not self.has(key):
            return self._missing(key, default, ())
        value = self.table[key]
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self._wrong(key, 'a list of texts, such as ["...", "..."]')
            return ()
        twice = sorted({one for one in value if value.count(one) > 1})
        if twice:
            self.fault(f'"{key}" lists {", ".join(twice)} twice; keep one.')
        return tuple(value)

    def code(self, key: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """A member of an enum, written as its name in lower case."""
        codes = {member.name.lower(): member for member in choices}
        fallback = next(iter(choices))
        if not self.has(key):
            return self._missing(key, default, fallback)
        value = self.table[key]
        if isinstance(value, str) and value in codes:
            return codes[value]
        self._wrong(key, f"one of {', '.join(codes)}")
        return fallback

    def number(self, key: str, default: float | None = None) -> float:
        """A finite number."""
        if not self.has(key):
            return self._missing(key, default, 0)
        value = self.table[key]
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf"):
            return value
        self._wrong(key, "a number")
        return 0

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        if not self.has(key):
            return self._missing(key, default, 0)
        value = self.table[key]
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self._wrong(key, "a whole number")
        return 0

    def flag(self, key: str) -> bool:
        """Yes or no, no where it is missing."""
        value = self.table.get(key, False) if self.has(key) else False
        if isinstance(value, bool):
            return value
        self._wrong(key, "true or false")
        return False

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, not empty."""
        if not self.has(key):
            return self._missing(key, None, ())
        value = self.table[key]
        if isinstance(value, list) and value and all(type(one) is int for one in value):
            return tuple(value)
        self._wrong(key, "a list of whole numbers")
        return ()

    def part(self, key: str, id: str = "") -> Record:
        """A table inside this one, empty where it is missing; its faults are this record's faults."""
        value = self.table.get(key, {}) if self.has(key) else {}
        if not isinstance(value, dict):
            self._wrong(key, "a table")
            value = {}
        return self._add(id or f"{self.id}.{key}", value)

    def parts(self, key: str) -> tuple[Record, ...]:
        """The tables of a list ``[[key]]``, none where it is missing; their faults are this record's."""
        value = self.table.get(key, []) if self.has(key) else []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._wrong(key, f"a list of tables, each under [[{key}]]")
            return ()
        return tuple(
            self._add(str(one.get("id", f"{self.id}.{key}[{index}]")), one)
            for index, one in enumerate(value, 1)
        )

    def done(self) -> tuple[str, ...]:
        """Every fault of this record and its parts; call last, once: keys never asked for are faults."""
        for key in self.table:
            if key not in self._asked:
                known = sorted(self._asked)
                import difflib

                near = difflib.get_close_matches(key, known, 1)
                mend = f'write "{near[0]}"' if near else f"remove it; known are {', '.join(known)}"
                self.fault(f'"{key}" is no known key: {mend}.')
        return (*self._faults, *(fault for part in self._parts for fault in part.done()))

    def _add(self, id: str, table: Mapping[str, object]) -> Record:
        part = Record(self.path, id, table)
        self._parts.append(part)
        return part

    def _wrong(self, key: str, wanted: str) -> None:
        self.fault(f'"{key}" is {self.table[key]!r}; write {wanted}.')

    def _missing(self, key: str, default: Value | None, placeholder: Value) -> Value:
        if default is not None:
            return default
        self.fault(f'"{key}" is missing; write it.')
        return placeholder


def place(path: Path) -> str:
    """The file as faults name it: with its folder, without the machine's path."""
    return "/".join(path.parts[-2:])


def read_toml(path: Path) -> tuple[dict[str, object], list[str]]:
    """The content of a file and its faults: unreadable, not TOML (with the line), a key or table twice."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        return {}, [f"{place(path)}: cannot be read: {reason}. Mend the file there."]


def read_records(path: Path) -> tuple[tuple[Record, ...], list[str]]:
    """The tables of a file, each a record under its id, in the file's order."""
    content, faults = read_toml(path)
    records = []
    for id, table in content.items():
        if isinstance(table, dict):
            records.append(Record(path, id, table))
        else:
            faults.append(f"{place(path)}: {id!r} is no table; write its members under [{id}].")
    return tuple(records), faults
