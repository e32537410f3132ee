"""The oracle of the search: looks through the texts of a case as a reader would, without an index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from enec_desktop.domain.case import Case, Fact
from enec_desktop.domain.shown import show_fact, shown_interval
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.vocabulary import Field, Vocabulary
from enec_desktop.store.search import CJK, folded

HAN = rf"(?:(?=\w){CJK})"
"""A sign among these characters, or one without meaning yet, is no word and parts none."""
_JOINER = r"['’\-‐‑·.]?"
_LETTER = rf"(?:(?!{HAN})[^\W\d_])"


def holds(texts: Iterable[str], query: str) -> bool:
    """Whether every part of what was typed occurs in one of the texts; nothing typed holds nowhere."""
    parts = [part for chunk in folded(query).split() for part in _parts(chunk)]
    said = [folded(text) for text in texts]
    return bool(parts) and all(any(_occurs(text, part) for text in said) for part in parts)


def texts_read(case: Case, vocabulary: Vocabulary) -> Iterator[str]:
    """What a reader sees of a case."""
    yield case.title
    yield case.id
    if case.published is not None:
        yield from (case.published.citation, case.published.doi or "")
    for entry in case.entries:
        yield from _dates(entry.date)
        if entry.elapsed is not None:
            yield f"{shown_interval(entry.elapsed.months)} months"
        for name, fact in entry.facts.items():
            yield from _fact(vocabulary.kinds[entry.kind].fields[name], fact)


def _fact(field: Field, fact: Fact) -> Iterator[str]:
    yield show_fact(field, fact)
    yield from (text for text in (fact.source, fact.note) if text)
    yield from _dates(fact.on)
    if isinstance(fact.value, PartialDate):
        yield fact.value.iso()
    if isinstance(fact.value, frozenset):
        yield from (field.choices[code] for code in fact.value)
        yield from fact.value


def _dates(day: PartialDate | None) -> Iterator[str]:
    if day is not None:
        yield from (day.shown(), day.iso())


def _parts(chunk: str) -> Iterator[str]:
    """Han characters and the rest apart; signs alone say nothing."""
    for part in re.findall(rf"{HAN}+|(?:(?!{HAN}).)+", chunk):
        if re.search(r"[^\W_]", part):
            yield part


def _occurs(text: str, part: str) -> bool:
    if re.match(HAN, part):
        # Signs between Han characters do not count.
        return "".join(re.findall(r"[^\W_]", part)) in re.sub(r"[\W_]", "", text)
    pieces = re.findall(r"[^\W\d_]+|\d+", part)
    pattern = _beginning(pieces[0]) + re.escape(pieces[0])
    for before, piece in zip(pieces, pieces[1:], strict=False):
        alike = before.isdecimal() == piece.isdecimal()
        pattern += (r"[\W_]+" if alike else r"[\W_]*") + re.escape(piece)
    joined = _beginning(part) + _JOINER.join(map(re.escape, part)) if len(pieces) == 1 else pattern
    return bool(re.search(pattern, text) or (part.isalpha() and re.search(joined, text)))


def _beginning(piece: str) -> str:
    """Where a run of letters, or of digits, begins."""
    return r"(?<!\d)" if piece[0].isdecimal() else rf"(?<!{_LETTER})"
