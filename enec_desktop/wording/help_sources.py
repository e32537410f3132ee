"""The chapter of the help on sources: how many, how well checked, where they contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Heading,
    Mark,
    Paragraph,
    Row,
    Rows,
    Section,
    Sentence,
)
from enec_desktop.domain.evidence import Source, Verification
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.wording.comparisons import RELATIONS
from enec_desktop.wording.evidence import SEVERITIES
from enec_desktop.wording.phrases import first_capital


def sources_section(knowledge: KnowledgeBase) -> Section:
    """The article and its references, the second sources with their marks, the known errors."""
    blocks = (*_article(knowledge), *_second(knowledge), *_errors(knowledge))
    return Section("sources", "Sources", blocks)


def _article(knowledge: KnowledgeBase) -> Iterator[Block]:
    cited = _of_article(knowledge)
    numbered = tuple(one for one in cited if one.number)
    last = max((one.number or 0 for one in numbered), default=0)
    told = (
        f"The knowledge rests on one review and on the works it cites: {last} references, of which "
        f"{len(numbered)} have a record of their own here. {len(knowledge.claims)} claims were taken from "
        "it in our own words, each with its figures as printed."
    )
    yield Heading("The article", 2)
    yield Paragraph((Sentence(told),))
    yield Bullets(tuple(_line(one) for one in cited if not one.number))
    ordered = sorted(numbered, key=lambda one: one.number or 0)
    yield Card("help/references", f"Its references: {len(ordered)}", (), (), (_list(ordered),))


def _second(knowledge: KnowledgeBase) -> Iterator[Block]:
    others = tuple(one for one in knowledge.sources.values() if one.verification is not Verification.ARTICLE)
    counts = Counter(one.verification for one in others)
    told = (
        f"{len(others)} second sources stand beside the article: guidelines, labels, trial reports, "
        "staging manuals. Each carries the mark of how well it was checked."
    )
    yield Heading(f"Second sources: {len(others)}", 2)
    yield Paragraph((Sentence(told),))
    yield Rows(
        tuple(Row(first_capital(str(one)), Sentence(str(counts[one]))) for one in Verification if counts[one])
    )
    for mark in Verification:
        if counts[mark]:
            found = [one for one in others if one.verification is mark]
            yield Card(f"help/{mark.name.lower()}", first_capital(str(mark)), (), (), (_list(found),))


def _errors(knowledge: KnowledgeBase) -> Iterator[Block]:
    found = knowledge.discrepancies.values()
    counts = Counter(one.severity for one in found)
    sides = Counter(one.relation for one in knowledge.comparisons.values())
    told = (
        f"{len(found)} places are known where the article contradicts itself, its own reference, "
        "arithmetic or another source. Each says what is printed, what holds, and which reading is used."
    )
    yield Heading(f"Known errors: {len(found)}", 2)
    yield Paragraph((Sentence(told),))
    yield Rows(
        tuple(
            Row(f"Severity {one}", Sentence(f"{counts[one]}: {SEVERITIES.get(one, '')}"))
            for one in sorted(counts)
        )
    )
    grave = tuple(Sentence(f"{one.where}: {one.used}", (one.id,)) for one in found if one.severity == "A")
    yield Card("help/grave", "Those of severity A", (), (), (Bullets(grave),))
    yield Heading(f"Sources side by side: {len(knowledge.comparisons)}", 2)
    yield Rows(tuple(Row(first_capital(RELATIONS[one]), Sentence(f"{n} topics")) for one, n in sides.items()))


def _of_article(knowledge: KnowledgeBase) -> tuple[Source, ...]:
    every = knowledge.sources.values()
    return tuple(one for one in every if one.number or one.verification is Verification.ARTICLE)


def _list(sources: Iterable[Source]) -> Bullets:
    return Bullets(tuple(_line(one) for one in sources))


def _line(source: Source) -> Sentence:
    number = f"{source.number}. " if source.number else ""
    general = source.verification is Verification.GENERAL
    return Sentence(f"{number}{source.citation}", (source.id,), Mark.CAUTION if general else Mark.NONE)
