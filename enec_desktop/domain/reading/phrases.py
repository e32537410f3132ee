"""Values that one pattern tells: a code by its words, a number behind its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enec_desktop.domain.reading.layout import Sentence
from enec_desktop.domain.reading.offers import Span
from enec_desktop.domain.reading.page import Found, Page
from enec_desktop.domain.reading.rules import Rule
from enec_desktop.domain.reading.scanned import is_misread
from enec_desktop.domain.reading.stains import is_of_other

OPEN = "?"
"""What stands for a value where the report leaves a field open."""

_EDGE = 40
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s*(?=\D)")
_FULL_STOP = re.compile(r"(?<=[\d)])\.$")
_PERCENT_PLUS = re.compile(r"(?<=%)\s*\+\s*$")


def phrases(page: Page) -> Iterator[Found]:
    """Everything the rules find in a report."""
    # Fields that one phrase tells together share its patterns: each is looked for once.
    said: dict[re.Pattern[str], list[re.Match[str]]] = {}
    for rule in page.rules.rules:
        if rule.reports and page.report.kind and page.report.kind not in rule.reports:
            continue
        for pattern in rule.find:
            if pattern not in said:
                said[pattern] = list(pattern.finditer(page.low, page.report.span.start, page.report.span.end))
            for match in said[pattern]:
                if (found := _found(page, rule, match)) is not None:
                    yield found


def _found(page: Page, rule: Rule, match: re.Match[str]) -> Found | None:
    span = Span(*match.span())
    sentence = page.places.at(span.start)
    if sentence is None or span.end > sentence.span.end or span.start == span.end:
        return None
    if page.takes_back_inside(span, rule.though):
        return None
    if rule.component and is_of_other(page, span.start):
        return None
    if not _stands(page, rule, span, sentence) or page.is_left_out(span, rule.though):
        return None
    if rule.value == OPEN:
        return Found(rule.kind, rule.field, OPEN, "", span, sentence.section, layer=sentence.layer)
    typed = _typed(page, rule, match)
    return page.found(rule.kind, rule.field, typed, span) if typed else None


def _stands(page: Page, rule: Rule, span: Span, sentence: Sentence) -> bool:
    """Whether section, sentence and neighbouring words allow the finding."""
    if rule.sections and sentence.section not in rule.sections:
        return False
    if sentence.section in rule.not_in:
        return False
    low, inside = page.low, sentence.span
    if rule.near is not None and not rule.near.search(low, inside.start, inside.end):
        return False
    if rule.unless is not None and rule.unless.search(low, inside.start, inside.end):
        return False
    before = low[max(inside.start, span.start - _EDGE) : span.start]
    after = low[span.end : min(inside.end, span.end + _EDGE)]
    if rule.not_before is not None and rule.not_before.search(before):
        return False
    return rule.not_after is None or rule.not_after.match(after) is None


def _typed(page: Page, rule: Rule, match: re.Match[str]) -> str:
    """The value as someone would type it: groups put into the template, words as the report has them."""
    type_ = page.vocabulary.field(rule.kind, rule.field).type
    is_text = type_ == "text"
    groups = {}
    for name in match.re.groupindex:
        start, end = match.span(name)
        said = page.text[start:end] if is_text else page.low[start:end]
        if is_text and is_misread(page.text, page.low, start, end):
            return ""
        groups[name] = " ".join(said.split()) if is_text else tidied(said)
    if "b-a" in rule.value:
        first, last = (float(groups[name].replace(",", ".")) for name in ("a", "b"))
        return rule.value.replace("{b-a}", f"{last - first:g}")
    if type_ == "date":
        return page.day(groups["v"])
    said = rule.value.format(**groups).strip()
    if rule.written is not None and not rule.written.fullmatch(said):
        return ""
    return _balanced(_FULL_STOP.sub("", _NUMBERED.sub("", said))) if is_text else said


def _balanced(said: str) -> str:
    """Without a closing bracket at the end that nothing opened."""
    return said[:-1] if said.endswith((")", "）")) and not re.search(r"[(（]", said) else said


def panels(page: Page) -> Iterator[Found]:
    """Values that several results of the report tell together."""
    span = page.report.span
    for panel in page.rules.panels:
        matches = [_standing(page, pattern) for pattern in panel.all_of]
        if all(matches) and not any(p.search(page.low, span.start, span.end) for p in panel.none_of):
            first = matches[0]
            if first and (made := page.found(panel.kind, panel.field, panel.value, first)):
                yield made


def _standing(page: Page, pattern: re.Pattern[str]) -> Span | None:
    """The first place of a result that nothing takes back."""
    for match in pattern.finditer(page.low, page.report.span.start, page.report.span.end):
        if not page.is_taken_back(Span(*match.span()), frozenset({"negation", "past", "doubt_sign"})):
            return Span(*match.span())
    return None


def tidied(said: str) -> str:
    """A number or range as the field's reader takes it: signs of nearness and repeated units spelt alike."""
    said = _PERCENT_PLUS.sub("", " ".join(said.split()))
    said = re.sub(
        r"(?:大约|约|approx(?:imately|\.)?|circa|ca\.?|roughly|about|around|nearly)\s*", "about ", said
    )
    said = re.sub(r"(?:超过|大于|more than|over|above)\s*", "> ", said)
    said = re.sub(r"(?:小于|less than|under|below)\s*", "< ", said)
    said = re.sub(r"\s*(?:~|至|\bto\b)\s*", "-", said.removeprefix("~"))
    return re.sub(r"%\s*-", "-", said).strip()
