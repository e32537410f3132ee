"""What the columns of a table are taken for, by their headings; what can be two things is left open."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from enec_desktop.domain.columns import MOST_OF_A_KIND, Address, field_of, read_address
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.intake import ColumnUse
from enec_desktop.domain.typed.units import unit_of
from enec_desktop.domain.vocabulary import EntryKind, FieldType, Vocabulary

_BETWEEN = re.compile(r"[\s_\-./:;,·|()\[\]（）【】：，#]+")
_UNIT = re.compile(r"[(\[（【]([^()\[\]（）【】]+)[)\]）】]\s*$|,\s*([^,()]+)$")
_LAST_NUMBER = re.compile(r"(.+?)\s+(\d{1,2})")
_INNER_NUMBER = re.compile(r"([^\d]+?)\s+(\d{1,2})\s+(\D.*)")


class Headings:
    """Knows the labels and names of all fields, and what other programs call them."""

    def __init__(self, vocabulary: Vocabulary, others: Mapping[str, Address]) -> None:
        self._vocabulary = vocabulary
        self._others = {plain(heading): address for heading, address in others.items()}
        self._own: dict[str, set[Address]] = {}
        for heading, address in _own_headings(vocabulary):
            self._own.setdefault(plain(heading), set()).add(address)

    def guess(self, headings: Sequence[str]) -> tuple[ColumnUse, ...]:
        """What each column is taken for; left out where nothing fits or two columns claim one part."""
        found = [self._one(heading) for heading in headings]
        claims = Counter(use.address for use in found)
        return tuple(use if claims[use.address] == 1 else ColumnUse() for use in found)

    def _one(self, heading: str) -> ColumnUse:
        address = read_address(heading, self._vocabulary) or self._address(heading)
        without, unit = _cut_unit(heading)
        if address is None and unit:
            address = self._address(without)
        if address is None:
            return ColumnUse()
        return ColumnUse(str(address), self._unit(address, unit))

    def _address(self, heading: str) -> Address | None:
        words = plain(heading)
        found = self._named(words)
        if found is None and (numbered := _numbered(words)):
            first, nth = self._named(numbered[0]), numbered[1]
            if first is not None and first.kind and 1 <= nth <= MOST_OF_A_KIND:
                kind = self._vocabulary.kinds[first.kind]
                found = first.at(nth) if kind.repeats or nth == 1 else None
        return found

    def _named(self, words: str) -> Address | None:
        if words in self._others:
            return self._others[words]
        own = self._own.get(words, set())
        return next(iter(own)) if len(own) == 1 else None

    def _unit(self, address: Address, unit: str) -> str:
        """The unit a heading names, where the field has it and more than one."""
        field = field_of(address, self._vocabulary)
        if field is None or field.type is not FieldType.NUMBER or len(field.units) < 2 or not unit:
            return ""
        try:
            return unit_of(field, unit, None) or ""
        except FieldProblem:
            return ""


def plain(heading: str) -> str:
    """A heading without case, width and signs between its words."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return _BETWEEN.sub(" ", folded).strip()


def _numbered(words: str) -> tuple[str, int] | None:
    """The heading without the number of its entry: ``ki 67 2`` or ``specimen 2 ki 67``."""
    if last := _LAST_NUMBER.fullmatch(words):
        return last[1], int(last[2])
    if inner := _INNER_NUMBER.fullmatch(words):
        return f"{inner[1]} {inner[3]}", int(inner[2])
    return None


def _cut_unit(heading: str) -> tuple[str, str]:
    match = _UNIT.search(heading)
    if match is None:
        return heading, ""
    return heading[: match.start()], (match[1] or match[2]).strip()


def _own_headings(vocabulary: Vocabulary) -> Iterator[tuple[str, Address]]:
    for kind in vocabulary.kinds.values():
        for name, field in kind.fields.items():
            address = Address(kind.name, 1, name)
            yield from {(text, address) for text in (name, field.label)}
            for entry in _names(kind):
                yield from {(f"{entry} {text}", address) for text in (name, field.label)}
        for entry in _names(kind):
            yield from ((text, Address(kind.name, 1, "", "date")) for text in _dates(entry))


def _names(kind: EntryKind) -> set[str]:
    return {kind.name, kind.label}


def _dates(entry: str) -> tuple[str, str]:
    return f"{entry} date", f"date of {entry}"
