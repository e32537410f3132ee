"""Treatment that a report says was given, in a phrase: regimen, cycles, with radiation or not; surgery.

Each regimen is an entry of its own. Where words of a plan, an offer or a refusal stand in the sentence, or
other drugs were given with it, nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from enec_desktop.domain.reading.layout import Sentence
from enec_desktop.domain.reading.offers import Span
from enec_desktop.domain.reading.page import Found, Page

KIND = "course"
_THOUGH = frozenset({"past"})
_LETTER = frozenset({"", "request", "summary", "diagnosis", "findings", "impression", "comment"})
_OTHERWISE = frozenset({"", "request"})
_BRACKETED = re.compile(r"\s?(?:方案|regimen|chemotherapy)?\s?\(\s?")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: n for words in (_WORDS, "一二三四五六七八九十") for n, word in enumerate(words, 1)} | {
    "两": 2
}


def courses(page: Page) -> Iterator[Found]:
    """Every course that was given, with what its phrase tells of it."""
    sections = _LETTER if page.report.kind == "letter" else _OTHERWISE
    rules, low = page.rules.courses, page.low
    for sentence in page.sentences:
        if sentence.section not in sections:
            continue
        whole = sentence.span
        before = page.places.before(sentence)
        near = before.span.start if before else whole.start
        if rules.said["not_given"].search(low, whole.start, whole.end):
            continue
        if rules.said["other_cancer"].search(low, near, whole.end):
            continue
        yield from _drugs(page, sentence)
        for said in rules.surgery.finditer(low, whole.start, whole.end):
            span = Span(*said.span())
            if not page.is_taken_back(span, _THOUGH):
                yield from _made(page, "surgery", [("modality", "surgery", span)])


def _drugs(page: Page, sentence: Sentence) -> Iterator[Found]:
    low, whole = page.low, sentence.span
    named = sorted(
        (Span(*said.span()), code)
        for code, pattern in page.rules.courses.regimens.items()
        for said in pattern.finditer(low, whole.start, whole.end)
    )
    for at, (span, code) in enumerate(named):
        start = named[at - 1][0].end if at else whole.start
        end = named[at + 1][0].start if at + 1 < len(named) else whole.end
        if not page.is_taken_back(span, _THOUGH) and not _differs_in_bracket(page, named, at):
            yield from _course(page, code, span, Span(start, end), whole)


def _differs_in_bracket(page: Page, named: list[tuple[Span, str]], at: int) -> bool:
    """Whether a bracket calls the same treatment another regimen: ``EP (carboplatin/etoposide)``."""
    return any(
        one[1] != other[1] and _BRACKETED.fullmatch(page.low, one[0].end, other[0].start)
        for one, other in zip(named, named[1:], strict=False)
        if named[at] in (one, other)
    )


def _course(page: Page, code: str, span: Span, own: Span, whole: Span) -> Iterator[Found]:
    """One regimen: ``own`` reaches from the regimen before it to the one behind it."""
    said, low = page.rules.courses.said, page.low
    front, behind = low[own.start : span.start], low[span.end : own.end]
    if said["other_drug"].match(behind) or said["other_in_front"].search(front):
        return
    told = said["before"].search(front) or (said["zh_before"].search(front))
    counts = [said["counted_before"].search(front), said["counted_behind"].match(behind)]
    counts.append(said["zh_counted"].match(behind))
    told_so = said["given"].search(low, whole.start, whole.end) or said["given_zh"].search(behind)
    if page.report.kind != "letter":
        # What an examination is asked for after is over; a letter may tell so of what is to come.
        told_so = told_so or said["after"].search(low, whole.start, own.end)
    if not told and not (any(counts) and told_so):
        return
    cycles = {number for one in (told, *counts) if one and (number := _number(one))}
    facts = [("regimen", code, span)]
    is_concurrent = said["concurrent"].search(front + behind) is not None
    if is_concurrent:
        facts.append(("modality", "chemoradiotherapy", span))
    elif not said["radiation"].search(front + behind):
        facts.append(("modality", "chemotherapy", span))
    if len(cycles) == 1:
        ends = [span.end + one.end() for one in counts[1:] if one]
        first = [own.start + one.start() for one in counts[:1] if one]
        facts.append(("cycles", f"{cycles.pop()}", Span(min([*first, span.start]), max([*ends, span.end]))))
    facts += _outcome(page, Span(span.end, own.end))
    if is_concurrent and (site := said["gullet"].search(behind)):
        at = Span(span.end + site.start(), span.end + site.end())
        facts.append(("radiotherapy_site", "esophagus", at))
    setting = said["setting"].search(front[-40:] + low[span.start : span.end] + behind[:8])
    if setting and setting.lastgroup:
        facts.append(("setting", setting.lastgroup, span))
    yield from _made(page, code, facts)


def _outcome(page: Page, behind: Span) -> list[tuple[str, str, Span]]:
    """Last dose, best response and the end as planned, where the same sentence tells them."""
    said, facts = page.rules.courses.said, []
    for last in said["last"].finditer(page.low, behind.start, behind.end):
        if day := page.day((last["day"] or last["zh"]).rstrip(".,")):
            facts.append(("last_dose", day, Span(*last.span())))
    for best in said["response"].finditer(page.low, behind.start, behind.end):
        facts.append(("best_response", (best["v"] or best["w"]).upper(), Span(*best.span())))
    if done := said["completed"].search(page.low, behind.start, behind.end):
        facts.append(("reason_stopped", "completed", Span(*done.span())))
    return facts


def _made(page: Page, target: str, facts: list[tuple[str, str, Span]]) -> Iterator[Found]:
    for field, typed, span in facts:
        if (made := page.found(KIND, field, typed, span, target)) is not None:
            yield made


def _number(said: re.Match[str]) -> int | None:
    groups = said.groupdict()
    word = groups.get("n") or groups.get("m")
    if not word:
        return None
    return int(word) if word.isdigit() else _NUMBERS.get(word)
