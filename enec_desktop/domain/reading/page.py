"""One report as the readers of values see it: its text, sentences, sections, kind and day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enec_desktop.domain.case import Value
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.reading.heads import DATE, month_first, read_day
from enec_desktop.domain.reading.layers import layers
from enec_desktop.domain.reading.layout import Mark, Places, Sentence, section_marks, sentences
from enec_desktop.domain.reading.offers import Aside, PastedReport, Span
from enec_desktop.domain.reading.rules import Cue, ReadingRules
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.typed.values import read_typed
from enec_desktop.domain.vocabulary import Vocabulary

SPECIMEN = "specimen"
EARLIER = "earlier"
_INSIDE = frozenset({"negation", "earlier_reading"})
_REASONS = {
    **dict.fromkeys(("earlier_reading", "quoted"), "elsewhere"),
    **dict.fromkeys(("definition", "literature"), "books"),
    "somebody_else": "others",
    "invalid": "spoilt",
}
_ASIDE = frozenset({"definition", "literature"})
_BRACKET = re.compile(r"\([^()]*\)")
_SMALL = re.compile(r"(?<!\d)\d{1,3}(?!\d)", re.A)
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_DATED = re.compile(rf"[^\n\d:()]{{1,24}}\(?(?P<day>{DATE.pattern})\)?\s*:")
_SHORT_DATED = re.compile(r"[^\n\d:()]{1,24}\(?(?P<month>\d{1,2})(?:-|月)(?P<day>\d{1,2})日?\)?\s*:", re.A)


@dataclass(frozen=True, slots=True)
class Found:
    """A value found at one place, before those of one field are weighed against each other.

    ``target`` tells apart what belongs to different entries of its kind (the part of a report, a lesion).
    """

    kind: str
    field: str
    typed: str
    value: Value
    span: Span
    section: str
    target: str = ""
    layer: int = 0


class Page:
    """One report: where its sentences lie, and what takes a finding back."""

    def __init__(
        self,
        text: str,
        low: str,
        report: PastedReport,
        rules: ReadingRules,
        vocabulary: Vocabulary,
        today: date,
    ) -> None:
        self.text, self.low, self.report = text, low, report
        self.rules, self.vocabulary, self._today = rules, vocabulary, today
        headings = dict(rules.layout.headings)
        if report.kind in ("imaging", "endoscopy"):
            headings["organ"] = rules.layout.organs
        self.marks = section_marks(low, report.span, headings)
        self._layers = layers(low, report.span, rules.layout)
        self.sentences = [
            self._sentence(span)
            for span in self._cut(sentences(text, low, report.span, rules.layout.own_line))
        ]
        self._whole: dict[tuple[int, int], tuple[Span, ...]] = {}
        self._left_out: dict[str, Span] = {}
        self._asides: dict[int, tuple[Span, ...]] = {}
        self.places = Places(self.sentences)
        self.month_first = month_first(low, report.span)

    def _cut(self, spans: Iterable[Span]) -> list[Span]:
        """Sentences do not reach across the heading of a section."""
        marks = [mark.heading.end for mark in self.marks]
        found: list[Span] = []
        for span in spans:
            start = span.start
            for at in marks:
                if start < at < span.end:
                    found.append(Span(start, at))
                    start = at
            found.append(Span(start, span.end))
        return [span for span in found if self.low[span.start : span.end].strip()]

    def _sentence(self, span: Span) -> Sentence:
        begin = _begin(self.low, span)
        section = self._section(begin)
        here = [layer.rank for layer in self._layers if layer.start <= begin]
        return Sentence(span, section, -1 if section == EARLIER else (here or [0])[-1])

    def _section(self, position: int) -> str:
        """The kind of section a position lies in; some end with their line or their paragraph."""
        before = [mark for mark in self.marks if mark.heading.end <= position]
        if not before:
            return ""
        at, name = before[-1].heading.end, before[-1].section
        if name == "diagnosis" and self.report.kind in ("imaging", "endoscopy"):
            name = "impression"
        elif name == "impression" and self.report.kind == "pathology":
            name = "diagnosis"
        if name == "organ":
            return self._around(before)
        layout = self.rules.layout
        between = self.low[at:position]
        short = name in layout.one_line or (name == "request" and self._tells_by_lines)
        paragraph = name in layout.one_paragraph or (name == "diagnosis" and self.report.kind == "letter")
        if short and "\n" in between.strip(" \t"):
            return "" if between.strip(" \t\r\n-=_*#~") else name
        if paragraph and "\n\n" in between.lstrip().replace("\r", "").replace(" ", ""):
            return ""
        return name

    @property
    def _tells_by_lines(self) -> bool:
        """Whether a request is one line only: in letters, and where no heading tells where findings begin."""
        if self.report.kind == "letter":
            return True
        later = {"findings", "impression", "macro", "micro", "diagnosis"}
        return self.report.kind in ("imaging", "endoscopy") and not any(
            m.section in later for m in self.marks
        )

    def _around(self, before: list[Mark]) -> str:
        """The section that a line of an organ stands in; findings where it is none of them."""
        names = [mark.section for mark in before if mark.section != "organ"]
        return names[-1] if names and names[-1] in ("findings", "impression", "addendum") else "findings"

    def day(self, said: str) -> str:
        """A date of the report as someone would type it; empty where it can be two days."""
        found = self.date(said)
        return found.iso() if found else ""

    def date(self, said: str) -> PartialDate | None:
        """A date of the report; None where it can be two days or lies ahead."""
        return read_day(said, self._today, self.month_first)

    def layer_day(self, rank: int) -> PartialDate | None:
        """The day in the heading of an addendum, or of the one before it; None where there is none."""
        told = sorted(
            (one for one in self._layers if 0 < one.rank <= rank and one.day), key=lambda one: one.rank
        )
        return self.date(told[-1].day) if rank > 0 and told else None

    def day_in_front(self, span: Span) -> PartialDate | None:
        """The day at the head of the line of a finding: ``CT (2026-03-02):``; None where there is none."""
        start = self.low.rfind("\n", 0, span.start) + 1
        said = _DATED.match(self.low, start, span.end)
        return self.date(said["day"]) if said else None

    def day_of_line(self, span: Span) -> PartialDate | None:
        """The day at the head of the line of a finding, one without a year too: ``Bloods (11-08):``.

        Such a day is the last one before the day of the report.
        """
        if (known := self.day_in_front(span)) is not None:
            return known
        start, today = self.low.rfind("\n", 0, span.start) + 1, self.report.date
        said = _SHORT_DATED.match(self.low, start, span.end)
        if said is None or today is None:
            return None
        for year in (today.year, today.year - 1):
            found = self.date(f"{year}-{said['month']}-{said['day']}")
            if found is not None and found.latest <= today.latest:
                return found
        return None

    def taken(self, kind: str, field: str, typed: str) -> Value | None:
        """The value a text stands for, by the field's own reader; None where the reader does not take it."""
        try:
            return read_typed(self.vocabulary.field(kind, field), typed, None, self._today)
        except FieldProblem:
            return None

    def found(self, kind: str, field: str, typed: str, span: Span, target: str = "") -> Found | None:
        """A finding, where the field takes the value."""
        value = self.taken(kind, field, typed)
        sentence = self.places.at(span.start)
        if value is None or sentence is None:
            return None
        return Found(kind, field, typed, value, span, sentence.section, target, sentence.layer)

    def is_taken_back(self, span: Span, though: frozenset[str] = frozenset()) -> bool:
        """Whether words around a finding negate it, doubt it or say it of another time or person."""
        return bool(self._why(span, though))

    def is_left_out(self, span: Span, though: frozenset[str] = frozenset()) -> bool:
        """The same of a value, which is kept with its reason where it is told of something else."""
        if not self._why(span, though):
            return False
        others = frozenset(cue.name for cue in self.rules.cues if cue.name not in _REASONS)
        if reason := _REASONS.get(self._why(span, though | others)):
            self._left_out.setdefault(reason, span)
        return True

    @property
    def asides(self) -> tuple[Aside, ...]:
        """What was left out as told of something else: for each reason the first words."""
        return tuple(Aside(reason, span) for reason, span in self._left_out.items())

    def _why(self, span: Span, though: frozenset[str]) -> str:
        """The name of the first cue that takes a finding back; empty where none does."""
        sentence = self.places.at(span.start)
        if sentence is None:
            return "nowhere"
        if sentence.layer < 0:
            return "earlier_reading"
        return next(
            (
                c.name
                for c in self.rules.cues
                if c.name not in though and self._reaches(c, span, sentence.span)
            ),
            "",
        )

    def takes_back_inside(self, span: Span, though: frozenset[str]) -> bool:
        """Whether a negation or an earlier reading stands within a finding: ``tumour ..., not passable``."""
        return any(
            cue.before is not None and cue.before.search(self.low, span.start, span.end) is not None
            for cue in self.rules.cues
            if cue.name in _INSIDE and cue.name not in though
        )

    def _holds(self, cue: Cue, sentence: Span) -> tuple[Span, ...]:
        """What a cue takes back of a sentence by its mere presence; looked up once for each."""
        key = (id(cue), sentence.start)
        found = self._whole.get(key)
        if found is None:
            said = cue.anywhere.finditer(self.low, sentence.start, sentence.end) if cue.anywhere else ()
            found = tuple(self._around_words(cue, one.start(), sentence) for one in said)
            self._whole[key] = found
        return found

    def _around_words(self, cue: Cue, position: int, sentence: Span) -> Span:
        """The bracket that words stand in where it tells a number of its own, else their sentence."""
        brackets = _BRACKET.finditer(self.low, sentence.start, sentence.end) if cue.name in _ASIDE else ()
        for one in brackets:
            if one.start() < position < one.end() and _SMALL.search(one.group()):
                return Span(*one.span())
        return sentence

    def _aside(self, cue: Cue) -> tuple[Span, ...]:
        """The stretches that a cue opens; looked up once for each."""
        if id(cue) not in self._asides:
            whole = self.report.span
            said = cue.opens.finditer(self.low, whole.start, whole.end) if cue.opens else ()
            self._asides[id(cue)] = tuple(Span(one.start(), self._closed(cue, one.end())) for one in said)
        return self._asides[id(cue)]

    def _closed(self, cue: Cue, position: int) -> int:
        """Where a stretch ends that is opened in front of a position."""
        ends = [self.report.span.end]
        if paragraph := _PARAGRAPH.search(self.low, position, ends[0]):
            ends.append(paragraph.start())
        if cue.stop is not None:
            ends += [mark.heading.start for mark in self.marks if mark.heading.start >= position]
            if stop := cue.stop.search(self.low, position, min(ends)):
                ends.append(stop.start())
        return min(ends)

    def _reaches(self, cue: Cue, span: Span, sentence: Span) -> bool:
        low = self.low
        if cue.anywhere is not None and any(
            one.start <= span.start < one.end for one in self._holds(cue, sentence)
        ):
            return True
        if cue.opens is not None and any(one.start <= span.start < one.end for one in self._aside(cue)):
            return True
        if cue.before is not None:
            start = max(sentence.start, span.start - cue.reach)
            for said in cue.before.finditer(low, start, span.start):
                if cue.stop is None or not cue.stop.search(low, said.end(), span.start):
                    return True
        if cue.after is not None:
            end = min(sentence.end, span.end + cue.reach)
            behind = low[span.end : end]
            said_after = cue.after.search(behind)
            if said_after and (cue.stop is None or not cue.stop.search(behind[: said_after.start()])):
                return True
        return False


def _begin(low: str, span: Span) -> int:
    """Where the first word of a stretch stands."""
    words = low[span.start : span.end]
    return span.start + len(words) - len(words.lstrip())
