"""Says composed labels in another language: whole, or not at all, so that no sentence is half translated.

A text is taken apart at the signs and small words that join labels; where every part is a label, a phrase,
a code, a number, a date or the user's own text, it is put together again in the other language. A sentence
with anything else in it stays as it is; only the label that leads it ("Missing: …") is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from enec_desktop.domain.labels import is_word

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(rf"(?:(\d{{2}})-)?({'|'.join(_MONTHS)})-(\d{{4}})")
_FOREIGN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_COUNTED = re.compile(r"([<>≥≤]?\s?-?\d[\d.,\u2013-]*(?: to -?\d[\d.]*)?)\s+(.+)")
_BRACKET = re.compile(r"(.+?) \((.+)\)")
_CLOSE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u4e00-\u9fff])")
_PLACE = re.compile(r"\{(\w+)\}")
_SENTENCES = re.compile(r"(?<=[\w)%…?]\.|[a-z0-9)%]\?) (?=[A-Z0-9])")
_WORDS = re.compile(r"[A-Z][a-z]+|[a-z]{2,}")
_ENDS = ((".", "。"), ("?", "？"), (":", "："))
_LONGEST = 400
"""Longer texts are prose: no label is so long."""


def iso_dates(text: str) -> str:
    """Dates as 2026-03-12, 2026-03: the form of a Chinese reader."""

    def iso(found: re.Match[str]) -> str:
        day, month, year = found.groups()
        told = f"{year}-{_MONTHS.index(month) + 1:02d}"
        return f"{told}-{day}" if day else told

    return _DATE.sub(iso, text)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A phrase with places: the signs around and between them, and what is put together instead."""

    signs: tuple[str, ...]
    words: frozenset[str]
    names: tuple[str, ...]
    other: str

    @classmethod
    def of(cls, english: str, other: str) -> _Pattern:
        parts = _PLACE.split(english)
        signs = tuple(part.casefold() for part in parts[0::2])
        return cls(signs, words_of(" ".join(parts[0::2])), tuple(parts[1::2]), other)

    def fills(self, text: str) -> Iterator[tuple[str, ...]]:
        """Every way to fill the places, so that the phrase reads as the text."""
        start, end = text.casefold(), len(text) - len(self.signs[-1])
        if start.startswith(self.signs[0]) and start.endswith(self.signs[-1]):
            yield from self._fills(text, start, len(self.signs[0]), end, 1)

    def counts(self, parts: tuple[str, ...]) -> bool:
        """Whether what stands for a number (``{n}``) is one: "A and B and 2 more" counts two, not B."""
        return all(part.isdigit() for name, part in zip(self.names, parts, strict=True) if name == "n")

    def _fills(self, text: str, small: str, at: int, end: int, sign: int) -> Iterator[tuple[str, ...]]:
        if sign == len(self.signs) - 1:
            if at < end:
                yield (text[at:end],)
            return
        cut = at
        while (cut := small.find(self.signs[sign], cut + 1, end)) > 0:
            for rest in self._fills(text, small, cut + len(self.signs[sign]), end, sign + 1):
                yield (text[at:cut], *rest)


@dataclass(frozen=True, slots=True)
class _Lead:
    """What leads a sentence: ``{c}`` between ``before`` and ``sign`` is a label, the rest may be prose."""

    before: str
    sign: str
    other: str

    @classmethod
    def of(cls, english: str, other: str) -> _Lead:
        before, _, sign = english.removesuffix("{rest}").partition("{c}")
        return cls(before, sign, other)

    def splits(self, text: str) -> Iterator[tuple[str, str]]:
        """The label and the rest, the longest label first; an empty label where the lead has none."""
        if not text.startswith(self.before):
            return
        if not self.sign:
            yield "", text[len(self.before) :]
            return
        end = len(text)
        while (end := text.rfind(self.sign, len(self.before) + 1, end)) > 0:
            yield text[len(self.before) : end], text[end + len(self.sign) :]


@dataclass(frozen=True)
class Phrasebook:
    """Labels (English to other), phrases with places, signs that join, leads, and the lines of the map.

    ``words`` are all that occur in them: a text with any other word cannot be said.
    """

    terms: Mapping[str, str]
    patterns: tuple[_Pattern, ...] = ()
    leads: tuple[_Lead, ...] = ()
    joints: tuple[tuple[str, str], ...] = ()
    lines: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    words: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, content: Mapping[str, object], labels: Iterable[tuple[str, str]], lines: Mapping[str, str]
    ) -> Phrasebook:
        """The phrasebook of a content file and the knowledge's labels; of equal terms the first counts."""
        parts = {name: _texts(content.get(name)) for name in ("phrases", "patterns", "leads", "joints")}
        known: dict[str, str] = {}
        told = (*parts["phrases"].items(), *labels)
        for english, other in told:
            known.setdefault(english, other)
        for english, other in told:
            known.setdefault(english.casefold(), other)
        used = " ".join([*known, *parts["patterns"], *parts["joints"], *_MONTHS])
        return cls(
            known,
            tuple(_Pattern.of(english, other) for english, other in parts["patterns"].items()),
            tuple(_Lead.of(english, other) for english, other in parts["leads"].items()),
            tuple(parts["joints"].items()),
            lines,
            str(content.get("note", "")),
            words_of(used),
        )

    @cached_property
    def common(self) -> Reader:
        """The reader of what no user wrote; it remembers for every case."""
        return Reader(self)

    @cached_property
    def by_word(self) -> Mapping[str, tuple[int, ...]]:
        """The places of the phrases by their longest word; those without a word under none."""
        found: dict[str, tuple[int, ...]] = {}
        for place, one in enumerate(self.patterns):
            word = max(one.words, key=lambda word: (len(word), word), default="")
            found[word] = (*found.get(word, ()), place)
        return found

    def term(self, text: str) -> str | None:
        """A label by its English words, as they stand or in small letters."""
        return self.terms.get(text) or self.terms.get(text.casefold())

    def reader(self, own: frozenset[str] = frozenset()) -> Reader:
        """A reader that leaves the user's ``own`` texts as they are."""
        return Reader(self, own) if own else self.common


