"""What the cards of a dossier would tell again word for word is told once and named after that.

Options that rest on the same sources would each print the same comparisons and errors, which nobody reads.
Limits and reasons are about one option and stay whole in each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enec_desktop.domain.content import Block, Bullets, Card, Heading, Section, Sentence
from enec_desktop.wording.options import COMPARED, MINOR_ERRORS


def told_once(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of options, comparisons and errors in full where they stand first."""
    told: set[str] = set()
    return tuple(replace(one, blocks=tuple(_once(block, told) for block in one.blocks)) for one in sections)


def _once(block: Block, told: set[str]) -> Block:
    return replace(block, folded=tuple(_blocks(block.folded, told))) if isinstance(block, Card) else block


def _blocks(blocks: tuple[Block, ...], told: set[str]) -> Iterator[Block]:
    heading = ""
    for block in blocks:
        heading = block.text if isinstance(block, Heading) else heading
        if isinstance(block, Bullets) and heading in (COMPARED, MINOR_ERRORS):
            yield Bullets(tuple(_named(item) if item.text in told else item for item in block.items))
            told.update(item.text for item in block.items)
        else:
            yield block


def _named(item: Sentence) -> Sentence:
    """An item by its first sentence and id."""
    return replace(item, text=f"Told in full above: {item.text.partition('. ')[0]}.", refs=item.refs[:1])
