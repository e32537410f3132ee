"""A document on paper, read back as a stranger would."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject
from pypdfium2 import PdfDocument

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
    Table,
)
from enec_desktop.domain.drawing import Circle, Drawing, Label, Line, Polygon
from enec_desktop.domain.errors import EnecError
from enec_desktop.report.pdf import RECORD_NAME, write_pdf
from enec_desktop.report.words import PaperWords
from tests.report.paper import (
    FONTS,
    FOOTER,
    IDENTITY,
    STATUS,
    TITLE,
    TOKENS,
    bodies,
    body,
    decoded,
    page,
    printed,
    said,
    squeezed,
    texts,
)

ROOT = Path(__file__).parents[2]
HOSTILE = [
    "tumour <i10 mm, node >5",
    "x<b>y",
    "AT&T &alpha; &lt; &#x41;",
    "<!-- M1 -->M0",
    "</para><para>lost?",
    "Łódź, Ødegård, Žižek, İstanbul, Ψ αβγ Ж",
    "≤ ≥ ± µ ² · × → − ½ ‰ ° ◆ ● ■ ▲ ○ ◇ 10⁹/L H₂O",
    "食管神经内分泌癌，“小细胞型”（Ki-67≥90%）——第1天……",
    "㎡ ① Ⅲ ℃ ＋－",
    "<img src='/etc/hostname'/> <a href='file:///etc'>x</a>",
    "(parentheses) \\backslash\\ [brackets] {braces}",
    "e\u0301 and o\u0308: composed",
    "W" * 5000,
    "食" * 3000,
]
CHART = Drawing(
    300,
    100,
    (
        Line(10, 80, 290, 80),
        Line(60, 40, 120, 40, "chart-1", 1.4, dashed=True),
        Polygon(((85, 35), (95, 35), (95, 45), (85, 45)), "chart-2", "chart-2"),
        Polygon(((200, 30), (210, 50), (190, 50)), "chart-3"),
        Circle(150, 40, 4, "chart-1", "surface"),
        Label(10, 95, "EP in ENEC", 9),
        Label(150, 95, "months 中位", 8, "second", "middle"),
        Label(290, 95, "n = 41", 8, "second", "end", strong=True),
    ),
)
TABLE = Table(
    ("Test", "Value", "Date"),
    (
        (said("Creatinine"), said("98 µmol/L", "F1"), said("stale", mark=Mark.ASK)),
        (said("QTc"), said("478 ms", "S-QT-01", mark=Mark.CAUTION), said("12-Nov-2026")),
    ),
)
EVERY_BLOCK: tuple[Block, ...] = (
    Heading("Part", 2),
    Heading("Section", 3),
    Paragraph((said("One.", "CT1-001"), said("Two.", "CT1-014", "D12", mark=Mark.NOTE), said("三。"))),
    Bullets((said("a"), said("b", mark=Mark.STOP), said("c", "D1", mark=Mark.ASK, strong=True))),
    Rows((Row("Intent", said("palliative", strong=True)), Row("Clearance", said("not recorded")))),
    TABLE,
    Card(
        "ec",
        "Carboplatin + etoposide",
        (said("recommended", strong=True), said("certain"), said("kidney", mark=Mark.ASK)),
        (Paragraph((said("Body."),)), TABLE, Card("inner", "Inner", (), (Heading("x", 3),))),
        (Rows((Row("Sources", said("Label", "SRC-1")),)),),
    ),
    Picture(CHART, said("EP in ENEC 9.6 months (n = 41).", "CT1-020")),
)


def long_table(rows: int) -> Table:
    cells = tuple(
        (said(f"row {n}"), said("phase III, randomised " * 4), said("9.6 months")) for n in range(rows)
    )
    return Table(("Id", "Design", "Result"), cells)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_a_hostile_text_is_printed_as_it_was_typed(text: str) -> None:
    document = page(Paragraph((said(text, "D1"),)), section="Hostile")
    assert body(printed(document)) == texts(document)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_a_hostile_text_survives_in_every_place(text: str) -> None:
    document = page(
        Heading(text, 3),
        Bullets((said(text, text, mark=Mark.CAUTION),)),
        Rows((Row(text, said(text)),)),
        Table((text, "b"), ((said(text), said("c")),)),
        Card("x", text, (said(text),), (Paragraph((said(text),)),)),
        section=text,
    )
    assert Counter(body(printed(document))) == Counter(texts(document))


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_no_character_is_lost_whatever_is_typed(typed: list[str]) -> None:
    typed = [text.replace("[U+", "") for text in typed]
    document = page(Bullets(tuple(said(text) for text in typed)), section="Typed")
    text = body(printed(document)).split("Charactersthatcouldnotbeprinted")[0]
    assert squeezed(decoded(text)) == squeezed("Typed" + "".join(typed))


@given(st.lists(st.text("ab <>&/中，“”（[-≥1\n", max_size=200), min_size=2, max_size=12))
def test_the_printed_text_equals_the_content(typed: list[str]) -> None:
    half = len(typed) // 2
    rows = Rows(tuple(Row(text[:20], said(text, mark=Mark.ASK)) for text in typed[:half]))
    table = Table(("a", "b"), tuple((said(text), said(text[::-1], "D1")) for text in typed[half:]))
    document = page(rows, table, rest=(Card("c", typed[0], (said(typed[1]),), (Paragraph((said("x"),)),)),))
    assert body(printed(document)) == texts(document)


def test_every_kind_of_block_is_printed_whole_and_in_order() -> None:
    document = page(*EVERY_BLOCK, rest=EVERY_BLOCK)
    assert body(printed(document)) == texts(document)


def test_a_short_label_is_not_divided_where_it_stands_alone() -> None:
    lines = printed(page(Rows((Row("TNM", said("M0.")),)))).pages[0].extract_text().splitlines()
    assert [line for line in lines if line.startswith("TNM")]


def test_control_characters_and_missing_glyphs_show_their_code_and_are_explained() -> None:
    text = body(printed(page(Paragraph((said("a\x07b \u202ec 😀 ש \ud800 \U00020000 soft\u00adhyphen"),)))))
    assert "a[U+0007]b[U+202E]c[U+1F600][U+05E9][U+D800][U+20000]soft[U+00AD]hyphen" in text
    assert text.endswith("[U+20000]standsforcjkunifiedideograph-20000")
    assert "[U+1F600]standsforgrinningface" in text


def test_the_note_covers_identity_pictures_and_marks_too() -> None:
    picture = Picture(Drawing(50, 20, (Label(0, 10, "😀"),)), said("Words."))
    document = Page(TITLE, STATUS, "Ḥusayn שלום", FOOTER, (Section("q", "Q", (picture,)),))
    text = squeezed("".join(sheet.extract_text() for sheet in printed(document).pages))
    assert "[U+05E9]standsforhebrewlettershin" in text
    assert "[U+1F600]standsforgrinningface" in text


def test_nothing_is_noted_when_everything_could_be_printed() -> None:
    assert "could not" not in printed(page(*EVERY_BLOCK)).pages[-1].extract_text()


def test_identity_footer_and_page_numbers_stand_on_every_page() -> None:
    reader = printed(page(*EVERY_BLOCK, rest=(long_table(120),)))
    assert len(bodies(reader)) > 3  # bodies() checks header and footer of each page


def test_a_long_identity_takes_more_lines_and_loses_nothing() -> None:
    identity = "·".join(f"name {n} of the patient" for n in range(40))
    document = Page(TITLE * 3, STATUS * 20, identity, FOOTER * 5, (Section("q", "Q", (long_table(60),)),))
    for sheet in printed(document).pages:
        text = squeezed(sheet.extract_text())
        for part in (TITLE * 3, STATUS * 20, identity, FOOTER * 5):
            assert squeezed(part) in text


def test_furniture_that_leaves_no_room_is_refused_in_words() -> None:
    with pytest.raises(EnecError, match="Shorten"):
        printed(Page(TITLE, STATUS, "name " * 2000, FOOTER, ()))


def test_a_document_without_content_still_names_the_patient() -> None:
    reader = printed(Page(TITLE, STATUS, IDENTITY, FOOTER, ()))
    assert bodies(reader) == [""]


def test_the_header_of_a_table_repeats_on_each_of_its_pages() -> None:
    pages = bodies(printed(page(long_table(120))))
    assert len(pages) > 3
    assert all("IdDesignResult" in text for text in pages)
    assert all(f"row{n}phase" in "".join(pages) for n in range(120))


def test_a_card_that_goes_on_says_on_each_further_page_what_it_is_about() -> None:
    body = Bullets(tuple(said(f"reason {number} against it") for number in range(120)))
    pages = bodies(printed(page(rest=(Card("card", "Cisplatin and irinotecan", (), (body,)),))))
    assert len(pages) > 3
    about = [text.count(squeezed("Cisplatin and irinotecan (continued)")) for text in pages[1:]]
    assert about == [0, *[1] * (len(about) - 1)] and squeezed("reason 119") in pages[-1]


def test_a_card_whose_title_would_fill_the_page_is_not_headed_by_it_again() -> None:
    body = Bullets(tuple(said(f"reason {number}") for number in range(120)))
    pages = bodies(printed(page(rest=(Card("card", "title " * 300, (), (body,)),))))
    assert not any("(continued)" in text for text in pages)


def test_what_is_to_do_never_stands_on_a_page_without_its_patient() -> None:
    blocks: list[Block] = []
    for number in range(30):
        reasons = tuple(Row(f"reason {one}", said(f"task {number}-{one}")) for one in range(number % 5 + 1))
        blocks += [Heading(f"patient {number}.", 3), Rows(reasons)]
    told = Page(TITLE, STATUS, IDENTITY, FOOTER, (), (Section("to-do/nursing", "Nursing", tuple(blocks)),))
    pages = bodies(printed(told))
    assert len(pages) > 1
    for text in pages:
        named = set(re.findall(r"patient(\d+)\.", text))
        assert set(re.findall(r"task(\d+)-", text)) == named


def test_a_table_header_taller_than_a_page_is_printed_once() -> None:
    document = page(Table(("H" * 6000, "b"), ((said("cell"), said("c")),)))
    assert Counter(body(printed(document))) == Counter(texts(document))


def test_the_outcome_is_set_tighter_before_it_takes_a_second_page() -> None:
    def outcome(rows: int) -> Page:
        return page(Rows(tuple(Row(f"label {n}", said("palliative")) for n in range(rows))), rest=EVERY_BLOCK)

    airy, tight, too_long = (bodies(printed(outcome(rows))) for rows in (10, 38, 60))
    assert "Basis" not in airy[0] and airy[1].startswith("Basis")
    assert "label37" in tight[0] and tight[1].startswith("Basis")
    assert "label59Basis" in squeezed(too_long[1].replace("palliative", ""))


def test_a_heading_never_ends_a_page() -> None:
    lines = Bullets((said("filling " * 8),) * 7)
    blocks = [block for n in range(40) for block in (Heading(f"Heading{n}", 3), lines)]
    for text in bodies(printed(page(rest=tuple(blocks))))[1:-1]:
        assert text.endswith("filling"), text[-60:]


def test_nothing_leaves_the_margins() -> None:
    huge = Drawing(2000, 4000, (Label(1000, 2000, "middle", 90, anchor="middle"), Line(0, 0, 2000, 4000)))
    odd = [Bullets((said(text),)) for text in HOSTILE]
    pdf = write_pdf(page(*EVERY_BLOCK, *odd, Picture(huge, said("x"))), tokens=TOKENS, fonts=FONTS)
    for sheet in PdfDocument(pdf):
        text = sheet.get_textpage()
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            assert left > 50 and right < 546 and bottom > 45 and top < 795, text.get_text_range(place, 1)


def test_the_same_input_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib, sys; from tests.report.test_pdf import *\n"
        "document = page(*EVERY_BLOCK, rest=(long_table(30),))\n"
        "pdf = write_pdf(document, tokens=TOKENS, fonts=FONTS, record=b'{}')\n"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_a_document_before_it_does_not_change_a_document() -> None:
    document = page(*EVERY_BLOCK)
    alone = write_pdf(document, tokens=TOKENS, fonts=FONTS)
    printed(page(Paragraph((said("另一份文件 xyz"),))))
    assert write_pdf(document, tokens=TOKENS, fonts=FONTS) == alone


def test_all_fonts_are_embedded_and_none_is_reportlabs() -> None:
    reader = printed(page(*EVERY_BLOCK, Paragraph((said("中文", strong=True),))))
    fonts = [found for found in every_dictionary(reader) if found.get("/Type") == "/Font"]
    assert {str(font["/BaseFont"]).split("+")[1] for font in fonts} == {
        "NotoSans-Regular",
        "NotoSans-SemiBold",
        "NotoSansSC-Regular",
        "NotoSansSC-SemiBold",
    }
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_nothing_in_the_file_acts_or_points_outside() -> None:
    reader = printed(page(*EVERY_BLOCK), b"{}")
    banned = {
        *("/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/URI", "/GoToR", "/SubmitForm"),
        *("/RichMedia", "/ImportData", "/Annots", "/CreationDate", "/ModDate"),
    }
    for found in every_dictionary(reader):
        assert not banned & set(found), found
        assert not banned & {str(value) for value in found.values()}, found


def test_the_record_is_the_one_attachment() -> None:
    record = json.dumps({"patient": "Łódź 中", "n": [1, 2]}).encode()
    reader = printed(page(*EVERY_BLOCK), record)
    assert dict(reader.attachments) == {RECORD_NAME: [record]}
    assert dict(printed(page(*EVERY_BLOCK)).attachments) == {}


def test_title_language_and_bookmarks_are_set() -> None:
    reader = printed(page(*EVERY_BLOCK, rest=EVERY_BLOCK))
    assert reader.metadata and reader.metadata.title == f"{TITLE} · {STATUS}"
    assert IDENTITY.split()[0] not in str(reader.metadata)
    assert reader.trailer["/Root"]["/Lang"] == "en"
    titles = [entry["/Title"] for entry in flattened(reader.outline)]
    assert [title for title in titles if title in ("Question", "Basis")] == ["Question", "Basis"]
    assert "Carboplatin + etoposide" in titles


def test_the_words_of_paper_can_be_chinese() -> None:
    words = PaperWords("zh-CN", "第 {number} 页，共 {count} 页")
    pdf = write_pdf(page(TABLE), tokens=TOKENS, fonts=FONTS, words=words)
    reader = PdfReader(BytesIO(pdf))
    assert squeezed("第 1 页，共 1 页") in squeezed(reader.pages[0].extract_text())
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_marks_have_words_for_whoever_cannot_see_them() -> None:
    content = printed(page(Bullets((said("x", mark=Mark.STOP),)))).pages[0].get_contents()
    assert content is not None
    assert "stop:".encode("utf-16-be").hex().upper().encode() in content.get_data()


def test_a_table_of_two_hundred_pages_loses_no_row() -> None:
    reader = printed(page(rest=(long_table(4200),)))
    assert len(reader.pages) > 200
    printed_rows = [
        word for sheet in reader.pages[-2:] for word in sheet.extract_text().split() if word.isdigit()
    ]
    assert "4199" in printed_rows


def every_dictionary(reader: PdfReader) -> list[DictionaryObject]:
    """All dictionaries of a file, each once."""
    seen: set[int] = set()
    found: list[DictionaryObject] = []
    waiting: list[object] = [reader.trailer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            found.append(one)
            waiting += one.values()
        elif isinstance(one, ArrayObject):
            waiting += list(one)
    return found


def flattened(outline: list) -> list:  # type: ignore[type-arg]
    return [leaf for entry in outline for leaf in (flattened(entry) if isinstance(entry, list) else [entry])]
