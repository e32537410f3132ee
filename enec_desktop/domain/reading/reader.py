"""Reads a pasted text: everything the rules find, weighed, with the words it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from enec_desktop.domain.case import Quantity
from enec_desktop.domain.reading.courses import KIND as COURSE
from enec_desktop.domain.reading.courses import courses
from enec_desktop.domain.reading.forms import ticked
from enec_desktop.domain.reading.heads import head
from enec_desktop.domain.reading.laboratory import KIND as TESTS
from enec_desktop.domain.reading.laboratory import laboratory
from enec_desktop.domain.reading.layout import plain
from enec_desktop.domain.reading.lesion_tables import tabled
from enec_desktop.domain.reading.lesions import first_place, lesions
from enec_desktop.domain.reading.offers import Doubt, Offer, Reading, Span, Target
from enec_desktop.domain.reading.page import SPECIMEN, Found, Page
from enec_desktop.domain.reading.parts import Parts
from enec_desktop.domain.reading.pasted import reports, visible, without_running_heads
from enec_desktop.domain.reading.phrases import OPEN, panels, phrases
from enec_desktop.domain.reading.rules import ReadingRules
from enec_desktop.domain.reading.scanned import mended
from enec_desktop.domain.reading.stains import stains
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.vocabulary import Vocabulary

_METASTASIS = frozenset({"metastasis"})


class Reader:
    """Finds values in reports by the rules it is made with."""

    def __init__(self, rules: ReadingRules, vocabulary: Vocabulary) -> None:
        self._rules, self._vocabulary = rules, vocabulary

    def read(self, text: str, today: date) -> Reading:
        """What the text tells, report by report; raises for no text at all.

        ``today`` says which dates lie ahead and what a year of two digits means.
        """
        text = visible(text)
        low = mended(ticked(without_running_heads(plain(text))), self._rules.layout.scanned)
        reading = Reading(text)
        for number, span in enumerate(reports(low, self._rules.layout)):
            report = head(text, low, span, self._rules.layout, today)
            page = Page(text, low, report, self._rules, self._vocabulary, today)
            reading = _joined(reading, _one(page, f"{number + 1}"))
        return reading


def _joined(one: Reading, other: Reading) -> Reading:
    return replace(
        one,
        reports=one.reports + other.reports,
        targets={**one.targets, **other.targets},
        offers=one.offers + other.offers,
        doubts=one.doubts + other.doubts,
        asides=one.asides + other.asides,
    )


def _one(page: Page, name: str) -> Reading:
    """The reading of one report."""
    parts = Parts(page)
    found = [*_placed(_of_pathology(page), parts), *_imaging(page), *laboratory(page), *courses(page)]
    found += [*_numbers(page, found), *_sampled(page, found)]
    offers: list[Offer] = []
    doubts: list[Doubt] = []
    targets: dict[str, Target] = {}
    found.sort(key=lambda one: (*_slot(page, one), one.span))
    for (kind, target, *_), same in groupby(found, key=lambda one: _slot(page, one)):
        key = f"{name}:{kind}:{target}"
        made = _weighed(page, list(same), key)
        if isinstance(made, Doubt):
            doubts.append(made)
            continue
        offers += made
        label = parts.words(target) if kind == SPECIMEN else ""
        if kind == "lesion":
            label = targets[key].label if key in targets else _named(page, made[0])
        targets[key] = Target(key, kind, label, _day(page, kind, made), page.report.report_id)
    left_out = _left_out(page, doubts)
    offers = [one for one in offers if (one.target, f"{one.kind}.{one.field}") not in left_out]
    offers.sort(key=lambda one: (one.span, one.kind, one.field))
    return Reading(page.text, (page.report,), targets, tuple(offers), tuple(doubts), page.asides)


def _day(page: Page, kind: str, offers: Sequence[Offer]) -> PartialDate | None:
    """The day that the values of an entry are of.

    A letter tells of specimens and studies of other days: those have the day that stands in front of them,
    if any. What was given before an examination is not of its day.
    """
    if kind == COURSE and page.report.kind != "letter":
        return None
    if page.report.kind != "letter" or kind not in page.rules.own_day:
        return page.report.date
    days = {page.day_in_front(offer.span) for offer in offers}
    return days.pop() if len(days) == 1 else None


def _named(page: Page, offer: Offer) -> str:
    """How the report calls a lesion: the words its first value stands on."""
    return " ".join(offer.span.of(page.text).split())[:60]


def _left_out(page: Page, doubts: Iterable[Doubt]) -> set[tuple[str, str]]:
    """The fields that are left out because another one of the same entry is in doubt."""
    return {
        (doubt.target, fact)
        for doubt in doubts
        for fact in page.rules.with_it.get(f"{doubt.kind}.{doubt.field}", ())
    }


def _slot(page: Page, one: Found) -> tuple[str, str, str, str]:
    """What a finding would fill: its field, and where units cannot be converted, each unit apart."""
    apart = page.vocabulary.field(one.kind, one.field).apart
    unit = one.value.unit if apart and isinstance(one.value, Quantity) else None
    return one.kind, one.target, one.field, unit or ""


def _of_pathology(page: Page) -> Iterator[Found]:
    yield from phrases(page)
    yield from panels(page)
    if not page.report.kind or page.report.kind in page.rules.stain_reports:
        yield from stains(page, page.rules.not_stain_sections)


def _numbers(page: Page, found: list[Found]) -> Iterator[Found]:
    """The number of the report, for each specimen or study found in it."""
    number = page.report.report_id
    at = page.text.find(number, page.report.span.start) if number else -1
    for kind, target in dict.fromkeys((one.kind, one.target) for one in found):
        if at >= 0 and "report_id" in page.vocabulary.kinds[kind].fields:
            made = page.found(kind, "report_id", number, Span(at, at + len(number)), target)
            if made is not None:
                yield made


def _sampled(page: Page, found: list[Found]) -> Iterator[Found]:
    """The lesion that a biopsy of a metastasis proves: its organ, that it is tumour, how it was proven."""
    for one in found:
        if one.value != _METASTASIS or not any(
            f.field == "stated_class" and f.target == one.target for f in found
        ):
            continue
        sentence = page.places.at(one.span.start)
        start = sentence.span.start if sentence else one.span.start
        place = first_place(page, Span(start, one.span.end))
        if place is not None:
            facts = {
                "organ": place.organ,
                "station": place.station,
                "finding": "malignant",
                "proof": "histology",
            }
            for field, typed in facts.items():
                made = (
                    page.found("lesion", field, typed, one.span, f"{SPECIMEN} {one.target}")
                    if typed
                    else None
                )
                if made is not None:
                    yield made


def _imaging(page: Page) -> Iterator[Found]:
    if page.report.kind in ("imaging", "endoscopy"):
        yield from lesions(page)
        yield from tabled(page)


def _placed(found: Iterable[Found], parts: Parts) -> Iterator[Found]:
    """Findings of specimens, each with its part; those whose part is open are left out."""
    for one in found:
        if one.kind != SPECIMEN:
            yield one
        elif (label := parts.of(one.span.start)) is not None:
            yield replace(one, target=label)


def _weighed(page: Page, same: list[Found], key: str) -> list[Offer] | Doubt:
    """One offer where all findings of a field agree or a rule says which stands; else a doubt.

    The last layer that tells the field stands against those before it; where a later one speaks of the field
    without a value that can be read, nothing is offered.
    """
    top = max(one.layer for one in same)
    first = same[0]
    chosen = _agreed(page, _newest(page, [one for one in same if one.layer == top]))
    unread = _unread(page, first.kind, first.field, top)
    if chosen is None or unread or any(one.typed == OPEN for one in same):
        return Doubt(key, first.kind, first.field, (*(one.span for one in same), *unread))
    older = [one for one in same if one.layer < top and not _alike(one, chosen)]
    words = " ".join(older[0].span.of(page.text).split()) if older else ""
    offer = Offer(key, chosen.kind, chosen.field, chosen.value, chosen.span, _own_day(page, chosen), words)
    return [offer]


def _own_day(page: Page, chosen: Found) -> PartialDate | None:
    """The day of one value that is not of the day of its entry: of an addendum, of tests in a letter."""
    if page.report.kind == "letter" and chosen.kind not in page.rules.own_day:
        return page.day_of_line(chosen.span)
    return page.layer_day(chosen.layer)


def _unread(page: Page, kind: str, field: str, layer: int) -> list[Span]:
    """The words by which later layers than this one speak of a field."""
    names = [stain.names for stain in page.rules.stains.stains if kind == SPECIMEN and stain.field == field]
    names += [pattern for name, pattern in page.rules.mentions.items() if name == f"{kind}.{field}"]
    return [
        Span(*said.span())
        for sentence in page.sentences
        if sentence.layer > layer
        for pattern in names
        for said in pattern.finditer(page.low, sentence.span.start, sentence.span.end)
    ]


def _newest(page: Page, same: list[Found]) -> list[Found]:
    """Of tests that a letter tells in lines of several days, those of the last one."""
    days = {one.span: page.day_of_line(one.span) for one in same}
    known = [day.earliest for day in days.values() if day is not None]
    if page.report.kind != "letter" or same[0].kind != TESTS or len(known) < len(days):
        return same
    return [one for one in same if (day := days[one.span]) and day.earliest == max(known)]


def _agreed(page: Page, same: list[Found]) -> Found | None:
    """The finding that stands: all alike, the first where that is the rule, or the strongest code."""
    first = same[0]
    if all(_alike(one, first) for one in same) or f"{first.kind}.{first.field}" in page.rules.first_said:
        return first
    order = page.rules.wins.get(f"{first.kind}.{first.field}", ())
    codes = ["".join(one.value) if isinstance(one.value, frozenset) else "" for one in same]
    if not order or any(code not in order for code in codes):
        return None
    return same[min(range(len(same)), key=lambda n: order.index(codes[n]))]


def _alike(one: Found, other: Found) -> bool:
    """Whether two findings record the same; "about" makes no difference."""
    a, b = one.value, other.value
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.interval == b.interval and a.unit == b.unit
    return a == b
