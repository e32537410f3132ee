"""The columns of the worklist that come from the case itself."""

from __future__ import annotations

from math import inf

from enec_desktop.domain.alike import Person
from enec_desktop.domain.case import Case, Entry, Fact, FieldState, Quantity, Value
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval
from enec_desktop.store.search import folded

COLUMNS = (
    "title",
    "title_key",
    "name",
    "name_key",
    "number",
    "national_id",
    "born",
    "age",
    "sex",
    "status",
    "board_date",
    "born_day",
    "stated_days",
    "entered",
)
DAYS_PER_YEAR = 365.2425


KINDS = ("identity", "question")
"""The kinds of entry that the columns come from; ``entered`` counts the facts of all others."""


def columns_of(case: Case) -> tuple[str | int | None, ...]:
    """The values of COLUMNS; None where nothing is recorded.

    ``name_key`` is what stands in the list as the name, the title where there is none. ``born_day`` counts
    days as the calendar does; ``stated_days`` is the least age stated, in days, where no birth date is known.
    """
    name = _text(case, "identity", "name")
    born, stated = _value(case, "identity", "birth_date"), _value(case, "identity", "age")
    return (
        case.title or None,
        folded(case.title) or None,
        name,
        folded(name or case.title) or None,
        _text(case, "identity", "hospital_number"),
        _text(case, "identity", "national_id"),
        _text(case, "identity", "birth_date"),
        _text(case, "identity", "age"),
        _text(case, "identity", "sex"),
        _text(case, "question", "status"),
        _text(case, "question", "board_date"),
        _middle(born) if isinstance(born, PartialDate) else None,
        _least(stated) if isinstance(stated, Quantity) and not isinstance(born, PartialDate) else None,
        entered(case),
    )


def headed(case: Case) -> tuple[str, list[Entry]]:
    """What all columns but ``entered`` come from."""
    return case.title, [entry for entry in case.entries if entry.kind in KINDS]


def entered(case: Case) -> int:
    """How many facts are stated beside those of identity and meeting."""
    return sum(len(entry.facts) for entry in case.entries if entry.kind not in KINDS)


def person_of(case: Case) -> Person:
    """What tells the patient of a case from another."""
    fields = ("name", "birth_date", "hospital_number", "national_id")
    return Person(*(_text(case, "identity", field) or "" for field in fields))


def _text(case: Case, kind: str, field: str) -> str | None:
    """The value of the latest entry that has one, in a form that no language changes."""
    value = _value(case, kind, field)
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, Quantity):
        return _number(value.interval)
    if isinstance(value, frozenset):
        return next(iter(value)) if len(value) == 1 else None
    return value


def _value(case: Case, kind: str, field: str) -> Value | None:
    facts = (entry.fact(field) for entry in reversed(case.of_kind(kind)))
    fact: Fact | None = next((fact for fact in facts if fact.state is FieldState.VALUE), None)
    return fact.value if fact else None


def _middle(day: PartialDate) -> int:
    return (day.earliest.toordinal() + day.latest.toordinal()) // 2


def _least(age: Quantity) -> int:
    years = age.interval.low if age.interval.low > -inf else 0
    return round(min(years, 1_000) * DAYS_PER_YEAR)


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
