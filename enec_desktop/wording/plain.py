"""Content blocks as plain text: what the command line prints and a physician can read aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Heading,
    Mark,
    Page,
    Paragraph,
    Picture,
    Rows,
    Section,
    Sentence,
    Table,
)

WIDTH = 100
_MARKS = {Mark.NONE: "", Mark.NOTE: "(i) ", Mark.ASK: "<?> ", Mark.CAUTION: "/!\\ ", Mark.STOP: "[STOP] "}


def section_text(section: Section, *, folded: bool = False, refs: bool = True) -> str:
    """A section as lines; ``folded`` adds what cards keep folded, ``refs`` the ids sentences rest on."""
    lines = [section.title.upper(), *_blocks(section.blocks, folded, refs, "  ")]
    return "\n".join(lines)


def page_text(page: Page) -> str:
    """A whole document as lines."""
    head = f"{page.title} · {page.status}\n{page.identity}"
    parts = [section_text(one, folded=True) for one in (*page.first, *page.rest)]
    return "\n\n".join([head, *parts, page.footer])


def _blocks(blocks: tuple[Block, ...], folded: bool, refs: bool, indent: str) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, folded, refs, indent)


def _block(block: Block, folded: bool, refs: bool, indent: str) -> Iterator[str]:
    match block:
        case Heading(text, _):
            yield f"{indent}{text}"
        case Paragraph(sentences):
            yield from _wrapped(" ".join(_sentence(one, refs) for one in sentences), indent)
        case Bullets(items):
            for one in items:
                yield from _wrapped(f"- {_sentence(one, refs)}", indent, "  ")
        case Rows(rows):
            for row in rows:
                yield from _wrapped(f"{row.label}: {_sentence(row.value, refs)}", indent, "    ")
        case Table(header, lines):
            yield f"{indent}{' | '.join(header)}"
            for line in lines:
                yield from _wrapped(" | ".join(_sentence(one, refs) for one in line), indent, "    ")
        case Card():
            yield from _card(block, folded, refs, indent)
        case Picture(_, words):
            yield from _wrapped(_sentence(words, refs), indent)


def _card(card: Card, folded: bool, refs: bool, indent: str) -> Iterator[str]:
    tags = " | ".join(_sentence(one, False) for one in card.tags)
    yield from _wrapped(f"* {card.title}: {tags}", indent, "    ")
    inside = (*card.body, *card.folded) if folded else card.body
    yield from _blocks(inside, folded, refs, indent + "    ")


def _sentence(sentence: Sentence, refs: bool) -> str:
    told = f" ({', '.join(sentence.refs)})" if refs and sentence.refs else ""
    return f"{_MARKS[sentence.mark]}{sentence.text}{told}"


def _wrapped(text: str, indent: str, hanging: str = "") -> list[str]:
    """Broken at blanks alone: an id or a range that is torn at its hyphen is found by no search."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
