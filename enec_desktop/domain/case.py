"""A patient's case: dated or ordered entries, each a set of facts in one of six states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from enec_desktop.domain.opinion import Opinion
from enec_desktop.domain.time import Elapsed, PartialDate
from enec_desktop.domain.values import Codes, Interval


class FieldState(StrEnum):
    """What is known of a field; only VALUE (and NOT_APPLICABLE where a rule says so) decides anything."""

    VALUE = "value"
    NOT_DONE = "not done"
    PENDING = "pending"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"
    NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range in the unit it was entered in; ``about`` marks an approximate figure."""

    interval: Interval
    unit: str | None = None
    about: bool = False


Value = Quantity | Codes | PartialDate | str


@dataclass(frozen=True, slots=True)
class Answer:
    """Why a fact stands although a remark doubts it: the remark in its words, the reason, who said it, when.

    It answers that sentence only: where another value brings another sentence, that one is open again.
    """

    remark: str
    reason: str
    who: str
    on: PartialDate


@dataclass(frozen=True, slots=True)
class Fact:
    """One item of a case with its state, its own date and where it was read (a report id)."""

    state: FieldState = FieldState.NOT_RECORDED
    value: Value | None = None
    on: PartialDate | None = None
    source: str | None = None
    note: str | None = None
    answers: tuple[Answer, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state is FieldState.VALUE):
            raise ValueError("a fact has a value exactly when its state is VALUE")


NOT_RECORDED = Fact()


@dataclass(frozen=True, slots=True)
class Entry:
    """One event or statement of a history: a specimen, a course, a TNM statement, the question."""

    id: str
    kind: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    date: PartialDate | None = None
    elapsed: Elapsed | None = None
    of: str | None = None

    def fact(self, name: str) -> Fact:
        """The fact, or "not recorded" where nobody touched the field."""
        return self.facts.get(name, NOT_RECORDED)

    def with_fact(self, name: str, fact: Fact) -> Entry:
        """The same entry with one field changed; "not recorded" without any remark removes it.

        Facts stand in alphabetical order, as in a case document.
        """
        facts = {key: old for key, old in self.facts.items() if key != name}
        if fact != NOT_RECORDED:
            facts[name] = fact
        return replace(self, facts=MappingProxyType(dict(sorted(facts.items()))))


@dataclass(frozen=True, slots=True)
class Published:
    """The report a published patient was taken from."""

    citation: str
    doi: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case; the order of its entries is the order of the history, dated or not.

    ``opinions``: what physicians hold of the advice; no advice rests on them.
    """

    id: str
    title: str
    entries: tuple[Entry, ...] = ()
    published: Published | None = None
    opinions: tuple[Opinion, ...] = ()

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id; raises KeyError when there is none."""
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """All entries of a kind, in order of the history."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def parts_of(self, entry_id: str) -> tuple[Entry, ...]:
        """Entries that belong to another one, such as the lesions of a study."""
        return tuple(entry for entry in self.entries if entry.of == entry_id)

    def with_entry(self, entry: Entry, *, before: str | None = None) -> Case:
        """The case with an entry replaced (same id), or added at the end or before another one."""
        if any(old.id == entry.id for old in self.entries):
            entries = tuple(entry if old.id == entry.id else old for old in self.entries)
        else:
            at = len(self.entries) if before is None else self._place(before)
            entries = (*self.entries[:at], entry, *self.entries[at:])
        return replace(self, entries=entries)

    def without_entry(self, entry_id: str) -> Case:
        """The case without an entry and what belongs to it."""
        gone = {entry_id} | {part.id for part in self.parts_of(entry_id)}
        return replace(self, entries=tuple(old for old in self.entries if old.id not in gone))

    def with_fact(self, entry_id: str, name: str, fact: Fact) -> Case:
        """The case with one field of one entry changed; raises KeyError for an unknown entry."""
        return self.with_entry(self.entry(entry_id).with_fact(name, fact))

    def moved(self, entry_id: str, *, before: str | None) -> Case:
        """The case with an entry moved to another place of the history (the end when None)."""
        entry = self.entry(entry_id)
        rest = replace(self, entries=tuple(old for old in self.entries if old.id != entry_id))
        return rest.with_entry(entry, before=before)

    def new_id(self, kind: str) -> str:
        """An id that no entry of this case has: ``course-2``."""
        taken = {entry.id for entry in self.entries}
        return next(name for name in _numbered(kind) if name not in taken)

    def _place(self, entry_id: str) -> int:
        return next(i for i, old in enumerate(self.entries) if old.id == entry_id)


def _numbered(kind: str) -> Iterator[str]:
    number = 1
    while True:
        yield f"{kind}-{number}"
        number += 1
