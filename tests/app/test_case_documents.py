"""Every document of a case comes from one record: the same facts, the same numbers, nothing of the name under
a pseudonym."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdfium2 import PdfDocument

from enec_desktop import paths
from enec_desktop.app.desk import Desk
from enec_desktop.app.reports import CASE_DOCUMENTS, Subject
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain import meeting_document
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.errors import Cancelled
from enec_desktop.domain.paper import PaperSettings, Sheet
from enec_desktop.domain.pseudonym import code_of
from enec_desktop.domain.time import AfterEvent
from tests.builders import entry
from tests.report.paper import squeezed
from tests.wording.decided import MEETING, decided, record

PRINTED = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
DEMO = paths.resources() / "demo" / "takagi-2021-ip-toxicity-nivo-rt.json"
ID = "0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("store"))
    yield opened
    opened.close()


def subject(told: Case | None = None, **other: Any) -> Subject:
    """A decided case with its meeting, printed at one time."""
    return Subject(told or decided(), 7, meeting=MEETING, printed=PRINTED, **other)


def text_of(pdf: bytes) -> str:
    return squeezed("".join(pages_of(pdf)))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page; pdfium reads it ten times as fast as pypdf does."""
    return [page.get_textpage().get_text_range() for page in PdfDocument(pdf)]


def record_in(pdf: bytes) -> dict[str, Any]:
    ((kept,),) = pypdf.PdfReader(BytesIO(pdf)).attachments.values()
    found: dict[str, Any] = json.loads(kept)
    return found


@pytest.mark.parametrize("kind", CASE_DOCUMENTS)
def test_every_document_tells_the_same_decision_of_the_same_patient(desk: Desk, kind: DocumentKind) -> None:
    pdf = desk.reports.document(kind, subject(), PaperSettings(Sheet.LETTER, document_id=ID))
    text = text_of(pdf)
    plain = kind is DocumentKind.PATIENT
    told = ("ease what the illness does to you", "1. “Port”") if plain else ("palliative", "1. Port")
    told += ("SAMPLE, Patient", "14-Jul-1945", "0042317", "Dr Adeyemi", "27-Nov-2026")
    told += ("Carboplatin and etoposide, every three weeks", "EP only if the kidney recovers")
    told += ("Metastatic small cell carcinoma; the kidney excludes cisplatin.", "None open here")
    for words in told:
        assert squeezed(words) in text, words
    assert pdf.count(ID.encode()) == 2
    assert record_in(pdf)["case"] == to_document(decided())


@pytest.mark.parametrize("kind", [DocumentKind.SUMMARY, DocumentKind.LETTER, DocumentKind.PATIENT])
def test_the_same_record_gives_the_same_bytes_whatever_the_clock_says(desk: Desk, kind: DocumentKind) -> None:
    kept = {"case": to_document(decided()), "meeting": meeting_document.to_document(MEETING)}
    made = record(document=json.dumps(kept), confirmed=PRINTED)
    one = Subject(decided(), 0, record=made)
    first = desk.reports.document(kind, one)
    assert desk.reports.document(kind, replace(one, revision=99)) == first
    assert record_in(first) == kept
    assert squeezed("CONFIRMED · version 1") in text_of(first)


def test_a_superseded_record_says_so_on_every_page(desk: Desk) -> None:
    kept = {"case": to_document(decided()), "meeting": meeting_document.to_document(MEETING)}
    versions = tuple(record(number, document=json.dumps(kept)) for number in (1, 2))
    pdf = desk.reports.document(
        DocumentKind.LETTER, Subject(decided(), 0, record=versions[0], versions=versions)
    )
    for page in pages_of(pdf):
        assert squeezed("SUPERSEDED BY version 2 of 25-Nov-2026") in squeezed(page)


def test_the_letter_asks_its_reader_only_for_actions_in_the_reader_s_name(desk: Desk) -> None:
    asked = entry("action", "a-3", of="decision", what="Stop the diuretic", owner="Dr Hill", due="2026-11-30")
    text = text_of(desk.reports.document(DocumentKind.LETTER, subject(decided(asked))))
    start = text.index(squeezed("What you are asked to do"))
    part = text[start : text.index(squeezed("Why, and what follows"), start)]
    assert part.endswith(squeezed("Stop the diuretic (Dr Hill); by 30-Nov-2026"))
    assert "Port" not in part
    none = text_of(desk.reports.document(DocumentKind.LETTER, subject()))
    assert squeezed("No action of the record names the family doctor or the referrer") in none


