"""Whose paper it is, its sheet, its marks, its id; several documents in one file."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import Destination

from enec_desktop.domain.content import Page, Paragraph, Seal, Section
from enec_desktop.domain.errors import Cancelled, EnecError
from enec_desktop.domain.paper import PaperSettings, Sheet
from enec_desktop.report.pdf import write_pack, write_pdf
from enec_desktop.report.words import PaperWords
from tests.report.paper import FONTS, FOOTER, IDENTITY, TOKENS, page, said, squeezed
from tests.report.test_pdf import EVERY_BLOCK, long_table

ID = "0123456789abcdef0123456789abcdef"
LETTER = PaperSettings(Sheet.LETTER)


def logo(kind: str = "PNG", size: tuple[int, int] = (80, 20)) -> bytes:
    """A picture, a small one unless said otherwise."""
    buffer = BytesIO()
    Image.new("RGB", size, (0, 60, 120)).save(buffer, kind)
    return buffer.getvalue()


def made(document: Page, settings: PaperSettings, words: PaperWords | None = None) -> bytes:
    return write_pdf(
        document, tokens=TOKENS, fonts=FONTS, record=b"{}", settings=settings, words=words or PaperWords()
    )


def pack(*documents: Page, settings: PaperSettings | None = None) -> PdfReader:
    pdf = write_pack(
        documents, "Pack", tokens=TOKENS, fonts=FONTS, record=b"{}", settings=settings or PaperSettings()
    )
    return PdfReader(BytesIO(pdf))


def test_a_letter_sheet_holds_the_same_text_as_a4() -> None:
    document = page(*EVERY_BLOCK, rest=(long_table(60),))
    a4, letter = (PdfReader(BytesIO(made(document, one))) for one in (PaperSettings(), LETTER))
    assert {tuple(sheet.mediabox[2:]) for sheet in letter.pages} == {(612, 792)}
    rows = [
        {word for sheet in one.pages for word in sheet.extract_text().split() if word.isdigit()}
        for one in (a4, letter)
    ]
    assert {str(number) for number in range(60)} <= rows[0] & rows[1]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_name_and_logo_of_the_hospital_head_every_page(kind: str) -> None:
    settings = PaperSettings(hospital="St <i> Mary & Co 医院", logo=logo(kind))
    reader = PdfReader(BytesIO(made(page(rest=(long_table(90),)), settings)))
    assert len(reader.pages) > 2
    for sheet in reader.pages:
        text = squeezed(sheet.extract_text())
        assert text.startswith(squeezed("St <i> Mary & Co 医院"))
        assert squeezed(IDENTITY) in text
        assert len(sheet.images) == 1


@pytest.mark.parametrize(
    "broken", [b"no picture", logo()[:40], logo("GIF"), b"\x89PNG" + bytes(3_000_000), logo(size=(4001, 1))]
)
def test_a_logo_that_is_no_picture_is_refused_in_words(broken: bytes) -> None:
    with pytest.raises(EnecError, match="Choose"):
        made(page(), PaperSettings(logo=broken))


def test_the_same_paper_gives_the_same_bytes() -> None:
    settings = PaperSettings(Sheet.LETTER, "A hospital", logo(), ID)
    assert made(page(*EVERY_BLOCK), settings) == made(page(*EVERY_BLOCK), settings)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_id_stands_twice_in_the_file_as_plain_bytes_and_is_printed(language: str) -> None:
    pdf = made(page(), PaperSettings(document_id=ID), PaperWords(language, document="文件号 {id}"))
    assert pdf.count(ID.encode()) == 2
    assert f"文件号 {ID[:8]}" in PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_a_file_without_an_id_prints_none() -> None:
    assert "document" not in PdfReader(BytesIO(made(page(), PaperSettings()))).pages[0].extract_text()


def test_the_frame_of_the_status_differs_without_colour() -> None:
    pages = {seal: made(replace(page(), seal=seal), PaperSettings()) for seal in Seal}
    drawn = {
        seal: content.get_data()
        for seal, pdf in pages.items()
        if (content := PdfReader(BytesIO(pdf)).pages[0].get_contents()) is not None
    }
    assert len(set(drawn.values())) == len(Seal)
    assert b"2.7 1.8" in drawn[Seal.DRAFT] and b"2.7 1.8" not in drawn[Seal.CONFIRMED]


def test_a_pack_counts_pages_in_each_document_and_sheets_through_all() -> None:
    reader = pack(page(rest=(long_table(40),)), page(section="Second"))
    texts = [squeezed(sheet.extract_text()) for sheet in reader.pages]
    count = len(texts)
    assert count > 2
    for number, text in enumerate(texts, 1):
        assert f"sheet{number}of{count}" in text and squeezed(FOOTER) in text
    assert "page1of1" in texts[-1] and f"page1of{count - 1}" in texts[0]


def test_a_pack_has_a_bookmark_for_each_document_and_its_sections_below() -> None:
    second = replace(page(section="Second"), identity="OTHER, Patient")
    outline = pack(page(), second).outline
    titles = [one.title for one in outline if isinstance(one, Destination)]
    below = [[inner.title for inner in one] for one in outline if isinstance(one, list)]
    assert titles == [f"Board summary · {IDENTITY}", "Board summary · OTHER, Patient"]
    assert below == [["Question"], ["Second"]]


def test_every_section_has_a_bookmark() -> None:
    sections = tuple(Section(f"s{n}", f"Section {n}", (Paragraph((said("x"),)),)) for n in range(5))
    outline = PdfReader(BytesIO(made(replace(page(), rest=sections), PaperSettings()))).outline
    assert {f"Section {n}" for n in range(5)} <= {
        one.title for one in outline if isinstance(one, Destination)
    }


def test_a_character_that_cannot_be_printed_is_noted_in_its_own_document_only() -> None:
    reader = pack(page(Paragraph((said("\U0001f600"),))), page())
    first, second = (sheet.extract_text() for sheet in reader.pages)
    assert "grinning face" in first and "could not" not in second


def test_the_work_can_be_called_off() -> None:
    told: list[float] = []

    def enough(share: float) -> bool:
        told.append(share)
        return len(told) < 5

    with pytest.raises(Cancelled):
        write_pdf(page(rest=(long_table(200),)), tokens=TOKENS, fonts=FONTS, progress=enough)
    assert len(told) == 5 and told == sorted(told) and 0 <= told[0] <= told[-1] <= 1
