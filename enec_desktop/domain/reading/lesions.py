"""Lesions of an imaging report: where, how large, called what; normal and followed-up findings apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from enec_desktop.domain.reading.layout import Sentence
from enec_desktop.domain.reading.offers import Span
from enec_desktop.domain.reading.page import Found, Page

KIND = "lesion"
NODE = "lymph_node"
_NEAR = 60
_THOUGH = frozenset({"suspicion"})
_SECTIONS = frozenset({"", "findings", "impression", "addendum"})


@dataclass(frozen=True, slots=True)
class _Place:
    """An organ or a nodal station named in a sentence."""

    organ: str
    station: str
    span: Span


def lesions(page: Page) -> Iterator[Found]:
    """Every measured lesion that is called tumour, suspicious or new, or is compared with an older size.

    The conclusion repeats what was found: of an organ that the findings measured it adds nothing.
    """
    organ, number, measured = "", 0, set[str]()
    for sentence in page.sentences:
        if sentence.section not in _SECTIONS:
            continue
        organ = _heading(page, sentence) or ("" if _starts_line(page, sentence) else organ)
        for found in _of_sentence(page, sentence, organ):
            where = found[0][1]
            if sentence.section == "impression" and where in measured:
                continue
            if sentence.section != "impression":
                measured.add(where)
            number += 1
            for one in found:
                if (made := page.found(KIND, one[0], one[1], one[2], f"{number}")) is not None:
                    yield made


def _heading(page: Page, sentence: Sentence) -> str:
    """The organ whose name and a colon open a sentence: all of it is about that organ."""
    words = page.low[sentence.span.start : sentence.span.end]
    head = words.split(":", 1)[0].strip(" \n-*•") if ":" in words[:30] else ""
    if not head:
        return ""
    return next((o for o, pattern in page.rules.lesions.organs.items() if pattern.fullmatch(head)), "")


def _starts_line(page: Page, sentence: Sentence) -> bool:
    before = page.low[page.report.span.start : sentence.span.start]
    words = page.low[sentence.span.start : sentence.span.end]
    lead = words[: len(words) - len(words.lstrip())]
    return "\n" in lead or before.endswith("\n") or not before


Facts = list[tuple[str, str, Span]]


def _of_sentence(page: Page, sentence: Sentence, organ: str) -> Iterator[Facts]:
    """The lesions of one sentence, each with what is told of it."""
    rules, low = page.rules.lesions, page.low
    whole = sentence.span
    sizes = list(rules.size.finditer(low, whole.start, whole.end))
    places = _places(page, whole)
    for index, size in enumerate(sizes):
        start = sizes[index - 1].end() if index else whole.start
        end = sizes[index + 1].start() if index + 1 < len(sizes) else whole.end
        own = Span(start, size.end())
        if rules.not_a_lesion.search(low, own.start, size.end()) or rules.not_its_size.search(
            low[size.end() : end]
        ):
            continue
        behind = _behind(places, Span(size.end(), end))
        place = _place(places, own, whole, behind.organ if behind and organ else organ) or behind
        older = rules.compared.search(low, size.end(), min(whole.end, end + 1))
        though = _THOUGH | {"past"} if older else _THOUGH
        if place is None or page.is_taken_back(Span(*size.span()), though):
            continue
        if facts := _facts(page, whole, place, size, Span(start, end)):
            yield facts


def _places(page: Page, within: Span) -> list[_Place]:
    rules, low = page.rules.lesions, page.low
    found = []
    for match in rules.stations.finditer(low, within.start, within.end):
        found.append(_Place(NODE, _station(page, match), Span(*match.span())))
    for organ, pattern in rules.organs.items():
        for match in pattern.finditer(low, within.start, within.end):
            if not any(one.span.overlaps(Span(*match.span())) for one in found if one.organ == NODE):
                found.append(_Place(organ, "", Span(*match.span())))
    return sorted(found, key=lambda one: one.span)


def _station(page: Page, said: re.Match[str]) -> str:
    """The station as the report calls it; empty where several are named together."""
    if said["several"]:
        return ""
    groups = ("no", "nodeno", "group", "zone", "behind", "listed", "station")
    group = next(name for name in groups if said[name])
    start, end = said.span(group)
    return " ".join(page.text[start:end].split())


def first_place(page: Page, within: Span) -> _Place | None:
    """The one organ or station that a stretch names, a station before its organ; None for several."""
    found = _places(page, within)
    named = [one for one in found if one.station] or found
    return named[0] if len({(one.organ, one.station) for one in named}) == 1 else None


def _place(places: list[_Place], own: Span, whole: Span, organ: str) -> _Place | None:
    """The place a size belongs to: the one named with it, else the organ the sentence is about."""
    mine = [one for one in places if one.span.overlaps(own)]
    if len({(one.organ, one.station) for one in mine}) == 1:
        return mine[-1]
    if mine:
        return None
    if organ:
        return _Place(organ, "", Span(own.end, own.end))
    before = [one for one in places if one.span.end <= own.start]
    return (
        before[-1] if before and len({one.organ for one in places}) == 1 and not before[-1].station else None
    )


def _behind(places: list[_Place], rest: Span) -> _Place | None:
    """The place told right behind a size: ``2.1 cm subcarinal node``."""
    near = [one for one in places if rest.start <= one.span.start < min(rest.end, rest.start + _NEAR)]
    named = [one for one in near if one.station] or near
    return named[0] if len({(one.organ, one.station) for one in named}) == 1 else None


def _facts(page: Page, whole: Span, place: _Place, size: re.Match[str], own: Span) -> Facts:
    rules, low = page.rules.lesions, page.low
    summed = _impression(page, place)
    compared = rules.compared.search(low, size.end(), min(whole.end, own.end + 1)) is not None
    avid = rules.avid.search(low, size.end(), own.end) is not None
    finding = _finding(page, (own, whole), summed)
    is_new = rules.new.search(low, own.start, size.end()) is not None
    considered = rules.considered.search(low, own.start, own.end) is not None
    if considered and not finding and any("malignant" in _called(page, span) for span in summed):
        finding = "malignant"
    striking = place.organ == NODE and _is_striking(page, own)
    if place.station and not compared:
        is_new = is_new or any(rules.new.search(low, span.start, span.end) for span in summed)
    told = finding or is_new or compared or considered or striking or (avid and place.organ == NODE)
    if finding == "benign" or not told:
        return []
    at = Span(*size.span())
    if place.span.end <= size.start() and place.span.start >= whole.start:
        at = Span(place.span.start, size.end())
    facts: Facts = [("organ", place.organ, at)]
    if place.station:
        facts.append(("station", place.station, place.span))
    if typed := _size(size, is_node=place.organ == NODE):
        facts.append(("size", typed, at))
    if (number := rules.number.search(low, own.start, size.end())) and place.organ == NODE:
        facts.append(("number", next(n for n in number.groups() if n), Span(*number.span())))
    if finding:
        facts.append(("finding", finding, at))
    if is_new:
        facts.append(("role", "new", at))
    return facts


def _is_striking(page: Page, own: Span) -> bool:
    """Whether a node is described as more than a normal one."""
    return any(
        not page.is_taken_back(Span(*said.span()))
        for said in page.rules.lesions.striking.finditer(page.low, own.start, own.end)
    )


def _impression(page: Page, place: _Place) -> list[Span]:
    """The clauses of the conclusion that name the same station, or an organ without stations."""
    if place.station:
        core = page.rules.lesions.side.sub("", place.station.lower()).strip()
        name = re.compile(re.escape(core)) if len(core) > 1 else None
    else:
        name = page.rules.lesions.organs.get(place.organ)
    return [
        clause
        for sentence in page.sentences
        if sentence.section == "impression"
        for clause in _clauses(page, sentence.span)
        if name is not None and name.search(page.low, clause.start, clause.end)
    ]


def _clauses(page: Page, whole: Span) -> list[Span]:
    """The stretches of a sentence between commas: of several organs each may be called something else."""
    # The mark of enumeration joins what shares one call.
    commas = [at for at in range(whole.start, whole.end) if page.low[at] == "," and page.text[at] != "、"]
    return [Span(a, b) for a, b in zip([whole.start, *commas], [*commas, whole.end], strict=True)]


def _finding(page: Page, own: Sequence[Span], summed: Sequence[Span]) -> str:
    """What the lesion is called, in its sentence and in the conclusion; empty where these differ."""
    here = next((called for span in own if (called := _called(page, span))), set[str]())
    there = set[str]().union(*(_called(page, span) for span in summed))
    if "benign" in here:
        return "benign"
    if {"suspicious", "malignant"} <= here:
        return "suspicious"
    if len(here) == 1 and here <= there:
        return here.pop()
    said = here | there
    return said.pop() if len(said) == 1 else ""


def _called(page: Page, span: Span) -> set[str]:
    """The names that a stretch gives to what it tells of, without those it takes back.

    What is only likely benign is benign enough not to be offered.
    """
    return {
        name
        for name, pattern in page.rules.lesions.findings.items()
        for match in pattern.finditer(page.low, span.start, span.end)
        if name == "suspicious"
        or not page.is_taken_back(Span(*match.span()), _THOUGH if name == "benign" else frozenset())
    }


def _size(size: re.Match[str], *, is_node: bool) -> str:
    """The largest diameter, of a node the short axis; empty where only the long axis of a node is told."""
    numbers = [float(n.replace(",", ".")) for n in (size["a"], size["b"], size["c"]) if n]
    said_long = size["axis"] is not None and "long" in size["axis"]
    if is_node and said_long:
        return ""
    chosen = min(numbers) if is_node else max(numbers)
    return f"{chosen:g} {size['unit']}"
