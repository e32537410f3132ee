"""The published patients and the vignettes: thin, canonical, and nothing known before its time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from enec_desktop.domain.case import Case, Entry
from enec_desktop.exchange.case_files import read_case, write_case
from enec_desktop.exchange.case_schema import case_schema
from enec_desktop.paths import resources
from tests.builders import vocabulary

DEMOS = sorted((resources() / "demo").glob("*.json"))
VIGNETTES = sorted((Path(__file__).parents[1] / "vignettes").glob("*.json"))
POINTS = {
    "awada-2023-lcnec-ncrt": ["q-first-decision"],
    "hanzawa-2024-egj-nivo-conversion": [
        "q-first-decision",
        "q-after-progression-1",
        "q-after-response",
        "q-after-progression-2",
        "q-after-progression-3",
    ],
    "humpath-incidental-net-g1-71f": ["q-after-endoscopic-resection"],
    "jcimcr-2024-scnec-stage3-70m": ["q-first-decision"],
    "takagi-2021-ip-toxicity-nivo-rt": ["q-first-decision", "q-after-surgery", "q-after-progression-1"],
    "takeshita-2000-emr-m3": ["q-first-decision", "q-after-endoscopic-resection"],
    "vest-2022-lcnec-liver-55m": ["q-first-decision"],
}


def demo(name: str) -> Case:
    return read_case(resources() / "demo" / f"{name}.json", vocabulary())


def known_at(name: str, point: str) -> tuple[Entry, ...]:
    entries = demo(name).entries
    return entries[: [entry.id for entry in entries].index(point)]


def codes(entries: tuple[Entry, ...], kind: str, field: str) -> list[object]:
    return [entry.fact(field).value for entry in entries if entry.kind == kind]


@pytest.mark.parametrize("path", [*DEMOS, *VIGNETTES], ids=lambda path: path.stem)
def test_a_case_file_is_read_fits_the_schema_and_is_written_as_it_stands(path: Path) -> None:
    read = read_case(path, vocabulary())
    assert write_case(read) == path.read_bytes()
    assert read.id == path.stem
    Draft202012Validator(case_schema(vocabulary())).validate(json.loads(path.read_bytes()))


def test_every_published_patient_has_its_decision_points_in_order() -> None:
    found = {path.stem: [entry.id for entry in demo(path.stem).of_kind("question")] for path in DEMOS}
    assert found == POINTS


def test_no_board_is_said_to_have_decided_on_a_published_patient() -> None:
    """What the report tells of later is a remark: papers would print it as what the board decided."""
    assert not [path.stem for path in DEMOS if demo(path.stem).of_kind("decision")]


@pytest.mark.parametrize("name", POINTS)
def test_a_published_patient_names_its_report_and_has_no_calendar_date(name: str) -> None:
    patient = demo(name)
    assert patient.published is not None
    assert all(entry.date is None for entry in patient.entries)
    assert all(fact.on is None for entry in patient.entries for fact in entry.facts.values())


@pytest.mark.parametrize("name", POINTS)
def test_every_decision_point_says_that_treatment_and_progressions_are_listed(name: str) -> None:
    for question in demo(name).of_kind("question"):
        assert question.fact("treatments_listed").value == frozenset({"yes"})
        assert question.fact("no_progression").value == frozenset({"listed"})
        assert question.fact("question").value


def test_vignettes_have_titles_of_their_own() -> None:
    titles = [read_case(path, vocabulary()).title for path in VIGNETTES]
    assert len(set(titles)) == len(titles) >= 40


def test_the_carcinoma_of_the_junction_is_squamous_until_the_conversion_specimen() -> None:
    name = "hanzawa-2024-egj-nivo-conversion"
    for point in POINTS[name][:3]:
        assert codes(known_at(name, point), "specimen", "stated_class") == [frozenset({"squamous"})]
    later = codes(known_at(name, "q-after-progression-2"), "specimen", "stated_class")
    assert later == [frozenset({"squamous"}), frozenset({"nec"})]


def test_treatment_before_the_conversion_specimen_was_given_for_a_squamous_carcinoma() -> None:
    before = known_at("hanzawa-2024-egj-nivo-conversion", "q-after-response")
    assert codes(before, "course", "intended_diagnosis") == [frozenset({"squamous"})] * 2


def test_the_diaphragmatic_node_is_called_malignant_and_neither_regional_nor_distant() -> None:
    (node,) = demo("awada-2023-lcnec-ncrt").of_kind("lesion")
    assert node.fact("finding").value == frozenset({"malignant"})
    assert node.fact("regional").value is None


def test_what_surgery_and_adjuvant_treatment_brought_is_unknown_before_them() -> None:
    name = "takagi-2021-ip-toxicity-nivo-rt"
    first = known_at(name, "q-first-decision")
    assert not any(entry.kind == "course" for entry in first)
    assert codes(first, "staging", "n") == [None]
    adjuvant = known_at(name, "q-after-surgery")
    assert codes(adjuvant, "course", "modality") == [frozenset({"surgery"})]
    assert not any(entry.fact("pdl1").value for entry in adjuvant)


def test_the_depth_in_the_endoscopic_specimen_is_unknown_before_the_resection() -> None:
    first = known_at("takeshita-2000-emr-m3", "q-first-decision")
    assert codes(first, "specimen", "depth") == [None]
    assert codes(first, "staging", "t") == [frozenset({"T1a"})]
