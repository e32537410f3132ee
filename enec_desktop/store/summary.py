"""The columns of the worklist that come from the case itself."""

from __future__ import annotations

from math import inf

from enec_desktop.domain.case import Case, Fact, FieldState, Quantity
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval
from enec_desktop.store.search import folded

COLUMNS = (
    "title",
    "title_key",
    "name",
    "name_key",
    "number",
    "born",
    "age",
    "sex",
    "status",
    "board_date",
)


KINDS = ("identity", "question")
"""The kinds of entry that the columns come from."""


def columns_of(case: Case) -> tuple[str | None, ...]:
    """The values of COLUMNS; None where nothing is recorded."""
    name = _text(case, "identity", "name")
    return (
        case.title or None,
        folded(case.title) or None,
        name,
        folded(name or "") or None,
        _text(case, "identity", "hospital_number"),
        _text(case, "identity", "birth_date"),
        _text(case, "identity", "age"),
        _text(case, "identity", "sex"),
        _text(case, "question", "status"),
        _text(case, "question", "board_date"),
    )


def _text(case: Case, kind: str, field: str) -> str | None:
    """The value of the latest entry that has one, in a form that no language changes."""
    facts = (entry.fact(field) for entry in reversed(case.of_kind(kind)))
    fact: Fact | None = next((fact for fact in facts if fact.state is FieldState.VALUE), None)
    value = fact.value if fact else None
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, Quantity):
        return _number(value.interval)
    if isinstance(value, frozenset):
        return next(iter(value)) if len(value) == 1 else None
    return value


def _number(numbers: Interval) -> str:
    """``70``, ``70-79``, ``>70`` or ``≥70``."""
    low, high = f"{numbers.low:g}", f"{numbers.high:g}"
    if numbers.is_point:
        return low
    if numbers.high == inf:
        return f"{'>' if numbers.low_open else '≥'}{low}"
    if numbers.low == -inf:
        return f"{'<' if numbers.high_open else '≤'}{high}"
    return f"{low}-{high}"
