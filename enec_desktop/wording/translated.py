"""Content blocks in another language: labels, headings and values; sentences of advice stay, marked once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Heading,
    Mark,
    Page,
    Paragraph,
    Picture,
    Row,
    Rows,
    Section,
    Sentence,
    Table,
)
from enec_desktop.domain.drawing import Drawing, Label
from enec_desktop.domain.labels import is_word
from enec_desktop.wording.phrasebook import Reader


def own_texts(case: Case) -> frozenset[str]:
    """What was written by hand in a case: it reads as it was written in every language."""
    found = {case.title, case.id}
    if case.published is not None:
        found |= {case.published.citation, case.published.doi or "", case.published.url or ""}
    for entry in case.entries:
        for fact in entry.facts.values():
            found |= {text for text in (fact.value, fact.source, fact.note) if isinstance(text, str)}
    return frozenset(text for text in found if text)


def translated_sections(sections: tuple[Section, ...], reader: Reader) -> tuple[Section, ...]:
    """Sections with their labels in the reader's language, marked once where sentences stay English."""
    return tuple(
        replace(one, title=reader.say(one.title), blocks=translated_blocks(one.blocks, reader))
        for one in sections
    )


def translated_page(page: Page, reader: Reader) -> Page:
    """A whole document in the reader's language."""
    return replace(
        page,
        title=reader.say(page.title),
        status=reader.say(page.status),
        identity=reader.say(page.identity),
        footer=reader.say(page.footer),
        first=translated_sections(page.first, reader),
        rest=translated_sections(page.rest, reader),
    )


def translated_blocks(blocks: tuple[Block, ...], reader: Reader) -> tuple[Block, ...]:
    """Blocks with their labels in the reader's language; the first of them says that sentences stay."""
    told = tuple(_block(one, reader) for one in blocks)
    if not any(_stays(text, reader) for text in _sentences(blocks)):
        return told
    return (Paragraph((Sentence(reader.note, mark=Mark.NOTE),)), *told)


def untold(blocks: Iterable[Block], reader: Reader) -> Iterator[str]:
    """Headings, labels and tags the reader has no words for; sentences are none of them."""
    for block in blocks:
        match block:
            case Heading(text, _):
                yield from _lacking((text,), reader)
            case Rows(rows):
                yield from _lacking((row.label for row in rows), reader)
            case Table(header, _):
                yield from _lacking(header, reader)
            case Card(_, title, tags, body, folded):
                yield from _lacking((title, *(tag.text for tag in tags)), reader)
                yield from untold((*body, *folded), reader)
            case Picture(drawing, _):
                labels = (shape.text for shape in drawing.shapes if isinstance(shape, Label))
                # A label with a figure is what a source prints.
                named = (text for text in labels if not any(one.isdigit() for one in text))
                yield from (text for text in named if reader.line(text) == text and _stays(text, reader))


def _lacking(texts: Iterable[str], reader: Reader) -> Iterator[str]:
    return (text for text in texts if text and reader.say(text) == text and is_word(text))


def _stays(text: str, reader: Reader) -> bool:
    return reader.known(text.lstrip("\u00a0 ")) is None


def _sentences(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(sentences) | Bullets(sentences):
                yield from (one.text for one in sentences)
            case Rows(rows):
                yield from (row.value.text for row in rows)
            case Table(_, lines):
                yield from (one.text for line in lines for one in line)
            case Card(_, _, _, body, folded):
                yield from _sentences((*body, *folded))
            case Picture(_, words):
                yield words.text


def _block(block: Block, reader: Reader) -> Block:
    match block:
        case Heading(text, _):
            return replace(block, text=reader.say(text))
        case Paragraph(sentences):
            return Paragraph(_all(sentences, reader))
        case Bullets(items):
            return Bullets(_all(items, reader))
        case Rows(rows):
            return Rows(tuple(_row(row, reader) for row in rows))
        case Table(header, lines):
            return Table(tuple(map(reader.say, header)), tuple(_all(line, reader) for line in lines))
        case Card(_, title, tags, body, folded):
            return replace(
                block,
                title=reader.say(title),
                tags=_all(tags, reader),
                body=tuple(_block(one, reader) for one in body),
                folded=tuple(_block(one, reader) for one in folded),
            )
        case Picture(drawing, words):
            return Picture(translated_drawing(drawing, reader), _sentence(words, reader))


def _row(row: Row, reader: Reader) -> Row:
    return replace(row, label=reader.say(row.label), value=_sentence(row.value, reader))


def _all(sentences: tuple[Sentence, ...], reader: Reader) -> tuple[Sentence, ...]:
    return tuple(_sentence(one, reader) for one in sentences)


def _sentence(sentence: Sentence, reader: Reader) -> Sentence:
    return replace(sentence, text=reader.say(sentence.text))


def translated_drawing(drawing: Drawing, reader: Reader) -> Drawing:
    """A picture with its labels in the reader's language."""
    shapes = tuple(
        replace(shape, text=reader.line(shape.text)) if isinstance(shape, Label) else shape
        for shape in drawing.shapes
    )
    return replace(drawing, shapes=shapes)
