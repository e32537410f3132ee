"""Reads the vocabulary (``resources/knowledge/vocabulary/*.toml``): which facts a case may have."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import EntryKind, Field, FieldType, Vocabulary
from enec_desktop.knowledge.records import Record, place, read_toml

_CHAPTERS, _CHOICES = "chapters.toml", "choices.toml"
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_CODE = re.compile(r"[A-Za-z0-9_]+\Z")

SharedLists = Mapping[str, Mapping[str, str]]


class _Latest(Enum):
    """What speaks for a kind: its latest entry alone, or the latest one that has the group or the field."""

    ENTRY = "entry"
    GROUP = "group"
    FACT = "fact"


def read_vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary of a folder: kinds in the order of their chapters, then of their file names.

    Raises KnowledgeRefused with every fault of every file.
    """
    faults: list[str] = []
    chapters = _chapters(folder / _CHAPTERS, faults)
    shared = _shared_lists(folder / _CHOICES, faults)
    kinds = []
    for path in sorted(folder.glob("*.toml")):
        if path.name not in (_CHAPTERS, _CHOICES):
            content, unreadable = read_toml(path)
            faults += unreadable
            if not unreadable:
                record = Record(path, path.stem, content)
                kinds.append(_kind(record, chapters, shared))
                faults += record.done()
    faults += _unknown_wholes(kinds, folder)
    if faults:
        raise KnowledgeRefused(tuple(faults))
    order = list(chapters)
    kinds.sort(key=lambda kind: (order.index(kind.chapter), kind.name))
    return Vocabulary(MappingProxyType(chapters), MappingProxyType({kind.name: kind for kind in kinds}))


def _chapters(path: Path, faults: list[str]) -> Mapping[str, str]:
    content, unreadable = read_toml(path)
    record = Record(path, path.stem, content)
    chapters = {} if unreadable else _labels(record)
    faults += [*unreadable, *record.done()]
    return chapters


def _shared_lists(path: Path, faults: list[str]) -> SharedLists:
    content, unreadable = read_toml(path)
    record = Record(path, path.stem, content)
    lists = {name: _labels(record.part(name), _CODE) for name in content}
    faults += [*unreadable, *record.done()]
    return lists


def _kind(record: Record, chapters: Mapping[str, str], shared: SharedLists) -> EntryKind:
    groups = _labels(record.part("groups"))
    names = record.part("fields")
    latest = record.code("latest", _Latest)
    fields = {name: _field(name, names.part(name), groups, shared) for name in names.table}
    _check_names([record.id, *fields], record)
    _check_fact_names(fields.values(), record)
    return EntryKind(
        record.id,
        record.text("label"),
        record.text("plural"),
        _member(record, "chapter", chapters),
        MappingProxyType(fields),
        MappingProxyType(groups),
        _flag(record, "repeats", default=True),
        record.texts("parts_of", ()),
        latest is _Latest.ENTRY,
        latest is _Latest.GROUP,
    )


def _field(name: str, record: Record, groups: Mapping[str, str], shared: SharedLists) -> Field:
    type_ = record.code("type", FieldType)
    number, choice = type_ is FieldType.NUMBER, type_ is FieldType.CHOICE
    hard = _range(record, "hard", Interval()) if number else Interval()
    soft = _range(record, "soft", hard) if number else hard
    if soft.meet(hard) != soft:
        record.fault("the soft range goes beyond the hard one; write a soft range inside it.")
    choices = _choices(record, shared) if choice else {}
    apart = _apart(record) if number else {}
    return Field(
        name,
        record.text("label"),
        type_,
        MappingProxyType(_units(record, apart) if number else {}),
        hard,
        soft,
        MappingProxyType(choices),
        _member(record, "group", groups),
        _flag(record, "whole") if number else False,
        record.text("help", ""),
        _days(record),
        _flag(record, "outcome"),
        _flag(record, "long") if type_ is FieldType.TEXT else False,
        MappingProxyType(apart),
        MappingProxyType(_properties(record, choices) if choice else {}),
        record.text("ask", ""),
        MappingProxyType(_stands_for(record, choices) if choice else {}),
    )


def _labels(record: Record, names: re.Pattern[str] = _NAME) -> Mapping[str, str]:
    """A table of names or codes and their labels."""
    if not record.table:
        record.fault('nothing is listed; write name = "label".')
    _check_names(record.table, record, names)
    return {name: record.text(name) for name in record.table}


