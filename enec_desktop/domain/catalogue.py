"""The knowledge as a list a reader can search: one line for each record, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RecordKind(StrEnum):
    """The kinds of record, in the order they are offered."""

    CLAIM = "claims"
    DISCREPANCY = "known errors"
    SILENCE = "silences"
    SOURCE = "sources"
    TRIAL = "trials"
    OPTION = "options"
    TABLE = "tables"
    LIMIT = "safety limits"
    FINDING = "cautions and notes"
    COMPARISON = "sources side by side"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One record: what it says, what it is, and every word it can be found by (in lower case)."""

    id: str
    kind: RecordKind
    title: str
    second: str
    words: str

    def fits(self, wanted: tuple[str, ...]) -> bool:
        """Whether every wanted piece stands somewhere in the record."""
        return all(piece in self.words for piece in wanted)


def find(
    entries: tuple[CatalogueEntry, ...], text: str, kind: RecordKind | None = None
) -> tuple[CatalogueEntry, ...]:
    """The records that hold every word of a text, those named so first, else in the order given."""
    wanted = tuple(text.casefold().split())
    found = [one for one in entries if (kind is None or one.kind is kind) and one.fits(wanted)]
    whole = " ".join(wanted)
    return tuple(sorted(found, key=lambda one: _distance(one, wanted, whole)))


def counts(entries: tuple[CatalogueEntry, ...], text: str) -> dict[RecordKind, int]:
    """How many records of each kind hold every word of a text."""
    wanted = tuple(text.casefold().split())
    told = dict.fromkeys(RecordKind, 0)
    for one in entries:
        told[one.kind] += one.fits(wanted)
    return told


def _distance(one: CatalogueEntry, wanted: tuple[str, ...], whole: str) -> int:
    if not wanted:
        return 0
    if one.id.casefold() == whole:
        return 0
    title = one.title.casefold()
    return 1 if whole in title else 2 if all(piece in title for piece in wanted) else 3
