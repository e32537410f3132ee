"""A patient as names may be read now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from enec_desktop.domain.case import Case, Fact

_SHORTEST = 3
"""Letters of a part of a name: shorter ones (von, de) name nobody."""


@dataclass(frozen=True, slots=True)
class ShownPatient:
    """The patient in words; ``hidden`` gives what stands for words that may not be read."""

    words: str
    hidden: Mapping[str, str] = field(default_factory=dict)


def without_names(case: Case, words: Iterable[str], code: str) -> Case:
    """A case in whose free texts a code stands for these words, and for each longer part of them.

    Only what was written by hand is touched: no code, date or figure can be mistaken for a name.
    """
    names = list(words)
    parts = {part for name in names for part in re.split(r"[\s,.()]+", name) if len(part) >= _SHORTEST}
    hidden = dict.fromkeys([*names, *sorted(parts, key=len, reverse=True)], code)

    def fact(one: Fact) -> Fact:
        value = masked(one.value, hidden) if isinstance(one.value, str) else one.value
        note, source = (masked(text, hidden) if text else text for text in (one.note, one.source))
        return replace(one, value=value, note=note, source=source)

    entries = (
        replace(entry, facts={name: fact(one) for name, one in entry.facts.items()}) for entry in case.entries
    )
    return replace(case, entries=tuple(entries))


def masked(text: str, hidden: Mapping[str, str]) -> str:
    """A text with what stands for words that may not be read, however they are written."""
    for word, code in hidden.items():
        text = code.join(re.split(whole_words(word), text, flags=re.IGNORECASE))
    return text


def whole_words(word: str) -> str:
    """A word as it may stand in a text: Latin letters as a whole word, others wherever they stand."""
    parts = r"[\s,]+".join(re.escape(part) for part in word.replace(",", " ").split())
    before = r"(?<![A-Za-z0-9])" if word[:1].isascii() else ""
    after = r"(?![A-Za-z0-9])" if word[-1:].isascii() else ""
    return f"{before}{parts}{after}"
