"""The four marks and the pictures on paper."""

import itertools
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument

import enec_desktop.report
from enec_desktop.domain.content import Bullets, Mark, Picture, Sentence
from enec_desktop.domain.drawing import Circle, Drawing, Label, Line, Polygon
from enec_desktop.domain.marks import mark_drawing
from enec_desktop.report.pdf import write_pdf
from tests.report.paper import FONTS, TOKENS, page, said

MARKS = (Mark.NOTE, Mark.ASK, Mark.CAUTION, Mark.STOP)


def drawn(drawing: Drawing) -> bytes:
    return write_pdf(page(Picture(drawing, said("words"))), tokens=TOKENS, fonts=FONTS)


def grey(pdf: bytes) -> bytes:
    """The first page as a grey picture at 144 dpi."""
    bitmap = PdfDocument(pdf)[0].render(scale=2, grayscale=True)
    return bytes(bitmap.to_pil().convert("L").tobytes())


def test_the_four_marks_stay_in_their_square_and_differ_in_shape() -> None:
    shapes = []
    for mark in MARKS:
        drawing = mark_drawing(mark, 10)
        assert (drawing.width, drawing.height) == (10, 10)
        outline = drawing.shapes[0]
        if isinstance(outline, Polygon):
            assert all(0 <= value <= 10 for point in outline.points for value in point)
        shapes.append(len(outline.points) if isinstance(outline, Polygon) else type(outline))
    assert shapes == [Circle, 4, 3, 8]
    assert mark_drawing(Mark.NONE, 10).shapes == ()


def test_the_marks_use_colours_that_every_palette_has() -> None:
    for mark, palette in itertools.product(MARKS, TOKENS.palettes.values()):
        for shape in mark_drawing(mark, 10).shapes:
            assert shape.colour in palette
            assert getattr(shape, "fill", None) in {None, *palette}


def test_the_marks_differ_when_printed_in_grey() -> None:
    pictures = {
        mark: grey(write_pdf(page(Bullets((Sentence("x", (), mark),))), tokens=TOKENS, fonts=FONTS))
        for mark in MARKS
    }
    for one, other in itertools.combinations(MARKS, 2):
        different = sum(abs(a - b) > 60 for a, b in zip(pictures[one], pictures[other], strict=True))
        assert different > 25, (one, other)


def test_a_picture_is_painted_where_it_says() -> None:
    black = Polygon(((0, 0), (40, 0), (40, 40), (0, 40)), "text", "text")
    one, other = (grey(drawn(Drawing(200, 50, shapes))) for shapes in ((black,), ()))
    changed = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    width = PdfDocument(drawn(Drawing(200, 50, ())))[0].render(scale=2).to_pil().width
    columns = [place % width for place in changed]
    assert min(columns) == pytest.approx(51.024 * 2, abs=3)
    assert max(columns) - min(columns) == pytest.approx(80, abs=4)
    assert len(changed) == pytest.approx(80 * 80, rel=0.1)


def test_a_picture_wider_than_the_page_is_scaled_but_its_words_stay_legible() -> None:
    pdf = drawn(Drawing(4000, 300, (Label(4000, 100, "end of line", 9, anchor="end"), Line(0, 0, 4000, 0))))
    sizes: list[float] = []
    PdfReader(BytesIO(pdf)).pages[0].extract_text(
        visitor_text=lambda text, cm, tm, font, size: sizes.append(size) if text.strip() else None
    )
    assert min(sizes) >= 7


def test_labels_show_markup_and_missing_glyphs_as_they_are() -> None:
    text = (
        PdfReader(BytesIO(drawn(Drawing(200, 50, (Label(0, 10, "<b>5 & 😀\n中"),))))).pages[0].extract_text()
    )
    assert "<b>5 & [U+1F600] 中" in text.replace("\n", "")


def test_the_markup_parser_of_reportlab_is_not_used() -> None:
    folder = Path(enec_desktop.report.__path__[0])
    for file in folder.glob("*.py"):
        source = file.read_text(encoding="utf-8")
        assert "platypus" not in source and "Paragraph(" not in source.replace("def _(", "")
