"""What would change the answer, in words: the treatment that leads, and the missing facts that decide it."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.assessment import Leader, MomentView, Sensitivity, Turning
from enec_desktop.domain.content import Block, Bullets, Mark, Paragraph, Row, Rows, Sentence
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.wording.phrases import conditions_words

TITLE = "What would change the leading treatment"
_FACTS, _LEADERS, _NAMED = 6, 3, 3


def sensitivity_blocks(view: MomentView, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """Who leads whatever turns out, else the facts that decide it and how; empty where nothing was asked."""
    if view.sensitivity is None:
        return ()
    told = view.sensitivity
    if not told.settled:
        open_still = "Too much is missing to say which facts would change the leading treatment."
        return (Paragraph((Sentence(open_still, (f"moment/{view.moment}",), mark=Mark.ASK),)),)
    if len(told.leaders) < 2:
        return tuple(_whatever(one, view, knowledge) for one in told.leaders)
    rows = tuple(Row(_label(one), _turns(one, knowledge)) for one in told.facts[:_FACTS])
    blocks: list[Block] = [Paragraph(tuple(_lead(told, knowledge)))]
    blocks += [Rows(rows)] if rows else []
    blocks.append(Bullets(tuple(_leaders(told, view.moment, knowledge))))
    return tuple(blocks)


def _whatever(one: Leader, view: MomentView, knowledge: KnowledgeBase) -> Block:
    ids = one.options or (f"moment/{view.moment}",)
    told = f"Whatever the missing facts turn out to be, {_who(one.options, knowledge)} first."
    if not one.options:
        told = "Whatever the missing facts turn out to be, no tumour treatment stands here."
    return Paragraph((Sentence(told, ids),))


def _lead(told: Sensitivity, knowledge: KnowledgeBase) -> Iterator[Sentence]:
    if told.stays:
        yield Sentence(f"{_who(told.stays, knowledge)} first in any case; others may join.", told.stays)
    names = [one.name for one in told.facts]
    hidden = len(names) - _FACTS
    more = f" The first {_FACTS} are shown, {hidden} more can." if hidden > 0 else ""
    counted = f"{len(names)} missing facts can" if len(names) != 1 else "One missing fact can"
    yield Sentence(
        f"{counted} change which tumour treatment stands first, the one that leaves least open on top.{more}",
        tuple(names),
        mark=Mark.ASK,
    )


def _label(one: Turning) -> str:
    return f"{one.label}, measured again" if one.again else one.label


def _turns(one: Turning, knowledge: KnowledgeBase) -> Sentence:
    by_leads: dict[tuple[str, ...], list[str]] = {}
    for turn in one.turns:
        by_leads.setdefault(turn.leads, []).append(turn.words)
    if len(by_leads) == 1:
        told = "alone it does not change what stands first, together with others it can"
    else:
        told = "; ".join(
            f"{' or '.join(words)}: {_who(leads, knowledge)} first" for leads, words in by_leads.items()
        )
    return Sentence(told, (one.name,))


def _leaders(found: Sensitivity, moment: str, knowledge: KnowledgeBase) -> Iterator[Sentence]:
    leaders = found.leaders
    for one in leaders[:_LEADERS]:
        told = f"{_who(one.options, knowledge)} first if {conditions_words(one.conditions)}."
        yield Sentence(told, one.options or (f"moment/{moment}",))
    if len(leaders) > _LEADERS:
        yield Sentence(f"{len(leaders) - _LEADERS} more outcomes are possible with other combinations.")


def _who(options: tuple[str, ...], knowledge: KnowledgeBase) -> str:
    """ "EP stands", "EP and IP stand", "EP, IP, EC and 2 more stand", "no tumour treatment stands"."""
    titles = [knowledge.options[one].title for one in options]
    if not titles:
        return "no tumour treatment stands"
    named, rest = titles[:_NAMED], len(titles) - _NAMED
    words = [*named, f"{rest} more"] if rest > 0 else named
    told = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"{told} {'stands' if len(titles) == 1 else 'stand'}"
