"""Results of stains in a report: ``Syn (+), CgA focal +``, ``positive for CD56 and INSM1``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enec_desktop.domain.reading.layout import Sentence
from enec_desktop.domain.reading.offers import Span
from enec_desktop.domain.reading.page import SPECIMEN, Found, Page
from enec_desktop.domain.reading.rules import Stain

_NEAR = 90
_LEAD, _LED = 48, 80


@dataclass(frozen=True, slots=True)
class _Named:
    """A stain named in the text; ``stain`` is None for one that has no field."""

    stain: Stain | None
    start: int
    end: int


def stains(page: Page, not_in: frozenset[str]) -> Iterator[Found]:
    """Every stain with a plain result; mixed, partly valid and open results are left out."""
    last = set[str]()
    for sentence in page.sentences:
        if sentence.section in not_in:
            continue
        named = _named(page, sentence)
        led = _led(page, sentence, named)
        yield from _behind(page, sentence, named, led)
        yield from _in_front(page, sentence, named, led)
        yield from _likewise(page, sentence, named, last)
        last = _last(page, sentence, named)


def _named(page: Page, sentence: Sentence) -> list[_Named]:
    rules, span = page.rules.stains, sentence.span
    found = [
        _Named(stain, *match.span())
        for stain in rules.stains
        for match in stain.names.finditer(page.low, span.start, span.end)
    ]
    found += [_Named(None, *m.span()) for m in rules.others.finditer(page.low, span.start, span.end)]
    found.sort(key=lambda one: (one.start, one.start - one.end))
    kept: list[_Named] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _behind(page: Page, sentence: Sentence, named: list[_Named], led: list[str]) -> Iterator[Found]:
    """``Syn +``; names in a row before one result share it: ``syn, CgA and CD56 positive``."""
    rules, waiting = page.rules.stains, list[_Named]()
    for place, one in enumerate(named):
        end = named[place + 1].start if place + 1 < len(named) else min(sentence.span.end, one.end + _NEAR)
        results, stop = _results(page, one.end, _before_lead(page, one.end, end))
        if not results:
            joined = place + 1 < len(named) and rules.between.fullmatch(page.low, one.end, end)
            waiting = [*waiting, one] if joined and not led[place] else []
            continue
        sharing, waiting = [*waiting, one], []
        if rules.spoilt.match(page.low, stop, sentence.span.end):
            continue
        for named_one in sharing:
            yield from _offer(page, named_one, results, Span(named_one.start, stop))


def _before_lead(page: Page, start: int, end: int) -> int:
    """Where the words of a name end and those that lead the next ones begin: ``CD56 and negative for``."""
    start = max(start, end - _LEAD)
    lead = page.rules.stains.gap.search(page.low[start:end])
    return start + lead.start() if lead and _FOR.search(lead.group()) else end


def _led(page: Page, sentence: Sentence, named: list[_Named]) -> list[str]:
    """For each name the result that stands in front of it or of the names it is joined to; empty for none."""
    rules, carried, found = page.rules.stains, "", list[str]()
    for place, one in enumerate(named):
        start = named[place - 1].end if place else sentence.span.start
        between = page.low[start : one.start]
        if said := rules.gap.search(between[-_LED:]):
            carried = next((code for code in rules.results if said.groupdict().get(code)), "")
        elif not (place and rules.between.fullmatch(between)):
            carried = ""
        found.append(carried)
    return found


def _in_front(page: Page, sentence: Sentence, named: list[_Named], led: list[str]) -> Iterator[Found]:
    """``positive for syn, CgA and CD56; negative for p40``."""
    for place, one in enumerate(named):
        end = named[place + 1].start if place + 1 < len(named) else min(sentence.span.end, one.end + _NEAR)
        if led[place] and not _results(page, one.end, _before_lead(page, one.end, end))[0]:
            yield from _offer(page, one, {led[place]}, Span(one.start, one.end))


def _likewise(page: Page, sentence: Sentence, named: list[_Named], last: set[str]) -> Iterator[Found]:
    """``INSM1 likewise``, ``and so is p40``: the result of the stain before, here or in the last sentence."""
    rules = page.rules.stains
    for place, one in enumerate(named):
        start = named[place - 1].end if place else sentence.span.start
        end = named[place + 1].start if place + 1 < len(named) else sentence.span.end
        same = rules.same_behind.match(page.low, one.end, end)
        if same or rules.same_in_front.search(page.low[start : one.start]):
            yield from _offer(page, one, last, Span(one.start, same.end() if same else one.end))
        elif results := _results(page, one.end, end)[0]:
            last = results


def _last(page: Page, sentence: Sentence, named: list[_Named]) -> set[str]:
    """The result of the last stain of a sentence, where it stands behind it."""
    end = min(sentence.span.end, named[-1].end + _NEAR) if named else 0
    return _results(page, named[-1].end, end)[0] if named else set()


def _results(page: Page, start: int, end: int) -> tuple[set[str], int]:
    """The results that stand right behind a name, and where they end."""
    rules, low = page.rules.stains, page.low
    found: set[str] = set()
    at = stop = start
    while at < end:
        joint = _JOINT.match(low, at, end)
        at = joint.end() if joint else at
        match = _first(rules.results, low, at, end)
        if match is None:
            break
        code, at = match
        found.add(code)
        stop = at
    return found, stop


_JOINT = re.compile(
    # A column of clones stands between names and results.
    r"(?:\s{2,}(?!non)(?=[a-z]*[\d-])[a-z0-9][a-z0-9-]{1,10}(?=\s{2,}))?[\s:=()'\"\[\]]*(?:(?:a|is|was|were|are|show(?:s|ed|ing)?|clone|stain(?:s|ed|ing)?|expression|nuclear|"
    r"nuclei|cytoplasmic|membran\w+|dot-?like|perinuclear|immuno\w+|and|,|both|all|very|of|only slightly|"
    r"pattern|protein|aberrant|abnormal|mutant|核|胞质|胞浆|点状|呈|为|示|均|皆|全部?|都)(?![a-z])"
    r"[\s:=('\"\[]*)*(?:\([^()\n]{1,14}\)[\s:=]*)?",
    re.A,
)


_FOR = re.compile(r"\b(?:for|of|with)\b|express|lack|:\s*$")


def _first(results: Mapping[str, re.Pattern[str]], low: str, at: int, end: int) -> tuple[str, int] | None:
    matches = [(m.end(), code) for code, pattern in results.items() if (m := pattern.match(low, at, end))]
    if not matches:
        return None
    stop, code = max(matches)
    return code, stop


def _offer(page: Page, one: _Named, results: set[str], span: Span) -> Iterator[Found]:
    if one.stain is None or is_of_other(page, one.start):
        return
    if page.is_left_out(span, frozenset({"negation", "doubt_sign"})):
        return
    meant = {one.stain.results.get(result, "") for result in results} - {"also"}
    if len(meant - {"positive"}) == 1 and meant & {"positive"} and meant <= {"positive", "weak", "patchy"}:
        meant -= {"positive"}
    if len(meant) != 1 or "" in meant:
        return
    found = page.found(SPECIMEN, one.stain.field, meant.pop(), span)
    if found is not None:
        yield found


def is_of_other(page: Page, position: int) -> bool:
    """Whether the words in front say that what is told here is of the other component of a mixed tumour."""
    sentence = page.places.at(position)
    start = sentence.span.start if sentence else position
    heads = list(page.rules.stains.component.finditer(page.low, start, position))
    return bool(heads) and heads[-1]["other"] is not None
