"""Writes a document of content as one PDF: the same input gives the same bytes."""

from __future__ import annotations

import unicodedata
import zlib
from io import BytesIO
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, EmbeddedFile, NameObject, StreamObject
from reportlab.pdfgen.canvas import Canvas

from enec_desktop.domain.content import Bullets, Heading, Page, Sentence
from enec_desktop.domain.style import Tokens
from enec_desktop.report.boxes import Box, Stack
from enec_desktop.report.fonts import Faces, load_faces
from enec_desktop.report.furniture import Furniture
from enec_desktop.report.pen import Pen
from enec_desktop.report.sections import Layout
from enec_desktop.report.style import PAGE_HEIGHT, PAGE_WIDTH, Style, densities, paper_style
from enec_desktop.report.text import Typesetter
from enec_desktop.report.words import PaperWords

RECORD_NAME = "enec-record.json"
"""The name of the one attachment."""

_MAKER = "ENEC Board"
_NO_WORDS = PaperWords()


def write_pdf(
    page: Page, *, tokens: Tokens, fonts: Path, record: bytes | None = None, words: PaperWords = _NO_WORDS
) -> bytes:
    """The document as PDF for A4.

    ``fonts`` is the folder with the font files. ``record`` (JSON) is embedded as the only attachment.
    Raises EnecError if title, identity and footer are too long to leave room for anything else.
    """
    faces = load_faces(fonts)
    typesetter = Typesetter(faces)
    style = paper_style(tokens)
    furniture = Furniture(page, typesetter, style, words)
    room = furniture.bottom - furniture.top
    first = _outcome(page, typesetter, style, words, room)
    layout = Layout(typesetter, style, words)
    parts = [first, layout.sections(page.rest)] if page.rest else [first]
    parts[-1] = Stack([*parts[-1].boxes, *_lost_characters(layout, typesetter, style, words)])
    sheets = [sheet for part in parts for sheet in _sheets(part, style.width, room)] or [first]
    title = typesetter.plain(f"{page.title} · {page.status}" if page.status else page.title)
    return _finished(_drawn(sheets, furniture, faces, style, title, words.language), title, record)


def _outcome(page: Page, typesetter: Typesetter, style: Style, words: PaperWords, room: float) -> Stack:
    """The outcome sections in the airiest style that fits one page; if none fits they flow."""
    for density in densities(style):
        stack = Layout(typesetter, density, words).sections(page.first)
        if stack.height(style.width) <= room:
            return stack
    return Layout(typesetter, style, words).sections(page.first)


def _lost_characters(layout: Layout, typesetter: Typesetter, style: Style, words: PaperWords) -> list[Box]:
    """A note that says what every ``[U+XXXX]`` stands for; empty if everything could be printed."""
    if not typesetter.lost:
        return []
    items = tuple(
        Sentence(
            words.stands_for.format(
                code=f"[U+{ord(character):04X}]", name=unicodedata.name(character, words.no_name).lower()
            )
        )
        for character in sorted(typesetter.lost)
    )
    blocks = [
        *layout.block(Heading(words.unprintable, 2), style.width),
        *layout.block(Bullets(items), style.width),
    ]
    return [Stack(blocks, before=style.gap(4))]


def _sheets(stack: Stack, width: float, room: float) -> list[Box]:
    """The boxes of each page."""
    sheets: list[Box] = []
    rest: Box | None = stack if stack.boxes else None
    while rest is not None:
        top, rest = rest.cut(width, room, force=True)
        if top is not None:
            sheets.append(top)
    return sheets


def _drawn(
    sheets: list[Box], furniture: Furniture, faces: Faces, style: Style, title: str, language: str
) -> bytes:
    faces.register()
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=faces.base,
        lang=language,
    )
    canvas.setTitle(title)
    canvas.setAuthor(_MAKER)
    canvas.setSubject("")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    pen = Pen(canvas, style.colours)
    for number, sheet in enumerate(sheets, 1):
        furniture.draw(pen, number, len(sheets))
        sheet.draw(pen, style.margin, furniture.top, style.width)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _finished(pdf: bytes, title: str, record: bytes | None) -> bytes:
    """With the record embedded and without the dates that reportlab would invent."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    writer.pdf_header = "%PDF-1.7"
    writer.metadata = {"/Title": title, "/Author": _MAKER, "/Creator": _MAKER, "/Producer": _MAKER}
    if record is not None:
        attachment = writer.add_attachment(RECORD_NAME, record)
        attachment.subtype = NameObject("/application/json")
        attachment.associated_file_relationship = NameObject("/Data")
        _deflate(attachment, record)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _deflate(attachment: EmbeddedFile, record: bytes) -> None:
    """Store the record compressed: plain, it would outweigh the pages."""
    attachment.content = zlib.compress(record, 9)
    files = attachment.pdf_object["/EF"]
    assert isinstance(files, DictionaryObject)
    stream = files["/F"].get_object()
    assert isinstance(stream, StreamObject)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
