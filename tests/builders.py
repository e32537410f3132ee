"""Small makers that several tests share: the vocabulary, entries and cases, and any case there can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from hypothesis import strategies as st

from enec_desktop.domain.case import NOT_RECORDED, Case, Entry, Fact, FieldState, Published, Quantity, Value
from enec_desktop.domain.case_document import FORMAT, LONGEST_ELAPSED, from_document
from enec_desktop.domain.chronology import check_chronology
from enec_desktop.domain.errors import CaseRefused
from enec_desktop.domain.time import Elapsed, PartialDate
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import EntryKind, Field, FieldType, Vocabulary
from enec_desktop.knowledge.vocabulary_files import read_vocabulary
from enec_desktop.paths import resources

Drawn = TypeVar("Drawn")
Draw = Callable[[st.SearchStrategy[Drawn]], Any]

EVENT_YEARS, BIRTH_YEARS, OUTCOME_YEARS = (1960, 2100), (1900, 1950), (2101, 2190)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the program."""
    return read_vocabulary(resources() / "knowledge" / "vocabulary")


def entry(kind: str, entry_id: str = "", /, **members: Any) -> dict[str, Any]:
    """An entry of a case document: ``entry("specimen", "biopsy", date="2026-03", ki67=90)``.

    ``date``, ``of`` and ``after=("surgery", 36)`` place it; every other name is a fact, as in a case file.
    """
    placed: dict[str, Any] = {key: members.pop(key) for key in ("date", "of") if key in members}
    if "after" in members:
        event, months = members.pop("after")
        placed["after"] = {"event": event, "months": months}
    return {"id": entry_id or kind, "kind": kind, **placed, "facts": members}


def document(*entries: dict[str, Any], id: str = "case-1", title: str = "A case") -> dict[str, Any]:
    """A case document of these entries."""
    return {"format": FORMAT, "id": id, "title": title, "entries": list(entries)}


def case(*entries: dict[str, Any], id: str = "case-1", title: str = "A case") -> Case:
    """A case of these entries, read as a case file is."""
    return from_document(document(*entries, id=id, title=title), vocabulary())


def value(case_value: Value) -> Fact:
    """A recorded fact."""
    return Fact(FieldState.VALUE, case_value)


def codes(*names: str) -> Fact:
    """A recorded choice; several codes: one of them, it is not known which."""
    return value(frozenset(names))


def quantity(number: float, unit: str | None = None, *, to: float | None = None) -> Fact:
    """A recorded number, or a range from it ``to`` another."""
    return value(Quantity(Interval(number, number if to is None else to), unit))


@st.composite
def cases(draw: Draw[Any], words: Vocabulary | None = None) -> Case:
    """Any case that the format allows, not only those that make clinical sense."""
    words = words or vocabulary()
    days = sorted(draw(st.lists(_dates(*EVENT_YEARS), max_size=6)), key=lambda day: day.earliest)
    entries: list[Entry] = []
    for number, day in enumerate(days):
        single = {old.kind for old in entries if not words.kinds[old.kind].repeats}
        kind = words.kinds[draw(st.sampled_from([name for name in words.kinds if name not in single]))]
        entries.append(draw(_entries(kind, f"{kind.name}-{number}", day, tuple(entries))))
    said = st.builds(Published, _texts(), st.none() | _texts(), st.none() | _texts())
    whole = Case(draw(_ids()), draw(st.just("") | _texts()), tuple(entries), draw(st.none() | said))
    return _without_contradiction(whole, words)


def facts(field: Field) -> st.SearchStrategy[Fact]:
    """Any fact that the field allows."""
    remarks = (st.none() | _dates(*EVENT_YEARS), st.none() | _texts(), st.none() | _texts(lines=True))
    states = st.sampled_from([state for state in FieldState if state is not FieldState.VALUE])
    valued = st.builds(Fact, st.just(FieldState.VALUE), values(field), *remarks)
    stated = st.builds(Fact, states, st.none(), *remarks)
    return (valued | stated).filter(lambda fact: fact != NOT_RECORDED)


