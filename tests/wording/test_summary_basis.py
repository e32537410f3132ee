"""The pages behind page one: facts with dates, a surrogate called so, sources and their errors."""

import pytest

from enec_desktop.domain.content import Mark, Table
from enec_desktop.domain.time import Latest
from enec_desktop.wording.evidence import has_card
from enec_desktop.wording.summary_sources import ids_of, short_citation
from enec_desktop.wording.summary_treatment import HEADER
from tests.assessing import VIGNETTES, course, listed, nec, shipped, stored
from tests.builders import entry
from tests.wording.boards import (
    POINTS,
    demo_page,
    page_of,
    rows,
    section,
    sentences,
    stored_page,
    summary,
    text,
)


def test_mandatory_facts_that_nobody_recorded_are_named() -> None:
    page = page_of()
    assert "ECOG performance status" in rows([section(page, "fitness")])["Not recorded"]
    assert "Goals, in the patient's words" in rows([section(page, "wishes")])["Not recorded"]
    assert text([section(page, "endoscopy")]) == "No endoscopy is recorded."
    assert text([section(page, "pathology")]) == "No specimen is recorded."
    assert (
        rows([section(page, "imaging")])["No study recorded"]
        == "CT with contrast; PET-CT; EUS; SSTR imaging; brain MRI"
    )
    told = rows([section(page, "attendance")])
    assert [told[one] for one in ("Present, by discipline", "Apologies", "Quorum")] == ["not recorded"] * 3


def test_what_a_tnm_statement_does_not_say_is_named() -> None:
    page = page_of(nec(), entry("staging", prefix="c", edition="ajcc8", t="T3", n="N1", m="M0"), listed())
    lacking = rows([section(page, "stage")])["Not recorded"]
    assert set(lacking.split("; ")) == {"Stage group as stated", "Limited or extensive", "Rests on"}


def test_optional_parts_that_nobody_recorded_are_left_out() -> None:
    assert not {"complications", "progressions", "earlier"} & {one.id for one in page_of().rest}


def test_an_organ_function_has_its_date_and_says_when_it_is_too_old() -> None:
    told = stored(VIGNETTES, "creatinine-clearance-old")
    page = summary(told, Latest(told.entry("q").date.latest))  # type: ignore[union-attr]
    assert (
        rows([section(page, "fitness")])["Creatinine clearance"]
        == "88 mL/min (02-Jan-2025; too old to rely on)"
    )


def test_a_state_other_than_a_value_is_a_word() -> None:
    page = page_of(nec(ki67={"state": "pending"}, chromogranin={"state": "not done"}), listed())
    told = rows([section(page, "pathology")])
    assert told["Proliferation"] == "Ki-67 index: pending"
    assert "Chromogranin A: not done" in told["Markers"]


def test_a_stage_group_of_another_histology_is_called_a_surrogate() -> None:
    staged = entry("staging", prefix="c", edition="ajcc8", t="T3", n="N1", m="M0")
    page = page_of(nec(), staged, listed())
    told = text([section(page, "stage")])
    assert "AJCC 8 defines no stage group for this histology" in told
    labels = rows([section(page, "stage")])
    assert labels["Surrogate clinical stage group (squamous table)"] == "III"


def test_treatment_to_date_is_a_table_with_a_line_for_every_course() -> None:
    ep = course("ep", "EP", date="2025-01", last_dose="2025-04", cycles=4, best_response="PR", line=1,
                worst_toxicity="neutropenia", toxicity_grade="G3", reason_stopped="completed")  # fmt: skip
    surgery = entry("course", "surgery", modality="surgery")
    page = page_of(nec(), surgery, ep, listed())
    (table,) = [one for one in section(page, "treatment").blocks if isinstance(one, Table)]
    assert table.header == HEADER
    operated, treated = ([cell.text for cell in line] for line in table.rows)
    assert treated == [
        "line 1, palliative", "EP", "Jan-2025; last dose Apr-2025", "4", "partial response (PR)",
        "neutropenia, grade 3", "completed as planned",
    ]  # fmt: skip
    assert operated[1:4] == ["esophagectomy", "no date", "does not apply"]


