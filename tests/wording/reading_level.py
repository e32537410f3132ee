"""The reading level of an English text by the Flesch-Kincaid grade formula.

Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas for Navy enlisted
personnel. Research Branch Report 8-75, 1975: 0.39 words per sentence + 11.8 syllables per word - 15.59.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z']+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^dtaeiouy]ed|[^laeiouy]e)$")


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end ("cure", "wrote", "makes"); at least one."""
    told = word.casefold().strip("'")
    heard = re.sub(_SILENT, "", told) or told
    return max(1, len(re.findall(r"[aeiouy]+", heard)))


def grade(text: str) -> float:
    """The school grade at which a text is read; "; " and ":" end no sentence."""
    words = _WORD.findall(text)
    sentences = max(1, len(re.findall(r"[.?!](?:\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
