"""The plain words of the sheet for the patient, as data (``resources/board/plain.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from enec_desktop.domain.errors import EnecError


@dataclass(frozen=True, slots=True)
class Term:
    """What a word of a physician means to a patient; ``pattern`` finds it in the words of a team."""

    name: str
    means: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Fixed phrases by key, plain words for an aim or a regimen, terms, and what is not for a sheet.

    ``topics`` say what the words of a team are about. ``regimens`` are found by their words in small letters.
    ``held`` finds figures of outcome, percentages and doses: a text with one of them is not printed.
    """

    say: Mapping[str, str]
    topics: Mapping[str, str]
    aim: Mapping[str, str]
    regimens: Mapping[str, str]
    ask: Mapping[str, str]
    terms: tuple[Term, ...]
    held: tuple[re.Pattern[str], ...]

    def is_held(self, text: str) -> bool:
        """Whether a text has figures that belong in a talk."""
        return any(one.search(text) for one in self.held)

    def terms_in(self, texts: Iterable[str]) -> tuple[Term, ...]:
        """The terms that stand in one of these texts, in the order of the file."""
        told = tuple(texts)
        return tuple(one for one in self.terms if any(one.pattern.search(text) for text in told))


def read_plain(path: Path) -> PlainWords:
    """The words of a file. Raises EnecError when it cannot be read or lacks a part."""
    # Only here: nothing but the sheet reads this file.
    import tomllib

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        regimens = {key.casefold(): text for key, text in found["regimens"].items()}
        terms = tuple(Term(one["name"], one["means"], _pattern(one["words"])) for one in found["term"])
        held = tuple(re.compile(one) for one in found["held"]["patterns"])
        return PlainWords(found["say"], found["topics"], found["aim"], regimens, found["ask"], terms, held)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        told = f"The words of {path.name} cannot be read: {error}. Install the program again."
        raise EnecError(told) from error


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Whole words; those in capitals only as they are written, the others in any letters."""
    parts = (re.escape(one) if one.isupper() else f"(?i:{re.escape(one)})" for one in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
