"""The board's summary as a file: the same input gives the same bytes, and the page says who it is about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pypdf
import pytest

from enec_desktop import paths
from enec_desktop.app.desk import Desk
from enec_desktop.app.reports import ReportDesk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.time import AfterEvent

PRINTED = datetime(2026, 11, 24, 11, 5, tzinfo=UTC)
TAKAGI = "takagi-2021-ip-toxicity-nivo-rt"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(tmp_path_factory.mktemp("store"))
    opened.cases.load_samples()
    yield opened
    opened.close()


def reports(desk: Desk, printed: datetime) -> ReportDesk:
    """The reports of a desk, with a clock that stands still."""
    fonts = paths.resources() / "fonts"
    tokens = lambda: desk.tokens  # noqa: E731
    return ReportDesk(
        desk.knowledge, desk.assessments, tokens, fonts, lambda: printed, desk.cases.stored, desk.words
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
