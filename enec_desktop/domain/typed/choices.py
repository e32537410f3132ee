"""Choices as people type them: a code or the beginning of a label, or several with "or" between them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.strict import shown
from enec_desktop.domain.typed.text import either, tidy
from enec_desktop.domain.values import Codes
from enec_desktop.domain.vocabulary import Field

_BETWEEN = re.compile(r"(\s*[,;]\s*or\s+|\s+or\s+|\s*[/,;|]\s*)", re.IGNORECASE)
_SHORT_LIST = 8


def read_codes(field: Field, text: str) -> Codes:
    """The codes a text names: ``small``, ``small or large``, ``T1a/T1b``.

    A label may hold "or", commas and strokes itself, so the longest piece that names a choice counts.
    Raises FieldProblem where a piece names no choice, or more than one.
    """
    pieces = _BETWEEN.split(tidy(text))
    codes: set[str] = set()
    start = 0
    while start < len(pieces):
        code, start = _longest(field, pieces, start, text)
        codes.add(code)
    return frozenset(codes)


def _longest(field: Field, pieces: list[str], start: int, text: str) -> tuple[str, int]:
    """The choice that the longest run of pieces names, and where the next one begins."""
    for end in range(len(pieces), start, -2):
        found = _matches(field, "".join(pieces[start:end]))
        if len(found) == 1:
            return found[0], end + 1
        if found:
            raise FieldProblem(_ambiguous(field, "".join(pieces[start:end]), found), _labels(field, found))
    raise FieldProblem(_unknown(field, pieces[start] or tidy(text)))


def _matches(field: Field, typed: str) -> list[str]:
    """The codes a piece can name: an exact code alone, else an exact label, else every beginning."""
    piece = typed.casefold()
    labels = {code: tidy(label).casefold() for code, label in field.choices.items()}
    for found in (
        [code for code in labels if code.casefold() == piece],
        [code for code, label in labels.items() if label == piece],
    ):
        if found:
            return found
    starts = [c for c, label in labels.items() if c.casefold().startswith(piece) or label.startswith(piece)]
    return starts if piece else []


def _ambiguous(field: Field, piece: str, codes: Iterable[str]) -> str:
    return (
        f"{shown(piece)} can be {either(_labels(field, codes))}; "
        'write one of them, or several with "or" between them.'
    )


def _unknown(field: Field, piece: str) -> str:
    known = {code: f"{code} {label}".casefold() for code, label in field.choices.items()}
    near = [code for code, words in known.items() if len(piece) > 1 and piece.casefold() in words]
    if not near:
        labels = {label.casefold(): code for code, label in field.choices.items()}
        near = [labels[label] for label in difflib.get_close_matches(piece[:80].casefold(), labels, n=3)]
    if not near and len(known) <= _SHORT_LIST:
        near = list(known)
    mend = f"write {either(_labels(field, near[:_SHORT_LIST]))}" if near else "choose from the list"
    return f"{shown(piece)} is not a choice of {field.label}; {mend}."


def _labels(field: Field, codes: Iterable[str]) -> list[str]:
    return [field.choices[code] for code in codes]
