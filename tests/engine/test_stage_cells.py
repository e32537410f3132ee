"""Every cell of the stage tables against the rules as the standards print them, a line for each group.

Written from standards 1.2 (AJCC 8; PDQ tables 2-11, SEER EOD 2.1, Rice; the yp table is general
knowledge): a cell is T x N x M, for pathological groups also G and location. T1, T4, TX and NX leave the
groups of every reading they allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from tests.assessing import codes_of, facts
from tests.builders import entry

T = ("T0", "Tis", "T1a", "T1b", "T2", "T3", "T4a", "T4b")
N = ("N0", "N1", "N2", "N3")
G = ("GX", "G1", "G2", "G3")
L = ("upper", "middle", "lower", "LX")
READ_AS = {"TX": T, "T1": ("T1a", "T1b"), "T4": ("T4a", "T4b"), "NX": N}
ANY_TX, ANY_NX = (*T, "TX", "T1", "T4"), (*N, "NX")

FROM_III_UP = """
IIIA  T1a T1b / N2 | T2 / N1
IIIB  T2 / N2 | T3 / N1 N2 | T4a / N0 N1
IVA   T4a / N2 | T4b / N0 N1 N2 | T0 Tis T1a T1b T2 T3 T4a T4b / N3
"""
PRINTED = {
    ("c", "squamous"): """
0     Tis / N0
I     T1a T1b / N0 N1
II    T2 / N0 N1 | T3 / N0
III   T3 / N1 | T1a T1b T2 T3 / N2
IVA   T4a T4b / N0 N1 N2 | T0 Tis T1a T1b T2 T3 T4a T4b / N3
""",
    ("c", "adeno"): """
0     Tis / N0
I     T1a T1b / N0
IIA   T1a T1b / N1
IIB   T2 / N0
III   T2 / N1 | T3 T4a / N0 N1
IVA   T1a T1b T2 T3 T4a / N2 | T4b / N0 N1 N2 | T0 Tis T1a T1b T2 T3 T4a T4b / N3
""",
    ("p", "squamous"): f"""
0     Tis / N0
IA    T1a / N0 / G1 GX
IB    T1a / N0 / G2 G3 | T1b / N0 | T2 / N0 / G1
IIA   T2 / N0 / G2 G3 GX | T3 / N0 / G1 G2 G3 GX / lower | T3 / N0 / G1 / upper middle
IIB   T3 / N0 / G2 G3 GX / upper middle | T3 / N0 / G1 G2 G3 GX / LX | T1a T1b / N1
{FROM_III_UP}""",
    ("p", "adeno"): f"""
0     Tis / N0
IA    T1a / N0 / G1 GX
IB    T1a / N0 / G2 | T1b / N0 / G1 G2 GX
IC    T1a T1b / N0 / G3 | T2 / N0 / G1 G2
IIA   T2 / N0 / G3 GX
IIB   T3 / N0 | T1a T1b / N1
{FROM_III_UP}""",
    ("yp", "either"): """
I     T0 Tis T1a T1b T2 / N0
II    T3 / N0
IIIA  T0 Tis T1a T1b T2 / N1
IIIB  T3 / N1 | T0 Tis T1a T1b T2 T3 / N2 | T4a / N0
IVA   T4a / N1 N2 | T4b / N0 N1 N2 | T0 Tis T1a T1b T2 T3 T4a T4b / N3
""",
}
TABLE = {
    ("c", "squamous"): "stage.clinical",
    ("c", "adeno"): "stage.clinical_adeno",
    ("p", "squamous"): "stage.pathological",
    ("p", "adeno"): "stage.pathological_adeno",
    ("yp", "either"): "stage.post_neoadjuvant",
}
SIZES = {"c": 110, ("p", "squamous"): 1760, ("p", "adeno"): 440, "yp": 110}
"""How many cells standards 1.2 count: squamous p 1760, adeno p 440, c 220 and yp 220 for two types."""

Cell = tuple[str, str, str, str]


def groups(printed: str) -> dict[Cell, str]:
    """The group of each precise T, N, G and L without distant metastasis."""
    found: dict[Cell, str] = {}
    for line in printed.split("\n"):
        if line.strip():
            group, _, cells = line.partition(" ")
            for one in cells.split("|"):
                parts = [tuple(part.split()) for part in one.split("/")]
                t, n, g, spots = (*parts, *((G, L)[len(parts) - 2 :]))
                for cell in product(t, n, g, spots):
                    assert found.setdefault(cell, group) == group, (cell, group)
    return found


def cells(prefix: str, kind: str) -> Iterator[tuple[str, str, str, str, str]]:
    gs, spots = (G if prefix == "p" else ("G3",)), (L if (prefix, kind) == ("p", "squamous") else ("LX",))
    yield from product(ANY_TX, ANY_NX, ("M0", "M1"), gs, spots)


@pytest.mark.parametrize(("prefix", "kind"), PRINTED)
def test_no_cell_is_left_out(prefix: str, kind: str) -> None:
    expected = SIZES.get(prefix) or SIZES[prefix, kind]
    assert len(list(cells(prefix, kind))) == expected


@pytest.mark.parametrize("m", ["M0", "M1"])
@pytest.mark.parametrize(("prefix", "kind"), PRINTED)
def test_every_cell_has_the_group_the_standards_print(prefix: str, kind: str, m: str) -> None:
    printed = groups(PRINTED[prefix, kind])
    for t, n, stated_m, g, location in cells(prefix, kind):
        if stated_m != m:
            continue
        readings = product(READ_AS.get(t, (t,)), READ_AS.get(n, (n,)))
        expected = {"IVB"} if m == "M1" else {printed.get((*one, g, location), "none") for one in readings}
        told = entry("staging", prefix=prefix, t=t, n=n, m=m, g=g, location=location)
        assert codes_of(facts(told).values(TABLE[prefix, kind])) == expected, (t, n, g, location)
