"""A fact tried out on a copy: the copy is what the engine reads, and the case stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.assessment import Clearance
from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.time import AfterEvent
from enec_desktop.domain.what_if import WhatIf
from enec_desktop.paths import resources
from enec_desktop.wording.evidence import has_card
from tests.assessing import shipped

LIVER = "vest-2022-lcnec-liver-55m"
TAKAGI = "takagi-2021-ip-toxicity-nivo-rt"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = open_desk(tmp_path / "store")
    desk.cases.load_samples()
    return desk


def case_of(desk: Desk, name: str = LIVER) -> Case:
    return desk.cases.read_file(resources() / "demo" / f"{name}.json")


def tried(desk: Desk, case: Case, *texts: str, at: AfterEvent | None = None) -> WhatIf:
    return desk.what_if.compare(case, [desk.what_if.read(text, case, at) for text in texts], at)


def clearance(found: WhatIf, option: str) -> tuple[Clearance, Clearance]:
    (one,) = [one for one in found.difference.options if one.id == option]
    return one.before[0].clearance, one.after[0].clearance


def test_a_low_clearance_blocks_cisplatin_on_the_other_side_only(desk: Desk) -> None:
    # Cisplatin is stopped below 50 mL/min (resources/knowledge/safety/cisplatin.toml, label and Galsky 2011).
    found = tried(desk, case_of(desk), "fitness.creatinine_clearance=40")
    assert clearance(found, "cisplatin-etoposide") == (Clearance.UNKNOWN, Clearance.BLOCKED)


def test_an_assumed_value_is_as_fresh_as_the_point_it_is_assumed_at(desk: Desk) -> None:
    found = tried(desk, case_of(desk), "fitness.creatinine_clearance=95")
    assert not any(one.stale for one in found.after.facts if one.name == "fitness.creatinine_clearance")
    assert "What is the creatinine clearance?" in {one.text for one in found.difference.answered}


def test_another_class_changes_the_diagnosis_line_and_the_options(desk: Desk) -> None:
    found = tried(desk, case_of(desk), "specimen.differentiation=well", "specimen.cell_type=not recorded",
                  "specimen.stated_class=net_g2")  # fmt: skip
    changed = {one.label: one.after for one in found.difference.values if one.is_changed}
    assert any("NET" in words for words in changed.values())
    assert any(one.id == "cisplatin-etoposide" and one.is_changed for one in found.difference.options)


def test_what_is_tried_out_at_an_earlier_point_is_known_there(desk: Desk) -> None:
    case, at = case_of(desk, TAKAGI), AfterEvent("q-first-decision")
    found = tried(desk, case, "judgement.resectability=resectable", at=at)
    assert [view.moment for view in found.before.moments] != [view.moment for view in found.after.moments]
    assert "borderline" not in {view.moment for view in found.after.moments}


def test_a_recorded_fact_can_be_taken_away(desk: Desk) -> None:
    found = tried(desk, case_of(desk), "specimen.cell_type=not recorded")
    assert not found.difference.is_empty


def test_the_same_value_as_recorded_changes_nothing_but_its_date(desk: Desk) -> None:
    found = tried(desk, case_of(desk), "specimen.cell_type=large")
    assert found.difference.is_empty


def test_nothing_is_saved_and_the_case_handed_in_is_not_touched(desk: Desk) -> None:
    case = desk.cases.open(LIVER)
    before, revision = to_document(case), desk.cases.revision(LIVER)
    tried(desk, case, "fitness.creatinine_clearance=40", "fitness.ecog=3")
    assert to_document(case) == before == to_document(desk.cases.open(LIVER))
    assert desk.cases.revision(LIVER) == revision


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ecog=1", "fitness.ecog"),
        ("fitness.ecog", "no field"),
        ("fitness.ecog=9", "not a choice"),
        ("fitness.creatinine_clearance=many", "Creatinine clearance"),
        ("tumour.m=M1", "no field of a case"),
        ("", "no field"),
    ],
)
def test_what_cannot_be_assumed_is_refused_with_one_sentence(desk: Desk, text: str, said: str) -> None:
    with pytest.raises(EnecError, match=said) as refused:
        desk.what_if.read(text, case_of(desk))
    assert "\n" not in str(refused.value)


def test_the_facts_asked_for_are_offered_first_with_what_is_recorded(desk: Desk) -> None:
    case = case_of(desk)
    assessment = desk.assessments.assess(case)
    choices = desk.what_if.choices(assessment)
    asked = [one.asked for one in choices]
    assert asked == sorted(asked, reverse=True)
    assert next(one.now for one in choices if one.name == "specimen.cell_type") == "large cell"


def test_every_offered_fact_can_be_set_to_not_recorded(desk: Desk) -> None:
    case = case_of(desk, TAKAGI)
    for choice in desk.what_if.choices(desk.assessments.assess(case)):
        assert desk.what_if.read(f"{choice.name}=not recorded", case).field == choice.field


def test_the_document_says_that_nothing_was_saved_and_holds_both_sides(desk: Desk) -> None:
    document = desk.what_if.document(tried(desk, case_of(desk), "fitness.creatinine_clearance=40"))
    assert document["saved"] is False
    assert document["before"] != document["after"]
    (assumed,) = document["assumed"]
    assert (assumed["kind"], assumed["field"]) == ("fitness", "creatinine_clearance")


def test_every_line_that_differs_leads_to_what_it_rests_on(desk: Desk) -> None:
    found = tried(desk, case_of(desk), "specimen.differentiation=well", "fitness.ecog=4")
    change = found.difference
    told = (*change.said, *change.unsaid, *change.asked, *change.answered)
    for one in (*(line for line in change.values if line.is_changed), *told):
        assert one.refs and all(has_card(ref, shipped()) for ref in one.refs), one
    assert change.values and told
