"""Section 5 of the standards cell by cell: just inside the limit, just outside, missing, too old."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from enec_desktop.domain.assessment import Alert, Assessment
from enec_desktop.domain.evidence import Verification
from enec_desktop.domain.time import Latest
from enec_desktop.engine.assess import assess
from tests.assessing import course, listed, nec, shipped, shown
from tests.builders import case, entry

_FILE = Path(__file__).parent / "safety_cells.toml"
CELLS: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["cell"]
UNITS = {
    "creatinine_clearance": "mL/min", "bilirubin": "x ULN", "neutrophils": "10^9/L", "platelets": "10^9/L",
    "urine_protein": "g", "age": "years",
}  # fmt: skip
M1 = entry("staging", prefix="c", t="T3", n="N1", m="M1")
EP = course("ep", "EP", best_response="PR", reason_stopped="completed")
GROWN = entry(
    "progression", type="progression", extent="many", months_from_start={"value": 4, "unit": "months"}
)
BASES: dict[str, tuple[dict[str, Any], ...]] = {"first": (nec(), M1), "second": (nec(), M1, EP, GROWN)}
BOARD = date(2026, 11, 22)


def named(cell: dict[str, Any]) -> str:
    return f"{cell['item']}: {cell['says']}"


def every(cells: list[dict[str, Any]] = CELLS) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("cell", cells, ids=named)


def alert(cell: dict[str, Any], facts: dict[str, Any] | None, day: str = "2026-11-20") -> Alert | None:
    """The row of a cell as an option shows it to a patient with these facts."""
    found = _assessed(cell["base"], cell["entry"] if facts else "", json.dumps(facts), day)
    (view, *_) = shown(found, cell["option"])
    return next((one for one in view.alerts if one.id == f"safety/{cell['row']}"), None)


@cache
def _assessed(base: str, kind: str, facts: str, day: str) -> Assessment:
    """The base with one entry more, put where such an entry stands in a history."""
    told = {name: _number(name, value) for name, value in (json.loads(facts) or {}).items()}
    added = [entry(kind, "added", **told, **({} if kind == "identity" else {"date": day}))] if kind else []
    asked = [entry("fitness", "asked", allergies_asked="yes", medicines_asked="yes")] if kind else []
    before: tuple[dict[str, Any], ...] = BASES[base]
    rest: tuple[dict[str, Any], ...] = ()
    if kind == "course":
        before, rest = BASES[base][:2], BASES[base][2:]
    return assess(case(*before, *asked, *added, *rest, listed()), shipped(), Latest(BOARD))


def _number(name: str, value: object) -> object:
    return {"value": value, "unit": UNITS[name]} if name in UNITS else value


@every()
def test_just_inside_the_limit_the_row_fires_with_the_level_of_the_cell(cell: dict[str, Any]) -> None:
    found = alert(cell, cell["inside"])
    assert found is not None and found.fires is True
    assert found.level == cell["level"]


@every()
def test_just_outside_the_limit_the_row_does_not_fire(cell: dict[str, Any]) -> None:
    found = alert(cell, cell["outside"])
    assert found is None or found.fires is not True


@every()
def test_a_missing_value_is_unknown_and_named_or_the_row_speaks_of_what_is_recorded(
    cell: dict[str, Any],
) -> None:
    found = alert(cell, None)
    if cell["missing"] == "quiet":
        assert found is None
    else:
        assert found is not None and found.fires is None
        assert found.seen


OLD = [cell for cell in CELLS if cell["entry"] == "fitness" and set(cell["inside"]) & UNITS.keys()]


@every(OLD)
def test_a_value_that_is_too_old_is_unknown_and_called_too_old(cell: dict[str, Any]) -> None:
    found = alert(cell, cell["inside"], "2026-01-05")
    assert found is not None and found.fires is None
    assert any(seen.stale for seen in found.seen)


@every()
def test_a_cell_that_nobody_verified_is_not_shown_as_verified(cell: dict[str, Any]) -> None:
    found = alert(cell, cell["inside"])
    assert found is not None
    if cell["mark"] == "K":
        assert found.verification is Verification.GENERAL


def test_every_item_of_the_section_that_has_a_stop_has_cells_here() -> None:
    assert {cell["item"] for cell in CELLS} >= {
        "Cisplatin", "Carboplatin", "Etoposide", "Irinotecan", "Fluorouracil", "Capecitabine", "Oxaliplatin",
        "Temozolomide", "Bevacizumab", "Anlotinib", "Apatinib", "Surufatinib", "Any VEGF drug", "PD-1/PD-L1",
        "CTLA-4", "Everolimus", "Radiotherapy",
    }  # fmt: skip
