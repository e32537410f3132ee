"""Assessments for tests: the shipped knowledge is read once, each stored case assessed once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from enec_desktop.domain.assessment import Assessment, MomentView, OptionView, Say
from enec_desktop.domain.case import Case
from enec_desktop.domain.knowledge_base import KnowledgeBase, OptionKind
from enec_desktop.domain.time import AfterEvent, At, Latest
from enec_desktop.domain.values import Codes, ValueSet
from enec_desktop.engine.assess import assess
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.known import day_of, known_then
from enec_desktop.engine.prepared import prepare
from enec_desktop.engine.readings import Readings
from enec_desktop.exchange.case_files import read_case
from enec_desktop.knowledge.loader import read_knowledge
from enec_desktop.paths import resources
from tests.builders import case, entry

VIGNETTES = Path(__file__).parent / "vignettes"
DEMOS = resources() / "demo"
LATEST = Latest()


_INSTEAD: list[KnowledgeBase] = []


def shipped() -> KnowledgeBase:
    """The knowledge that ships; its faults are told by the test of the loader, not by every other test."""
    return _INSTEAD[-1] if _INSTEAD else _read()


@cache
def _read() -> KnowledgeBase:
    return read_knowledge(resources() / "knowledge")[0]


@contextmanager
def instead(knowledge: KnowledgeBase, *kept: Any) -> Iterator[None]:
    """Judge by other knowledge for a while; ``kept`` are caches of assessments that have to be made anew."""
    caches = (assessed, *kept)
    _INSTEAD.append(knowledge)
    try:
        for one in caches:
            one.cache_clear()
        yield
    finally:
        _INSTEAD.pop()
        for one in caches:
            one.cache_clear()


@cache
def stored(folder: Path, name: str) -> Case:
    """A vignette or published patient by its file name."""
    return read_case(folder / f"{name}.json", shipped().vocabulary)


@cache
def assessed(folder: Path, name: str, point: str = "") -> Assessment:
    """Its assessment after an event, or with everything recorded."""
    return assess(stored(folder, name), shipped(), AfterEvent(point) if point else Latest())


def judged(*entries: dict[str, Any]) -> Assessment:
    """The assessment of a case of these entries by the shipped knowledge."""
    return assess(case(*entries), shipped(), Latest())


def facts(*entries: dict[str, Any], at: At = LATEST) -> Environment:
    """The facts of a case of these entries as the engine sees them."""
    return environment(case(*entries), at)


def environment(told: Case, at: At = LATEST) -> Environment:
    """The facts of a case as the engine sees them at a point in time."""
    known = known_then(told, shipped().vocabulary, at)
    return Environment(prepare(shipped()), Readings(shipped(), known, day_of(told, at)))


def listed(entry_id: str = "q", **more: Any) -> dict[str, Any]:
    """A question that says: all treatment and every progression so far is on record."""
    return entry("question", entry_id, treatments_listed="yes", no_progression="listed", **more)


def nec(entry_id: str = "biopsy", **more: Any) -> dict[str, Any]:
    """A biopsy of a small cell NEC with a clear marker."""
    read = {"specimen": "biopsy", "stated_class": "nec", "cell_type": "small", "differentiation": "poor"}
    return entry("specimen", entry_id, **{**read, "synaptophysin": "positive", **more})


def course(entry_id: str, regimen: object = "", **more: Any) -> dict[str, Any]:
    """A course of systemic treatment for NEC, palliative unless said otherwise."""
    told: dict[str, Any] = {"modality": "chemotherapy", "setting": "palliative", "intended_diagnosis": "nec"}
    if regimen:
        told["regimen"] = regimen
    return entry("course", entry_id, **{**told, **more})


def codes_of(values: ValueSet) -> set[str]:
    """The codes of a set of values; the set has to hold codes."""
    assert isinstance(values, frozenset)
    return set(values)


def anything(name: str) -> ValueSet:
    """All a fact may be while nothing is known."""
    return shipped().facts[name].domain


def yes_or_no() -> Codes:
    """What a fact of two answers leaves open."""
    return Codes({"yes", "no"})


def moments(found: Assessment) -> list[str]:
    """The candidates for the question of the day, in order."""
    return [view.moment for view in found.moments]


def leading(view: MomentView, kind: OptionKind = OptionKind.TREATMENT) -> set[str]:
    """The options of the first group of a kind, or none."""
    group = view.leading(kind)
    return {option.id for option in group.options} if group else set()


def shown(found: Assessment, option: str) -> list[OptionView]:
    """The option as each candidate moment shows it, in order of the moments."""
    views = (one for view in found.moments for group in view.groups for one in group.options)
    return [one for one in views if one.id == option]


def asked(found: Assessment, first: int | None = None) -> list[str]:
    """The names of the facts asked for, the first ones or all."""
    return [question.name for question in found.questions][:first]


def told(found: Assessment) -> set[str]:
    """The findings and contradictions said of the case."""
    return {say.id.removeprefix("finding/") for say in (*found.contradictions, *found.findings)}


def grave(option: OptionView) -> set[str]:
    """The errors of severity A behind everything an option says, worked out from its claims."""
    said: tuple[Say, ...] = (*option.reasons_for, *option.reasons_against, *option.checks)
    refs = {ref for one in said for ref in one.refs} | set(option.expect)
    refs |= {ref for row in option.verdicts for ref in row.refs}
    behind = {
        error for ref in refs if ref in shipped().claims for error in shipped().claims[ref].discrepancies
    }
    known = shipped().discrepancies
    return {one for one in refs | behind if one in known and known[one].severity == "A"}
