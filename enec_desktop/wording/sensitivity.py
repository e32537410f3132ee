"""What would change the answer, in words: the treatment that leads, and the missing facts that decide it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enec_desktop.domain.assessment import (
    Certainty,
    Leader,
    MomentView,
    OptionGroup,
    Sensitivity,
    Turn,
    Turning,
)
from enec_desktop.domain.content import Block, Bullets, Mark, Paragraph, Sentence
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.spoken import in_words
from enec_desktop.domain.values import Interval
from enec_desktop.wording.facts import either
from enec_desktop.wording.phrases import conditions_words

TITLE = "What would change the leading treatment"
_LEADERS, _APART, _WHOLE, _NAMED, _FINDINGS = 3, 3, 2, 6, 8
_COMPARES = ("below ", "above ", "at least ", "at most ", "other than ")
_NOBODY = "No tumour treatment under this question"
_BRACKETS = re.compile(r" \((?!from )[^()]*\)")

_CODE = re.compile(r"\(([A-Z][\w+]*)\)$")

Leads = tuple[str, ...]


def sensitivity_blocks(view: MomentView, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """Who leads whatever turns out, or unless a finding changes it; empty where nothing was asked."""
    told = view.sensitivity
    if told is None:
        return ()
    if not told.settled:
        open_still = "Too much is missing to say which facts would change the leading treatment."
        return (Paragraph((Sentence(open_still, (f"moment/{view.moment}",), mark=Mark.ASK),)),)
    if len(told.leaders) < 2:
        return tuple(_whatever(one, view, knowledge) for one in told.leaders)
    alone = [one for one in told.facts if len({turn.leads for turn in one.turns}) > 1]
    joint = [one for one in told.facts if one not in alone]
    usual = _usual(alone, view)
    if usual is None:
        open_ways = _apart(alone, knowledge) if alone else _combined(told, view.moment, knowledge)
        return (*_stays(told, knowledge), Bullets(tuple(open_ways)), *_joint(joint))
    lead = f"{_who(usual, knowledge)} first, unless one of these is found:"
    return (
        *_stays(told, knowledge),
        Paragraph((Sentence(lead, usual or (f"moment/{view.moment}",), mark=Mark.ASK),)),
        Bullets(tuple(_instead(alone, usual, knowledge))),
        *_joint(joint),
    )


def gives_way(view: MomentView, group: OptionGroup) -> str:
    """The missing fact that puts another treatment first whatever it turns out to be, with who leads then.

    What is certain stands before what is possible, so that the one shown first may lead only while a fact is
    missing.
    """
    shown = {option.id for option in group.options}
    facts = view.sensitivity.facts if view.sensitivity is not None else ()
    fact = next((one for one in facts if not any(shown & {*turn.leads} for turn in one.turns)), None)
    if fact is None:
        return ""
    titles = {option.id: option.title for one in view.groups for option in one.options}
    turns = (
        f"{turn.words}: {either([titles[one] for one in turn.leads] or ['none'])}" for turn in fact.turns
    )
    return f" It gives way once this is known: {fact.label} ({'; '.join(turns)})."


def _whatever(one: Leader, view: MomentView, knowledge: KnowledgeBase) -> Block:
    ids = one.options or (f"moment/{view.moment}",)
    who = _who(one.options, knowledge)
    if not one.options:
        told = "Whatever the missing facts turn out to be, no tumour treatment leads under this question."
    elif view.certainty is Certainty.CERTAIN:
        told = f"Whatever the missing facts turn out to be, {who} first."
    else:
        told = f"If this is the question, {who} first whatever else is missing."
    return Paragraph((Sentence(told, ids),))


def _stays(found: Sensitivity, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    stays = found.stays
    if not stays:
        return ()
    return (Paragraph((Sentence(f"{_who(stays, knowledge)} first in any case; others may join.", stays),)),)


def _usual(alone: list[Turning], view: MomentView) -> Leads | None:
    """The leaders that every fact leaves possible; of several, those that stand highest on the page."""
    found = [{turn.leads for turn in one.turns} for one in alone]
    shared = set.intersection(*found) if found else set()
    order = [option.id for group in view.groups for option in group.options]
    return min(shared, key=lambda leads: min(map(order.index, leads), default=len(order)), default=None)


def _instead(alone: list[Turning], usual: Leads, knowledge: KnowledgeBase) -> Iterator[Sentence]:
    """Each other leader once, with every finding that alone brings it about, the first to ask for first."""
    findings: dict[Leads, list[tuple[str, str]]] = {}
    place = {name: number for number, name in enumerate(knowledge.questions)}
    for one in sorted(alone, key=lambda fact: place.get(fact.name, len(place))):
        by_leads: dict[Leads, list[Turn]] = {}
        for turn in one.turns:
            by_leads.setdefault(turn.leads, []).append(turn)
        for leads, turns in by_leads.items():
            if leads != usual:
                findings.setdefault(leads, []).append((one.name, _finding(one, turns, knowledge)))
    for leads, found in findings.items():
        words = [told for _, told in found[:_FINDINGS]]
        more = len(found) - _FINDINGS
        words += [f"{more} more"] if more > 0 else []
        names = tuple(name for name, _ in found)
        who = _titles(leads, knowledge) if leads else _NOBODY
        yield Sentence(f"{who} if {'; '.join(words)}.", names)


def _finding(one: Turning, turns: list[Turn], knowledge: KnowledgeBase) -> str:
    """ "ECOG performance status 3", "Creatinine clearance below 50 mL/min", "Phenytoin: yes", "N0"."""
    label = _BRACKETS.sub("", one.label)
    spans = _side_by_side([turn.values for turn in turns if isinstance(turn.values, Interval)])
    said = [in_words(span, knowledge.facts[one.name]) for span in spans] or [turn.words for turn in turns]
    words = " or ".join(dict.fromkeys(said))
    grades = _grades(turns)
    told = f"{label}: {words}"
    if grades or words.startswith(_COMPARES):
        told = f"{label} {grades or words}"
    elif len(label) == 1:
        told = words
    return f"{told}, measured again" if one.again else told


def _side_by_side(spans: list[Interval]) -> list[Interval]:
    """Spans that touch as one."""
    joined: list[Interval] = []
    for span in sorted(spans, key=lambda one: (one.low, one.low_open)):
        last = joined[-1] if joined else None
        if last is not None and last.high == span.low and last.high_open != span.low_open:
            joined[-1] = Interval(last.low, span.high, last.low_open, span.high_open)
        else:
            joined.append(span)
    return joined


def _grades(turns: list[Turn]) -> str:
    """The steps of a scale that is counted in whole numbers, without their words; empty for other facts."""
    codes: set[str] = set()
    for turn in turns:
        if not isinstance(turn.values, frozenset):
            return ""
        codes |= turn.values
    if not all(code.isdigit() for code in codes):
        return ""
    steps = sorted(map(int, codes))
    if len(steps) > 2 and steps[-1] - steps[0] == len(steps) - 1:
        return f"{steps[0]} to {steps[-1]}"
    return " or ".join(map(str, steps))


def _joint(joint: list[Turning]) -> tuple[Block, ...]:
    if not joint:
        return ()
    named = [_BRACKETS.sub("", one.label) for one in joint[:_FINDINGS]]
    named += [f"{len(joint) - _FINDINGS} more"] if len(joint) > _FINDINGS else []
    told = f"Only together with another missing fact: {'; '.join(named)}."
    return (Paragraph((Sentence(told, tuple(one.name for one in joint)),)),)


def _apart(alone: list[Turning], knowledge: KnowledgeBase) -> Iterator[Sentence]:
    """Where no treatment leads under every fact: what each of the first facts decides by itself."""
    for one in alone[:_APART]:
        ways: dict[Leads, list[Turn]] = {}
        for turn in one.turns:
            ways.setdefault(turn.leads, []).append(turn)
        told = [
            f"{_finding(one, turns, knowledge)}: {_titles(leads, knowledge) if leads else _NOBODY}"
            for leads, turns in ways.items()
        ]
        label = _BRACKETS.sub("", one.label)
        later = [way.removeprefix(label).lstrip(": ") for way in told[1:]]
        yield Sentence(f"{'; '.join([told[0], *later])}.", (one.name,), mark=Mark.ASK)
    if len(alone) > _APART:
        named = "; ".join(_BRACKETS.sub("", one.label) for one in alone[_APART:])
        words = f"By itself each of these can change it too: {named}."
        yield Sentence(words, rests=tuple(one.name for one in alone[_APART:]))


def _combined(found: Sensitivity, moment: str, knowledge: KnowledgeBase) -> Iterator[Sentence]:
    """Where no fact decides by itself: the first leaders with the facts that bring them about."""
    leaders = found.leaders
    for one in leaders[:_LEADERS]:
        who = _titles(one.options, knowledge) if one.options else _NOBODY
        told = f"{who} if {conditions_words(one.conditions)}."
        yield Sentence(told, one.options or (f"moment/{moment}",))
    more = len(leaders) - _LEADERS
    if more > 0:
        told = f"{more} more {'outcome is' if more == 1 else 'outcomes are'} possible."
        yield Sentence(told, rests=(f"moment/{moment}",))


def _titles(options: Leads, knowledge: KnowledgeBase) -> str:
    """ "Cisplatin and etoposide (EP) or FOLFOX"; more than two go by their codes: "EP, IP or EC"."""
    titles = [knowledge.options[one].title.replace(", then ", " then ") for one in options]
    if len(titles) > _WHOLE:
        titles = [found[1] if (found := _CODE.search(title)) else title for title in titles]
    rest = len(titles) - _NAMED
    words = [*titles[:_NAMED], f"{rest} more"] if rest > 0 else titles
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _who(options: Leads, knowledge: KnowledgeBase) -> str:
    """ "EP stands", "EP or IP stands", "No tumour treatment stands"."""
    return f"{_titles(options, knowledge)} stands" if options else "No tumour treatment stands"
