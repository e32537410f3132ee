"""Whether the dates of a case fit the order of its entries; the order itself is the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enec_desktop.domain.case import Case, Entry, Quantity
from enec_desktop.domain.strict import refuse
from enec_desktop.domain.time import DAYS_PER_MONTH, PartialDate, months_between
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Vocabulary

ROUNDING_MONTHS = 1.0
"""Stated months are rounded: nearer than this to the dates they do not contradict them."""

_CALENDAR = ""
_WEEKS_AND_YEARS = {"weeks": 0.22998, "years": 12.0}


def check_chronology(case: Case, vocabulary: Vocabulary) -> None:
    """Raise CaseRefused, with the place, where dates contradict the order or each other."""
    places = {entry.id: f"entries[{i}] ({entry.id})" for i, entry in enumerate(case.entries)}
    _check_order(case, places)
    _check_birth(case, places)
    for entry in case.entries:
        _check_outcome_dates(entry, vocabulary, places)
    for at, entry in enumerate(case.entries):
        if entry.kind == "progression":
            _check_intervals(entry, case.entries[:at], places)


@dataclass(frozen=True, slots=True)
class _Span:
    """Days an entry can lie on, counted from its root: the calendar, or an undated event."""

    root: str
    low: float
    high: float

    def contradicts(self, other: _Span) -> bool:
        return self.root == other.root and (self.high < other.low or other.high < self.low)


def _check_order(case: Case, places: Mapping[str, str]) -> None:
    spans: dict[str, _Span] = {}
    latest_so_far: dict[str, tuple[float, str]] = {}
    for entry in case.entries:
        span = _span(entry, spans, places)
        spans[entry.id] = span
        low, before = latest_so_far.get(span.root, (span.low, entry.id))
        if span.high < low:
            wrong = f"{_when(entry)} is earlier than {places[before]}, {_when(case.entry(before))}, before it"
            refuse(places[entry.id], wrong, "put the entries in order or correct one of the times")
        latest_so_far[span.root] = max((low, before), (span.low, entry.id))


def _when(entry: Entry) -> str:
    if entry.date is not None:
        return entry.date.iso()
    return f"the time after {entry.elapsed.event}" if entry.elapsed is not None else "the event itself"


def _span(entry: Entry, spans: Mapping[str, _Span], places: Mapping[str, str]) -> _Span:
    stated = _after(entry, spans)
    if entry.date is None:
        return stated or _Span(entry.id, 0.0, 0.0)
    dated = _Span(_CALENDAR, entry.date.earliest.toordinal(), entry.date.latest.toordinal())
    if stated is not None and stated.contradicts(dated):
        wrong = f'the date {entry.date.iso()} contradicts "after"'
        refuse(places[entry.id], wrong, "correct one of them or leave one out")
    return dated


def _after(entry: Entry, spans: Mapping[str, _Span]) -> _Span | None:
    if entry.elapsed is None:
        return None
    start, months = spans[entry.elapsed.event], entry.elapsed.months
    low = start.low + (months.low - ROUNDING_MONTHS) * DAYS_PER_MONTH
    high = start.high + (months.high + ROUNDING_MONTHS) * DAYS_PER_MONTH
    return _Span(start.root, max(low, start.low), high)


def _check_birth(case: Case, places: Mapping[str, str]) -> None:
    births = [e.fact("birth_date").value for e in case.of_kind("identity")]
    born = next((value for value in births if isinstance(value, PartialDate)), None)
    if born is None:
        return
    for entry in case.entries:
        for what, day in _dates(entry):
            if day.latest < born.earliest:
                wrong = f"{what} {day.iso()} is before the birth date {born.iso()}"
                refuse(places[entry.id], wrong, "correct one of the two dates")


def _dates(entry: Entry) -> Iterator[tuple[str, PartialDate]]:
    if entry.date is not None:
        yield "the date", entry.date
    for name, fact in entry.facts.items():
        if fact.on is not None:
            yield f"facts.{name}.on", fact.on
        if isinstance(fact.value, PartialDate) and name != "birth_date":
            yield f"facts.{name}", fact.value


def _check_outcome_dates(entry: Entry, vocabulary: Vocabulary, places: Mapping[str, str]) -> None:
    """What is known only once an entry is over cannot lie before its beginning."""
    if entry.date is None:
        return
    for name, fact in entry.facts.items():
        day = fact.value
        if not isinstance(day, PartialDate) or not vocabulary.field(entry.kind, name).outcome:
            continue
        if day.latest < entry.date.earliest:
            wrong = f"facts.{name} {day.iso()} is before the start {entry.date.iso()}"
            refuse(places[entry.id], wrong, "correct one of the two dates")


def _check_intervals(relapse: Entry, before: tuple[Entry, ...], places: Mapping[str, str]) -> None:
    if relapse.date is None:
        return
    courses = [entry for entry in before if entry.kind == "course" and not _supports(entry)]
    operations = [entry for entry in courses if entry.fact("modality").value == frozenset({"surgery"})]
    starts: dict[str, PartialDate | None] = {}
    if courses:
        starts["months_from_start"] = courses[-1].date
        last_dose = courses[-1].fact("last_dose").value
        starts["months_from_last_dose"] = last_dose if isinstance(last_dose, PartialDate) else None
    if operations:
        starts["months_from_surgery"] = operations[-1].date
    for name, start in starts.items():
        stated = _months(relapse.fact(name).value)
        if start is None or stated is None:
            continue
        counted = months_between(start, relapse.date)
        if stated.high + ROUNDING_MONTHS < counted.low or stated.low - ROUNDING_MONTHS > counted.high:
            wrong = f"the interval contradicts the dates {start.iso()} and {relapse.date.iso()}"
            refuse(f"{places[relapse.id]} facts.{name}", wrong, "correct the interval or one of the dates")


def _supports(course: Entry) -> bool:
    """Whether a course is no tumour treatment, so that no interval starts with it."""
    procedure = course.fact("modality").value == frozenset({"procedure"})
    return procedure or course.fact("setting").value == frozenset({"supportive"})


def _months(value: object) -> Interval | None:
    """The stated months; None where nothing is stated or the figure is only about right."""
    if not isinstance(value, Quantity) or value.about:
        return None
    return value.interval.scaled(_WEEKS_AND_YEARS.get(value.unit or "", 1.0))
