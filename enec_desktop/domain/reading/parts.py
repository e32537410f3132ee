"""The parts of a pathology report: which tissue each is, and which of them hold tumour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from enec_desktop.domain.reading.layout import Sentence
from enec_desktop.domain.reading.offers import Span
from enec_desktop.domain.reading.page import Page

_LINE = 28
_NAMING = ("material", "diagnosis")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report: its label there, its words, and whether tumour was found in it."""

    label: str
    words: str
    has_tumour: bool


class Parts:
    """Says to which part a place of the text belongs; where that is open, to none."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._marks = _marks(page)
        labels = _labels(page, self._marks)
        self._marks = [(at, label) for at, label in self._marks if not label or label in labels]
        self.parts = tuple(self._part(label) for label in labels)
        self._with_tumour = [part.label for part in self.parts if part.has_tumour]

    def of(self, position: int) -> str | None:
        """The label of the part a place is about, "" where the report has no parts.

        None where several could be meant, or where it is a part without tumour.
        """
        if not self.parts:
            return ""
        label = self._marked(position)
        if label:
            return label if label in self._with_tumour else None
        return self._with_tumour[0] if len(self._with_tumour) == 1 else None

    def words(self, label: str) -> str:
        """How the report calls a part."""
        return next((part.words for part in self.parts if part.label == label), "")

    def spans(self, label: str) -> list[Span]:
        """The sentences of one part, or all of them where the report has no parts."""
        return [
            sentence.span
            for sentence in self._page.sentences
            if not self.parts or self._marked(_begin(self._page, sentence)) == label
        ]

    def _marked(self, position: int) -> str:
        before = [label for at, label in self._marks if at <= position]
        return before[-1] if before else ""

    def _part(self, label: str) -> Part:
        page, layout = self._page, self._page.rules.layout
        mine = [s for s in page.sentences if self._marked(_begin(page, s)) == label]
        said = [s for s in mine if s.section == "diagnosis"] or [s for s in mine if s.section != "material"]
        has_tumour = any(_has_tumour(page, sentence) for sentence in said)
        first = next((s.span.of(page.text) for s in mine if s.section in (*_NAMING, "")), "")
        words = layout.part.sub("", " ".join(first.split())).strip(" :.-")
        return Part(label, words[:80], has_tumour)


def _begin(page: Page, sentence: Sentence) -> int:
    """Where the first word of a sentence stands."""
    words = sentence.span.of(page.text)
    return sentence.span.start + len(words) - len(words.lstrip())


def _marks(page: Page) -> list[tuple[int, str]]:
    """Where parts are labelled, and where a new section ends the last one."""
    layout, span = page.rules.layout, page.report.span
    marks = [(mark.heading.start, "") for mark in page.marks]
    for pattern in (layout.part, layout.block):
        found = pattern.finditer(page.text, span.start, span.end)
        marks += [(match.start("label"), match["label"].upper()) for match in found]
    return sorted(marks)


def _labels(page: Page, marks: Sequence[tuple[int, str]]) -> list[str]:
    """The labels that name parts: two or more of them where the material or the diagnosis is told."""
    for section in (*_NAMING, ""):
        found = dict.fromkeys(
            label
            for at, label in marks
            if label and (sentence := page.places.at(at)) is not None and sentence.section == section
        )
        certain = all(label in "ABCDEFGH" for label in found) or section == "material" or _declared(page)
        if len(found) > 1 and (certain or (section and _sited(page, marks) > 1)):
            return list(found)
    return []


def _declared(page: Page) -> bool:
    """Whether the report numbers its specimens itself: ``Specimen 1: ... Specimen 2: ...``."""
    span = page.report.span
    return len(set(page.rules.layout.declared.findall(page.low, span.start, span.end))) > 1


def _sited(page: Page, marks: Sequence[tuple[int, str]]) -> int:
    """How many numbered lines of a diagnosis name tissue: other numbers only count what is told of one."""
    lines = [page.low[at : at + _LINE].split("\n")[0] for at, label in marks if label]
    return sum(page.rules.layout.sited.search(line) is not None for line in lines)


def _has_tumour(page: Page, sentence: Sentence) -> bool:
    return any(
        not page.is_taken_back(Span(*match.span()))
        for match in page.rules.layout.tumour.finditer(page.low, sentence.span.start, sentence.span.end)
    )
