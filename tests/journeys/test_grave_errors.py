"""The 16 errors of the article that may change a reading: the wrong reading never reaches advice.

Each expectation is the reading that the list of discrepancies sets, by its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.evidence import Directness
from enec_desktop.domain.knowledge_base import Option, Standing
from enec_desktop.domain.proportion import interval_of, shares
from enec_desktop.domain.rule import Compare, Condition, leaves, names
from tests.assessing import codes_of, course, facts, grave, judged, leading, listed, nec, shipped, shown, told
from tests.builders import entry

M1 = entry("staging", prefix="c", edition="ajcc8", t="T3", n="N1", m="M1")
EP = course("ep", "EP", date="2024-01-01", best_response="PR", reason_stopped="completed")
SURGERY = (
    "surgery-alone",
    "esophagectomy-with-adjuvant",
    "neoadjuvant-chemotherapy-then-surgery",
    "neoadjuvant-chemoradiotherapy-then-surgery",
    "conversion-strategy",
)


def months(number: float) -> dict[str, Any]:
    return {"value": number, "unit": "months"}


def first_line(*more: dict[str, Any], **specimen: Any) -> Assessment:
    return judged(nec(**specimen), M1, *more, listed())


def second_line(progression: float, relapse_free: float | None = None, **specimen: Any) -> Assessment:
    """NEC with distant metastases, progressing so many months from the start of EP."""
    clock = {} if relapse_free is None else {"relapse_free_months": months(relapse_free)}
    grown = entry("progression", type="progression", months_from_start=months(progression), **clock)
    return judged(nec(**specimen), M1, EP, grown, listed())


def places(found: Assessment) -> list[tuple[str, str, str]]:
    """Every option shown with its standing and certainty, in the order of the board."""
    return [
        (one.id, one.standing.value, one.certainty.value)
        for view in found.moments
        for group in view.groups
        for one in group.options
    ]


def standings(found: Assessment, option: str) -> set[Standing]:
    return {one.standing for one in shown(found, option)}


def conditions() -> Iterator[tuple[str, Condition]]:
    """Every condition that may move advice: of verdicts, tables and limits, and of arguments and checks."""
    for option in shipped().options.values():
        for parts in (option.verdicts, option.reasons_for, option.reasons_against, option.checks):
            yield from ((one.id, one.when) for one in parts)
    for table in shipped().tables.values():
        yield from ((f"{table.name}/{row.id}", row.when) for row in table.rows)
    for agent in shipped().agents.values():
        yield from ((row.id, row.when) for row in agent.rows)


def says(option: str, part: str, claim: str) -> list[str]:
    """The sentences of one part of an option that rest on a claim."""
    return [one.say for one in getattr(shipped().options[option], part) if claim in one.refs]


def rests_on(option: Option) -> set[str]:
    """The claims that bring a standing of an option about."""
    return {ref for row in option.verdicts for ref in row.refs}


def test_d01_no_rule_looks_at_ki67_of_55_and_no_advice_changes_around_it() -> None:
    at_55 = [
        place
        for place, condition in conditions()
        for leaf in leaves(condition)
        if isinstance(leaf, Compare) and leaf.name.endswith("ki67") and 50 <= leaf.number <= 60
    ]
    assert at_55 == []
    below, above = first_line(ki67=54), first_line(ki67=56)
    assert places(below) == places(above)
    assert places(second_line(4, ki67=54)) == places(second_line(4, ki67=56))
    assert "ki67-above-55" in told(above)
    named = {ref for option in shipped().options.values() for ref in rests_on(option)}
    assert not named & {"CT1-026", "CT1-027", "CT1-028"}


@pytest.mark.parametrize(
    ("mitoses", "grades"), [(10, {"G2"}), (11, {"G2", "G3"}), (20, {"G2", "G3"}), (21, {"G3"})]
)
def test_d02_a_count_that_table_and_who_read_differently_gives_no_grade(
    mitoses: int, grades: set[str]
) -> None:
    counted = entry(
        "specimen",
        stated_class="net_no_grade",
        differentiation="well",
        ki67=10,
        mitoses={"value": mitoses, "unit": "/2 mm²"},
    )
    assert codes_of(facts(counted).values("histology.grade")) == grades
    assert ("mitoses-between" in told(judged(counted))) == (len(grades) == 2)


def test_d03_a_ki67_of_exactly_3_is_g2_and_flagged() -> None:
    counted = entry(
        "specimen",
        differentiation="well",
        ki67=3,
        mitoses={"value": 1, "unit": "/2 mm²"},
        stated_class="net_no_grade",
    )
    assert codes_of(facts(counted).values("histology.grade")) == {"G2"}
    assert "ki67-exactly-3" in told(judged(counted))


def test_d04_small_cell_lung_carcinoma_is_never_an_example_of_what_is_not_neuroendocrine() -> None:
    pitfall = shipped().claims["DX-010"].statement.casefold()
    assert "lymphoma" in pitfall and "melanoma" in pitfall
    sentences = [pitfall, *(one.say.casefold() for one in shipped().statements if "DX-010" in one.refs)]
    assert not [one for one in sentences if "small cell lung" in one or "sclc" in one]


def test_d05_folfirinox_is_not_ranked_by_figures_of_mixed_lines() -> None:
    claim = shipped().claims["CT1-048"]
    assert claim.line == "any"
    (share,) = shares(claim.value, claim.unit, claim.n, claim.outcome)
    assert interval_of(share) is None
    found = first_line()
    assert {"cisplatin-etoposide", "cisplatin-irinotecan"} <= leading(found.moments[0])
    assert "folfirinox" not in leading(found.moments[0])
    assert standings(found, "folfirinox") & {Standing.RECOMMENDED} == set()
    mixed = says("folfirinox", "reasons_for", "CT1-048") + says("folfirinox", "reasons_for", "CT1-049")
    assert [one for one in mixed if "of all lines" not in one] == []


def test_d06_the_esophageal_shares_of_topic_nec_are_never_an_outcome() -> None:
    claim = shipped().claims["CT1-016"]
    assert claim.outcome == ""
    assert "patients" in claim.unit
    for option in shipped().options.values():
        assert "CT1-016" not in rests_on(option)
        assert says(option.id, "reasons_for", "CT1-016") == []
        for said in says(option.id, "reasons_against", "CT1-016"):
            assert "shares of patients, not results" in said
    lead = leading(first_line().moments[0])
    assert {"cisplatin-etoposide", "cisplatin-irinotecan"} <= lead


def test_d07_a_failed_endpoint_of_net_02_ranks_neither_arm_and_carries_the_warning() -> None:
    found = second_line(4)
    arms = ("liposomal-irinotecan-fluorouracil", "docetaxel")
    for arm in arms:
        assert grave(shown(found, arm)[0]) >= {"D07"}
        for part in ("reasons_for", "reasons_against"):
            for one in getattr(shipped().options[arm], part):
                assert "CT2-033" not in one.refs or {"D07", "net-02-results"} & set(one.refs)
    order = [Standing.RECOMMENDED, Standing.OPTION, Standing.INVESTIGATIONAL, Standing.AGAINST]
    liposomal, docetaxel = (order.index(shown(found, arm)[0].standing) for arm in arms)
    assert liposomal <= docetaxel


@pytest.mark.parametrize(
    ("progression", "relapse_free", "rechallenge"),
    [
        (7, 4, Standing.OPTION),
        (6, 2, Standing.AGAINST),
        (5, 4, Standing.INVESTIGATIONAL),
        (5, 2, Standing.AGAINST),
    ],
)
def test_d08_the_clocks_are_apart_and_3_to_6_months_shows_both(
    progression: float, relapse_free: float, rechallenge: Standing
) -> None:
    found = second_line(progression, relapse_free)
    assert standings(found, "platinum-rechallenge") == {rechallenge}
    if progression <= 6:
        assert {"folfiri", "captem"} <= leading(found.moments[0])
    assert "D08" in grave(shown(found, "platinum-rechallenge")[0])


def test_d09_months_of_temozolomide_alone_are_never_those_of_captem() -> None:
    alone = {"CT2-044", "CT2-045", "CT2-041"}
    captem = shipped().options["captem"]
    assert not alone & set(captem.expect)
    assert not alone & rests_on(captem)
    assert not [one for one in captem.reasons_for if alone & set(one.refs)]
    assert alone <= set(shipped().options["temozolomide-based"].expect)
    assert "temozolomide" in shipped().claims["CT2-039"].intervention.casefold()
    assert "CAPTEM" not in shipped().claims["CT2-039"].intervention


def test_d10_the_printed_dart_figures_carry_no_standing_above_investigational() -> None:
    for line in (second_line(4), second_line(8)):
        assert standings(line, "dual-checkpoint") <= {Standing.INVESTIGATIONAL, Standing.AGAINST}
        assert "D10" in grave(shown(line, "dual-checkpoint")[0])
    for claim in ("IO-014", "IO-015"):
        assert "D10" in shipped().claims[claim].discrepancies


def test_d11_the_range_of_camrelizumab_is_not_evidence_for_enec() -> None:
    for id in ("IO-029", "IO-030"):
        claim = shipped().claims[id]
        assert claim.directness in (Directness.ESCC_EAC, Directness.MIXED)
        resting = {option.id for option in shipped().options.values() if id in rests_on(option)}
        assert resting <= {"pd1-monotherapy"}
        for said in says("pd1-monotherapy", "reasons_for", id):
            assert "a range over studies of esophageal cancer, not of ENEC" in said
    for row in shipped().options["pd1-monotherapy"].verdicts:
        assert "IO-029" not in row.refs or row.directness is Directness.ESCC_EAC
    for option_id in ("camrelizumab-apatinib", "camrelizumab-anlotinib"):
        assert not {"IO-029", "IO-030"} & set(shipped().options[option_id].expect)
        assert not says(option_id, "reasons_for", "IO-029")
    for line in (second_line(4), second_line(8)):
        assert standings(line, "pd1-monotherapy") <= {Standing.INVESTIGATIONAL, Standing.AGAINST}


def test_d12_toxicities_of_unequal_grade_order_no_doublet() -> None:
    concerns = [{}, {"toxicity_concern": "neutropenia"}, {"toxicity_concern": "diarrhoea"}]
    pair = ("cisplatin-etoposide", "cisplatin-irinotecan")
    for concern in concerns:
        found = first_line(entry("preferences", **concern)) if concern else first_line()
        assert set(pair) <= leading(found.moments[0])
        assert all("D12" in grave(shown(found, one)[0]) for one in pair)
    for option in shipped().options.values():
        for part in (option.reasons_for, option.reasons_against):
            for one in part:
                if {"CT1-017", "CT1-018", "CT1-019"} & set(one.refs):
                    assert "D12" in one.refs, one.id


def test_d13_the_size_limit_of_esd_is_marked_as_taken_from_net() -> None:
    assert shipped().claims["ENDO-002"].directness is Directness.NET
    early = entry("staging", prefix="c", edition="ajcc8", t="T1a", n="N0", m="M0")
    found = judged(nec(), early, entry("endoscopy", size={"value": 9, "unit": "mm"}), listed())
    for one in shown(found, "endoscopic-resection"):
        assert one.standing is not Standing.RECOMMENDED
        assert "D13" in grave(one)


def test_d102_captem_and_folfiri_are_not_ranked_by_swapped_arms() -> None:
    swapped = {"CT2-049", "CT2-050", "CT2-051"}
    for option in shipped().options.values():
        assert not swapped & rests_on(option)
        assert not swapped & set(option.expect)
        assert not [one.id for one in option.reasons_for if swapped & set(one.refs)]
    assert {shipped().claims[one].direction for one in swapped} <= {"neutral", "caution"}
    found = second_line(4)
    assert {"captem", "folfiri"} <= leading(found.moments[0])
    assert all("D102" in grave(shown(found, one)[0]) for one in ("captem", "folfiri"))


def test_d103_one_mgmt_deficient_patient_moves_no_standing() -> None:
    asking = [place for place, condition in conditions() if "specimen.mgmt" in names(condition)]
    verdicts = {row.id for option in shipped().options.values() for row in option.verdicts}
    assert not verdicts & set(asking)
    unknown = places(second_line(4))
    assert places(second_line(4, mgmt="deficient")) == unknown
    assert places(second_line(4, mgmt="proficient")) == unknown


@pytest.mark.parametrize("resectability", ["resectable", "borderline", "initially_unresectable"])
@pytest.mark.parametrize("n", ["N0", "N1"])
def test_d105_chemoradiotherapy_stands_beside_every_surgical_option(resectability: str, n: str) -> None:
    staged = entry("staging", prefix="c", edition="ajcc8", t="T3", n=n, m="M0")
    found = judged(nec(), staged, entry("judgement", resectability=resectability), listed())
    assert standings(found, "definitive-chemoradiotherapy") <= {Standing.RECOMMENDED, Standing.OPTION}
    assert standings(found, "definitive-chemoradiotherapy")
    surgical = [one for option in SURGERY for one in shown(found, option)]
    assert surgical
    assert [one.id for one in surgical if "D105" not in grave(one)] == []
