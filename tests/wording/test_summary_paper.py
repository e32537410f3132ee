"""The summary on real paper: the outcome keeps to one sheet, the basis starts on the next."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from enec_desktop.domain.content import Page
from enec_desktop.paths import resources
from enec_desktop.report.pdf import write_pdf
from enec_desktop.wording.tokens import read_tokens
from tests.assessing import VIGNETTES, listed, nec
from tests.builders import entry
from tests.wording.boards import demo_page, page_of, stored_page

LONG = {
    "intent": "palliative",
    "actions": "1. EC, four cycles.\n2. Restaging after two.\n3. Stent if dysphagia grows.",
    "regimen": "Carboplatin and etoposide, every three weeks",
    "conditions": "Neutrophils and platelets within a week of each cycle; supportive care is accepted.",
    "why": "Metastatic small cell carcinoma; the kidney excludes cisplatin.",
    "deviation": "None.",
    "dissent": "Surgery would have asked for a second biopsy of the node first.",
    "outstanding": "Brain MRI, hepatitis B serology.",
    "tasks": "Port: Dr A, by Friday.\nMRI: Dr B, by 30-Nov-2026.\nDietitian: nurse C, this week.",
    "again": "After two cycles, or at any progression.",
    "told": "Dr A tells the patient today; letter to the family doctor tomorrow.",
    "trial": "None open here; the centre was asked.",
}


def sheets(page: Page) -> list[str]:
    """The text of every sheet."""
    tokens = read_tokens(resources() / "style" / "tokens.toml")
    reader = PdfReader(BytesIO(write_pdf(page, tokens=tokens, fonts=resources() / "fonts")))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def outcome_is_one_sheet(page: Page) -> bool:
    first, second = sheets(page)[:2]
    last_words = page.first[-1].title in first and page.rest[0].title not in first
    return last_words and page.rest[0].title in second


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("awada-2023-lcnec-ncrt", "q-first-decision"),
        ("hanzawa-2024-egj-nivo-conversion", "q-after-progression-2"),
        ("takagi-2021-ip-toxicity-nivo-rt", "q-after-progression-1"),
    ],
)
def test_the_outcome_of_a_published_patient_is_one_sheet(name: str, point: str) -> None:
    assert outcome_is_one_sheet(demo_page(name, point))


def test_a_long_decision_still_fits_the_first_sheet() -> None:
    patient = entry("identity", "patient", name="SAMPLE, Patient", birth_date="1945-07-14", sex="male")
    kidney = entry("fitness", date="2026-11-20", creatinine_clearance={"value": 40, "unit": "mL/min"})
    staged = entry("staging", prefix="c", edition="ajcc8", m="M1")
    decided = (patient, nec(), staged, kidney, listed(question="First line?"), entry("decision", **LONG))
    assert outcome_is_one_sheet(page_of(*decided))


def test_the_summary_of_an_empty_case_can_be_printed() -> None:
    assert outcome_is_one_sheet(page_of())


def test_a_complication_can_be_printed() -> None:
    assert len(sheets(stored_page(VIGNETTES, "fistula-nivolumab-anlotinib"))) > 1
