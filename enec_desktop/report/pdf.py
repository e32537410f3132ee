"""Writes a document of content as one PDF: the same input gives the same bytes."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, EmbeddedFile, NameObject, StreamObject, TextStringObject
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from enec_desktop.domain.content import Bullets, Heading, Page, Sentence
from enec_desktop.domain.errors import Cancelled
from enec_desktop.domain.paper import PaperSettings
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.domain.style import Tokens
from enec_desktop.report.boxes import Box, Stack
from enec_desktop.report.fonts import load_faces
from enec_desktop.report.furniture import Furniture
from enec_desktop.report.pen import Pen
from enec_desktop.report.sections import Layout
from enec_desktop.report.style import Style, densities, paper_style
from enec_desktop.report.text import Typesetter
from enec_desktop.report.words import PaperWords

RECORD_NAME = "enec-record.json"
"""The name of the one attachment."""

_MAKER = "ENEC Board"
_NO_WORDS = PaperWords()
_USUAL = PaperSettings()
_PACKED = 6
"""How hard the record is compressed: harder, it takes three times as long and hardly gets smaller."""
_LAID_OUT = 0.6
"""The share of the work that is done when everything is laid out and nothing drawn."""


def write_pdf(
    page: Page,
    *,
    tokens: Tokens,
    fonts: Path,
    record: bytes | None = None,
    words: PaperWords = _NO_WORDS,
    settings: PaperSettings = _USUAL,
    progress: Progress = go_on,
) -> bytes:
    """The document as PDF.

    ``fonts`` is the folder with the font files. ``record`` (JSON) is embedded as the only attachment.
    Raises EnecError if title, identity and footer are too long to leave room for anything else or the logo
    is no picture, Cancelled if ``progress`` says so.
    """
    title = f"{page.title} · {page.status}" if page.status else page.title
    printer = _Printer(tokens, fonts, words, settings, progress)
    return printer.print((page,), title, record)


def write_pack(
    pages: Sequence[Page],
    title: str,
    *,
    tokens: Tokens,
    fonts: Path,
    record: bytes | None = None,
    words: PaperWords = _NO_WORDS,
    settings: PaperSettings = _USUAL,
    progress: Progress = go_on,
) -> bytes:
    """Several documents as one PDF, a bookmark for each with those of its sections below it.

    Pages are counted in each document, sheets through all of them. Raises as ``write_pdf``.
    """
    printer = _Printer(tokens, fonts, words, settings, progress)
    return printer.print(tuple(pages), title, record)


@dataclass(frozen=True, slots=True)
class _Document:
    """A document cut into sheets."""

    title: str
    furniture: Furniture
    sheets: Sequence[Box]


class _Printer:
    """Prints documents on the paper of one hospital."""

    def __init__(
        self, tokens: Tokens, fonts: Path, words: PaperWords, settings: PaperSettings, progress: Progress
    ) -> None:
        self._faces = load_faces(fonts)
        self._typesetter = Typesetter(self._faces)
        self._style = paper_style(tokens, settings.sheet)
        self._words, self._settings, self._progress = words, settings, progress
        self._share = 0.0

    def print(self, pages: Sequence[Page], title: str, record: bytes | None) -> bytes:
        """The documents in one file."""
        made = []
        for done, page in enumerate(pages):
            self._share = done / len(pages)
            self._laid_out(0.0)
            made.append(self._document(page, 1 / len(pages)))
        told = self._typesetter.plain(title)
        return self._finished(self._drawn(made, told), told, record)

    def _tell(self, share: float) -> None:
        if not self._progress(share):
            raise Cancelled("The document was not made.")

    def _laid_out(self, share: float) -> None:
        """Tell how much of everything is laid out."""
        self._tell(_LAID_OUT * (self._share + share))

    def _document(self, page: Page, share: float) -> _Document:
        typesetter, style, words = self._typesetter, self._style, self._words
        typesetter.lost.clear()
        furniture = Furniture(page, typesetter, style, words, self._settings)
        room = furniture.bottom - furniture.top
        first = _outcome(page, typesetter, style, words, room)
        parts_laid_out, many = len(page.first), len(page.first) + len(page.rest)

        def each() -> None:
            nonlocal parts_laid_out
            parts_laid_out += 1
            self._laid_out(share * min(parts_laid_out / many, 1.0))

        layout = Layout(typesetter, style, words, each)
        parts = [first] if first is not None else [layout.sections(page.first)]
        if page.rest:
            basis = layout.sections(page.rest)
            # An outcome longer than a page leaves no page half empty: the basis follows it at once.
            parts = [first, basis] if first is not None else [Stack([*parts[0].boxes, *basis.boxes])]
        parts[-1] = Stack([*parts[-1].boxes, *_lost_characters(layout, typesetter, style, words)])
        sheets = [sheet for part in parts for sheet in self._cut(part, room, share)] or [Stack(())]
        return _Document(typesetter.plain(f"{page.title} · {page.identity}"), furniture, sheets)

    def _cut(self, stack: Stack, room: float, share: float) -> Iterator[Box]:
        """The boxes of each sheet."""
        rest: Box | None = stack if stack.boxes else None
        while rest is not None:
            self._laid_out(share)
            top, rest = rest.cut(self._style.width, room, force=True)
            if top is not None:
                yield top

    def _drawn(self, documents: Sequence[_Document], title: str) -> bytes:
        self._faces.register()
        # Pages as bytes: written as letters they would be a quarter longer, and slower to make.
        rl_config.useA85 = 0
        style, buffer = self._style, BytesIO()
        canvas = Canvas(
            buffer,
            pagesize=(style.sheet_width, style.sheet_height),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=self._faces.base,
            lang=self._words.language,
        )
        canvas.setTitle(title)
        canvas.setAuthor(_MAKER)
        canvas.setSubject("")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        pen = Pen(canvas, style.colours, style.sheet_height)
        count, number = sum(len(one.sheets) for one in documents), 0
        for one in documents:
            if len(documents) > 1:
                pen.begin_document(one.title)
            for place, sheet in enumerate(one.sheets, 1):
                self._tell(_LAID_OUT + (1 - _LAID_OUT) * number / count)
                number += 1
                among = (number, count) if len(documents) > 1 else None
                one.furniture.draw(pen, (place, len(one.sheets)), among)
                sheet.draw(pen, style.margin, one.furniture.top, style.width)
                pen.end_page()
        canvas.save()
        return buffer.getvalue()

    def _finished(self, pdf: bytes, title: str, record: bytes | None) -> bytes:
        """With the record embedded and without the dates that reportlab would invent."""
        id = self._settings.document_id
        writer = PdfWriter(clone_from=BytesIO(pdf))
        writer.pdf_header = "%PDF-1.7"
        writer.metadata = {"/Title": title, "/Author": _MAKER, "/Creator": _MAKER, "/Producer": _MAKER}
        if id:
            writer.add_metadata({"/Keywords": id})
        if record is not None:
            attachment = writer.add_attachment(RECORD_NAME, record)
            attachment.subtype = NameObject("/application/json")
            attachment.associated_file_relationship = NameObject("/Data")
            if id:
                # Nothing but the id: with Chinese words beside it, it would be written in two bytes a letter.
                attachment.description = TextStringObject(id)
            _deflate(attachment, record)
        buffer = BytesIO()
        writer.write(buffer)
        return buffer.getvalue()


def _outcome(
    page: Page, typesetter: Typesetter, style: Style, words: PaperWords, room: float
) -> Stack | None:
    """The outcome sections in the airiest style that fits one page; None if none does."""
    for density in densities(style):
        stack = Layout(typesetter, density, words).sections(page.first)
        if stack.height(style.width) <= room:
            return stack
    return None


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


def _deflate(attachment: EmbeddedFile, record: bytes) -> None:
    """Store the record compressed: plain, it would outweigh the pages."""
    attachment.content = zlib.compress(record, _PACKED)
    files = attachment.pdf_object["/EF"]
    assert isinstance(files, DictionaryObject)
    stream = files["/F"].get_object()
    assert isinstance(stream, StreamObject)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
