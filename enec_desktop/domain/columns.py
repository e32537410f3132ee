"""What a column of a table says: which part of a case it fills, written as an address.

``identity.name`` is a field of the first (or only) entry of a kind, ``specimen 2.ki67`` of the second.
``specimen.date`` is when an entry was, ``specimen.ki67.source`` a remark on a field. ``id``, ``title`` and
``history`` belong to the case as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from enec_desktop.domain.vocabulary import EntryKind, Field, Vocabulary

CASE_PARTS = ("id", "title", "history", "citation", "doi", "url")
"""Columns about the case; ``history`` names its entries in their order."""

ENTRY_PARTS = ("id", "date", "after", "of")
"""Columns about an entry: its id, its date, its time after another one, what it belongs to."""

REMARKS = ("on", "source", "note")
"""Columns beside a field: the date of its value, the report it was read in, a note."""

MOST_OF_A_KIND = 200
"""More entries of one kind than this are no table of patients."""

_ADDRESS = re.compile(r"([a-z_]+)(?:[ ._-]?(\d{1,3}))?\.([a-z0-9_]+)(?:\.([a-z]+))?", re.A)


@dataclass(frozen=True, slots=True)
class Address:
    """A part of a case; empty parts where they say nothing. ``nth`` counts entries of a kind from 1."""

    kind: str = ""
    nth: int = 1
    field: str = ""
    part: str = ""

    def __str__(self) -> str:
        if not self.kind:
            return self.part
        pieces = (self.entry, self.field, self.part)
        return ".".join(piece for piece in pieces if piece)

    @property
    def entry(self) -> str:
        """``specimen`` or ``specimen 2``."""
        return self.kind if self.nth == 1 else f"{self.kind} {self.nth}"

    def at(self, nth: int) -> Address:
        """The same part of another entry of the kind."""
        return replace(self, nth=nth)


def read_address(text: str, vocabulary: Vocabulary) -> Address | None:
    """The address a text spells out; None where it is none."""
    plain = " ".join(text.split()).casefold()
    if plain in CASE_PARTS:
        return Address(part=plain)
    match = _ADDRESS.fullmatch(plain)
    if match is None or match[1] not in vocabulary.kinds:
        return None
    kind, nth = vocabulary.kinds[match[1]], int(match[2] or 1)
    if not 1 <= nth <= (MOST_OF_A_KIND if kind.repeats else 1):
        return None
    if match[3] in kind.fields:
        if match[4] and match[4] not in REMARKS:
            return None
        return Address(kind.name, nth, match[3], match[4] or "")
    if match[4] or match[3] not in ENTRY_PARTS:
        return None
    return Address(kind.name, nth, "", match[3])


def field_of(address: Address, vocabulary: Vocabulary) -> Field | None:
    """The field whose value a column gives; None for all other columns."""
    if not address.field or address.part:
        return None
    return vocabulary.field(address.kind, address.field)


def all_addresses(vocabulary: Vocabulary) -> Iterator[Address]:
    """Every part of a case a column can fill, in the order of the form; of entries the first of a kind."""
    for part in CASE_PARTS:
        yield Address(part=part)
    for kind in vocabulary.kinds.values():
        yield from _of_kind(kind)


def _of_kind(kind: EntryKind) -> Iterator[Address]:
    for name in kind.fields:
        yield Address(kind.name, 1, name)
    for part in ENTRY_PARTS:
        if part != "of" or kind.parts_of:
            yield Address(kind.name, 1, "", part)
    for name in kind.fields:
        for remark in REMARKS:
            yield Address(kind.name, 1, name, remark)


def told(address: Address, vocabulary: Vocabulary) -> str:
    """The address in the words of the form: ``Specimen 2 · Ki-67 index``."""
    if not address.kind:
        return _CASE_WORDS[address.part]
    kind = vocabulary.kinds[address.kind]
    entry = kind.label if address.nth == 1 else f"{kind.label} {address.nth}"
    field = kind.fields[address.field].label if address.field else ""
    part = _PART_WORDS[address.part] if address.part else ""
    return " · ".join(piece for piece in (entry, field, part) if piece)


_CASE_WORDS = {
    "id": "Case id",
    "title": "Title of the case",
    "history": "Order of the entries",
    "citation": "Published in",
    "doi": "DOI of the report",
    "url": "Address of the report",
}
_PART_WORDS = {
    "id": "id of the entry",
    "date": "date",
    "after": "months after another entry",
    "of": "belongs to",
    "on": "date of the value",
    "source": "report",
    "note": "note",
}
