"""Which words of a case are found, and by what: each Chinese, Japanese or Korean character is a word.

Texts are folded (case, accents, full-width forms, Ł as l) and cut into words here, on both sides; the
database only compares them. Letters and digits that stand together are words apart: "Ki-67", "ki67" and
"ki 67" are the same two. A text is what a reader sees of a fact: "small cell", "> 90 %", "12-Mar-2026".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from enec_desktop.domain.alike import plain
from enec_desktop.domain.case import Case, Entry, Fact
from enec_desktop.domain.shown import show_fact, shown_interval
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.vocabulary import Field

RULES = 2
"""Counted up when texts are cut another way; stored cases are then read anew."""

CJK = (
    r"[\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""The characters that are words by themselves, the rare ones of names among them; signs are none."""
_CHARACTER = rf"(?=\w){CJK}"
_LETTER = rf"(?!{CJK})[^\W\d_]"
_LETTERS = rf"(?:{_LETTER})++"
_NUMBER = rf"(?:(?!{CJK})\d)+"
_BETWEEN = "¦"
"""Stands between two texts, so that no phrase is found across them; never part of a word."""

_MOST_PARTS = 6


# Made when first needed: their classes take as long to make ready as a case takes to open.
@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"{_CHARACTER}|{_LETTERS}|{_NUMBER}")


@cache
def _run() -> re.Pattern[str]:
    return re.compile(rf"(?P<characters>(?:{_CHARACTER})+)|{_LETTERS}|{_NUMBER}")


@cache
def _joined() -> re.Pattern[str]:
    # Only from the first letter on: begun at every letter of a long word it would take the square of
    # its length.
    return re.compile(rf"(?<!{_LETTER}){_LETTERS}(?:['’\-‐‑·.]{_LETTERS})+")


def folded(text: str) -> str:
    """The text as it is searched and sorted: letters are alike here that are alike in two patients' names."""
    return plain(text)


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return _word().findall(folded(text))


@lru_cache(maxsize=4096)
def indexed(text: str) -> str:
    """One text as the index takes it: its words in order, then names such as O'Brien in one word."""
    return between([" ".join(words(text)), *_in_one(folded(text))])


def between(texts: Iterable[str]) -> str:
    """Indexed texts as one, so that no phrase is found across two of them."""
    return f" {_BETWEEN} ".join(texts)


def texts_of_case(case: Case) -> Iterator[str]:
    """What a search looks at beside the entries."""
    yield case.title
    yield case.id
    if case.published is not None:
        yield case.published.citation
        yield case.published.doi or ""


def texts_of_time(entry: Entry) -> Iterator[str]:
    """When an entry was, in every form a reader may type."""
    yield from _days(entry.date)
    if entry.elapsed is not None:
        yield f"{shown_interval(entry.elapsed.months)} months"


def texts_of_fact(field: Field, fact: Fact) -> Iterator[str]:
    """What a search looks at of a fact: how it is shown, its codes, its date, source and note."""
    yield show_fact(field, fact)
    if isinstance(fact.value, frozenset):
        yield from sorted(fact.value)
    elif isinstance(fact.value, PartialDate):
        yield fact.value.iso()
    elif isinstance(fact.value, str) and field.name in ("hospital_number", "national_id"):
        # As it is typed from a label: without the spaces and dots of its print.
        yield re.sub(r"[\W_]", "", fact.value)
    yield from _days(fact.on)
    yield from (text for text in (fact.source, fact.note) if text)


def expression(text: str) -> str | None:
    """What a user typed as a query of the index; None where it holds no letter or digit.

    Every run of CJK characters has to occur as it stands; what else is typed without a space has to occur
    in this order, its last word as the beginning of a word. All is quoted: operators, quotes and wildcards
    mean nothing here.
    """
    return " AND ".join(term for part in folded(text).split() for term in _terms(part)) or None


def _terms(part: str) -> Iterator[str]:
    phrase: list[str] = []
    for run in _run().finditer(part):
        if run["characters"]:
            yield from _phrase(phrase)
            phrase = []
            yield f'"{" ".join(run[0])}"'
        else:
            phrase.append(run[0])
    yield from _phrase(phrase)


def _phrase(found: list[str]) -> Iterator[str]:
    if found:
        yield f'"{" ".join(found)}" *'


def _in_one(text: str) -> Iterator[str]:
    """Letters with a hyphen, a dot or an apostrophe between them as one word, from each part on."""
    for joined in _joined().findall(text):
        whole = re.findall(_LETTERS, joined)
        for start in range(len(whole) - 1):
            yield "".join(whole[start : start + _MOST_PARTS])


def _days(day: PartialDate | None) -> Iterator[str]:
    if day is not None:
        yield day.shown()
        yield day.iso()
