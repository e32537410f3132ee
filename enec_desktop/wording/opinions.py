"""What physicians hold of the advice, in sentences put beside it; standing, certainty and order stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from enec_desktop.domain.advice import advice, of_earlier_advice, stands
from enec_desktop.domain.assessment import Assessment, Certainty
from enec_desktop.domain.content import Block, Bullets, Card, Mark, Paragraph, Section, Sentence
from enec_desktop.domain.opinion import Opinion
from enec_desktop.domain.opinion_document import opinions_to_document
from enec_desktop.wording.phrases import ended, first_capital

Reasons = Mapping[str, str]
"""The coded reasons with their labels."""

TITLE = "Opinions of an earlier advice"
BESIDE = "Opinions on the question of the day and on limits"
_BESIDE = "opinions-beside"
BOARD = "What the board said of the advice"


def opinion_sentence(one: Opinion, found: Assessment, reasons: Reasons) -> Sentence:
    """Who agreed or disagreed, when and why; and what the advice was then where it is another now."""
    said = "Agreed" if one.agrees else "Disagreed"
    told = f"{said} by {one.who} on {one.on.shown()}{_why(one, reasons)}"
    return Sentence(f"{ended(told)}{_then(one, found)}", (one.rule,), Mark.NOTE)


def for_rules(
    opinions: tuple[Opinion, ...], found: Assessment, rules: tuple[str, ...]
) -> tuple[Opinion, ...]:
    """The opinions that belong to a card about these rows; those of earlier advice go to their option."""
    if not opinions:
        return ()
    option = next((known.about for rule in rules if (known := advice(found, rule)) is not None), "")
    return tuple(
        one for one in opinions if one.rule in rules or (one.option == option and not stands(one, found))
    )


def with_opinions(
    sections: tuple[Section, ...], found: Assessment, opinions: tuple[Opinion, ...], reasons: Reasons
) -> tuple[Section, ...]:
    """The opinions on the cards of their options; those whose option has no card now, at the end."""
    if not opinions:
        return sections
    told = tuple(
        replace(one, blocks=tuple(_told(block, found, opinions, reasons) for block in one.blocks))
        for one in sections
    )
    return with_apart(told, found, opinions, reasons)


def with_apart(
    sections: tuple[Section, ...], found: Assessment, opinions: tuple[Opinion, ...], reasons: Reasons
) -> tuple[Section, ...]:
    """With the opinions that stand on no card; of the question and of limits: below the question."""
    apart = apart_from_cards(found, opinions, reasons)
    below = tuple(one for one in apart if one.id == _BESIDE)
    last = tuple(one for one in apart if one.id != _BESIDE)
    at = next((i for i, one in enumerate(sections, 1) if one.id == "question"), len(sections))
    return (*sections[:at], *below, *sections[at:], *last)


def apart_from_cards(
    found: Assessment, opinions: tuple[Opinion, ...], reasons: Reasons
) -> tuple[Section, ...]:
    """The opinions on no card of an option: of the question, of limits, of an option that is gone."""
    here = {option.id for view in found.moments for group in view.groups for option in group.options}
    known = {one: advice(found, one.rule) for one in opinions}
    beside = [one for one in opinions if (now := known[one]) is not None and not now.is_of_an_option]
    gone = [one for one in of_earlier_advice(opinions, found) if one.option not in here and one not in beside]
    parts = ((_BESIDE, BESIDE, beside), ("opinions", TITLE, gone))
    return tuple(
        Section(id, title, (Bullets(tuple(_named(one, found, reasons) for one in said)),))
        for id, title, said in parts
        if said
    )


def board_section(found: Assessment, opinions: tuple[Opinion, ...], reasons: Reasons) -> Section:
    """Everything that was said of the advice, each with the rule it speaks of: for paper."""
    items = tuple(
        replace(said, text=f"{said.text} Rule: {one.rule}.", mark=Mark.NONE if one.agrees else Mark.NOTE)
        for one in opinions
        for said in (_named(one, found, reasons),)
    )
    lead = Sentence("Kept with the case as it was said; the advice above rests on none of it.")
    return Section("said", BOARD, (Paragraph((lead,)), Bullets(items)) if items else ())


def _named(one: Opinion, found: Assessment, reasons: Reasons) -> Sentence:
    """An opinion after what it is about."""
    said, known = opinion_sentence(one, found, reasons), advice(found, one.rule)
    away = {option.id: option.title for view in found.moments for option in view.not_here}
    title = away.get(one.option, one.option) if known is None else first_capital(known.title)
    if known is not None and not known.is_of_an_option:
        title = f"{first_capital(known.standing)}, {known.title}"
    return replace(said, text=f"{title}: {said.text}")


def opinion_document(found: Assessment, opinions: tuple[Opinion, ...]) -> dict[str, Any]:
    """The opinions as JSON values under "opinions", each with whether its advice ``stands``."""
    told = opinions_to_document(opinions)
    for one, document in zip(opinions, told, strict=True):
        document["stands"] = stands(one, found)
    return {"opinions": told} if told else {}


def _told(block: Block, found: Assessment, opinions: tuple[Opinion, ...], reasons: Reasons) -> Block:
    if not isinstance(block, Card) or not block.rules:
        return block
    said = tuple(
        Paragraph((opinion_sentence(one, found, reasons),)) for one in for_rules(opinions, found, block.rules)
    )
    return replace(block, body=(*block.body, *said))


def _why(one: Opinion, reasons: Reasons) -> str:
    why = "; ".join(text for text in (reasons.get(one.reason, one.reason), one.text) if text)
    return f": {why}" if why else "" if one.agrees else ": no reason given"


def _then(one: Opinion, found: Assessment) -> str:
    """What the advice was when the opinion was said, where it is another now."""
    certain = "certain" if one.certainty == Certainty.CERTAIN else "possible if …"
    then = f"{one.standing} · {certain}, knowledge {one.edition}"
    if not stands(one, found):
        return f" Said of an earlier advice: {then}."
    known = advice(found, one.rule)
    now = known is not None and known.certainty == one.certainty and found.edition == one.edition
    return "" if now else f" The advice was then: {then}."
