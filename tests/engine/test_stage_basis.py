"""Which stage table holds for which tumour, where the junction ends, and what is never derived.

Expected answers from standards 1.2 to 1.6 and decision map 3.
"""

from __future__ import annotations

from typing import Any

import pytest

from enec_desktop.domain.assessment import Assessment
from tests.assessing import codes_of, facts, judged, nec, told
from tests.builders import entry

NET = entry("specimen", specimen="biopsy", stated_class="net_g1", differentiation="well", ki67=1)
ONE_TO_THREE = {"value": {"from": 1, "to": 3}}
P = {"prefix": "p", "t": "T2", "n": "N0", "m": "M0"}


def mixed(partner: str | None) -> dict[str, Any]:
    more = {"other_component_type": partner} if partner else {}
    return entry(
        "specimen", specimen="surgical", stated_class="minen", ne_component=50, other_component=50, **more
    )


def staged(**more: Any) -> dict[str, Any]:
    return entry("staging", **{"prefix": "c", "edition": "ajcc8", "t": "T2", "n": "N1", "m": "M0", **more})


def groups_shown(found: Assessment) -> dict[str, tuple[str, ...]]:
    return {one.name: one.values for one in found.staging if one.name.startswith("stage.")}


def basis(found: Assessment) -> tuple[str, ...]:
    return next(one.values for one in found.staging if one.name == "grouping.basis")


# Histology chooses the table (standards 1.3)


def test_nec_has_no_group_and_borrows_the_squamous_table() -> None:
    found = judged(nec(), entry("endoscopy", site="middle"), staged())
    assert basis(found) == ("squamous_surrogate",)
    assert groups_shown(found) == {"stage.clinical": ("II",)}


def test_what_is_borrowed_is_called_a_surrogate_and_the_missing_group_is_said() -> None:
    found = judged(nec(), entry("endoscopy", site="middle"), staged())
    shown = {one.name: one for one in found.staging}
    assert "16.3" in shown["grouping.basis"].words and "surrogate" in shown["stage.clinical"].label.lower()
    assert "ajcc-8-other-histologies" in shown["stage.clinical"].refs


@pytest.mark.parametrize(
    ("partner", "expected"),
    [
        ("squamous", {"stage.clinical": ("II",)}),
        ("adenocarcinoma", {"stage.clinical_adeno": ("III",)}),
        (None, {"stage.clinical": ("II",), "stage.clinical_adeno": ("III",)}),
    ],
)
def test_minen_borrows_the_table_of_its_other_part(
    partner: str | None, expected: dict[str, tuple[str, ...]]
) -> None:
    assert groups_shown(judged(mixed(partner), entry("endoscopy", site="middle"), staged())) == expected


def test_a_net_of_the_esophagus_has_no_group_at_all() -> None:
    found = judged(NET, entry("endoscopy", site="middle"), staged())
    assert basis(found) == ("no_group",)
    assert groups_shown(found) == {}


@pytest.mark.parametrize(
    ("t", "n", "m", "group"),
    [
        ("T1", "N0", "M0", "I"),
        ("T2", "N0", "M0", "II"),
        ("T3", "N0", "M0", "II"),
        ("T4", "N0", "M0", "III"),
        ("T1", "N1", "M0", "III"),
        ("T4", "N1", "M0", "III"),
        ("T2", "N0", "M1", "IV"),
    ],
)
def test_a_net_of_the_junction_has_the_groups_of_the_stomach_net_chapter(
    t: str, n: str, m: str, group: str
) -> None:
    found = judged(NET, entry("endoscopy", site="egj"), staged(t=t, n=n, m=m))
    assert basis(found) == ("stomach_net",)
    assert groups_shown(found) == {"stage.net_stomach": (group,)}


@pytest.mark.parametrize(
    ("liver", "elsewhere", "category"), [(True, False, "M1a"), (False, True, "M1b"), (True, True, "M1c")]
)
def test_m1_of_a_stomach_net_is_divided_by_the_liver(liver: bool, elsewhere: bool, category: str) -> None:
    lesions = [entry("lesion", "liver", organ="liver", finding="malignant")] if liver else []
    lesions += [entry("lesion", "bone", organ="bone", finding="malignant")] if elsewhere else []
    found = facts(NET, entry("endoscopy", site="egj"), staged(m="M1"), *lesions)
    assert codes_of(found.values("grouping.net_stomach_m")) == {category}


@pytest.mark.parametrize(
    ("read", "expected"), [("squamous", "squamous_own"), ("adenocarcinoma", "adeno_own")]
)
def test_another_carcinoma_as_read_has_its_own_table(read: str, expected: str) -> None:
    negative = dict.fromkeys(("synaptophysin", "chromogranin", "insm1"), "negative")
    specimen = entry("specimen", stated_class=read, ne_component=0, **negative)
    assert basis(judged(specimen, entry("endoscopy", site="middle"), staged())) == (expected,)


def test_a_tumour_that_counts_as_stomach_gets_no_group_of_the_esophagus() -> None:
    below = entry("endoscopy", site="egj", egj_involved="yes", epicentre_below_egj=3)
    found = judged(nec(), below, staged())
    assert basis(found) == ("stomach",)
    assert groups_shown(found) == {}


# The junction (standards 1.4)


