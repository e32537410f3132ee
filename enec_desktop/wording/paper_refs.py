"""Ids on paper: only those a reader finds on it again, in the list of sources or of errors."""

from __future__ import annotations

from dataclasses import replace

from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Heading,
    Paragraph,
    Picture,
    Rows,
    Section,
    Sentence,
    Table,
)
from enec_desktop.domain.knowledge_base import KnowledgeBase


def citing(sections: tuple[Section, ...], knowledge: KnowledgeBase) -> tuple[Section, ...]:
    """The sections with ids of claims, errors and sources; those of rules and facts are kept, unprinted."""
    return tuple(
        replace(one, blocks=tuple(_block(block, knowledge) for block in one.blocks)) for one in sections
    )


def _sentences(told: tuple[Sentence, ...], knowledge: KnowledgeBase) -> tuple[Sentence, ...]:
    return tuple(_sentence(one, knowledge) for one in told)


def _sentence(told: Sentence, knowledge: KnowledgeBase) -> Sentence:
    found = (knowledge.claims, knowledge.discrepancies, knowledge.sources)
    refs = tuple(ref for ref in told.refs if any(ref in one for one in found))
    return replace(told, refs=refs, rests=(*told.rests, *(ref for ref in told.refs if ref not in refs)))


def _block(block: Block, knowledge: KnowledgeBase) -> Block:
    match block:
        case Heading():
            return block
        case Paragraph(sentences):
            return Paragraph(_sentences(sentences, knowledge))
        case Bullets(items):
            return Bullets(_sentences(items, knowledge))
        case Rows(rows):
            return Rows(tuple(replace(row, value=_sentence(row.value, knowledge)) for row in rows))
        case Table(header, lines):
            return Table(header, tuple(_sentences(line, knowledge) for line in lines))
        case Picture():
            return replace(block, words=_sentence(block.words, knowledge))
        case Card():
            return replace(
                block,
                tags=_sentences(block.tags, knowledge),
                body=tuple(_block(one, knowledge) for one in block.body),
                folded=tuple(_block(one, knowledge) for one in block.folded),
            )