def values(field: Field) -> st.SearchStrategy[Value]:
    """Any value that the field allows."""
    if field.type is FieldType.NUMBER:
        return _quantities(field)
    if field.type is FieldType.CHOICE:
        return st.frozensets(st.sampled_from(sorted(field.choices)), min_size=1, max_size=3)
    if field.type is FieldType.DATE:
        years = BIRTH_YEARS if field.name == "birth_date" else OUTCOME_YEARS
        return _dates(*years)
    return _texts(lines=field.long_text)


@st.composite
def _entries(
    draw: Draw[Any], kind: EntryKind, entry_id: str, day: PartialDate, before: tuple[Entry, ...]
) -> Entry:
    names = draw(st.lists(st.sampled_from(list(kind.fields)), unique=True, max_size=4))
    found = {name: draw(facts(kind.fields[name])) for name in names}
    wholes = [old.id for old in before if old.kind in kind.parts_of]
    date = draw(st.none() | st.just(day))
    elapsed = draw(st.none() | _elapsed(before)) if before else None
    of = draw(st.none() | st.sampled_from(wholes)) if wholes else None
    return Entry(entry_id, kind.name, MappingProxyType(found), date, elapsed, of)


def _elapsed(before: tuple[Entry, ...]) -> st.SearchStrategy[Elapsed]:
    months = _intervals(0, 120, whole=False).filter(lambda found: not found.meet(LONGEST_ELAPSED).is_empty)
    return st.builds(Elapsed, st.sampled_from([old.id for old in before]), months)


def _without_contradiction(whole: Case, words: Vocabulary) -> Case:
    """The case itself, or the case without the times that contradict each other."""
    try:
        check_chronology(whole, words)
    except CaseRefused:
        kept = tuple(replace(old, elapsed=None, facts=_undated(old.facts)) for old in whole.entries)
        return replace(whole, entries=kept)
    return whole


def _undated(found: Mapping[str, Fact]) -> Mapping[str, Fact]:
    return MappingProxyType({name: fact for name, fact in found.items() if not name.startswith("months_")})


@st.composite
def _quantities(draw: Draw[Any], field: Field) -> Quantity:
    unit = draw(st.sampled_from(list(field.units))) if field.units else None
    factor = (field.units.get(unit) if unit is not None else None) or 1.0
    low, high = max(field.hard.low, -1e6) / factor, min(field.hard.high, 1e6) / factor
    inside = _intervals(low, high, whole=field.whole).filter(lambda found: _fits(found.scaled(factor), field))
    return Quantity(draw(inside), unit, draw(st.booleans()))


def _fits(found: Interval, field: Field) -> bool:
    ends = [Interval.point(end) for end in (found.low, found.high) if abs(end) != float("inf")]
    return not any(part.meet(field.hard).is_empty for part in (found, *ends))


@st.composite
def _intervals(draw: Draw[Any], low: float, high: float, *, whole: bool) -> Interval:
    numbers = st.integers(int(low), int(high)).map(float) if whole else st.floats(low, high)
    one, other = sorted((draw(numbers) + 0.0, draw(numbers) + 0.0))
    shapes = [Interval.point(one), Interval(one, other), Interval(low=one), Interval(high=other)]
    shapes += [Interval(low=one, low_open=True), Interval(high=other, high_open=True)]
    if one < other:
        shapes += [Interval(one, other, True), Interval(one, other, False, True)]
        shapes += [Interval(one, other, True, True)]
    chosen: Interval = draw(st.sampled_from(shapes))
    return chosen


@st.composite
def _dates(draw: Draw[Any], first: int, last: int) -> PartialDate:
    day = PartialDate(draw(st.integers(first, last)), draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    known: PartialDate = draw(st.sampled_from([day, replace(day, day=None), PartialDate(day.year)]))
    return known


def _texts(*, lines: bool = False) -> st.SearchStrategy[str]:
    safe = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
    alphabet = safe | st.sampled_from("\n\t") if lines else safe
    return st.text(alphabet, min_size=1, max_size=30).filter(lambda text: bool(text.strip()))


def _ids() -> st.SearchStrategy[str]:
    return st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,20}", fullmatch=True).filter(str.isascii)
