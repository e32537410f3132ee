"""A record of the knowledge as a page: its card, whom it was found in, its sources and where it is used."""

from __future__ import annotations

from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Sentence
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.wording.directness import directness_words
from enec_desktop.wording.evidence import evidence_card
from enec_desktop.wording.figures import certainty_words, patients_words
from enec_desktop.wording.titles import owner_of, title_of, titled
from enec_desktop.wording.uses import uses_blocks


def record_page(ref: str, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """Everything the knowledge says of an id, known errors first to be seen, never folded away."""
    return (
        *_population(ref, knowledge),
        *titled(evidence_card(ref, knowledge), knowledge),
        *_sources(ref, knowledge),
        *_whole(ref, knowledge),
        *_uses(ref, knowledge),
    )


def _population(ref: str, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    claim = knowledge.claims.get(ref)
    if claim is None:
        return ()
    shape = Sentence(f"{directness_words(claim.directness)}.", strong=True)
    worth = "".join(f"; {one}" for one in certainty_words(claim))
    rest = Sentence(f"{claim.population}; {patients_words(claim.n)}{worth}; {claim.tier}.")
    return (Paragraph((shape, rest)),)


def _whole(ref: str, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """The option, table or drug that a row belongs to."""
    owner = owner_of(ref, knowledge)
    if not owner:
        return ()
    name = title_of(owner, knowledge)
    return (Heading("Part of", 2), Paragraph((Sentence(f"{name}.", (owner,)),)))


def _uses(ref: str, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """A part of an option is used nowhere else: nothing is said of its use."""
    owner = owner_of(ref, knowledge)
    if owner in knowledge.options or ref in knowledge.options or ref.startswith("moment/"):
        return ()
    return uses_blocks(owner if owner.startswith("safety/") else ref, knowledge)


def _sources(ref: str, knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """The sources of a claim, each with how well it was checked."""
    claim = knowledge.claims.get(ref)
    found = [knowledge.sources[one] for one in claim.sources if one in knowledge.sources] if claim else []
    if not found:
        return ()
    items = tuple(
        Sentence(
            f"{one.citation} ({one.kind}; {one.verification})",
            (one.id,),
            mark=Mark.CAUTION if one.verification.name == "GENERAL" else Mark.NONE,
        )
        for one in found
    )
    return (Heading("Sources and how they were checked", 2), Bullets(items))