def test_a_progression_has_its_clocks_and_its_lesions() -> None:
    told = text(
        [section(demo_page("takagi-2021-ip-toxicity-nivo-rt", "q-after-progression-1"), "progressions")]
    )
    assert "From surgery: 36 months" in told
    assert "lymph node: left hilar; malignant or called metastasis; regional or distant: not recorded" in told


def test_a_limit_that_applies_is_printed_with_its_value_and_date() -> None:
    kidney = entry("fitness", date="2026-11-20", creatinine_clearance={"value": 40, "unit": "mL/min"})
    staged = entry("staging", prefix="c", edition="ajcc8", m="M1")
    page = page_of(nec(), staged, kidney, listed())
    told = [one for one in sentences([section(page, "safety")]) if "40 mL/min (20-Nov-2026)" in one.text]
    assert told
    assert all(one.mark in (Mark.STOP, Mark.CAUTION) for one in told)
    advice = text([section(page, "assessment")])
    assert "Blocked for this patient: Cisplatin and etoposide (EP); Cisplatin and irinotecan (IP)." in advice
    assert "Tumour treatment (recommended, certain): Carboplatin and etoposide (EC)." in advice


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_every_id_on_paper_leads_to_a_card(name: str, point: str) -> None:
    page = demo_page(name, point)
    assert [one for one in ids_of((*page.first, *page.rest)) if not has_card(one, shipped())] == []


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_the_source_of_every_claim_on_paper_is_listed(name: str, point: str) -> None:
    page, knowledge = demo_page(name, point), shipped()
    used = [one for one in ids_of((*page.first, *page.rest)) if one in knowledge.claims]
    named = {ref for one in sentences([section(page, "sources")]) for ref in one.refs}
    assert used
    assert {source for one in used for source in knowledge.claims[one].sources} <= named


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_errors_that_may_change_a_reading_are_printed_for_every_claim_used(name: str, point: str) -> None:
    page, knowledge = demo_page(name, point), shipped()
    used = [knowledge.claims[one] for one in ids_of((*page.first, *page.rest)) if one in knowledge.claims]
    grave = {
        one for claim in used for one in claim.discrepancies if knowledge.discrepancies[one].severity == "A"
    }
    printed = {one.refs[0]: one for one in sentences([section(page, "errors")]) if one.mark is Mark.STOP}
    assert grave <= set(printed)
    assert all(" Printed: " in one.text and " Used here: " in one.text for one in printed.values())


def test_the_limits_of_use_stand_on_every_summary() -> None:
    told = text([section(page_of(), "limits")])
    for words in (
        "the team decides",
        "Not for patients",
        "Not a certified medical device",
        "other neuroendocrine",
    ):
        assert words in told


def test_more_than_one_question_leaves_each_option_with_its_own() -> None:
    page = demo_page("awada-2023-lcnec-ncrt", "q-first-decision")
    told = text([section(page, "options")])
    assert told.startswith("The question of the day is open")
    assert "Esophagectomy first, then adjuvant treatment (option, certain under A)" in told


def test_a_citation_is_shortened_only_where_its_form_is_known() -> None:
    paper = "Ma Z, et al. A title. With a dot? Tumour Biol 2017;39:1-9."
    label = "Cisplatin: US, UK and EU prescribing information."
    assert short_citation(paper) == "Ma Z, et al. Tumour Biol 2017;39:1-9."
    assert short_citation(label) == label


def test_every_vignette_can_be_printed() -> None:
    for path in sorted(VIGNETTES.glob("*.json"))[::6]:
        page = stored_page(VIGNETTES, path.stem)
        assert all(one.text.strip() for one in sentences((*page.first, *page.rest))), path.stem


def test_the_remark_on_a_lesion_is_printed_with_it() -> None:
    # Awada 2023: the report speaks of a metastasis to a diaphragmatic node and leaves open which it is.
    page = demo_page("awada-2023-lcnec-ncrt", "q-first-decision")
    told = text([section(page, "imaging")])
    assert 'Reported as "metastasis to a diaphragmatic lymph node"; whether the node is regional' in told
