"""Says the sentences of errors and refusals in another language; one that is not known stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property

_PLACE = re.compile(r"\{\w+\}")
_LETTER = re.compile("[A-Za-z]")
_DEEPEST = 3


class ProblemBook:
    """Sentences with places, English to other.

    What fills a place is said too: as a sentence of the book, as a label by ``say``, or as it is (a path, an
    id, what somebody typed).
    """

    def __init__(self, sentences: Mapping[str, str], say: Callable[[str], str]) -> None:
        self._sentences = sentences
        self._say = say

    def told(self, text: str, depth: int = 0) -> str:
        """A sentence in the other language; read in the way that leaves least in English."""
        if depth == _DEEPEST:
            return text
        ways = [
            other.format(**{name: self.told(found[name], depth + 1) for name in names})
            for pattern, names, other in self._patterns
            if (found := pattern.fullmatch(text))
        ]
        if ways:
            return min(ways, key=lambda way: len(_LETTER.findall(way)))
        return self._say(text) if depth else text

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
        """The most particular sentence first: the one with most signs of its own."""
        order = sorted(self._sentences, key=lambda one: len(_PLACE.sub("", one)), reverse=True)
        return tuple((_pattern(one), tuple(_names(one)), self._sentences[one]) for one in order)


def _names(sentence: str) -> list[str]:
    return [place[1:-1] for place in _PLACE.findall(sentence)]


def _pattern(sentence: str) -> re.Pattern[str]:
    signs = _PLACE.split(sentence)
    parts = [re.escape(signs[0])]
    for name, sign in zip(_names(sentence), signs[1:], strict=True):
        parts.append(rf"(?P<{name}>.+?){re.escape(sign)}")
    return re.compile("".join(parts), re.DOTALL)
