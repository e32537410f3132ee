"""Page one of the board's summary: complete, in words, of the right patient and question."""

from dataclasses import replace
from datetime import datetime

import pytest

from enec_desktop.domain.case import Published
from enec_desktop.domain.content import Bullets, Mark
from enec_desktop.domain.time import AfterEvent, Latest
from tests.assessing import DEMOS, VIGNETTES, course, listed, nec, stored
from tests.builders import case, entry
from tests.wording.boards import (
    POINTS,
    STAMP,
    demo_page,
    page_of,
    rows,
    section,
    sentences,
    stored_page,
    summary,
    text,
)

DECISION = {
    "intent": "palliative",
    "actions": "1. FOLFIRI.\n2. Early palliative care.",
    "why": "Early progression after platinum.",
}
PATIENT = entry(
    "identity",
    "patient",
    name="SAMPLE, Patient",
    birth_date="1945-07-14",
    sex="male",
    hospital_number="0042317",
)


def test_an_empty_case_says_every_mandatory_item_of_page_one_in_words() -> None:
    told = rows(page_of().first)
    assert told["Patient"] == "not recorded: name, birth date, age, sex, hospital number, national id"
    assert told["Meeting"] == "not recorded: date, board, site, first or later discussion, chair, recorder"
    assert told["Clinicians"] == "not recorded: referrer, responsible, key worker or nurse, family doctor"
    for label in ("Question", "Why, on what basis", "What, who, by when", "Discuss again"):
        assert told[label] == "not recorded"
    assert told["Patient and GP told"] == told["Trial considered"] == "not recorded"
    assert told["Dissent, uncertainty"] == told["Deviation"] == told["Tests outstanding"] == "none recorded"
    assert text([section(page_of(), "decision")]).startswith("No decision recorded yet.")


def test_an_empty_case_has_a_line_that_names_what_is_missing() -> None:
    line = rows(page_of().first)["In one line"]
    for words in ("sex not recorded", "age not recorded", "ECOG not recorded", "diagnosis not established"):
        assert words in line
    assert "T? N? M?" in line
    assert "treatment so far not recorded" in line


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_no_row_and_no_sentence_is_ever_blank(name: str, point: str) -> None:
    page = demo_page(name, point)
    assert all(sentence.text.strip() for sentence in sentences((*page.first, *page.rest)))


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_the_assessment_takes_at_most_eight_lines_of_page_one(name: str, point: str) -> None:
    (lines,) = [
        one for one in section(demo_page(name, point), "assessment").blocks if isinstance(one, Bullets)
    ]
    assert 2 <= len(lines.items) <= 8
    assert lines.items[0].text.startswith("Diagnosis: ")
    assert "uestion of the day" in lines.items[1].text
    assert "issing" in lines.items[-1].text


def test_a_range_and_an_alternative_stay_what_they_are_in_one_line() -> None:
    line = rows(stored_page(VIGNETTES, "partial-values").first)["In one line"]
    assert line.startswith("Man, 70-79 years; ECOG 1; ")
    assert "small cell or large cell" in line
    assert "M1 (metastatic)" in line


def test_the_history_stands_in_one_line_in_its_order() -> None:
    page = demo_page("takagi-2021-ip-toxicity-nivo-rt", "q-after-progression-1")
    assert "so far: esophagectomy, IP, relapse;" in rows(page.first)["In one line"]


def test_a_long_history_names_every_treatment_and_counts_the_progressions() -> None:
    page = demo_page("hanzawa-2024-egj-nivo-conversion", "q-after-progression-3")
    told = rows(page.first)["In one line"]
    assert "so far: FP, nivolumab, esophagectomy, nivolumab; 3 progressions or relapses;" in told


def test_every_page_names_the_patient_with_two_more_identifiers() -> None:
    assert page_of(PATIENT).identity == "SAMPLE, Patient · 14-Jul-1945 · HN 0042317"
    assert page_of().identity == "name not recorded · born not recorded · number not recorded"


def test_a_published_patient_is_named_by_its_report_and_never_for_signature() -> None:
    told = replace(
        case(nec(), listed(), entry("decision", **DECISION)), published=Published("A report. 2020")
    )
    page = summary(told, Latest())
    assert page.identity == "A case · published patient · case-1"
    assert rows(page.first)["Published patient"] == "A report. 2020"
    assert page.status == "DRAFT"


def test_the_footer_names_revision_edition_and_time_of_printing() -> None:
    footer = page_of().footer
    assert footer.startswith("case revision 41 · knowledge ")
    assert " · printed 24-Nov-2026 11:05 · " in footer
    assert footer.endswith("for a multidisciplinary team; supports, does not replace, its judgement")


def test_a_decision_is_printed_whole_and_waits_for_a_signature() -> None:
    page = page_of(nec(), listed(), entry("decision", **DECISION, deviation="none", deviation_reason="trial"))
    told = rows(page.first)
    assert page.status == "DRAFT · FOR SIGNATURE"
    assert told["Intent"] == "palliative"
    assert told["Actions, in order"] == DECISION["actions"]
    assert told["Regimen"] == told["Conditions, alternatives"] == "not recorded"
    assert told["Deviation"] == "none (reason: trial)"
    assert "Signature" in rows([section(page, "sign-off")])


def test_a_decision_that_says_no_action_is_still_a_draft() -> None:
    assert page_of(nec(), listed(), entry("decision", intent="palliative")).status == "DRAFT"


def test_a_decision_on_an_earlier_question_does_not_answer_the_new_one() -> None:
    page = page_of(nec(), listed("q-1"), entry("decision", **DECISION), course("ep", "EP"), listed("q-2"))
    assert page.status == "DRAFT"
    assert "An earlier decision" in text([section(page, "decision")])
    assert "Early progression after platinum." in text([section(page, "earlier")])


def test_nothing_learnt_after_the_point_is_printed() -> None:
    told = stored(DEMOS, "takagi-2021-ip-toxicity-nivo-rt")
    points = ("q-first-decision", "q-after-progression-1")
    pages = [summary(told, AfterEvent(point)) for point in points]
    first, later = (text((*page.first, *page.rest)) for page in pages)
    assert "left hilar" in later
    assert "left hilar" not in first
    assert "adenoid-cystic" not in first


def test_knowledge_past_its_review_date_is_said_on_page_one() -> None:
    late = replace(STAMP, printed=datetime(2099, 1, 1))
    told = [
        one for one in sentences([section(page_of(stamp=late), "assessment")]) if one.mark is Mark.CAUTION
    ]
    assert "to be reviewed" in told[0].text
    assert "(past)" in rows([section(page_of(stamp=late), "limits")])["Next review"]


def test_the_same_case_gives_the_same_page() -> None:
    assert page_of(PATIENT, nec(), listed()) == page_of(PATIENT, nec(), listed())
