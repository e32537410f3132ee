"""A case without the patient's name, numbers and birth date, for papers that leave those who treat."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from enec_desktop.domain.case import Case, Entry, Fact, FieldState, Quantity
from enec_desktop.domain.shown_patient import whole_words
from enec_desktop.domain.time import PartialDate, years_between

MASK = "[masked]"
_NUMBERS = ("hospital_number", "national_id")
_LEAST = 3
"""A part of a name shorter than this is a word too often to be taken for the name."""


@dataclass(frozen=True, slots=True)
class Pseudonymous:
    """The case under a code; ``masked`` counts the places of free text that named the patient."""

    case: Case
    code: str
    masked: int


@dataclass(slots=True)
class Masker:
    """Masks words of the patient in texts, and counts the places."""

    hidden: tuple[re.Pattern[str], ...]
    count: int = 0

    def text(self, text: str) -> str:
        """The text with a mask for each place."""
        for pattern in self.hidden:
            text, found = pattern.subn(MASK, text)
            self.count += found
        return text

    def fact(self, fact: Fact) -> Fact:
        """A fact with its text, source and note masked."""
        value = self.text(fact.value) if isinstance(fact.value, str) else fact.value
        source = self.text(fact.source) if fact.source else fact.source
        note = self.text(fact.note) if fact.note else fact.note
        answers = tuple(replace(one, remark=self.text(one.remark)) for one in fact.answers)
        return replace(fact, value=value, source=source, note=note, answers=answers)


def code_of(case: Case) -> str:
    """The code a case goes by: the same in every paper of it."""
    return f"Patient {hashlib.sha256(case.id.encode()).hexdigest()[:6].upper()}"


def masker_of(case: Case) -> Masker:
    """Masks the name, its parts, the numbers and the birth date of a patient as they may be written."""
    words = sorted(set(_identifying(case)), key=lambda word: (-len(word), word))
    return Masker(tuple(re.compile(whole_words(word), re.IGNORECASE) for word in words))


def pseudonymous(case: Case, day: date) -> Pseudonymous:
    """The case without name, numbers and birth date; the age on ``day`` stands instead of the birth date."""
    masker, code = masker_of(case), code_of(case)
    entries = tuple(_without(entry, masker, day) for entry in case.entries)
    opinions = tuple(replace(one, text=masker.text(one.text)) for one in case.opinions)
    id = code.lower().replace(" ", "-")
    made = replace(case, id=id, title=masker.text(case.title), entries=entries, opinions=opinions)
    return Pseudonymous(made, code, masker.count)


def _without(entry: Entry, masker: Masker, day: date) -> Entry:
    if entry.kind != "identity":
        return _masked(entry, masker)
    born, age = entry.fact("birth_date").value, entry.fact("age")
    kept = {name: fact for name, fact in entry.facts.items() if name not in ("name", "birth_date", *_NUMBERS)}
    if isinstance(born, PartialDate) and age.state is FieldState.NOT_RECORDED:
        kept["age"] = Fact(FieldState.VALUE, Quantity(years_between(born, PartialDate.of(day)), "years"))
    return _masked(replace(entry, facts=MappingProxyType(kept)), masker)


def _masked(entry: Entry, masker: Masker) -> Entry:
    facts: Mapping[str, Fact] = {name: masker.fact(fact) for name, fact in entry.facts.items()}
    return replace(entry, facts=MappingProxyType(dict(facts)))


def _identifying(case: Case) -> list[str]:
    found: list[str] = []
    for entry in case.of_kind("identity"):
        name = entry.fact("name").value
        if isinstance(name, str) and name.strip():
            parts = re.split(r"[\s,;]+", name)
            found += [" ".join(name.split()), *(part for part in parts if len(part) >= _LEAST)]
            found.append(" ".join(reversed([part.strip() for part in name.split(",")])))
        numbers = (entry.fact(field).value for field in _NUMBERS)
        found += [number for number in numbers if isinstance(number, str) and len(number) >= _LEAST]
        born = entry.fact("birth_date").value
        if isinstance(born, PartialDate) and born.earliest == born.latest:
            found += _dates(born)
    return [word.strip() for word in found if word.strip()]


def _dates(born: PartialDate) -> list[str]:
    day = born.earliest
    two = (f"{day.day:02d}", f"{day.month:02d}", str(day.year))
    return [born.shown(), born.iso(), *(sign.join(two) for sign in "./-")]
