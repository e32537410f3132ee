"""Why an option does not stand here, or not higher: the conditions that fail, with the facts seen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from enec_desktop.domain.assessment import Explanation, MomentView, OptionView
from enec_desktop.domain.content import Block, Bullets, Card, Sentence
from enec_desktop.domain.knowledge_base import OptionKind
from enec_desktop.wording.explanation import explanation_blocks

_SHOWN = 3


def not_here_card(view: MomentView, kind_titles: dict[OptionKind, str]) -> Card | None:
    """Every option that is not for this situation, each to be opened for its failing conditions."""
    if not view.not_here:
        return None
    number = len(view.not_here)
    cards = tuple(_card(option, view.moment, kind_titles[option.kind]) for option in view.not_here)
    title = f"{number} options whose conditions do not hold"
    return Card(f"{view.moment}/not-here", title, (), (), cards)


@lru_cache(maxsize=1024)
def _card(option: OptionView, moment: str, kind: str) -> Card:
    """The card of one option; most changes of a case leave most of them as they are."""
    body: tuple[Block, ...] = ()
    if option.why_not is not None:
        body = (Bullets(tuple(failing(option.why_not, option.id))),)
    folded = explanation_blocks(option.why_not) if option.why_not is not None else ()
    tags = (Sentence(kind, (option.id,)),)
    return Card(f"{moment}/not-here/{option.id}", option.title, tags, body, folded)


def failing(why: Explanation, ref: str) -> Iterator[Sentence]:
    """What fails, condition by condition, those most rows fail on first."""
    counted: dict[str, int] = {}
    for row in _rows(why):
        for text in dict.fromkeys(_fails(row, True)):
            counted[text] = counted.get(text, 0) + 1
    ordered = sorted(counted, key=lambda text: -counted[text])
    for text in ordered[:_SHOWN]:
        yield Sentence(f"Does not hold: {text}", (ref,))
    if len(ordered) > _SHOWN:
        more = len(ordered) - _SHOWN
        told = "1 more condition does not hold." if more == 1 else f"{more} more conditions do not hold."
        yield Sentence(told, (ref,))


def _rows(why: Explanation) -> tuple[Explanation, ...]:
    """The rows of an option below their common "at least one of these"."""
    return why.parts if why.text == "at least one of these" else (why,)


def _fails(one: Explanation, wanted: bool) -> Iterator[str]:
    """The leaves behind an answer that is not the wanted one."""
    if one.answer is not (not wanted):
        return
    if one.text == "not" and one.parts:
        yield from _fails(one.parts[0], not wanted)
    elif one.parts:
        for part in one.parts:
            yield from _fails(part, wanted)
    elif one.seen is not None:
        said = one.text if wanted else f'not "{one.text}"'
        yield f"{said} (here: {one.seen.words})."
