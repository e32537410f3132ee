"""What the options of an assessment rest on, as plain JSON values beside it: errors and comparisons."""

from __future__ import annotations

from typing import Any

from enec_desktop.domain.assessment import Assessment, OptionView
from enec_desktop.domain.evidence import Comparison, Discrepancy, Side
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.wording.comparisons import of_option
from enec_desktop.wording.errors import errors_beside, errors_of, in_order


def evidence_document(assessment: Assessment, knowledge: KnowledgeBase) -> dict[str, Any]:
    """``known_errors`` of everything an assessment says, and the ``comparisons`` that concern its options.

    Each names the options it belongs to, none where it belongs to diagnosis, stage or a caution alone;
    errors that may change a reading (severity A) come first.
    """
    beside = errors_beside(assessment, knowledge)
    errors: dict[str, tuple[Discrepancy, list[str]]] = {one.id: (one, []) for one in beside}
    compared: dict[str, tuple[Comparison, list[str]]] = {}
    for option in _options(assessment):
        for error in errors_of(option, knowledge):
            errors.setdefault(error.id, (error, []))[1].append(option.id)
        for one in of_option(option.id, knowledge):
            compared.setdefault(one.id, (one, []))[1].append(option.id)
    return {
        "known_errors": [
            _error(*errors[id]) for id in sorted(errors, key=lambda id: in_order(errors[id][0]))
        ],
        "comparisons": [_comparison(*compared[id]) for id in sorted(compared)],
    }


def _options(assessment: Assessment) -> tuple[OptionView, ...]:
    """Every option once."""
    views = (one for view in assessment.moments for group in view.groups for one in group.options)
    return tuple({one.id: one for one in views}.values())


def _error(one: Discrepancy, options: list[str]) -> dict[str, Any]:
    return {
        "id": one.id,
        "severity": one.severity,
        "where": one.where,
        "printed": one.printed,
        "used": one.used,
        "why": one.why,
        "claims": list(one.claims),
        "options": sorted(options),
    }


def _comparison(one: Comparison, options: list[str]) -> dict[str, Any]:
    return {
        "id": one.id,
        "topic": one.topic,
        "relation": one.relation.value,
        "sides": [_side(side) for side in one.sides],
        "used": one.used,
        "options": sorted(options),
    }


def _side(side: Side) -> dict[str, Any]:
    figures = [(one.measure, one.value, one.unit, one.n or None) for one in side.figures]
    return {
        "source": side.source,
        "says": side.says,
        "verification": side.verification.value,
        "population": side.population,
        "figures": [dict(zip(("measure", "value", "unit", "n"), one, strict=True)) for one in figures],
    }
