"""Reads the vocabulary (``resources/knowledge/vocabulary/*.toml``): which facts a case may have."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import EntryKind, Field, FieldType, Vocabulary

_CHAPTERS, _CHOICES = "chapters", "choices"
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_CODE = re.compile(r"[A-Za-z0-9_]+\Z")
_COMMON = {"label": str, "type": str, "group": str, "help": str, "stale_days": int, "outcome": bool}
_OWN: Mapping[FieldType, Mapping[str, type]] = {
    FieldType.NUMBER: {"unit": str, "units": dict, "apart": dict, "hard": list, "soft": list, "whole": bool},
    FieldType.CHOICE: {"choices": object, "properties": dict},
    FieldType.TEXT: {"long": bool},
    FieldType.DATE: {},
}
_KIND_KEYS = {
    "label": str, "plural": str, "chapter": str, "latest": str, "groups": dict, "fields": dict,
    "repeats": bool, "parts_of": list,
}  # fmt: skip


def read_vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary of a folder: kinds in the order of their chapters, then of their file names.

    Raises KnowledgeRefused with every fault of every file.
    """
    reader = _Reader()
    files = {path.stem: reader.toml(path) for path in sorted(folder.glob("*.toml"))}
    for name in (_CHAPTERS, _CHOICES):
        if name not in files:
            reader.fault(f"{name}.toml", "the file is missing", "put it into the vocabulary folder")
    chapters = reader.labels(files.pop(_CHAPTERS, {}), f"{_CHAPTERS}.toml")
    shared = {
        name: reader.labels(codes, f"{_CHOICES}.toml [{name}]", _CODE)
        for name, codes in files.pop(_CHOICES, {}).items()
    }
    kinds = [_kind(name, raw, chapters, shared, reader) for name, raw in files.items()]
    _check_parts(kinds, reader)
    if reader.faults:
        raise KnowledgeRefused(tuple(reader.faults))
    order = list(chapters)
    kinds.sort(key=lambda kind: (order.index(kind.chapter), kind.name))
    return Vocabulary(MappingProxyType(chapters), MappingProxyType({kind.name: kind for kind in kinds}))


@dataclass(slots=True)
class _Reader:
    """Collects faults, so that one run names them all."""

    faults: list[str] = field(default_factory=list)

    def fault(self, place: str, wrong: str, mend: str) -> None:
        self.faults.append(f"{place}: {wrong}; {mend}.")

    def toml(self, path: Path) -> dict[str, Any]:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.fault(path.name, f"not readable as TOML ({error})", "mend the file")
            return {}

    def keys(
        self, raw: object, place: str, allowed: Mapping[str, type], required: Iterable[str]
    ) -> dict[str, Any]:
        """The members of a table that have a known key and the right type."""
        if not isinstance(raw, dict):
            self.fault(place, "not a table", "write name = {...}")
            return {}
        for key in required:
            if key not in raw:
                self.fault(place, f'"{key}" is missing', f"write {key} = ...")
        good = {}
        for key, value in raw.items():
            if key not in allowed:
                self.fault(place, f'unknown key "{key}"', f"write one of {', '.join(sorted(allowed))}")
            elif not isinstance(value, allowed[key]) or (isinstance(value, bool) and allowed[key] is int):
                self.fault(place, f'"{key}" has the wrong type', f"write a {allowed[key].__name__}")
            else:
                good[key] = value
        return good

    def labels(self, raw: object, place: str, name: re.Pattern[str] = _NAME) -> dict[str, str]:
        """A table of names or codes and their labels."""
        if not isinstance(raw, dict) or not raw:
            self.fault(place, "not a table of names and labels", 'write name = "label"')
            return {}
        for key, label in raw.items():
            if not name.match(key):
                self.fault(place, f'"{key}" is not a name', "write letters, digits and _ only")
            if not isinstance(label, str) or not label.strip():
                self.fault(place, f'"{key}" has no label', 'write name = "label"')
        return {key: str(label) for key, label in raw.items()}

    def member(self, word: str, allowed: Collection[str], place: str, what: str) -> bool:
        if word not in allowed:
            self.fault(place, f'"{word}" is not a {what}', f"write one of {', '.join(sorted(allowed))}")
        return word in allowed


Lists = Mapping[str, Mapping[str, str]]


def _kind(
    name: str, raw: dict[str, Any], chapters: Mapping[str, str], shared: Lists, reader: _Reader
) -> EntryKind:
    place = f"{name}.toml"
    if not _NAME.match(name):
        reader.fault(place, "the file name is not a name", "write small letters, digits and _ only")
    required = ("label", "plural", "chapter", "latest", "groups", "fields")
    parts = reader.keys(raw, place, _KIND_KEYS, required)
    reader.member(parts.get("chapter", next(iter(chapters), "")), chapters, f"{place} chapter", "chapter")
    reader.member(parts.get("latest", "fact"), ("entry", "fact"), f"{place} latest", "choice")
    groups = reader.labels(parts.get("groups", {}), f"{place} [groups]")
    fields = {
        key: _field(key, value, groups, shared, reader, f"{place} {key}")
        for key, value in parts.get("fields", {}).items()
    }
    _check_fact_names(fields, place, reader)
    return EntryKind(
        name,
        parts.get("label", ""),
        parts.get("plural", ""),
        parts.get("chapter", ""),
        MappingProxyType(fields),
        MappingProxyType(groups),
        parts.get("repeats", True),
        tuple(parts.get("parts_of", ())),
        parts.get("latest") == "entry",
    )


