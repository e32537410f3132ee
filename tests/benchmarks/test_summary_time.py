"""The board's summary on paper: from the click to the file, and beside the same pages made by other printers.

``python -m pytest tests/benchmarks/test_summary_time.py`` prints how long the summary takes in a fresh start
and warm, with its assessment and without, and, where fpdf2 and WeasyPrint are at hand, how long they take for
the same words on the same number of pages. They are no part of the program.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from enec_desktop import paths
from enec_desktop.app.desk import Desk
from enec_desktop.app.reports import Subject
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.content import Block, Bullets, Card, Heading, Page, Paragraph, Picture, Rows, Table
from enec_desktop.report.pdf import write_pdf
from tests.assessing import DEMOS
from tests.benchmarks.timing import busy, ratio, told, turn_by_turn
from tests.report.paper import FONTS, TOKENS
from tests.wording.decided import MEETING, decided

WARM, FRESH = 0.1, 1.0
"""Processor seconds a summary may take."""

PRINTED = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
SUBJECT = Subject(decided(), 7, meeting=MEETING, printed=PRINTED)
TURNS = 9
FRESH_START = """
import sys, time
from pathlib import Path
from enec_desktop.bootstrap import open_desk
desk = open_desk(Path(sys.argv[1]))
case = desk.cases.read_file(Path(sys.argv[2]))
desk.assessments.read(case)
started = time.process_time()
desk.reports.summary_pdf(case, 0)
print(time.process_time() - started)
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


def lines(page: Page) -> Iterator[tuple[str, bool]]:
    """The words of the paper a paragraph at a time, and whether they are a title."""
    for section in (*page.first, *page.rest):
        yield section.title, True
        for block in section.blocks:
            yield from _lines(block)


def _lines(block: Block) -> Iterator[tuple[str, bool]]:
    match block:
        case Heading(text):
            yield text, True
        case Paragraph(sentences):
            yield " ".join(one.text for one in sentences), False
        case Bullets(items):
            yield from ((one.text, False) for one in items)
        case Rows(rows):
            yield from ((f"{one.label}: {one.value.text}", False) for one in rows)
        case Table(_, rows):
            yield from ((" · ".join(one.text for one in row), False) for row in rows)
        case Picture(_, words):
            yield words.text, False
        case Card():
            yield block.title, True
            for part in (*block.body, *block.folded):
                yield from _lines(part)


def outcome(page: Page) -> list[tuple[str, bool]]:
    """As much as stands on two pages: all printers get the same words."""
    return [*lines(page)][:42]


def by_fpdf(told: list[tuple[str, bool]]) -> bytes:
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    for style, name in (("", "NotoSans-Regular"), ("B", "NotoSans-SemiBold")):
        pdf.add_font("noto", style, FONTS / f"{name}.ttf")
    pdf.set_margin(18)
    pdf.add_page()
    for text, title in told:
        pdf.set_font("noto", "B" if title else "", 12 if title else 10)
        pdf.multi_cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def by_weasyprint(told: list[tuple[str, bool]]) -> bytes:
    from weasyprint import CSS, HTML

    body = "".join(f"<h3>{escape(text)}</h3>" if title else f"<p>{escape(text)}</p>" for text, title in told)
    faces = "".join(
        f"@font-face {{ font-family: Noto; font-weight: {weight}; src: url({(FONTS / name).as_uri()}) }}"
        for weight, name in ((400, "NotoSans-Regular.ttf"), (600, "NotoSans-SemiBold.ttf"))
    )
    style = "@page { size: A4; margin: 18mm } body { font: 10pt/1.4 Noto } p, h3 { margin: 1mm 0 }"
    made = HTML(string=f"<html><body>{body}</body></html>").write_pdf(stylesheets=[CSS(string=faces + style)])
    return bytes(made)


def by_us(told: list[tuple[str, bool]]) -> bytes:
    from enec_desktop.domain.content import Section, Sentence

    blocks = tuple(Heading(text) if title else Paragraph((Sentence(text),)) for text, title in told)
    page = Page("Board summary", "DRAFT", "A patient", "printed", (), (Section("all", "All", blocks),))
    return write_pdf(page, tokens=TOKENS, fonts=FONTS)


PRINTERS: dict[str, tuple[str, Callable[[list[tuple[str, bool]]], bytes]]] = {
    "fpdf2": ("fpdf", by_fpdf),
    "WeasyPrint": ("weasyprint", by_weasyprint),
}


@pytest.mark.benchmark
def test_the_summary_is_there_when_it_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    desk.assessments.read(SUBJECT.case)
    cases = [desk.cases.read_file(path) for path in sorted(DEMOS.glob("*.json"))]
    anew = [desk.reports.document(DocumentKind.SUMMARY, Subject(one, 0, printed=PRINTED)) for one in cases]
    sides = {
        "the summary warm": lambda _: desk.reports.document(DocumentKind.SUMMARY, SUBJECT),
        "of another case each time, seven in turn": lambda at: desk.reports.document(
            DocumentKind.SUMMARY, Subject(cases[at % len(cases)], 0, printed=PRINTED)
        ),
    }
    found = turn_by_turn(sides, TURNS)
    fresh = [_fresh(tmp_path / str(turn)) for turn in range(3)]
    print(f"\n{busy()}; {len(PdfDocument(anew[0]))} pages of the first case")
    print("\n".join(told(name, values) for name, values in {**found, "in a fresh start": fresh}.items()))
    assert min(found["the summary warm"]) < WARM and min(fresh) < FRESH


def _fresh(folder: Path) -> float:
    demo = str(sorted(DEMOS.glob("*.json"))[0])
    command = [sys.executable, "-c", FRESH_START, str(folder), demo]
    made = subprocess.run(command, capture_output=True, text=True, check=True, cwd=paths.resources().parent)
    return float(made.stdout)


@pytest.mark.benchmark
def test_the_same_pages_beside_other_printers(desk: Desk) -> None:
    said = outcome(desk.reports.page(DocumentKind.SUMMARY, SUBJECT))
    makers = {"this program": by_us}
    makers |= {name: make for name, (module, make) in PRINTERS.items() if importlib.util.find_spec(module)}
    pages = {name: len(PdfDocument(BytesIO(make(said)))) for name, make in makers.items()}
    sides = {name: (lambda _, make=make: make(said)) for name, make in makers.items()}
    found = turn_by_turn(sides, TURNS)
    print(f"\n{busy()}")
    for name, values in found.items():
        print(told(f"{pages[name]} pages by {name}", values))
    print("\n".join(f"not at hand: {name}" for name in PRINTERS if name not in makers))
    for name in makers:
        assert ratio(found["this program"], found[name]) <= 1.0, name
