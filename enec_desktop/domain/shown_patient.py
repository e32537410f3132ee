"""A patient as names may be read now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ShownPatient:
    """The patient in words; ``hidden`` gives what stands for words that may not be read."""

    words: str
    hidden: Mapping[str, str] = field(default_factory=dict)


def masked(text: str, hidden: Mapping[str, str]) -> str:
    """A text with what stands for words that may not be read, however they are written."""
    for word, code in hidden.items():
        text = code.join(re.split(_whole(word), text, flags=re.IGNORECASE))
    return text


def _whole(word: str) -> str:
    """A word as it may stand in a text: Latin letters as a whole word, others wherever they stand."""
    parts = r"[\s,]+".join(re.escape(part) for part in word.replace(",", " ").split())
    before = r"(?<![A-Za-z0-9])" if word[:1].isascii() else ""
    after = r"(?![A-Za-z0-9])" if word[-1:].isascii() else ""
    return f"{before}{parts}{after}"
