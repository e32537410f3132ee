"""A case as plain JSON values and back: the case file format ``enec-case-1``, read strictly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from enec_desktop.domain.case import NOT_RECORDED, Case, Entry, Fact, Published
from enec_desktop.domain.chronology import check_chronology
from enec_desktop.domain.fact_document import (
    fact_from_document,
    fact_to_document,
    interval_from_document,
    interval_to_document,
)
from enec_desktop.domain.opinion_document import opinions_from_document, opinions_to_document
from enec_desktop.domain.strict import (
    as_code,
    as_date,
    as_id,
    as_list,
    as_object,
    as_text,
    listed,
    refuse,
    shown,
)
from enec_desktop.domain.time import Elapsed
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import EntryKind, Field, Vocabulary

FORMAT = "enec-case-1"
"""The name and version of the format; a file of another version is refused."""

MOST_ENTRIES = 2_000
"""A history longer than this is a fault of the program that wrote it."""

LONGEST_ELAPSED = Interval(0, 1200)
"""Months that can lie between two events of one life."""

FactReader: TypeAlias = Callable[[object, Field, str], Fact]
"""Reads the fact of a field; the place is for its refusal."""

FactWriter: TypeAlias = Callable[[Fact], Any]


def to_document(case: Case, write: FactWriter = fact_to_document) -> dict[str, Any]:
    """The case as JSON values; equal cases give equal documents, with facts in alphabetical order."""
    document: dict[str, Any] = {"format": FORMAT, "id": case.id, "title": case.title}
    if case.published is not None:
        said = case.published
        parts = {"citation": said.citation, "doi": said.doi, "url": said.url}
        document["published"] = {key: text for key, text in parts.items() if text is not None}
    document["entries"] = [entry_to_document(entry, write) for entry in case.entries]
    if case.opinions:
        document["opinions"] = opinions_to_document(case.opinions)
    return document


def from_document(document: object, vocabulary: Vocabulary, read: FactReader = fact_from_document) -> Case:
    """The case that a document describes.

    Raises CaseRefused with one line (place, what is wrong, what to write) for anything the format or
    the vocabulary does not allow; nothing is guessed, mended or left out.
    """
    parts = as_object(document, "case", ("format", "id", "title", "entries"), ("published", "opinions"))
    if parts["format"] != FORMAT:
        refuse("format", f"{shown(parts['format'])} is not a format this program reads", f'write "{FORMAT}"')
    case_id = as_id(parts["id"], "id")
    title = as_text(parts["title"], "title", blank=True)
    published = _read_published(parts["published"]) if "published" in parts else None
    listed_entries = as_list(parts["entries"], "entries")
    if len(listed_entries) > MOST_ENTRIES:
        refuse("entries", f"there are {len(listed_entries)}", f"write {MOST_ENTRIES} or fewer")
    entries: dict[str, Entry] = {}
    for number, raw in enumerate(listed_entries):
        entry = _read_entry(raw, number, entries, vocabulary, read)
        entries[entry.id] = entry
    opinions = opinions_from_document(parts["opinions"], vocabulary) if "opinions" in parts else ()
    case = Case(case_id, title, tuple(entries.values()), published, opinions)
    check_chronology(case, vocabulary)
    return case


def with_fact_from_document(
    case: Case, entry_id: str, field: str, raw: object, vocabulary: Vocabulary
) -> Case:
    """The case with one field read from its JSON form; None: not recorded.

    The same case, or the same CaseRefused, as reading the whole document with this one fact in it, at a
    fraction of the time. Raises KeyError for an entry or a field that does not exist.
    """
    entry, fact = case.entry(entry_id), NOT_RECORDED
    described = vocabulary.field(entry.kind, field)
    if raw is not None:
        number = [one.id for one in case.entries].index(entry_id)
        fact = fact_from_document(raw, described, f"entries[{number}] ({entry_id}) facts.{field}")
    changed = case.with_entry(entry.with_fact(field, fact))
    check_chronology(changed, vocabulary)
    return changed


def entry_to_document(entry: Entry, write: FactWriter = fact_to_document) -> dict[str, Any]:
    """One entry as JSON values, as it stands in a case document."""
    document: dict[str, Any] = {"id": entry.id, "kind": entry.kind}
    if entry.date is not None:
        document["date"] = entry.date.iso()
    if entry.elapsed is not None:
        months = interval_to_document(entry.elapsed.months)
        document["after"] = {"event": entry.elapsed.event, "months": months}
    if entry.of is not None:
        document["of"] = entry.of
    facts = {name: write(fact) for name, fact in sorted(entry.facts.items())}
    return document | {"facts": facts}


def _read_published(raw: object) -> Published:
    parts = as_object(raw, "published", ("citation",), ("doi", "url"))
    texts = {key: as_text(value, f"published.{key}") for key, value in parts.items()}
    return Published(texts["citation"], texts.get("doi"), texts.get("url"))


def _read_entry(
    raw: object, number: int, before: Mapping[str, Entry], vocabulary: Vocabulary, read: FactReader
) -> Entry:
    place = f"entries[{number}]"
    parts = as_object(raw, place, ("id", "kind", "facts"), ("date", "after", "of"))
    entry_id = as_id(parts["id"], f"{place}.id")
    if entry_id in before:
        refuse(f"{place}.id", f'"{entry_id}" is already the id of an earlier entry', "choose another id")
    place = f"{place} ({entry_id})"
    kind = vocabulary.kinds[as_code(parts["kind"], f"{place} kind", vocabulary.kinds, "kind of entry")]
    if not kind.repeats and any(entry.kind == kind.name for entry in before.values()):
        refuse(place, f'"{kind.name}" stands in the case already', "a case has one: put the facts there")
    return Entry(
        entry_id,
        kind.name,
        _read_facts(parts["facts"], kind, f"{place} facts", read),
        as_date(parts["date"], f"{place} date") if "date" in parts else None,
        _read_elapsed(parts["after"], f"{place} after", before) if "after" in parts else None,
        _read_of(parts["of"], f"{place} of", before, kind) if "of" in parts else None,
    )


def _read_facts(raw: object, kind: EntryKind, place: str, read: FactReader) -> Mapping[str, Fact]:
    facts = {}
    for name, fact in as_object(raw, place, (), kind.fields).items():
        facts[name] = read(fact, kind.fields[name], f"{place}.{name}")
    return MappingProxyType(facts)


def _read_elapsed(raw: object, place: str, before: Mapping[str, Entry]) -> Elapsed:
    parts = as_object(raw, place, ("event", "months"))
    event = _earlier(parts["event"], f"{place}.event", before)
    months = interval_from_document(parts["months"], f"{place}.months")
    ends = [end for end in (months.low, months.high) if abs(end) != float("inf")]
    if any(LONGEST_ELAPSED.meet(one).is_empty for one in (months, *map(Interval.point, ends))):
        refuse(f"{place}.months", f"{shown(parts['months'])} is not possible", "write months, 0 to 1200")
    return Elapsed(event, months)


def _read_of(raw: object, place: str, before: Mapping[str, Entry], kind: EntryKind) -> str:
    if not kind.parts_of:
        refuse(place, f"a {kind.name} belongs to no other entry", 'take "of" out')
    whole = _earlier(raw, place, before)
    if before[whole].kind not in kind.parts_of:
        wrong = f'"{whole}" is a {before[whole].kind}'
        refuse(place, wrong, f"a {kind.name} belongs to a {' or '.join(kind.parts_of)}")
    return whole


def _earlier(raw: object, place: str, before: Mapping[str, Entry]) -> str:
    entry_id = as_id(raw, place)
    if entry_id not in before:
        known = listed(before, entry_id) or "an entry that stands before it"
        refuse(place, f'"{entry_id}" is no earlier entry', f"name one of these: {known}")
    return entry_id
