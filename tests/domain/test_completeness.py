"""How full a chapter is: fields that matter, recorded or stated, looked for where conditions look."""

from __future__ import annotations

from hypothesis import given

from enec_desktop.domain.case import Case
from enec_desktop.domain.completeness import CORE, Fill, completeness
from tests.builders import case, cases, entry, vocabulary

MATTERS = frozenset({"specimen.ki67", "specimen.cell_type", "specimen.mitoses_hpf", "fitness.ecog"})
MATTERS |= {"course.regimen_platinum", "course.cycles", "lesion.organ"}


def fill(chapter: str, found: Case) -> Fill:
    return completeness(found, vocabulary(), MATTERS)[chapter]


def test_an_empty_case_lacks_what_matters_and_the_core_texts() -> None:
    found = completeness(case(), vocabulary(), MATTERS)
    assert list(found) == list(vocabulary().chapters)
    assert found["question"] == Fill(0, 1, 0)
    assert found["patient"] == Fill(0, 2, 0)
    assert found["pathology"] == Fill(0, 3, 3)
    assert found["fitness"] == Fill(0, 1, 1)


def test_an_event_that_never_was_counts_nothing() -> None:
    assert fill("treatment", case()) == Fill(0, 0, 0)
    assert fill("imaging", case()) == Fill(0, 0, 0)


def test_the_question_is_expected_even_where_no_entry_holds_it() -> None:
    asked = frozenset({"question.treatments_listed"})
    assert completeness(case(), vocabulary(), asked)["question"] == Fill(0, 2, 1)


def test_the_core_texts_fill_their_chapters() -> None:
    told = case(entry("identity", name="SAMPLE", hospital_number="1"), entry("question", question="Which?"))
    assert fill("patient", told) == Fill(2, 2, 0)
    assert fill("question", told) == Fill(1, 1, 0)


def test_an_explicit_state_is_as_good_as_a_value() -> None:
    for state in ("not done", "pending", "unknown", "not applicable"):
        assert fill("pathology", case(entry("specimen", ki67={"state": state}))) == Fill(1, 3, 2)


def test_a_unit_apart_and_a_property_count_as_their_field() -> None:
    mitoses = {"value": 25, "unit": "/10 HPF"}
    assert fill("pathology", case(entry("specimen", mitoses=mitoses))) == Fill(1, 3, 2)
    assert fill("treatment", case(entry("course", regimen="EP"))) == Fill(1, 2, 1)


def test_the_latest_course_speaks_alone() -> None:
    first, second = entry("course", "one", regimen="EP", cycles=4), entry("course", "two", regimen="IP")
    assert fill("treatment", case(first, second)) == Fill(1, 2, 1)
    assert fill("treatment", case(second, first)) == Fill(2, 2, 0)


def test_an_entry_without_any_fact_is_an_event_whose_fields_are_missing() -> None:
    assert fill("treatment", case(entry("course"))) == Fill(0, 2, 2)


def test_a_specimen_speaks_for_the_groups_it_records() -> None:
    first = entry("specimen", "one", ki67=90, cell_type="small")
    assert fill("pathology", case(first, entry("specimen", "two", cell_type="large"))) == Fill(2, 3, 1)
    later = entry("specimen", "two", mitoses={"value": 25, "unit": "/10 HPF"})
    assert fill("pathology", case(first, later)) == Fill(2, 3, 1)


def test_an_older_laboratory_value_still_counts() -> None:
    older, later = entry("fitness", "one", ecog="1"), entry("fitness", "two", sodium=140)
    assert fill("fitness", case(older, later)) == Fill(1, 1, 0)


@given(cases())
def test_no_chapter_is_fuller_than_full(any_case: Case) -> None:
    everything = frozenset(
        f"{kind.name}.{name}" for kind in vocabulary().kinds.values() for name in kind.fields
    )
    for found in completeness(any_case, vocabulary(), everything).values():
        assert found.missing_that_matter == found.of - found.filled >= 0
    for found in completeness(any_case, vocabulary(), frozenset()).values():
        assert found.missing_that_matter == 0 and found.of <= len(CORE)