def test_the_letter_gives_no_advice_of_the_program(desk: Desk) -> None:
    text = text_of(desk.reports.document(DocumentKind.LETTER, subject()))
    for words in ("What the assessment says", "FOLFIRI", "Clarify first", "Second reading"):
        assert squeezed(words) not in text
    assert len(pages_of(desk.reports.document(DocumentKind.LETTER, subject()))) == 1


def test_the_letter_of_an_undecided_case_says_so(desk: Desk) -> None:
    told = Subject(desk.cases.read_file(DEMO), 0, AfterEvent("q-first-decision"))
    text = text_of(desk.reports.document(DocumentKind.LETTER, told))
    assert squeezed("The board has recorded no decision") in text and "DRAFT" in text


def test_the_dossier_numbers_its_sources_and_tells_errors_timeline_and_rules(desk: Desk) -> None:
    pdf = desk.reports.document(DocumentKind.DOSSIER, Subject(desk.cases.read_file(DEMO), 0))
    reader = pypdf.PdfReader(BytesIO(pdf))
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    for title in ("Timeline", "Where on the pathway", "Evidence used", "Sources, numbered"):
        assert title in titles
    text = text_of(pdf)
    table = text[text.index(squeezed("Sources, numbered")) :]
    numbers = [int(found) for found in re.findall(r"\[(\d+)\]", table.partition("Knownerrors")[0])]
    assert numbers == [*range(1, len(numbers) + 1)]
    assert squeezed("The rules, with the facts they saw") in text
    assert squeezed("Known errors of the sources used, in full") in text


HIDDEN = ("SAMPLE", "0042317", "1100-77", "14-Jul-1945", "1945-07-14", "14.07.1945")


@pytest.mark.parametrize("kind", CASE_DOCUMENTS)
def test_under_a_pseudonym_nothing_names_the_patient_and_the_page_counts_what_was_masked(
    desk: Desk, kind: DocumentKind
) -> None:
    named = "Mr Sample (0042317, born 14.07.1945) was seen."
    told = decided(minutes=named, why="SAMPLE, Patient wants it; samples were taken.", dissent="none")
    pdf = desk.reports.document(kind, subject(told, hidden=True))
    text, kept = text_of(pdf), json.dumps(record_in(pdf))
    for word in HIDDEN:
        assert squeezed(word) not in text and word not in kept, word
    assert squeezed(f"{code_of(told)} · pseudonymised · age 81 years") in text
    # Three in the minutes, one in the reason; the sample's second name also stands in "tells the patient".
    assert squeezed("masked in free text: 5 places") in text
    assert squeezed("[masked] wants it; samples were taken.") in text
    assert record_in(pdf)["case"]["id"] == code_of(told).lower().replace(" ", "-")


def test_without_a_pseudonym_the_text_is_as_it_was_typed(desk: Desk) -> None:
    text = text_of(desk.reports.document(DocumentKind.LETTER, subject(decided(why="SAMPLE wants it."))))
    assert squeezed("SAMPLE wants it.") in text and "masked" not in text


def test_head_and_foot_of_a_chinese_document_are_chinese(tmp_path: Path) -> None:
    opened = open_desk(tmp_path, "zh")
    page = opened.reports.page(DocumentKind.SUMMARY, subject())
    opened.close()
    assert page.status == "草稿 · 待签字"
    assert page.footer.startswith("病例版本 7 · 知识")
    assert "打印 2026-11-24" in page.footer


def test_a_long_document_tells_how_far_it_is_and_can_be_stopped_anywhere(desk: Desk) -> None:
    shares: list[float] = []

    def tell(share: float) -> bool:
        shares.append(share)
        return True

    desk.reports.document(DocumentKind.DOSSIER, subject(), progress=tell)
    assert shares == sorted(shares) and len(set(shares)) > 60 and 0 <= shares[0] < 0.1 < 0.9 < shares[-1] < 1
    left = iter(shares[: len(shares) // 2])
    with pytest.raises(Cancelled):
        desk.reports.document(
            DocumentKind.DOSSIER, subject(), progress=lambda _: next(left, None) is not None
        )
