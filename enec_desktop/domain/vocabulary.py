"""Which entries and fields a case may have: types, units, ranges, codes, staleness windows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from enec_desktop.domain.values import Codes, Interval, ValueSet


class FieldType(StrEnum):
    """What a field holds."""

    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """One named item of an entry kind.

    ``units`` maps each accepted unit to its factor into the first one; a factor of None means the unit
    cannot be converted and stands alone (mitoses per 10 HPF). ``hard`` is what is possible at all,
    ``soft`` what is usual; both in the first unit. ``stale_days``: older values count as stale.
    ``apart`` names, for units that cannot be converted, the fact that conditions look at instead.
    ``properties``: what a code implies (``platinum`` of a regimen: yes, no, or absent when not known).
    ``ask`` is the question put to a reader while the field is missing (else its label with a question mark).
    ``stands_for``: codes that leave several others open (T1: T1a or T1b).
    ``outcome``: known only once the entry is over (last dose, response, reason stopped).
    """

    name: str
    label: str
    type: FieldType
    units: Mapping[str, float | None]
    hard: Interval
    soft: Interval
    choices: Mapping[str, str]
    group: str
    whole: bool = False
    help: str = ""
    stale_days: int | None = None
    outcome: bool = False
    long_text: bool = False
    apart: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ask: str = ""
    stands_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def precise(self) -> Mapping[str, str]:
        """The codes that mean one thing, with their labels."""
        return {code: label for code, label in self.choices.items() if code not in self.stands_for}

    def meant(self, codes: Codes) -> Codes:
        """What recorded codes stand for: T1 is T1a or T1b."""
        return Codes().union(*(self.stands_for.get(code, (code,)) for code in codes))

    @property
    def unit(self) -> str | None:
        """The unit rules and ranges are written in."""
        return next(iter(self.units), None)

    def anything(self) -> ValueSet:
        """Every value the field allows: what a missing fact stands for."""
        return self.hard if self.type is FieldType.NUMBER else Codes(self.precise)


@dataclass(frozen=True, slots=True)
class EntryKind:
    """One kind of entry: a specimen, a study, a course, with its fields in order.

    ``whole_entry``: the latest entry speaks alone (a course); ``by_group``: for each group of fields the
    latest entry that records anything of it (a specimen); otherwise each field is taken from the latest
    entry that records it (laboratory values).
    """

    name: str
    label: str
    plural: str
    chapter: str
    fields: Mapping[str, Field]
    groups: Mapping[str, str]
    repeats: bool = True
    parts_of: tuple[str, ...] = ()
    whole_entry: bool = True
    by_group: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All entry kinds, in the order of the chapters."""

    chapters: Mapping[str, str]
    kinds: Mapping[str, EntryKind]

    def field(self, kind: str, name: str) -> Field:
        """The field of a kind; raises KeyError when there is none."""
        return self.kinds[kind].fields[name]