def words_of(text: str) -> frozenset[str]:
    """The words of a text, in small letters; codes such as pT2 and MiNEN are none."""
    return frozenset(word.casefold() for word in _WORDS.findall(text))


def _texts(table: object) -> dict[str, str]:
    return {str(key): str(text) for key, text in table.items()} if isinstance(table, dict) else {}


class Reader:
    """Remembers what it has read: the same labels come again and again.

    Two threads may ask it at once: what is remembered is only ever a finished answer.
    """

    def __init__(self, book: Phrasebook, own: frozenset[str] = frozenset()) -> None:
        self._book, self.own = book, own
        self._own_words = words_of(" ".join(own))
        self._known: dict[str, str | None] = {}
        self._said: dict[str, str] = {}

    @property
    def note(self) -> str:
        """What is said once where sentences stay as they are."""
        return self._book.note

    def say(self, text: str) -> str:
        """A text in the other language; where not all of it is known, only the labels that lead it."""
        if self.own and not any(one in text for one in self.own):
            return self._book.common.say(text)
        if text not in self._said:
            words = text.lstrip("\u00a0 ")
            told = self.known(words)
            if told is None:
                told = self._partly(words)
            self._said[text] = text[: len(text) - len(words)] + told
        return self._said[text]

    def known(self, text: str) -> str | None:
        """A text in the other language; None where not all of it is known."""
        if text in self.own:
            return text
        strange = words_of(text) - self._book.words
        if not strange <= self._own_words:
            return None
        # Where the user wrote part of it, that part is no label, whatever its words: "SAMPLE, Patient".
        if not strange and self.own and not any(one in text for one in self.own):
            common = self._book.common.known(text)
            if common is not None:
                return common
        if text not in self._known:
            self._known[text] = self._whole(text)
        return self._known[text]

    def line(self, text: str) -> str:
        """A line of a picture."""
        return self._book.lines.get(text) or self.say(text)

    def _whole(self, text: str) -> str | None:
        term = self._book.term(text)
        if term is not None:
            return term
        dated = iso_dates(text)
        if not is_word(dated):
            return dated
        if len(text) > _LONGEST or text != text.strip():
            return None
        told = self._pattern(text) or self._ended(text) or self._joined(text) or self._counted(text)
        return told and _spaced(told)

    def _pattern(self, text: str) -> str | None:
        index, words = self._book.by_word, words_of(text)
        for place in sorted(place for word in (*words, "") for place in index.get(word, ())):
            one = self._book.patterns[place]
            if not one.words <= words:
                continue
            for parts in one.fills(text):
                told = [self.known(part) for part in parts]
                if None not in told and one.counts(parts):
                    return one.other.format(**dict(zip(one.names, told, strict=True)))
        return None

    def _ended(self, text: str) -> str | None:
        for sign, other in _ENDS:
            if text.endswith(sign) and len(text) > 1:
                told = self.known(text[:-1])
                return told if told is None or told.endswith(other) else told + other
        return None

    def _joined(self, text: str) -> str | None:
        sentences = _SENTENCES.split(text)
        if len(sentences) > 1:
            told = [self.known(one) for one in sentences]
            if None not in told:
                return "".join(one or "" for one in told)
        for sign, other in self._book.joints:
            if sign in text:
                parts = self._list(text.split(sign), sign)
                if parts is not None:
                    return other.join(parts)
        if (match := _BRACKET.fullmatch(text)) is not None:
            outer, inner = self.known(match[1]), self.known(match[2])
            if outer is not None and inner is not None:
                return f"{outer}（{inner}）"
        return None

    def _list(self, parts: list[str], sign: str) -> list[str] | None:
        """The parts one by one; a label that holds the sign itself counts as one."""
        told: list[str] = []
        at = 0
        while at < len(parts):
            for end in range(len(parts), at, -1):
                piece = sign.join(parts[at:end])
                found = self._book.term(piece) if end - at > 1 else self.known(piece)
                if piece in self.own:
                    found = piece
                if found is not None:
                    told.append(found)
                    at = end
                    break
            else:
                return None
        return told

    def _counted(self, text: str) -> str | None:
        match = _COUNTED.fullmatch(text)
        if match is None:
            return None
        rest = self.known(match[2])
        return None if rest is None else f"{match[1].replace(' to ', ' 至 ')} {rest}"

    def _partly(self, text: str) -> str:
        """The sentences one by one, each with its lead said."""
        told = ""
        for one in _SENTENCES.split(text):
            said = self.known(one)
            if said is None:
                said = self._led(one)
            told += said if not told or _FOREIGN.match(told[-1]) else f" {said}"
        return told

    def _led(self, text: str) -> str:
        for lead in self._book.leads:
            for label, rest in lead.splits(text):
                said = self.known(label) if lead.before else self._book.term(label)
                if said is not None or not label:
                    whole = lead.other.partition("{rest}")
                    return _spaced(whole[0].format(c=said or "")) + self.say(rest) + whole[2]
        return text


def _spaced(text: str) -> str:
    """Latin letters and figures apart from the signs of the other language."""
    return _CLOSE.sub(" ", text)