def _check_names(names: Iterable[str], record: Record, pattern: re.Pattern[str] = _NAME) -> None:
    for name in names:
        if not pattern.match(name):
            mend = "letters, digits and _" if pattern is _CODE else "small letters, digits and _"
            record.fault(f'"{name}" is not a name; write {mend} only.')


def _member(record: Record, key: str, known: Collection[str]) -> str:
    word = record.text(key)
    if word and word not in known:
        record.fault(f'"{key}" is "{word}"; write one of {", ".join(known)}.')
    return word


def _flag(record: Record, key: str, *, default: bool = False) -> bool:
    value = record.table[key] if record.has(key) else default
    if not isinstance(value, bool):
        record.fault(f'"{key}" is {value!r}; write true or false.')
        return default
    return value


def _days(record: Record) -> int | None:
    if not record.has("stale_days"):
        return None
    days = record.whole("stale_days")
    if days < 1:
        record.fault('"stale_days" is below 1; write after how many days the value is old.')
    return days


def _range(record: Record, key: str, default: Interval) -> Interval:
    if not record.has(key):
        return default
    raw = record.table[key]
    ends = [end for end in raw if _is_finite(end)] if isinstance(raw, list) else []
    if not isinstance(raw, list) or len(raw) != 2 or len(ends) != 2 or ends[0] > ends[1]:
        record.fault(f'"{key}" is {raw!r}; write [lowest, highest].')
        return Interval()
    return Interval(float(ends[0]), float(ends[1]))


def _is_finite(raw: object) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool) and math.isfinite(raw)


def _choices(record: Record, shared: SharedLists) -> Mapping[str, str]:
    """The codes of a field: a list of its own, or the name of a shared one."""
    if isinstance(record.table.get("choices"), str):
        return shared.get(_member(record, "choices", shared), {})
    return _labels(record.part("choices"), _CODE)


def _apart(record: Record) -> Mapping[str, str]:
    """Units that cannot be converted, with the fact that conditions look at instead."""
    part = record.part("apart")
    names = {unit: part.text(unit) for unit in part.table}
    _check_names(names.values(), part)
    return names


def _units(record: Record, apart: Mapping[str, str]) -> Mapping[str, float | None]:
    """Every accepted unit with its factor into the first one; None where there is no conversion."""
    extra = record.part("units")
    first = record.text("unit", "")
    if not first and (extra.table or apart):
        record.fault('other units need a first one; write unit = "...".')
    units: dict[str, float | None] = {first: 1.0} if first else {}
    for unit in extra.table:
        factor = extra.number(unit)
        if factor <= 0:
            extra.fault(f'the factor of "{unit}" is not above 0; write how many "{first}" it is.')
        units[unit] = float(factor)
    units.update(dict.fromkeys(apart))
    if first and len(units) < 1 + len(extra.table) + len(apart):
        record.fault("a unit is named twice; name each once.")
    return units


def _stands_for(record: Record, choices: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each code that leaves several others open, those others."""
    part = record.part("stands_for")
    found = {code: part.texts(code) for code in part.table}
    for code, others in found.items():
        if code not in choices or not others or not {*others} <= choices.keys() - found.keys():
            part.fault(f"{code} or what it stands for is no code of the field; mend the list.")
    return found


def _properties(record: Record, choices: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """Per property yes or no for each code; a code listed as open has no answer."""
    properties: dict[str, Mapping[str, str]] = {}
    parts = record.part("properties")
    _check_names(parts.table, parts)
    for name in parts.table:
        part = parts.part(name)
        yes, unsettled = part.texts("yes"), part.texts("open", ())
        wrong = sorted({*yes, *unsettled} - {*choices}) + sorted({*yes} & {*unsettled})
        if wrong:
            part.fault(f"{', '.join(wrong)}: no code of the field, or both yes and open; mend the lists.")
        answers = {code: "yes" if code in yes else "no" for code in choices if code not in unsettled}
        properties[name] = MappingProxyType(answers)
    return properties


def _check_fact_names(fields: Collection[Field], record: Record) -> None:
    """Conditions name fields, units apart and properties alike: no name may mean two things."""
    names = [field.name for field in fields]
    for field in fields:
        names += [*field.apart.values(), *(f"{field.name}_{which}" for which in field.properties)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        record.fault(f'the fact name "{name}" is used twice; rename one.')


def _unknown_wholes(kinds: Collection[EntryKind], folder: Path) -> list[str]:
    names = {kind.name for kind in kinds}
    return [
        f'{place(folder / f"{kind.name}.toml")} [{kind.name}]: "parts_of" names {whole}, which is no kind.'
        for kind in kinds
        for whole in kind.parts_of
        if whole not in names
    ]