def _field(
    name: str, raw: object, groups: Mapping[str, str], shared: Lists, reader: _Reader, place: str
) -> Field:
    if not _NAME.match(name):
        reader.fault(place, "the field's name is not a name", "write small letters, digits and _ only")
    kind = _type(raw, reader, place)
    parts = reader.keys(raw, place, {**_COMMON, **_OWN[kind]}, ("label", "type", "group"))
    reader.member(parts.get("group", next(iter(groups), "")), groups, f"{place} group", "group of this file")
    if parts.get("stale_days", 1) < 1:
        reader.fault(place, "stale_days is below 1", "write a number of days")
    hard = _range(parts.get("hard"), reader, f"{place} hard")
    soft = _range(parts.get("soft"), reader, f"{place} soft") if "soft" in parts else hard
    if soft.meet(hard) != soft:
        reader.fault(place, "the soft range goes beyond the hard one", "write a soft range inside it")
    choices = _choices(parts.get("choices", {}), shared, reader, place) if kind is FieldType.CHOICE else {}
    return Field(
        name,
        parts.get("label", ""),
        kind,
        MappingProxyType(_units(parts, reader, place)),
        hard,
        soft,
        MappingProxyType(choices),
        parts.get("group", ""),
        parts.get("whole", False),
        parts.get("help", ""),
        parts.get("stale_days"),
        parts.get("outcome", False),
        parts.get("long", False),
        MappingProxyType(parts.get("apart", {})),
        _properties(parts.get("properties", {}), choices, reader, place),
    )


def _type(raw: object, reader: _Reader, place: str) -> FieldType:
    word = raw.get("type", "text") if isinstance(raw, dict) else "text"
    types = {kind.value: kind for kind in FieldType}
    return types[word] if reader.member(str(word), types, f"{place} type", "type") else FieldType.TEXT


def _range(raw: list[object] | None, reader: _Reader, place: str) -> Interval:
    if raw is None:
        return Interval()
    numbers = [n for n in raw if isinstance(n, int | float) and not isinstance(n, bool) and math.isfinite(n)]
    if len(raw) != 2 or len(numbers) != 2 or numbers[0] > numbers[1]:
        reader.fault(place, "not a range", "write [lowest, highest]")
        return Interval()
    return Interval(float(numbers[0]), float(numbers[1]))


def _choices(raw: object, shared: Lists, reader: _Reader, place: str) -> Mapping[str, str]:
    if isinstance(raw, str):
        known = reader.member(raw, shared, f"{place} choices", "list of choices.toml")
        return shared[raw] if known else {}
    return reader.labels(raw, f"{place} choices", _CODE)


def _units(parts: Mapping[str, Any], reader: _Reader, place: str) -> dict[str, float | None]:
    """Every accepted unit with its factor into the first one; None where there is no conversion."""
    extra, apart = parts.get("units", {}), parts.get("apart", {})
    if "unit" not in parts:
        if extra or apart:
            reader.fault(place, "units without a first unit", 'write unit = "..."')
        return {}
    units: dict[str, float | None] = {parts["unit"]: 1.0}
    for unit, factor in extra.items():
        if isinstance(factor, bool) or not isinstance(factor, int | float) or not 0 < factor < math.inf:
            reader.fault(f"{place} units", f'the factor of "{unit}" is no positive number', "write one")
        elif unit in units or unit in apart:
            reader.fault(f"{place} units", f'"{unit}" is named twice', "name each unit once")
        else:
            units[unit] = float(factor)
    for unit, fact in apart.items():
        if not isinstance(fact, str) or not _NAME.match(fact) or unit in units:
            reader.fault(f"{place} apart", f'"{unit}" needs a fact name of its own', "write unit = fact name")
        units[unit] = None
    return units


def _properties(
    raw: Mapping[str, object], choices: Mapping[str, str], reader: _Reader, place: str
) -> Mapping[str, Mapping[str, str]]:
    """Per property yes or no for each code; a code listed as open has no answer."""
    properties = {}
    for name, lists in raw.items():
        here = f"{place} properties.{name}"
        if not _NAME.match(name):
            reader.fault(here, "not a name", "write small letters, digits and _ only")
        parts = reader.keys(lists, here, {"yes": list, "open": list}, ("yes",))
        yes, unsettled = parts.get("yes", []), parts.get("open", [])
        for code in [*yes, *unsettled]:
            reader.member(code, choices, here, "code of this field")
        if len({*yes, *unsettled}) < len(yes) + len(unsettled):
            reader.fault(here, "a code is named twice", "name each code once")
        answers = {code: "yes" if code in yes else "no" for code in choices if code not in unsettled}
        properties[name] = MappingProxyType(answers)
    return MappingProxyType(properties)


def _check_fact_names(fields: Mapping[str, Field], place: str, reader: _Reader) -> None:
    """Conditions name fields, units apart and properties alike: no name may mean two things."""
    names = [*fields]
    for one in fields.values():
        names += [*one.apart.values(), *(f"{one.name}_{which}" for which in one.properties)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        reader.fault(place, f'the fact name "{name}" is used twice', "rename one")


def _check_parts(kinds: Iterable[EntryKind], reader: _Reader) -> None:
    names = {kind.name for kind in kinds}
    for kind in kinds:
        for whole in kind.parts_of:
            reader.member(whole, names, f"{kind.name}.toml parts_of", "kind of entry")
