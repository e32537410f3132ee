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
from enec_desktop.wording.phrases import ended

Reasons = Mapping[str, str]
"""The coded reasons with their labels."""

TITLE = "Opinions of an earlier advice"


def opinion_sentence(one: Opinion, found: Assessment, reasons: Reasons) -> Sentence:
    """Who agreed or disagreed, when and why; and what the advice was then where it is another now."""
    said = "Agreed" if one.agrees else "Disagreed"
    told = f"{said} by {one.who} on {one.on.shown()}{_why(one, reasons)}"
    return Sentence(f"{ended(told)}{_then(one, found)}", (one.rule,), Mark.NOTE)


def for_rules(
    opinions: tuple[Opinion, ...], found: Assessment, rules: tuple[str, ...]
) -> tuple[Opinion, ...]:
    """The opinions that belong to a card about these rows; those of earlier advice go to their option."""
    option = next((known[0].id for rule in rules if (known := advice(found, rule)) is not None), "")
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
    last = homeless_section(found, opinions, reasons)
    return (*told, last) if last.blocks else told


def homeless_section(found: Assessment, opinions: tuple[Opinion, ...], reasons: Reasons) -> Section:
    """The opinions of an advice whose option does not stand here any more."""
    here = {option.id for view in found.moments for group in view.groups for option in group.options}
    items = tuple(
        replace(sentence, text=f"{one.option}: {sentence.text}")
        for one in of_earlier_advice(opinions, found)
        if one.option not in here
        for sentence in (opinion_sentence(one, found, reasons),)
    )
    return Section("opinions", TITLE, (Bullets(items),) if items else ())


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
    now = known is not None and known[1].certainty == one.certainty and found.edition == one.edition
    return "" if now else f" The advice was then: {then}."
