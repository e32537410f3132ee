"""An error that may change a reading is in sight wherever its claims are: screen, paper, file."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.assessment import OptionView
from enec_desktop.domain.content import Card, Page
from enec_desktop.paths import resources
from enec_desktop.report.pdf import write_pdf
from enec_desktop.wording.assessment import assessment_sections
from enec_desktop.wording.plain import section_text
from enec_desktop.wording.summary_sources import sentences_of
from enec_desktop.wording.tokens import read_tokens
from tests.assessing import DEMOS, VIGNETTES, assessed, grave, shipped
from tests.report.paper import squeezed
from tests.wording.boards import POINTS, demo_page, stored_page

SECOND_LINE = "interval-5-months"
FIRST_LINE = "cisplatin-unfit-metastatic"
SURGICAL = "n0-resectable"


def options(folder: Path, name: str, point: str = "") -> list[OptionView]:
    views = assessed(folder, name, point).moments
    return [one for view in views for group in view.groups for one in group.options]


def unfolded(card: Card) -> set[str]:
    """The ids that what a card shows without being opened rests on."""
    return {ref for block in card.body for one in sentences_of(block) for ref in one.refs}


def cards(folder: Path, name: str, point: str = "") -> dict[str, Card]:
    sections = assessment_sections(assessed(folder, name, point), shipped())
    found = [block for one in sections for block in one.blocks if isinstance(block, Card)]
    return {one.id.rpartition("/")[2]: one for one in found}


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_no_card_of_a_published_patient_folds_a_grave_error_away(name: str, point: str) -> None:
    found = cards(DEMOS, name, point)
    hidden = {one.id: grave(one) - unfolded(found[one.id]) for one in options(DEMOS, name, point)}
    assert not {id for id, errors in hidden.items() if errors}


def test_the_text_on_the_screen_tells_printed_and_used_without_opening_a_card() -> None:
    sections = assessment_sections(assessed(VIGNETTES, SECOND_LINE), shipped())
    shut = " ".join(" ".join(section_text(one, refs=True) for one in sections).split())
    for id in ("D08", "D09", "D102", "D103"):
        error = shipped().discrepancies[id]
        assert " ".join(error.printed.split()) in shut
        assert f"Used here: {' '.join(error.used.split())}" in shut


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_paper_tells_in_full_every_grave_error_behind_a_claim_it_cites(name: str, point: str) -> None:
    assert behind(demo_page(name, point)) <= in_full(demo_page(name, point))


def behind(page: Page) -> set[str]:
    """The grave errors of the claims that a page cites."""
    cited = {ref for one in (*page.first, *page.rest) for block in one.blocks
             for said in sentences_of(block) for ref in said.refs}  # fmt: skip
    errors = {
        error for ref in cited if ref in shipped().claims for error in shipped().claims[ref].discrepancies
    }
    return {one for one in errors if shipped().discrepancies[one].severity == "A"}


def in_full(page: Page) -> set[str]:
    """The errors that a page prints with their reading."""
    told = [
        said.text
        for one in page.rest
        if one.id == "errors"
        for block in one.blocks
        for said in sentences_of(block)
    ]
    return {id for id, one in shipped().discrepancies.items() if any(one.used in text for text in told)}


def test_the_printed_sheets_carry_the_reading_used() -> None:
    page = stored_page(VIGNETTES, SECOND_LINE)
    tokens = read_tokens(resources() / "style" / "tokens.toml")
    reader = PdfReader(BytesIO(write_pdf(page, tokens=tokens, fonts=resources() / "fonts")))
    paper = ""
    for number, sheet in enumerate(reader.pages, 1):
        head = f"{page.title}{page.status}{page.identity}page {number} of {len(reader.pages)}·{page.footer}"
        paper += squeezed(sheet.extract_text()).removeprefix(squeezed(head))
    for id in ("D08", "D102"):
        assert "".join(shipped().discrepancies[id].used.split()) in paper


@pytest.mark.parametrize("name", [FIRST_LINE, SECOND_LINE, SURGICAL])
def test_the_file_of_an_assessment_names_every_grave_error_with_its_options(
    name: str, tmp_path: Path
) -> None:
    desk = open_desk(tmp_path)
    found = assessed(VIGNETTES, name)
    document = json.loads(json.dumps(desk.assessments.document(found)))
    by_id = {one["id"]: one for one in document["known_errors"]}
    for option in options(VIGNETTES, name):
        for id in grave(option):
            assert option.id in by_id[id]["options"]
            assert by_id[id]["used"] == shipped().discrepancies[id].used
    severities = [one["severity"] for one in document["known_errors"]]
    assert severities == sorted(severities)


def test_the_file_names_the_errors_behind_a_grade_too(tmp_path: Path) -> None:
    # Ki-67 of exactly 3 % (D03) and the cut-off of mitoses (D02) stand behind the grade of a NET.
    document = open_desk(tmp_path).assessments.document(assessed(VIGNETTES, "ki67-3"))
    errors = document["known_errors"]
    assert isinstance(errors, list)
    assert {"D02", "D03"} <= {one["id"] for one in errors}


def test_a_grave_error_is_told_in_full_once_for_a_question_and_named_after_that() -> None:
    found = cards(DEMOS, "takagi-2021-ip-toxicity-nivo-rt", "q-after-surgery").values()
    said = [one.text for card in found for block in card.body for one in sentences_of(block)]
    assert sum(shipped().discrepancies["D105"].used in text for text in said) == 1
    again = [text for text in said if text.startswith("Told in full above:") and "D105" in text]
    assert len(again) > 1
