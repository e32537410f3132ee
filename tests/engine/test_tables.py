"""The decision tables at their boundaries, row by row: WHO 2019, TNM 8, surrogate stage groups."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from tests.assessing import codes_of, course, facts, judged, listed, nec
from tests.builders import entry

GRADES = {"G1", "G2", "G3"}
T = ("T0", "Tis", "T1a", "T1b", "T2", "T3", "T4a", "T4b")
N = ("N0", "N1", "N2", "N3")
M = ("M0", "M1")


def net(**more: Any) -> dict[str, Any]:
    """A well-differentiated tumour without a grade."""
    return entry(
        "specimen", differentiation="well", stated_class="net_no_grade", synaptophysin="positive", **more
    )


def outcome(table: str, *entries: dict[str, Any]) -> set[str]:
    return codes_of(facts(*entries).values(table))


# Class and grade (standards 2; D02, D03)


@pytest.mark.parametrize(
    ("ki67", "grade"),
    [(0, "G1"), (2.9, "G1"), (3, "G2"), (3.1, "G2"), (20, "G2"), (20.1, "G3"), (100, "G3")],
)
def test_ki67_grades_at_the_boundaries_of_who_2019(ki67: float, grade: str) -> None:
    assert outcome("histology.ki67_grade", net(ki67=ki67)) == {grade}


@pytest.mark.parametrize(
    ("mitoses", "grades"),
    [
        (0, {"G1"}),
        (1, {"G1"}),
        (2, {"G2"}),
        (10, {"G2"}),
        (11, {"G2", "G3"}),
        (20, {"G2", "G3"}),
        (21, {"G3"}),
    ],
)
def test_mitoses_per_2_mm2_grade_but_for_the_counts_that_the_sources_read_differently(
    mitoses: float, grades: set[str]
) -> None:
    # D02: above 10 and up to 20 the article prints G3, WHO 2019 G2; no automatic grade.
    counted = net(mitoses={"value": mitoses, "unit": "/2 mm²"})
    assert outcome("histology.mitosis_grade", counted) == grades


@pytest.mark.parametrize("unit", ["/10 HPF", "unit not stated"])
@pytest.mark.parametrize("mitoses", [1, 15, 25])
def test_a_count_in_another_unit_never_grades(unit: str, mitoses: float) -> None:
    counted = net(mitoses={"value": mitoses, "unit": unit})
    assert outcome("histology.mitosis_grade", counted) == GRADES
    assert outcome("histology.grade", counted) == GRADES


@pytest.mark.parametrize(
    ("ki67", "mitoses", "grades"),
    [
        (2, 1, {"G1"}),
        (2, 2, {"G2"}),
        (3, 1, {"G2"}),
        (20, 10, {"G2"}),
        (20, 20, {"G2", "G3"}),
        (2, 21, {"G3"}),
        (20.1, 1, {"G3"}),
        (2, None, GRADES),
        (3, None, {"G2", "G3"}),
        (20, None, {"G2", "G3"}),
        (21, None, {"G3"}),
        (None, 1, GRADES),
        (None, 15, {"G2", "G3"}),
        (None, 21, {"G3"}),
        (None, None, GRADES),
    ],
)
def test_the_higher_index_decides_and_a_missing_one_leaves_the_grade_open(
    ki67: float | None, mitoses: float | None, grades: set[str]
) -> None:
    told: dict[str, Any] = {} if ki67 is None else {"ki67": ki67}
    if mitoses is not None:
        told["mitoses"] = {"value": mitoses, "unit": "/2 mm²"}
    assert outcome("histology.grade", net(**told)) == grades


@pytest.mark.parametrize(
    ("ki67", "grades"),
    [
        ({"below": 2}, {"G1"}),
        ({"below": 3}, {"G1"}),
        ({"at_most": 3}, {"G1", "G2"}),
        ({"above": 20}, {"G3"}),
        ({"at_least": 20}, {"G2", "G3"}),
        ({"from": 15, "to": 25}, {"G2", "G3"}),
    ],
)
def test_a_range_gives_every_grade_it_reaches(ki67: dict[str, float], grades: set[str]) -> None:
    assert outcome("histology.ki67_grade", net(ki67={"value": ki67})) == grades


@pytest.mark.parametrize(("ki67", "mitoses"), [(21, 21), (45, 40), (95, 80)])
def test_numbers_never_separate_net_g3_from_nec(ki67: float, mitoses: float) -> None:
    told: dict[str, Any] = {"ki67": ki67, "mitoses": {"value": mitoses, "unit": "/2 mm²"}}
    assert outcome("histology.class", entry("specimen", stated_class="high_grade_net", **told)) == {
        "NEC",
        "NET",
    }
    assert outcome("histology.class", net(**told)) == {"NET"}
    assert outcome("histology.class", nec(**told)) == {"NEC"}
    assert outcome("histology.class", entry("specimen", **told)) == {"NEC", "NET", "MiNEN", "not_NEN"}


@pytest.mark.parametrize(
    ("told", "classes"),
    [
        ({"cell_type": "small"}, {"NEC", "MiNEN"}),
        ({"cell_type": "large", "differentiation": "poor"}, {"NEC", "MiNEN"}),
        ({"stated_class": "nec"}, {"NEC"}),
        ({"stated_class": "net_no_grade", "cell_type": "small"}, {"NEC"}),
        ({"stated_class": "net_g2"}, {"NET"}),
        ({"stated_class": "high_grade_net"}, {"NEC", "NET"}),
        ({"stated_class": "poorly_differentiated_net"}, {"NEC", "NET"}),
        ({"stated_class": "atypical_carcinoid"}, {"NEC", "NET"}),
        ({"stated_class": "atypical_carcinoid", "differentiation": "well"}, {"NET"}),
        ({"stated_class": "high_grade_net", "differentiation": "poor"}, {"NEC"}),
        ({"differentiation": "poor"}, {"NEC", "MiNEN", "not_NEN"}),
        ({"stated_class": "minen"}, {"MiNEN"}),
        ({"stated_class": "squamous"}, {"NEC", "MiNEN", "not_NEN"}),
        ({"stated_class": "squamous", "cell_type": "small"}, {"NEC", "MiNEN"}),
        ({"synaptophysin": "negative", "chromogranin": "negative", "insm1": "negative"}, {"not_NEN"}),
    ],
)
def test_the_class_follows_differentiation_cell_type_and_name(
    told: dict[str, Any], classes: set[str]
) -> None:
    assert outcome("histology.class", entry("specimen", **told)) == classes


@pytest.mark.parametrize(
    ("ne", "other", "classes"),
    [
        (29, 71, {"not_NEN"}),
        (29.9, 70.1, {"not_NEN"}),
        (30, 70, {"MiNEN"}),
        (50, 50, {"MiNEN"}),
        (70, 30, {"MiNEN"}),
        (71, 29, {"NEC"}),
        (20, 80, {"not_NEN"}),
    ],
)
def test_mixed_means_30_percent_or_more_of_each(ne: float, other: float, classes: set[str]) -> None:
    told = {"differentiation": "poor", "ne_component": ne, "other_component": other}
    assert (
        outcome("histology.class", entry("specimen", other_component_type="adenocarcinoma", **told))
        == classes
    )


def test_what_excludes_itself_stays_open() -> None:
    told = entry("specimen", stated_class="nec", differentiation="well")
    assert outcome("histology.class", told) >= {"NEC", "NET"}


# Categories (standards 1.1)


@pytest.mark.parametrize(
    ("depth", "category"),
    [
        ("lamina_propria", {"T1a"}),
        ("muscularis_mucosae", {"T1a"}),
        ("submucosa", {"T1b"}),
        ("muscularis_propria", {"T2"}),
        ("adventitia", {"T3"}),
        ("beyond", {"T4a", "T4b"}),
    ],
)
def test_the_depth_of_a_resected_specimen_gives_t(depth: str, category: set[str]) -> None:
    assert outcome("tumour.t", entry("specimen", specimen="surgical", depth=depth)) == category


def test_the_depth_of_a_biopsy_gives_no_t() -> None:
    assert outcome("tumour.t", entry("specimen", specimen="biopsy", depth="muscularis_mucosae")) == set(T)


@pytest.mark.parametrize(
    ("positive", "category"),
    [(0, {"N0"}), (1, {"N1"}), (2, {"N1"}), (3, {"N2"}), (6, {"N2"}), (7, {"N3"}), (30, {"N3"})],
)
def test_the_number_of_positive_nodes_gives_n(positive: int, category: set[str]) -> None:
    told = entry("specimen", specimen="surgical", nodes_positive=positive, nodes_examined=40)
    assert outcome("tumour.n", told) == category


def test_no_node_examined_is_no_n0() -> None:
    told = entry("specimen", specimen="surgical", nodes_positive=0, nodes_examined=0)
    assert outcome("tumour.n", told) == set(N)


@pytest.mark.parametrize("node", ["regional", "distant", None])
def test_a_node_is_n_or_m1_by_its_station_and_neither_without_one(node: str | None) -> None:
    told: dict[str, Any] = {"organ": "lymph_node", "finding": "malignant"}
    lesion = entry("lesion", **told, **({"regional": node} if node else {}))
    expected = {"regional": ({"N1", "N2", "N3"}, set(M)), "distant": (set(N), {"M1"}), None: (set(N), set(M))}
    assert (outcome("tumour.n", lesion), outcome("tumour.m", lesion)) == expected[node]


@pytest.mark.parametrize(
    ("told", "m"),
    [
        ({"m": "M0"}, {"M0"}),
        ({"m": "M1"}, {"M1"}),
        ({"stage_group": "III"}, {"M0"}),
        ({"stage_group": "IVA"}, {"M0"}),
        ({"stage_group": "IVB"}, {"M1"}),
        ({"stage_group": "IV"}, set(M)),
        ({"t": "T3", "n": "N3"}, set(M)),
        ({}, set(M)),
    ],
)
def test_m_is_stated_or_follows_from_a_stated_group_and_is_never_made_up(
    told: dict[str, str], m: set[str]
) -> None:
    assert outcome("tumour.m", entry("staging", **told)) == m


def test_the_statement_before_a_treatment_is_still_the_last_word_on_what_it_alone_says() -> None:
    clinical, pathological = (
        entry("staging", "c", prefix="c", t="T3", n="N1", m="M0"),
        entry("staging", "p", prefix="p", t="T2", n="N0"),
    )
    found = facts(clinical, pathological)
    assert codes_of(found.values("tumour.t")) == {"T2"}
    assert codes_of(found.values("tumour.m")) == {"M0"}


@pytest.mark.parametrize(
    ("told", "extent"),
    [
        ({"t": "T1a", "n": "N0", "m": "M0"}, {"mucosal"}),
        ({"t": "T2", "n": "N0", "m": "M0"}, {"localised"}),
        ({"t": "T4b", "n": "N0", "m": "M0"}, {"locoregional"}),
        ({"t": "T1a", "n": "N1", "m": "M0"}, {"locoregional"}),
        ({"t": "T1a", "n": "N0", "m": "M1"}, {"metastatic"}),
        ({"t": "T2", "n": "N0"}, {"localised", "metastatic"}),
        ({"t": "T2", "m": "M0"}, {"localised", "locoregional"}),
        ({"n": "N0", "m": "M0"}, {"mucosal", "localised", "locoregional"}),
        ({}, {"mucosal", "localised", "locoregional", "metastatic"}),
    ],
)
def test_the_extent_is_as_wide_as_what_is_missing(told: dict[str, str], extent: set[str]) -> None:
    assert outcome("extent", entry("staging", **told)) == extent


# Surrogate stage groups: squamous tables and the yp table (standards 1.2).

CLINICAL = {
    **{
        (t, "N0"): g
        for t, g in {"T0": "none", "Tis": "0", "T1a": "I", "T1b": "I", "T2": "II", "T3": "II"}.items()
    },
    **{
        (t, "N1"): g
        for t, g in {"T0": "none", "Tis": "none", "T1a": "I", "T1b": "I", "T2": "II", "T3": "III"}.items()
    },
    **{
        (t, "N2"): g
        for t, g in {
            "T0": "none",
            "Tis": "none",
            "T1a": "III",
            "T1b": "III",
            "T2": "III",
            "T3": "III",
        }.items()
    },
    **{(t, n): "IVA" for t in ("T4a", "T4b") for n in ("N0", "N1", "N2")},
    **{(t, "N3"): "IVA" for t in T},
}
# NEC has no G: rows that depend on G (and T3 N0 also on the site) give both groups.
PATHOLOGICAL: dict[tuple[str, str], set[str]] = {
    ("T0", "N0"): {"none"},
    ("Tis", "N0"): {"0"},
    ("T1a", "N0"): {"IA", "IB"},
    ("T1b", "N0"): {"IB"},
    ("T2", "N0"): {"IB", "IIA"},
    ("T3", "N0"): {"IIA", "IIB"},
    ("T4a", "N0"): {"IIIB"},
    ("T4b", "N0"): {"IVA"},
    ("T0", "N1"): {"none"},
    ("Tis", "N1"): {"none"},
    ("T1a", "N1"): {"IIB"},
    ("T1b", "N1"): {"IIB"},
    ("T2", "N1"): {"IIIA"},
    ("T3", "N1"): {"IIIB"},
    ("T4a", "N1"): {"IIIB"},
    ("T4b", "N1"): {"IVA"},
    ("T0", "N2"): {"none"},
    ("Tis", "N2"): {"none"},
    ("T1a", "N2"): {"IIIA"},
    ("T1b", "N2"): {"IIIA"},
    ("T2", "N2"): {"IIIB"},
    ("T3", "N2"): {"IIIB"},
    ("T4a", "N2"): {"IVA"},
    ("T4b", "N2"): {"IVA"},
    **{(t, "N3"): {"IVA"} for t in T},
}
EARLY = ("T0", "Tis", "T1a", "T1b", "T2")
POST_NEOADJUVANT = {
    **{(t, "N0"): "I" for t in EARLY},
    **{(t, "N1"): "IIIA" for t in EARLY},
    **{(t, "N2"): "IIIB" for t in EARLY},
    ("T3", "N0"): "II",
    ("T3", "N1"): "IIIB",
    ("T3", "N2"): "IIIB",
    ("T4a", "N0"): "IIIB",
    ("T4a", "N1"): "IVA",
    ("T4a", "N2"): "IVA",
    **{("T4b", n): "IVA" for n in ("N0", "N1", "N2")},
    **{(t, "N3"): "IVA" for t in T},
}
TABLES: dict[str, tuple[str, dict[tuple[str, str], set[str]]]] = {
    "stage.clinical": ("c", {key: {group} for key, group in CLINICAL.items()}),
    "stage.pathological": ("p", PATHOLOGICAL),
    "stage.post_neoadjuvant": ("yp", {key: {group} for key, group in POST_NEOADJUVANT.items()}),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_t_and_n_has_the_group_of_the_table(table: str) -> None:
    prefix, groups = TABLES[table]
    assert set(groups) == set(product(T, N))
    for (t, n), group in groups.items():
        assert outcome(table, entry("staging", prefix=prefix, t=t, n=n, m="M0")) == group, (t, n)
        assert outcome(table, entry("staging", prefix=prefix, t=t, n=n, m="M1")) == {"IVB"}, (t, n)


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_category_gives_every_group_it_can_have_and_never_one_made_up(table: str) -> None:
    prefix, groups = TABLES[table]
    for t, n, m in product((*T, None), (*N, None), (*M, None)):
        told = {key: one for key, one in zip("tnm", (t, n, m), strict=True) if one}
        wide: set[str] = set()
        for t_, n_, m_ in product([t] if t else T, [n] if n else N, [m] if m else M):
            wide |= {"IVB"} if m_ == "M1" else groups[t_, n_]
        found = outcome(table, entry("staging", prefix=prefix, **told))
        assert found == wide, told
        if not told:
            assert found == codes_of(facts().values(table))


@pytest.mark.parametrize(
    ("site", "groups"),
    [
        ("upper", {"IIA", "IIB"}),
        ("middle", {"IIA", "IIB"}),
        ("lower", {"IIA"}),
        ("egj", {"IIA"}),
    ],
)
def test_without_a_g_the_site_narrows_t3_n0_only_where_any_g_gives_one_group(
    site: str, groups: set[str]
) -> None:
    """Standards 1.2: T3 N0 of the lower third is IIA for any G (GX: sources differ, IIA used and told)."""
    told = entry("staging", prefix="p", t="T3", n="N0", m="M0")
    assert outcome("stage.pathological", entry("endoscopy", site=site), told) == groups


def test_only_the_table_of_the_stated_kind_is_shown() -> None:
    for prefix, table in (
        ("c", "stage.clinical"),
        ("p", "stage.pathological"),
        ("yp", "stage.post_neoadjuvant"),
    ):
        staging = entry("staging", prefix=prefix, t="T2", n="N0", m="M0")
        shown = {
            one.name for one in judged(nec(), staging, listed()).staging if one.name.startswith("stage.")
        }
        assert shown == {table}


def test_no_table_gives_a_stage_where_nothing_is_recorded() -> None:
    shown = judged(nec(), course("ep", "EP"), listed()).staging
    assert all(not one.values for one in shown)
