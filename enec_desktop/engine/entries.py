"""One entry of a case as conditions over entries see it."""

from __future__ import annotations

from dataclasses import dataclass

from enec_desktop.domain.case import Entry, Fact, FieldState, Quantity
from enec_desktop.domain.values import Codes, Interval, ValueSet
from enec_desktop.domain.vocabulary import EntryKind, Field, FieldType
from enec_desktop.engine.prepared import Sources


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry as the facts conditions over entries may name (``organ``, ``regimen_platinum``)."""

    entry: Entry
    kind: EntryKind
    sources: Sources

    def values(self, name: str) -> ValueSet:
        """All the field may be in this entry."""
        field_, part = self.sources[name]
        return values_of(field_, part, self.entry.fact(field_.name))

    def is_known(self, name: str) -> bool:
        """Whether the field holds a value that narrows it."""
        field_, part = self.sources[name]
        fact = self.entry.fact(field_.name)
        silent = Fact(FieldState.NOT_RECORDED)
        return fact.state is FieldState.VALUE and self.values(name) != values_of(field_, part, silent)


def values_of(field_: Field, part: str, fact: Fact) -> ValueSet:
    """The values a fact leaves, under the field's own name, a unit kept apart or a code's property."""
    if field_.type is FieldType.NUMBER:
        return _number(field_, part, fact)
    codes = field_.meant(fact.value if isinstance(fact.value, frozenset) else Codes(field_.choices))
    if part in field_.properties:
        implied = field_.properties[part]
        return Codes().union(*({implied[c]} if c in implied else {"yes", "no"} for c in codes))
    return codes


def _number(field_: Field, part: str, fact: Fact) -> Interval:
    if not isinstance(fact.value, Quantity):
        return field_.hard
    unit = fact.value.unit or field_.unit or ""
    if unit in field_.apart:
        return fact.value.interval if field_.apart[unit] == part else field_.hard
    if part:
        return field_.hard
    factor = field_.units.get(unit, 1.0) or 1.0
    return fact.value.interval.scaled(factor)
