"""An assessment as plain JSON values: what is kept, embedded in the paper and printed for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.fact_document import interval_to_document
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval

FORMAT = "enec-assessment-1"
"""The name and version of the layout."""


def assessment_document(assessment: Assessment) -> dict[str, Any]:
    """Everything an assessment says; equal assessments give equal documents.

    Members stand in the order of ``domain/assessment.py``. Codes are sorted; an interval is a number or
    an object of its ends (``{}``: any number), as in a case file; an answer of null means "not known".
    """
    document: dict[str, Any] = {"format": FORMAT}
    return document | _members(assessment)


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Interval):
        return interval_to_document(value)
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    return _members(value)


def _members(value: object) -> dict[str, Any]:
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"no JSON form for {value!r}")
    return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