@pytest.mark.parametrize(
    ("told_", "counts_as"),
    [
        ({"site": "lower"}, {"esophagus"}),
        ({"site": "egj", "egj_involved": "yes", "epicentre_below_egj": 1.9}, {"esophagus"}),
        ({"site": "egj", "egj_involved": "yes", "epicentre_below_egj": 2}, {"esophagus"}),
        ({"site": "egj", "egj_involved": "yes", "epicentre_below_egj": 2.1}, {"stomach"}),
        ({"site": "egj", "egj_involved": "no", "epicentre_below_egj": 1}, {"stomach"}),
        ({"site": "egj", "egj_involved": "no", "epicentre_below_egj": 2.1}, {"stomach"}),
        ({"site": "egj", "epicentre_below_egj": -1}, {"esophagus"}),
        ({"site": "egj", "epicentre_below_egj": 1}, {"esophagus", "stomach"}),
        ({"site": "egj", "egj_involved": "yes"}, {"esophagus", "stomach"}),
        ({"egj_involved": "yes", "epicentre_below_egj": ONE_TO_THREE}, {"esophagus", "stomach"}),
    ],
)  # fmt: skip
def test_two_centimetres_divide_esophagus_and_stomach(told_: dict[str, Any], counts_as: set[str]) -> None:
    assert codes_of(facts(entry("endoscopy", **told_)).values("junction.counts_as")) == counts_as


@pytest.mark.parametrize(
    ("below", "types"),
    [
        (-5, {"I"}),
        (-1.1, {"I"}),
        (-1, {"I", "II"}),
        (0, {"II"}),
        (1.9, {"II"}),
        (2, {"II", "III"}),
        (2.1, {"III"}),
        (5, {"III"}),
        (-5.1, {"outside"}),
        (5.1, {"outside"}),
    ],
)
def test_siewert_types_by_the_epicentre_both_where_the_ranges_meet(below: float, types: set[str]) -> None:
    told_ = entry("endoscopy", epicentre_below_egj=below)
    assert codes_of(facts(told_).values("junction.siewert")) == types


@pytest.mark.parametrize(
    ("told_", "location"),
    [
        ({"site": "cervical"}, {"upper"}),
        ({"site": "upper"}, {"upper"}),
        ({"site": "middle"}, {"middle"}),
        ({"site": "lower"}, {"lower"}),
        ({"site": "egj"}, {"lower"}),
        ({"cm_from_incisors": 32}, {"lower"}),
        ({"cm_from_incisors": 27}, {"middle", "lower"}),
        ({"cm_from_incisors": 20}, {"upper", "middle", "lower"}),
    ],
)
def test_location_is_that_of_the_epicentre_so_an_upper_edge_leaves_what_lies_below(
    told_: dict[str, Any], location: set[str]
) -> None:
    found = codes_of(facts(entry("endoscopy", **told_)).values("tumour.location"))
    assert found - {"LX"} == location


# Readings and conflicts (standards 1.2)


@pytest.mark.parametrize(
    ("t", "left"),
    [
        ("T1", {"T1a", "T1b"}),
        ("T4", {"T4a", "T4b"}),
        ("TX", {"T0", "Tis", "T1a", "T1b", "T2", "T3", "T4a", "T4b"}),
    ],
)
def test_a_category_that_is_not_subdivided_stands_for_all_it_may_be(t: str, left: set[str]) -> None:
    assert codes_of(facts(entry("staging", t=t)).values("tumour.t")) == left


def test_t1_not_subdivided_gives_one_group_where_both_readings_agree_and_two_where_not() -> None:
    assert codes_of(facts(staged(t="T1", n="N0")).values("stage.clinical")) == {"I"}
    found = facts(entry("staging", prefix="p", t="T1", n="N0", m="M0", g="G1"))
    assert codes_of(found.values("stage.pathological")) == {"IA", "IB"}


def test_gx_of_the_lower_third_is_iia_and_the_other_reading_is_shown() -> None:
    told_ = entry("staging", **{**P, "t": "T3"}, g="GX", location="lower")
    assert codes_of(facts(nec(), told_).values("stage.pathological")) == {"IIA"}
    assert "t3-gx-lower" in told(judged(nec(), told_))


@pytest.mark.parametrize("more", [{"n": "N3"}, {"n": "N0", "m": "M1"}])
def test_tis_with_n3_or_m1_is_told_as_a_conflict(more: dict[str, str]) -> None:
    assert "tis-with-n3-or-m1" in told(judged(nec(), entry("staging", **{**P, "t": "Tis", **more})))


def test_t4b_nx_of_the_adenocarcinoma_table_is_told_as_a_conflict() -> None:
    told_ = entry("staging", prefix="p", t="T4b", n="NX", m="M0")
    found = judged(mixed("adenocarcinoma"), entry("endoscopy", site="middle"), told_)
    assert groups_shown(found) == {"stage.pathological_adeno": ("IVA",)}
    assert "t4b-nx-adenocarcinoma" in told(found)


def test_the_post_neoadjuvant_groups_carry_their_mark() -> None:
    found = judged(nec(), entry("endoscopy", site="middle"), staged(prefix="yp"))
    (one,) = [one for one in found.staging if one.name == "stage.post_neoadjuvant"]
    assert "not verified" in one.label and "ajcc-8-yp" in one.refs
    assert "yp-groups" in told(found)


# Limited and extensive (standards 1.5)


@pytest.mark.parametrize("stated", [None, "limited", "extensive"])
def test_limited_or_extensive_is_only_ever_what_was_stated(stated: str | None) -> None:
    more = {"limited_extensive": stated} if stated else {}
    found = facts(nec(), staged(m="M1", **more))
    assert codes_of(found.values("grouping.valsg")) == ({stated} if stated else {"limited", "extensive"})
    wide = facts(nec(), entry("staging", limited_extensive="extensive")).values("tumour.m")
    assert codes_of(wide) == {"M0", "M1"}


def test_supraclavicular_nodes_are_asked_for_where_limited_is_stated() -> None:
    limited = staged(limited_extensive="limited")
    assert "limited-supraclavicular" in told(judged(nec(), limited))
    settled = staged(limited_extensive="limited", supraclavicular="none")
    assert "limited-supraclavicular" not in told(judged(nec(), settled))
