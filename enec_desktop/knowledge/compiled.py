"""The checked knowledge as one JSON file in the cache, keyed by the hash of the files it was read from."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from inspect import getmembers, isclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from enec_desktop.domain import (
    evidence,
    knowledge_base,
    measures,
    pathway,
    rule,
    standing,
    values,
    vocabulary,
)
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.knowledge.fingerprint import content_hash

FORMAT = "enec-knowledge-1"
_CLASSES: Mapping[str, type] = {
    name: found
    for module in (evidence, knowledge_base, measures, pathway, rule, standing, values, vocabulary)
    for name, found in getmembers(module, isclass)
    if found.__module__ == module.__name__
}


def load_compiled(folder: Path, cache: Path) -> KnowledgeBase:
    """The checked knowledge of a folder, from the cache where an equal one was checked before.

    Raises KnowledgeRefused with every fault. A cache that cannot be read or written is passed over: the
    files themselves are read then.
    """
    path = cache / f"{FORMAT}-{content_hash(folder)}-{_shape()}.json"
    try:
        found = _decoded(json.loads(path.read_text(encoding="utf-8")))
        if isinstance(found, KnowledgeBase):
            return found
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        pass  # a missing or damaged cache only costs time
    # Asked for here: to import what reads the files takes longer than to read the cache.
    from enec_desktop.knowledge.loader import load_knowledge

    knowledge = load_knowledge(folder)
    _write(path, json.dumps(_encoded(knowledge), ensure_ascii=False, separators=(",", ":")))
    return knowledge


def _shape() -> str:
    """What the classes look like: a program with other classes does not read this cache."""
    told = [
        f"{name}:{','.join(f.name for f in fields(c))}" for name, c in _CLASSES.items() if is_dataclass(c)
    ]
    return f"{sum(ord(letter) * place for place, letter in enumerate('|'.join(told), 1)):x}"


def _write(path: Path, text: str) -> None:
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
        for old in path.parent.glob(f"{FORMAT}-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:  # without a cache every start reads the files
        with suppress(OSError):
            draft.unlink(missing_ok=True)


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


def _decoded(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    match value[0]:
        case "d":
            return _CLASSES[value[1]](*[_decoded(one) for one in value[2]])
        case "t":
            return tuple([_decoded(one) for one in value[1]])
        case "m":
            return MappingProxyType({key: _decoded(one) for key, one in value[1]})
        case "s":
            return frozenset(value[1])
        case _:
            return _CLASSES[value[1]](value[2])
