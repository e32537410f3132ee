"""Looking through the knowledge: search, one record whole, and where it is used."""

from __future__ import annotations

from dataclasses import replace

from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.app.words import Words
from enec_desktop.domain.catalogue import CatalogueEntry, RecordKind, counts, find
from enec_desktop.domain.content import Block
from enec_desktop.wording.catalogue import catalogue
from enec_desktop.wording.evidence import ids_of_rules
from enec_desktop.wording.record_page import record_page
from enec_desktop.wording.titles import title_of


class EvidenceDesk:
    """Reads only; everything comes from the edition in force."""

    def __init__(self, knowledge: KnowledgeDesk, words: Words) -> None:
        self._knowledge, self._words = knowledge, words
        self._told: dict[str, tuple[CatalogueEntry, ...]] = {}

    def find(self, text: str, kind: RecordKind | None = None) -> tuple[CatalogueEntry, ...]:
        """The records that hold every word of a text, the nearest first."""
        return find(self._entries, text, kind)

    def counts(self, text: str) -> dict[RecordKind, int]:
        """How many records of each kind hold every word of a text."""
        return counts(self._entries, text)

    def ids(self) -> frozenset[str]:
        """Every id that leads to a record or to a rule of the program."""
        base = self._knowledge.base
        return ids_of_rules(base) | {entry.id for entry in catalogue(base)}

    def page(self, ref: str) -> tuple[Block, ...]:
        """Everything the knowledge says of an id; an unknown one is said to be unknown."""
        return self._words.blocks(record_page(ref, self._knowledge.base))

    def title(self, ref: str) -> str:
        """What a reader calls a record; the id where it has no other name."""
        return self._words.say(title_of(ref, self._knowledge.base)) or ref

    @property
    def _entries(self) -> tuple[CatalogueEntry, ...]:
        """All records in the language in force, found by the words of both."""
        language, english = self._words.language, catalogue(self._knowledge.base)
        if language not in self._told:
            self._told[language] = tuple(entry_in(one, self._words) for one in english)
        return self._told[language]


def entry_in(entry: CatalogueEntry, words: Words) -> CatalogueEntry:
    """A record under the title of the language in force."""
    title, second = words.say(entry.title), words.say(entry.second)
    if (title, second) == (entry.title, entry.second):
        return entry
    return replace(entry, title=title, second=second, words=f"{entry.words} {title} {second}".casefold())
