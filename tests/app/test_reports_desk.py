"""The board's summary as a file: the same input gives the same bytes, and the page says who it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pypdf
import pytest

from enec_desktop import paths
from enec_desktop.app.desk import Desk
from enec_desktop.app.reports import ReportDesk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.opinion import Opinion
from enec_desktop.domain.time import AfterEvent, PartialDate

PRINTED = datetime(2026, 11, 24, 11, 5, tzinfo=UTC)
VEST = "vest-2022-lcnec-liver-55m"
TAKAGI = "takagi-2021-ip-toxicity-nivo-rt"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("store"))
    opened.cases.load_samples()
    yield opened
    opened.close()


def test_a_case_is_assessed_once_for_window_and_paper_and_anew_when_it_changes(desk: Desk) -> None:
    case = desk.cases.open(VEST)
    shown, _ = desk.assessments.read(case)
    assert desk.assessments.assess(replace(case)) is shown
    later = replace(case, entries=case.entries[:-1])
    changed = desk.assessments.assess(later)
    assert changed.input_hash != shown.input_hash
    assert desk.assessments.assess(case, AfterEvent(case.entries[0].id)).input_hash != shown.input_hash
    assert desk.assessments.assess(case) is shown and desk.assessments.assess(later) is changed


def reports(desk: Desk, printed: datetime) -> ReportDesk:
    """The reports of a desk, with a clock that stands still."""
    fonts = paths.resources() / "fonts"
    tokens = lambda: desk.tokens  # noqa: E731
    return ReportDesk(
        desk.knowledge,
        desk.assessments,
        tokens,
        fonts,
        lambda: printed,
        desk.cases.stored,
        desk.words,
        plain=paths.resources() / "board" / "plain.toml",
    )


def text_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def test_the_same_input_gives_the_same_bytes(desk: Desk) -> None:
    point = AfterEvent("q-after-progression-1")
    first = reports(desk, PRINTED).board_summary(TAKAGI, point)
    assert reports(desk, PRINTED).board_summary(TAKAGI, point) == first
    assert reports(desk, PRINTED + timedelta(minutes=1)).board_summary(TAKAGI, point) != first


def test_identity_edition_and_page_number_stand_on_every_page(desk: Desk) -> None:
    pages = text_of(reports(desk, PRINTED).board_summary(TAKAGI))
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert f"page {number} of {len(pages)}" in text
        assert desk.knowledge.base.edition.hash[:6] in text
        assert "published patient" in text.lower()


def test_a_page_is_shown_as_a_picture_of_the_width_asked_for(desk: Desk) -> None:
    pdf = reports(desk, PRINTED).board_summary(TAKAGI)
    width, height, pixels = desk.reports.preview(pdf, 0, 600)
    assert abs(width - 600) <= 1
    assert height > width
    assert len(pixels) == width * height * 4
    assert desk.reports.page_count(pdf) == len(text_of(pdf))


def test_what_the_board_said_is_read_back_from_the_paper_and_its_record(desk: Desk) -> None:
    case = desk.cases.open(VEST)
    said = Opinion(
        "cisplatin-etoposide/first-line-nec",
        "cisplatin-etoposide",
        False,
        "anna",
        PartialDate.parse("2026-11-22"),
        "recommended",
        "certain",
        "2026.1",
        "wish",
        "<b>no</b> drip & no stay",
    )
    pdf = reports(desk, PRINTED).summary_pdf(replace(case, opinions=(said,)), 3)
    text = " ".join(" ".join(text_of(pdf)).split())
    start = text.index("What the board said of the advice")
    for words in ("Disagreed by anna on 22-Nov-2026", "<b>no</b> drip & no stay", said.rule):
        assert words in text[start : start + 1200]
    reader = pypdf.PdfReader(BytesIO(pdf))
    (record,) = (json.loads(parts[0]) for parts in reader.attachments.values())
    (kept,) = record["assessment"]["opinions"]
    assert (kept["rule"], kept["says"], kept["text"]) == (said.rule, "disagree", said.text)
    plain = " ".join(text_of(reports(desk, PRINTED).summary_pdf(case, 3)))
    assert "What the board said of the advice" not in plain
