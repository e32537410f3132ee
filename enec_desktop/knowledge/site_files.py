"""Reads and writes the site profile, a file a hospital keeps beside its store.

It is written as plain TOML text with every text in quotes: people read it, mend it and carry it to another
machine, and the same strict reader takes both hands' work.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from enec_desktop.domain.site import NO_SITE, SiteNote, SiteProfile, SiteTrial
from enec_desktop.knowledge.records import Record, read_toml

_SAYS = ("available", "funded", "in_label")
_HEAD = """\
# What this hospital offers. Shown beside the options; it never changes where an option stands.
# available, funded and in_label are true or false; leave out what nobody knows.
"""


def read_site(
    path: Path, options: Collection[str], agents: Collection[str]
) -> tuple[SiteProfile, tuple[str, ...]]:
    """The profile of a file and its faults; without a file, a profile that says nothing.

    ``options`` and ``agents`` are the ids that may be named.
    """
    if not path.exists():
        return NO_SITE, ()
    content, unreadable = read_toml(path)
    if unreadable:
        return NO_SITE, tuple(unreadable)
    record = Record(path, "site", content)
    profile = SiteProfile(
        record.text("name", ""),
        _notes(record, "options", options),
        _notes(record, "agents", agents),
        tuple(_trial(part, options) for part in record.parts("trial")),
    )
    faults = record.done()
    return (NO_SITE, faults) if faults else (profile, ())


def site_text(profile: SiteProfile) -> str:
    """The profile as the text of a file; ``read_site`` of it gives the same profile again."""
    return "\n".join([_HEAD, *_lines(profile)]) + "\n"


def _notes(record: Record, key: str, known: Collection[str]) -> Mapping[str, SiteNote]:
    table = record.part(key)
    found: dict[str, SiteNote] = {}
    for id in table.table:
        part = table.part(id, f"{key}.{id}")
        if id not in known:
            part.fault(f'the knowledge has no {key.removesuffix("s")} "{id}"; mend the id or remove it.')
        said = {name: part.flag(name) if part.has(name) else None for name in _SAYS}
        found[id] = SiteNote(**said, note=part.text("note", ""))
    return MappingProxyType(found)


def _trial(part: Record, options: Collection[str]) -> SiteTrial:
    trial = SiteTrial(
        part.text("title"),
        part.text("contact"),
        part.texts("options"),
        part.text("identifier", ""),
        part.text("note", ""),
    )
    for id in trial.options:
        if id not in options:
            part.fault(f'"options" names {id}, which the knowledge does not have; mend the id.')
    return trial


def _lines(profile: SiteProfile) -> Iterator[str]:
    if profile.name:
        yield f"name = {_quoted(profile.name)}\n"
    for key, notes in (("options", profile.options), ("agents", profile.agents)):
        for id, note in sorted(notes.items()):
            if not note.is_empty:
                yield f"[{key}.{_quoted(id)}]"
                yield from _note(note)
    for trial in profile.trials:
        yield "[[trial]]"
        yield f"title = {_quoted(trial.title)}"
        yield f"contact = {_quoted(trial.contact)}"
        yield f"options = [{', '.join(_quoted(id) for id in trial.options)}]"
        yield from (f"{key} = {_quoted(text)}" for key, text in _texts(trial) if text)
        yield ""


def _texts(trial: SiteTrial) -> tuple[tuple[str, str], ...]:
    return (("identifier", trial.identifier), ("note", trial.note))


def _note(note: SiteNote) -> Iterator[str]:
    for name in _SAYS:
        value = getattr(note, name)
        if value is not None:
            yield f"{name} = {'true' if value else 'false'}"
    if note.note:
        yield f"note = {_quoted(note.note)}"
    yield ""


def _quoted(text: str) -> str:
    """A text as a basic string of TOML; JSON escapes the same, but for the one control character 127."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
