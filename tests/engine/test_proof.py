"""The proof over the whole space: what ships holds in every cell, and one thing altered is told."""

from dataclasses import replace

import pytest

from enec_desktop.domain.knowledge_base import SafetyLevel, Standing
from enec_desktop.engine.proof.prove import prove
from tests.assessing import shipped
from tests.engine.altered import (
    condition,
    faults,
    notes,
    proof,
    verdict,
    with_finding,
    with_limit,
    with_rows,
    with_verdicts,
    without_row,
    without_verdict,
)


def test_what_ships_is_proved_over_every_cell() -> None:
    assert proof().faults == ()


def test_every_table_is_proved_over_its_own_cells_and_not_known() -> None:
    assert {table.name for table in proof().tables} == set(shipped().tables)
    extent = next(table for table in proof().tables if table.name == "extent")
    assert (extent.rows, extent.facts) == (len(shipped().tables["extent"].rows), 3)


@pytest.mark.long
def test_the_same_knowledge_gives_the_same_proof() -> None:
    assert prove(shipped(), notes()) == proof()


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("extent", "no-node", "tables/extent.toml: no row holds where"),
        ("stage.clinical", "t1-n0-1", "tables/stage.clinical.toml: no row holds where"),
        ("histology.ki67_grade", "above-20", "tables/histology.ki67_grade.toml: no row holds where"),
        ("histology.class", "stated-minen", "tables/histology.class.toml: specimen.stated_class = minen"),
        ("tumour.n", "nodes-3-6", "tables/tumour.n.toml: specimen.nodes_positive = 2 to 7 brings no row"),
        ("tumour.m", "stated-m0", "tables/tumour.m.toml: no row holds where"),
        ("moment", "resectable", "tables/moment.toml: no row holds where"),
        ("moment", "declined", "tables/moment.toml: nothing leads to supportive"),
    ],
)
def test_a_table_row_that_is_taken_out_is_missed(table: str, row: str, told: str) -> None:
    found = faults("tables", without_row(table, row))
    assert any(told in one for one in found), found


def test_two_rows_that_exclude_each_other_on_the_same_facts_are_told() -> None:
    rows = shipped().tables["tumour.n"].rows
    six = replace(rows[-1], when=condition("specimen.nodes_positive >= 6 and specimen.specimen == surgical"))
    found = faults("tables", with_rows("tumour.n", (*rows[:-1], six)))
    assert any("tumour.n.toml [nodes-3-6] and [nodes-7]: both hold" in one for one in found)


@pytest.mark.parametrize(
    ("option", "row", "moment"),
    [
        ("net-surveillance", "between-treatments", "on_treatment"),
        pytest.param("surveillance", "follow-up", "follow_up", marks=pytest.mark.long),
    ],
)
def test_a_verdict_row_that_is_taken_out_leaves_a_gap(option: str, row: str, moment: str) -> None:
    found = faults("endings", without_verdict(option, row))
    assert any(f"is advised where moment = {moment}" in one and "write a verdict row" in one for one in found)


def test_a_silence_that_is_no_longer_said_leaves_a_gap() -> None:
    listed = tuple(one for one in notes().silent if one.finding != "metastasis-at-restaging")
    found = faults("endings", told=replace(notes(), silent=listed))
    assert any("is advised where moment = restaging" in one and "tumour.m = M1" in one for one in found)


def test_a_silence_that_no_case_needs_is_taken_out_of_the_list() -> None:
    listed = (*notes().silent, replace(notes().silent[0], finding="net-rules"))
    found = faults("endings", told=replace(notes(), silent=listed))
    assert (
        "proof/answers.toml: the finding net-rules names no silence among its refs; add the one it speaks of"
        in found
    )


def test_rows_that_no_case_reaches_and_findings_that_cannot_hold_are_dead() -> None:
    """Planted together, since the layer looks at all of the knowledge: nothing else of it is dead."""
    rows = shipped().options["captem"].verdicts
    shut_out = verdict("captem", "moment == third_line and histology.class == NEC")
    never = replace(verdict("captem", "moment == resectable and tumour.m == M1"), id="captem/contradicts")
    finding = with_finding("planted", "extent == mucosal and tumour.n == N2")
    found = faults("dead", with_verdicts("captem", (never, *rows, shut_out), finding))
    why = "the rows above it, or the facts, leave it no case; mend its condition or take it out"
    assert sorted(found) == [
        "findings.toml [planted]: can never hold; mend its condition or take it out",
        f"options/*/captem.toml [contradicts]: {why}",
        f"options/*/captem.toml [planted]: {why}",
    ]


def test_two_treatments_recommended_at_once_need_a_reason() -> None:
    both = verdict("folfox", "moment == first_line and histology.class == NEC", Standing.RECOMMENDED)
    found = faults("clashes", with_verdicts("folfox", (both, *shipped().options["folfox"].verdicts)))
    assert any(
        "cisplatin-etoposide" in one and "folfox" in one and "proof/clashes.toml" in one for one in found
    )


def test_a_reason_for_what_is_no_clash_is_told() -> None:
    more = replace(notes().clashes[0], options=("folfox", "captem"))
    found = faults("clashes", told=replace(notes(), clashes=(*notes().clashes, more)))
    assert found == ["proof/clashes.toml: captem and folfox do not clash; take the pair out"]


def test_a_look_at_what_is_not_recorded_needs_a_reason() -> None:
    found = faults("guards", with_finding("planted", "not known(fitness.frailty) and histology.class == NEC"))
    (told,) = found
    assert told.startswith("findings: known(fitness.frailty) leaves no answer out and has no reason")


def test_a_reason_may_not_hide_that_answers_are_left_out() -> None:
    told = tuple(replace(one, narrows=False) for one in notes().guards)
    found = faults("guards", told=replace(notes(), guards=told))
    assert any("treatment.reason_stopped in tables/moment leaves answers out" in one for one in found)


def test_a_worse_fact_that_improves_an_option_is_told() -> None:
    rows = shipped().options["folfox"].verdicts
    when = "moment == third_line and histology.class == NEC and fitness.ecog in (3, 4)"
    found = faults("worse", with_verdicts("folfox", (verdict("folfox", when, Standing.RECOMMENDED), *rows)))
    assert any("folfox.toml: a worse fitness.ecog improves its standing" in one for one in found)


def test_a_limit_that_only_the_better_value_meets_is_told() -> None:
    found = faults("worse", with_limit("cisplatin", "fitness.creatinine_clearance > 100", SafetyLevel.STOP))
    assert any("a worse fitness.creatinine_clearance improves its clearance" in one for one in found)
