"""The assessment as a whole: pure, repeatable, traced, and never at a loss for a case the format allows."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from enec_desktop.domain.assessment import Assessment, Certainty, OptionView
from enec_desktop.domain.case import Case
from enec_desktop.domain.knowledge_base import Standing
from enec_desktop.domain.rule import Known, leaves
from enec_desktop.domain.time import AfterEvent, Latest, OnDate
from enec_desktop.engine.assess import assess
from enec_desktop.engine.prepared import prepare
from tests.assessing import VIGNETTES, assessed, judged, listed, moments, nec, shipped, shown, stored
from tests.builders import case, cases, codes, entry
from tests.engine.stored_points import everyone

POINTS = [(one.folder, one.name, one.point) for one in everyone()]
FEW = POINTS[::8]
M1 = (nec(), entry("staging", m="M1"))
HOW_MANY = 5_000 if os.environ.get("ENEC_LONG") == "1" else 30


def name(point: tuple[Any, str, str]) -> str:
    return ":".join(one for one in point[1:] if one)


def views(found: Assessment) -> list[OptionView]:
    return [one for view in found.moments for group in view.groups for one in group.options]


# Nothing breaks it


@pytest.mark.parametrize("point", POINTS, ids=name)
def test_every_stored_case_gets_an_answer_with_reasons(point: tuple[Any, str, str]) -> None:
    found = assessed(*point)
    assert found.moments
    assert views(found)
    for one in views(found):
        assert one.verdicts and one.title and one.summary
        assert one.reasons_for or one.reasons_against
        for verdict in one.verdicts:
            assert verdict.because and verdict.refs


@settings(
    max_examples=HOW_MANY,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(cases())
@example(case(entry("complication", present="yes"), entry("study", date="2089-01")))
def test_any_case_the_format_allows_is_assessed_alone_and_after_a_nec_was_read(told: Case) -> None:
    for one in (told, replace(told, entries=(*case(*M1, listed()).entries, *told.entries))):
        found = assess(one, shipped(), Latest(date(2026, 1, 1)))
        assert found.moments
        certain = [view.certainty is Certainty.CERTAIN for view in found.moments]
        if certain[0] and found.moments[0].moment == "complication":
            # A complication surely on record comes first; the question of the tumour stands beside it.
            certain = certain[1:]
        assert all(certain) if len(certain) == 1 else certain and not any(certain)


# Pure


@pytest.mark.parametrize("point", FEW, ids=name)
def test_the_same_case_gives_the_same_assessment(point: tuple[Any, str, str]) -> None:
    folder, stem, at = point
    again = assess(stored(folder, stem), shipped(), AfterEvent(at) if at else Latest())
    assert again == assessed(*point)


@pytest.mark.parametrize("point", FEW, ids=name)
def test_the_case_is_not_changed(point: tuple[Any, str, str]) -> None:
    folder, stem, _ = point
    before = repr(stored(folder, stem))
    assessed(*point)
    assert repr(stored(folder, stem)) == before


def test_the_hash_names_the_input_and_changes_with_it() -> None:
    told = case(*M1, listed())
    hashes = [
        assess(one, shipped(), at).input_hash
        for one, at in (
            (told, Latest()),
            (told, Latest(date(2026, 1, 1))),
            (told, OnDate(date(2026, 1, 1))),
            (told, AfterEvent("q")),
            (case(*M1, entry("fitness", ecog="1"), listed()), Latest()),
            (case(*M1, entry("fitness", ecog="2"), listed()), Latest()),
            (replace(told, id="other"), Latest()),
        )
    ]
    assert len(set(hashes)) == len(hashes)
    assert assess(told, shipped(), Latest()).input_hash == hashes[0]


def test_the_assessment_says_what_it_rests_on() -> None:
    found = assess(case(*M1, listed(), id="a-case"), shipped(), OnDate(date(2026, 1, 2)))
    assert (found.case_id, found.at) == ("a-case", "on 2026-01-02")
    assert (found.edition, found.knowledge_hash) == (shipped().edition.version, shipped().edition.hash)
    assert assess(case(*M1, listed()), shipped(), AfterEvent("q")).at == "after q"
    assert assess(case(*M1, listed()), shipped(), Latest()).at == "latest"


def test_an_event_the_case_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        assess(case(*M1), shipped(), AfterEvent("nowhere"))


# Contradictions come first and narrow nothing


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((entry("specimen", stated_class="nec", differentiation="well"),), "well-differentiated-nec"),
        ((entry("specimen", stated_class="net_g1", cell_type="small"),), "graded-net-poorly-differentiated"),
        ((nec(ki67=10),), "nec-with-low-ki67"),
        (
            (nec(), entry("staging", m="M0"), entry("lesion", organ="liver", finding="malignant")),
            "m0-with-distant-lesion",
        ),
        ((nec(), entry("staging", stage_group="III", m="M1")), "stage-group-against-m"),
        ((nec(), entry("staging", t="T1a", stage_group="0")), "stage-group-against-t"),
    ],
)
def test_a_contradiction_is_listed_with_its_sources(entries: tuple[dict[str, Any], ...], said: str) -> None:
    found = judged(*entries, listed())
    (one,) = [say for say in found.contradictions if say.id == f"finding/{said}"]
    assert one.text and one.refs and not one.open


def test_a_table_whose_sources_exclude_each_other_says_so_and_stays_open() -> None:
    found = judged(
        entry("specimen", stated_class="nec", differentiation="well"), entry("staging", m="M1"), listed()
    )
    assert "table/histology.class" in {say.id for say in found.contradictions}
    told_class = {one.name: one.values for one in found.diagnosis}["histology.class"]
    assert told_class == () or {"NEC", "NET"} <= set(told_class)


def test_a_case_without_contradictions_lists_none() -> None:
    assert judged(*M1, listed()).contradictions == ()


# Reasons and explanations


@pytest.mark.parametrize("point", FEW, ids=name)
def test_every_verdict_shows_the_facts_it_looked_at_and_its_answer(point: tuple[Any, str, str]) -> None:
    for one in views(assessed(*point)):
        for verdict in one.verdicts:
            assert verdict.explanation.answer is not False
            if verdict.certainty is Certainty.CERTAIN:
                assert not verdict.conditions.sets
            else:
                assert verdict.conditions.sets or verdict.conditions.unsettled


@pytest.mark.parametrize("point", FEW, ids=name)
def test_what_is_not_for_here_says_why_not(point: tuple[Any, str, str]) -> None:
    for view in assessed(*point).moments:
        for one in view.not_here:
            assert one.standing is Standing.NOT_HERE
            assert one.why_not is not None and one.why_not.answer is not True


def test_what_was_recorded_is_shown_with_where_it_was_read() -> None:
    found = judged(nec(date="2025-01-02"), entry("fitness", ecog={"value": "1", "source": "R-12"}), listed())
    seen = {one.name: one for one in found.facts}
    assert seen["specimen.cell_type"].places[0].entry == "biopsy"
    assert seen["specimen.cell_type"].on is not None
    assert seen["fitness.ecog"].source == "R-12"
    assert "fitness.albumin" not in seen


def test_derived_values_are_shown_as_what_the_record_leaves_open() -> None:
    found = judged(nec(), entry("staging", prefix="c", t="T2", m="M0"), listed())
    staging = {one.name: one for one in found.staging}
    assert staging["stage.clinical"].values == ("II", "III", "IVA")
    assert staging["stage.clinical"].refs


# Unknown is never a no


def guards() -> set[str]:
    """Facts that tables look at only once they are recorded: until then they count as not told, by design."""
    known = shipped()
    rows = [row.when for table in known.tables.values() for row in table.rows]
    looked_at = {leaf.name for when in rows for leaf in leaves(when) if isinstance(leaf, Known)}
    return {name for one in looked_at for name in prepare(known).rests_on[one]}


@pytest.mark.parametrize(
    "stem",
    ["interval-missing", "node-distant", "inoperable-locally-advanced", "on-treatment-stable", "minen-30-70"],
)
def test_recording_more_never_turns_a_certain_verdict_into_another(stem: str) -> None:
    told = stored(VIGNETTES, stem)
    before = assess(told, shipped(), Latest())
    (moment,) = moments(before)
    certain = {
        one.id: one.verdicts[0].row for one in views(before) if one.verdicts[0].certainty is Certainty.CERTAIN
    }
    vocabulary = shipped().vocabulary
    checked = 0
    for question in before.questions:
        place, values = question.place, question.seen.values
        if question.name in guards() or not isinstance(values, frozenset) or not place.entry:
            continue
        field = vocabulary.kinds[place.kind].fields[place.field]
        for code in sorted(values & field.choices.keys()):
            after = assess(told.with_fact(place.entry, place.field, codes(code)), shipped(), Latest())
            assert moments(after) == [moment], (question.name, code)
            for option, row in certain.items():
                rows = {verdict.row for one in shown(after, option) for verdict in one.verdicts}
                assert rows == {row}, (question.name, code, option)
            checked += 1
        if checked > 15:
            break
    assert checked
