"""Which words of a case are found, and by what: each Chinese, Japanese or Korean character is a word.

Texts are folded (case, accents, full-width forms) and cut into words here, on both sides; the database
only compares them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from enec_desktop.domain.case import Case, Fact

_CJK = (
    r"[\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
)
_CHARACTER = rf"(?=\w){_CJK}"
_OTHER = rf"(?:(?!{_CJK})[^\W_])+"
_WORD = re.compile(rf"{_CHARACTER}|{_OTHER}")
_RUN = re.compile(rf"(?P<characters>(?:{_CHARACTER})+)|{_OTHER}")
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))
_BETWEEN = "¦"
"""Stands between two texts, so that no phrase is found across them; never part of a word."""


def folded(text: str) -> str:
    """The text without case, accents and width, as it is searched and sorted."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_ACCENTS)
    return unicodedata.normalize("NFC", plain).casefold()


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(folded(text))


def words_of(case: Case) -> str:
    """Everything of a case that can be found, as the index takes it: texts and codes, sources and notes."""
    return f" {_BETWEEN} ".join(map(_indexed, texts_of(case)))


@lru_cache(maxsize=4096)
def _indexed(text: str) -> str:
    """The words of one text in a row; remembered, since an edit leaves most texts of a case as they were."""
    return " ".join(words(text))


def texts_of(case: Case) -> Iterator[str]:
    """The texts of a case that a search looks at."""
    yield case.title
    yield case.id
    if case.published is not None:
        yield case.published.citation
        yield case.published.doi or ""
    for entry in case.entries:
        for fact in entry.facts.values():
            yield from texts_of_fact(fact)


def expression(text: str) -> str | None:
    """What a user typed as a query of the index; None where it holds no letter or digit.

    Every run of CJK characters has to occur as it stands, every other word as the beginning of a word.
    All is quoted: operators, quotes and wildcards mean nothing here.
    """
    runs = _RUN.finditer(folded(text))
    terms = [f'"{" ".join(run[0])}"' if run["characters"] else f'"{run[0]}" *' for run in runs]
    return " AND ".join(terms) or None


def texts_of_fact(fact: Fact) -> Iterator[str]:
    """The texts of one fact that a search looks at."""
    if isinstance(fact.value, str):
        yield fact.value
    elif isinstance(fact.value, frozenset):
        yield from sorted(fact.value)
    yield from (text for text in (fact.source, fact.note) if text)
