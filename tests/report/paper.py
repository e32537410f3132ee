"""Documents for the tests of paper, and what pypdf reads back from them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdfium2 import PdfDocument

from enec_desktop import paths
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
from enec_desktop.domain.drawing import Label
from enec_desktop.report.pdf import write_pdf
from enec_desktop.wording.tokens import read_tokens

FONTS = paths.resources() / "fonts"
TOKENS = read_tokens(paths.resources() / "style" / "tokens.toml")
IDENTITY = "SAMPLE, Patient · born 14-Jul-1945 (81 y) · male · HN 0042317"
FOOTER = "case revision 41 · knowledge 2026.1 (a1b2c3) · printed 24-Nov-2026 11:05"
TITLE, STATUS = "Board summary", "DRAFT"
MARKS = {Mark.NONE: "", Mark.NOTE: "[i]", Mark.ASK: "[?]", Mark.CAUTION: "[!]", Mark.STOP: "[!!]"}


def page(*blocks: Block, rest: tuple[Block, ...] = (), section: str = "Question") -> Page:
    """A document with one outcome section and, if there is a rest, one more."""
    first = (Section("question", section, blocks),)
    return Page(TITLE, STATUS, IDENTITY, FOOTER, first, (Section("rest", "Basis", rest),) if rest else ())


def printed(document: Page, record: bytes | None = None) -> PdfReader:
    return PdfReader(BytesIO(write_pdf(document, tokens=TOKENS, fonts=FONTS, record=record)))


def said(sentence: str, *refs: str, mark: Mark = Mark.NONE, strong: bool = False) -> Sentence:
    return Sentence(sentence, refs, mark, strong)


def squeezed(text: str) -> str:
    """A text without its white space, in one normal form."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def decoded(text: str) -> str:
    """A text with its ``[U+XXXX]`` turned back into characters."""
    return re.sub(r"\[U\+([0-9A-F]{4,6})\]", lambda code: chr(int(code[1], 16)), text)


def plain(text: str) -> str:
    """A text as it is compared; the reader of PDF files gives a hyphen that ends a line as U+FFFE."""
    return squeezed(decoded(text)).replace("\ufffe", "-")


def body_of(page: Page) -> str:
    """What the paper says without what heads and ends each of its pages, squeezed."""
    document = PdfDocument(write_pdf(page, tokens=TOKENS, fonts=FONTS))
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    found = []
    for number, text in enumerate(texts, 1):
        head = f"{page.title}{page.status}{page.identity}page {number} of {len(texts)}·{page.footer}"
        printed, furniture = plain(text), plain(head)
        assert printed.startswith(furniture), printed[: len(furniture)]
        found.append(printed.removeprefix(furniture))
    return "".join(found)


def bodies(reader: PdfReader) -> list[str]:
    """The squeezed text of each page, header and footer taken off, which have to be there."""
    count = len(reader.pages)
    found = []
    for number, sheet in enumerate(reader.pages, 1):
        text = squeezed(sheet.extract_text())
        furniture = squeezed(f"{TITLE}{STATUS}{IDENTITY}page {number} of {count}·{FOOTER}")
        assert text.startswith(furniture), text[: len(furniture) + 40]
        found.append(text.removeprefix(furniture))
    return found


def body(reader: PdfReader) -> str:
    return "".join(bodies(reader))


def texts(document: Page) -> str:
    """All a document has to say, in the order of reading, squeezed."""
    return squeezed("".join(_of_sections([*document.first, *document.rest])))


def _of_sections(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield section.title
        for block in section.blocks:
            yield from _of_block(block)


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph(sentences=sentences) | Bullets(items=sentences):
            yield from map(_of_sentence, sentences)
        case Rows():
            for row in block.rows:
                yield from (row.label, _of_sentence(row.value))
        case Table():
            yield from block.header
            for cells in block.rows:
                yield from map(_of_sentence, cells)
        case Card():
            yield block.title
            yield "·".join(map(_of_sentence, block.tags))
            for part in (*block.body, *block.folded):
                yield from _of_block(part)
        case Picture():
            yield from (shape.text for shape in block.drawing.shapes if isinstance(shape, Label))
            yield _of_sentence(block.words)


def _of_sentence(sentence: Sentence) -> str:
    refs = f"({','.join(sentence.refs)})" if sentence.refs else ""
    return MARKS[sentence.mark] + sentence.text + refs
