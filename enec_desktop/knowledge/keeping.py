"""What was read and checked, as one JSON file in the cache, keyed by the hash of its files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from inspect import getmembers, isclass
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, TypeVar

from enec_desktop.knowledge.fingerprint import content_hash

Read = TypeVar("Read")


class Keeper:
    """Keeps values made of the frozen classes of some modules; ``name`` begins the names of its files."""

    def __init__(self, name: str, modules: Iterable[ModuleType]) -> None:
        self._name = name
        self._classes: Mapping[str, type] = {
            name: found
            for module in modules
            for name, found in getmembers(module, isclass)
            if found.__module__ == module.__name__
        }

    def load(self, folder: Path, cache: Path, kind: type[Read], read: Callable[[Path], Read]) -> Read:
        """What ``read`` makes of a folder, from the cache where equal files were read before.

        Raises what ``read`` raises. A cache that cannot be read or written is passed over.
        """
        path = cache / f"{self._name}-{content_hash(folder)}-{self._shape()}.json"
        try:
            found = self._decoded(json.loads(path.read_text(encoding="utf-8")))
            if isinstance(found, kind):
                return found
        except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
            pass  # a missing or damaged cache only costs time
        value = read(folder)
        self._write(path, json.dumps(_encoded(value), ensure_ascii=False, separators=(",", ":")))
        return value

    def _shape(self) -> str:
        """What the classes look like: a program with other classes does not read this cache."""
        told = [
            f"{name}:{','.join(f.name for f in fields(c))}"
            for name, c in self._classes.items()
            if is_dataclass(c)
        ]
        return f"{sum(ord(letter) * place for place, letter in enumerate('|'.join(told), 1)):x}"

    def _write(self, path: Path, text: str) -> None:
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(text, encoding="utf-8")
            draft.replace(path)
            for old in path.parent.glob(f"{self._name}-*.json"):
                if old != path:
                    old.unlink(missing_ok=True)
        except OSError:  # without a cache every start reads the files
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def _decoded(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        match value[0]:
            case "d":
                return self._classes[value[1]](*[self._decoded(one) for one in value[2]])
            case "t":
                return tuple([self._decoded(one) for one in value[1]])
            case "m":
                return MappingProxyType({key: self._decoded(one) for key, one in value[1]})
            case "s":
                return frozenset(value[1])
            case _:
                return self._classes[value[1]](value[2])


def _encoded(value: Any) -> Any:
    if isinstance(value, Enum):
        return ["e", type(value).__name__, value.value]
    if is_dataclass(value):
        return ["d", type(value).__name__, [_encoded(getattr(value, f.name)) for f in fields(value)]]
    if isinstance(value, Mapping):
        return ["m", [[key, _encoded(one)] for key, one in value.items()]]
    if isinstance(value, frozenset):
        return ["s", sorted(value)]
    if isinstance(value, tuple):
        return ["t", [_encoded(one) for one in value]]
    return value
