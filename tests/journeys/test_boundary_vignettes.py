"""Patients on either side of each limit, and with the deciding fact missing: what the board has to see.

``tests/vignettes/boundaries`` says what is expected and why; its ``judged.toml`` lists, with the reason,
every expectation that the program does not meet. The list is held to exactly those.
"""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from enec_desktop.domain.knowledge_base import OptionKind
from tests.assessing import shipped
from tests.boundaries import EXPECTATIONS, FOLDER, OF_OPTIONS, OF_ROWS, WRITTEN, told_of, unmet

JUDGED: list[dict[str, Any]] = tomllib.loads((FOLDER / "judged.toml").read_text(encoding="utf-8"))["differs"]
DIFFERS = {(one["vignette"], one["key"]): one["what"] for one in JUDGED}
STATED = [(name, key) for name, one in WRITTEN.items() for key in one if key in EXPECTATIONS]
MET = [one for one in STATED if one not in DIFFERS]
TOLD = {"base", "change", "without", "add", "place", "why", "refs"}


def sentence(stated: tuple[str, str]) -> str:
    """The vignette and what is looked at, as the name of its test."""
    return f"{stated[0]}: {stated[1]}"


def because(name: str) -> str:
    """The reason of a vignette and the claims it rests on, for the message of a failure."""
    return f"{WRITTEN[name]['why']} Rests on {', '.join(WRITTEN[name]['refs'])}."


@pytest.mark.parametrize("stated", MET, ids=sentence)
def test_on_its_side_of_the_limit_the_board_sees(stated: tuple[str, str]) -> None:
    missing = unmet(*stated)
    assert not missing, f"{stated[1]}: not met {missing}. {because(stated[0])}"


@pytest.mark.parametrize("stated", DIFFERS, ids=sentence)
def test_what_is_judged_unmet_is_unmet_in_exactly_that(stated: tuple[str, str]) -> None:
    missing = unmet(*stated)
    assert missing == DIFFERS[stated], f"{stated[1]}: judged otherwise. {because(stated[0])}"


def test_every_difference_is_judged_once_and_says_why() -> None:
    assert len(DIFFERS) == len(JUDGED)
    assert set(DIFFERS) <= set(STATED)
    for one in JUDGED:
        assert one["judged"] in ("knowledge", "engine", "design") and len(one["reason"]) > 40, one


@pytest.mark.parametrize("name", WRITTEN)
def test_every_vignette_is_a_case_and_says_what_it_rests_on(name: str) -> None:
    known, one = shipped(), WRITTEN[name]
    assert told_of(name).of_kind("question")
    assert set(one) <= TOLD | set(EXPECTATIONS) and set(one) & set(EXPECTATIONS)
    ids = known.claims.keys() | known.discrepancies.keys() | known.sources.keys() | known.silences.keys()
    assert one["why"] and one["refs"] and set(one["refs"]) <= ids, set(one["refs"]) - ids


def test_expectations_name_only_what_the_knowledge_has() -> None:
    known = shipped()
    said = {finding.id.removeprefix("finding/") for finding in known.findings}
    fields = {f"{kind.name}.{field}" for kind in known.vocabulary.kinds.values() for field in kind.fields}
    for name, one in WRITTEN.items():
        assert named(one) <= known.options.keys(), (name, named(one) - known.options.keys())
        assert {*one.get("says", []), *one.get("silent", [])} <= said, name
        asked = {*one.get("asks", []), *one.get("asks_any", []), *one.get("facts", {})}
        assert asked <= known.facts.keys() | fields, name
        others = {one[key] for key in ("says_more_than", "same_lead_as") if key in one}
        others |= set(one.get("fires_more_than", {}).values())
        assert others <= WRITTEN.keys(), name


def test_every_tumour_treatment_is_named_by_a_vignette() -> None:
    treatments = {option.id for option in shipped().options.values() if option.kind is OptionKind.TREATMENT}
    assert not treatments - set().union(*(named(one) for one in WRITTEN.values()))


def test_every_base_case_is_used() -> None:
    used = {one["base"] for one in WRITTEN.values()}
    assert used == {path.stem for path in (FOLDER / "bases").glob("*.json")}


def named(one: dict[str, Any]) -> set[str]:
    """The options that a vignette names."""
    keys = (OF_OPTIONS.keys() | OF_ROWS.keys() | {"lead"}) - {
        "moments_have",
        "asks",
        "asks_any",
        "says",
        "silent",
    }
    return {option for key in keys for option in one.get(key, [])}
