"""How long ago biopsy, imaging, operation, last dose and decision were, as far as dates are recorded."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.case import Entry
from enec_desktop.domain.content import Mark, Row, Rows, Section, Sentence
from enec_desktop.domain.time import PartialDate, days_between
from enec_desktop.domain.values import Interval, is_single
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.wording.facts import entry_name, latest

TITLE = "How long ago"
_EVENTS = (("Last tissue", "specimen"), ("Last imaging", "study"), ("Last decision", "decision"))

_OPERATIONS = (frozenset({"surgery"}), frozenset({"endoscopic_resection"}))
_WITHOUT_DOSE = (*_OPERATIONS, frozenset({"procedure"}))


def clock_section(known: tuple[Entry, ...], today: PartialDate | None, vocabulary: Vocabulary) -> Section:
    """A row for each clock that has an event; the row of an undated one leads to where its date belongs."""
    rows = [
        _row(label, entry, entry.date, today, vocabulary)
        for label, kind in _EVENTS
        if (entry := latest(known, kind)) is not None
    ]
    operation = latest(tuple(one for one in known if _modality(one) in _OPERATIONS), "course")
    if operation is not None:
        rows.append(_row("Last operation", operation, operation.date, today, vocabulary))
    course = latest(tuple(one for one in known if _modality(one) not in _WITHOUT_DOSE), "course")
    if course is not None:
        rows.append(_last_dose(course, today, vocabulary))
    return Section("clocks", TITLE, (Rows(tuple(rows)),) if rows else ())


def ago_words(day: PartialDate, today: PartialDate) -> str:
    """ "12 days ago", "200 to 230 days ago", "today", "in 3 days"."""
    days = days_between(day, today)
    if days.low < 0 < days.high:
        return f"at most {_days(days.high)} ago"
    ahead = days.high < 0 or (days.high == 0 and days.low < 0)
    span = Interval(-days.high, -days.low) if ahead else days
    if span.high == 0:
        return "today"
    told = _days(span.high) if is_single(span) else f"{span.low:g} to {_days(span.high)}"
    return f"in {told}" if ahead else f"{told} ago"


def _days(number: float) -> str:
    return f"{number:g} day" if number == 1 else f"{number:g} days"


def _modality(entry: Entry) -> object:
    return entry.fact("modality").value if entry.kind == "course" else None


def _row(
    label: str, entry: Entry, day: PartialDate | None, today: PartialDate | None, vocabulary: Vocabulary
) -> Row:
    told = [_told(day, today), entry_name(entry, vocabulary)]
    mark = Mark.NONE if day is not None else Mark.ASK
    return Row(label, Sentence(" · ".join(told), (entry.id,), mark), f"{entry.id}/date")


def _last_dose(course: Entry, today: PartialDate | None, vocabulary: Vocabulary) -> Row:
    running = course.fact("ongoing").value == frozenset({"yes"})
    day = course.fact("last_dose").value
    found = day if isinstance(day, PartialDate) else None
    if running and found is None:
        started = f"since {_told(course.date, today)}" if course.date else "start not dated"
        told = f"still running, {started} · {entry_name(course, vocabulary)}"
        return Row("Last dose", Sentence(told, (course.id,)), f"{course.id}/last_dose")
    row = _row("Last dose", course, found, today, vocabulary)
    return Row(row.label, row.value, f"{course.id}/last_dose")


def _told(day: PartialDate | None, today: PartialDate | None) -> str:
    return " · ".join(_parts(day, today))


def _parts(day: PartialDate | None, today: PartialDate | None) -> Iterator[str]:
    if day is None:
        yield "no date"
        return
    if today is not None:
        yield ago_words(day, today)
    yield day.shown()
