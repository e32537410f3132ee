"""An assessment as plain JSON values: what is kept, embedded in the paper and printed for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from enec_desktop.domain.assessment import Assessment, Seen
from enec_desktop.domain.fact_document import interval_to_document
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval

_AS_IT_IS = frozenset({str, bool, int, float, type(None)})

FORMAT = "enec-assessment-1"
"""The name and version of the layout."""


def assessment_document(assessment: Assessment) -> dict[str, Any]:
    """Everything an assessment says; equal assessments give equal documents.

    Members stand in the order of ``domain/assessment.py``. Codes are sorted; an interval is a number or
    an object of its ends (``{}``: any number), as in a case file; an answer of null means "not known".
    A fact as seen stands once, in ``seen``; everywhere else it is its number there, counted from 0.
    """
    seen: dict[Seen, int] = {}
    document: dict[str, Any] = {"format": FORMAT, **_members(assessment, seen)}
    document["seen"] = [_members(one, seen) for one in tuple(seen)]
    return document


def _plain(value: object, seen: dict[Seen, int]) -> Any:
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, tuple):
        return [_plain(part, seen) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Interval):
        return interval_to_document(value)
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(part, seen) for key, part in value.items()}
    if isinstance(value, Seen):
        return seen.setdefault(value, len(seen))
    return _members(value, seen)


def _members(value: object, seen: dict[Seen, int]) -> dict[str, Any]:
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"no JSON form for {value!r}")
    return {name: _plain(getattr(value, name), seen) for name in _names(type(value))}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))
