"""The same patient told another way: each function changes how a case is told and leaves what is told.

A function gets a case with its point in time and a source of chance, and gives the case told otherwise, or
the same one where there is nothing it could change.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from types import MappingProxyType

from enec_desktop.domain.case import Case, Entry, Fact, FieldState, Published, Quantity
from enec_desktop.domain.time import AfterEvent, At, Elapsed, PartialDate
from enec_desktop.domain.values import Codes, Interval
from enec_desktop.domain.vocabulary import EntryKind, Field, FieldType
from tests.builders import codes, vocabulary
from tests.engine.looked_at import named_fields, ordered_kinds

CALENDAR_REPEATS = 28
"""After so many years every date falls on the same day of the week and leap years come alike, until 2099."""

Change = Callable[[Entry], Entry]


@dataclass(frozen=True)
class Told:
    """A case at a point in time; ``names`` leads from the id of an entry here to its id as told first."""

    case: Case
    at: At
    names: Mapping[str, str] = field(default_factory=dict)

    def each(self, change: Change) -> Told:
        """With every entry changed."""
        return self.of(change(entry) for entry in self.case.entries)

    def of(self, entries: Iterable[Entry]) -> Told:
        """With other entries."""
        return replace(self, case=replace(self.case, entries=tuple(entries)))

    def known(self) -> tuple[Entry, ...]:
        """The entries before the point in time, where an entry may still be added."""
        entries = self.case.entries
        if not isinstance(self.at, AfterEvent):
            return entries
        return entries[: [entry.id for entry in entries].index(self.at.event)]


Retelling = Callable[[Told, Random], Told]


def facts_in_another_order(told: Told, draw: Random) -> Told:
    def change(entry: Entry) -> Entry:
        items = list(entry.facts.items())
        draw.shuffle(items)
        return replace(entry, facts=MappingProxyType(dict(items)))

    return told.each(change)


def under_another_name(told: Told, draw: Random) -> Told:
    said = draw.choice([None, Published("Another journal 2031; 1: 1", None, None)])
    return replace(told, case=replace(told.case, id="someone-else", title="Someone else", published=said))


def with_other_entry_ids(told: Told, draw: Random) -> Told:
    entries = told.case.entries
    numbers = draw.sample(range(100, 1000), len(entries))
    new = {entry.id: f"entry-{number}" for entry, number in zip(entries, numbers, strict=True)}

    def change(entry: Entry) -> Entry:
        elapsed = entry.elapsed and Elapsed(new[entry.elapsed.event], entry.elapsed.months)
        return replace(entry, id=new[entry.id], of=entry.of and new[entry.of], elapsed=elapsed)

    at = AfterEvent(new[told.at.event]) if isinstance(told.at, AfterEvent) else told.at
    return replace(told.each(change), at=at, names={late: early for early, late in new.items()})


def from_other_sources(told: Told, draw: Random) -> Told:
    return told.each(
        lambda entry: _each_fact(entry, lambda fact: replace(fact, source="S7", note="dictated"))
    )


def dated_fact_by_fact(told: Told, draw: Random) -> Told:
    def change(entry: Entry) -> Entry:
        return _each_fact(entry, lambda fact: replace(fact, on=fact.on or entry.date))

    return told.each(change)


def about_right(told: Told, draw: Random) -> Told:
    def change(fact: Fact) -> Fact:
        value = fact.value
        return replace(fact, value=replace(value, about=True)) if isinstance(value, Quantity) else fact

    return told.each(lambda entry: _each_fact(entry, change))


def with_other_free_text(told: Told, draw: Random) -> Told:
    """The patient's name and every remark: other words, and words where there were none."""
    texts = Fact(FieldState.VALUE, "Told in other words.")

    def change(entry: Entry) -> Entry:
        added = _free(entry, lambda one: one.type is FieldType.TEXT)
        stood = {name for name, fact in entry.facts.items() if isinstance(fact.value, str)}
        return _with(entry, dict.fromkeys([*added, *stood], texts))

    return told.each(change)


def with_items_no_rule_names(told: Told, draw: Random) -> Told:
    def change(entry: Entry) -> Entry:
        unnamed = _free(entry, lambda one: f"{entry.kind}.{one.name}" not in named_fields())
        return _with(entry, {name: _some_value(_field(entry, name), draw) for name in unnamed})

    return told.each(change)


def with_entries_no_rule_reads(told: Told, draw: Random) -> Told:
    read = {name.partition(".")[0] for name in named_fields()}
    kinds = [kind for name, kind in vocabulary().kinds.items() if name not in read and kind.repeats]
    case = told.case
    for kind in kinds:
        before = draw.choice(told.known() or case.entries).id
        facts = {one.name: _some_value(one, draw) for one in kind.fields.values()}
        case = case.with_entry(
            Entry(case.new_id(kind.name), kind.name, MappingProxyType(facts)), before=before
        )
    return replace(told, case=case)


def with_what_came_later(told: Told, draw: Random) -> Told:
    """What happened after the point in time is not known at it."""
    if not isinstance(told.at, AfterEvent):
        return told
    later = [
        ("course", "modality", codes(draw.choice(["surgery", "chemotherapy"]))),
        ("specimen", "ki67", Fact(FieldState.VALUE, Quantity(Interval.point(3), "%"))),
        ("progression", "relapse_free_months", Fact(FieldState.VALUE, Quantity(Interval.point(9), "months"))),
    ]
    case = told.case
    for kind, name, fact in later:
        case = case.with_entry(Entry(case.new_id(kind), kind, MappingProxyType({name: fact})))
    return replace(told, case=case)


def in_other_units(told: Told, draw: Random) -> Told:
    def change(entry: Entry) -> Entry:
        found = {name: _converted(_field(entry, name), fact, draw) for name, fact in entry.facts.items()}
        return _with(entry, found)

    return told.each(change)


def years_later(told: Told, draw: Random) -> Told:
    def moved(day: PartialDate | None) -> PartialDate | None:
        return day and replace(day, year=day.year + CALENDAR_REPEATS)

    def change(entry: Entry) -> Entry:
        found = {}
        for name, fact in entry.facts.items():
            value = moved(fact.value) if isinstance(fact.value, PartialDate) else fact.value
            found[name] = replace(fact, value=value, on=moved(fact.on))
        return replace(_with(entry, found), date=moved(entry.date))

    return told.each(change)


def entries_of_one_day_swapped(told: Told, draw: Random) -> Told:
    """Neighbours of different kinds, none of which treatment or its course over time hangs on."""
    entries, fixed = list(told.case.entries), {*ordered_kinds(), "question"}
    for at in range(len(entries) - 1):
        one, other = entries[at : at + 2]
        bound = other.of == one.id or (other.elapsed is not None and other.elapsed.event == one.id)
        same_day = one.date == other.date and one.elapsed == other.elapsed
        if same_day and not bound and one.kind != other.kind and not fixed & {one.kind, other.kind}:
            entries[at : at + 2] = other, one
    return told.of(entries)


def an_entry_told_as_two(told: Told, draw: Random) -> Told:
    """Half of what a visit found in an entry of its own, for kinds that speak item by item."""
    entries: list[Entry] = []
    new: dict[str, str] = {}
    for entry in told.case.entries:
        kind = vocabulary().kinds[entry.kind]
        in_order = [name for name in kind.fields if name in entry.facts]
        if len(in_order) < 2 or not kind.repeats or not _item_by_item(kind):
            entries.append(entry)
            continue
        cut = draw.randint(1, len(in_order) - 1)
        first, second = _only(entry, in_order[:cut]), _only(entry, in_order[cut:])
        new[f"{entry.id}-2"] = entry.id
        entries += [first, replace(second, id=f"{entry.id}-2", elapsed=None)]
    at = told.at
    if isinstance(at, AfterEvent) and at.event in new.values():
        at = AfterEvent(f"{at.event}-2")
    return replace(told.of(entries), names=new, at=at)


def an_entry_told_twice(told: Told, draw: Random) -> Told:
    """Except for treatment, progressions and lesions, which are counted or summed."""
    entries = []
    for entry in told.case.entries:
        entries.append(entry)
        counted = {*ordered_kinds(), "question", "lesion"}
        if entry.kind not in counted and vocabulary().kinds[entry.kind].repeats:
            entries.append(replace(entry, id=f"{entry.id}-again"))
    return told.of(entries)


def unrecorded_items_said_to_be_missing(told: Told, draw: Random) -> Told:
    """An item that nobody touched: asked for and not known, awaited, or not done."""
    states = [FieldState.UNKNOWN, FieldState.PENDING, FieldState.NOT_DONE]
    last = {entry.kind: entry.id for entry in told.case.entries}

    def change(entry: Entry) -> Entry:
        silent = _free(entry, lambda one: True)
        if _item_by_item(vocabulary().kinds[entry.kind]):
            older = {name for one in told.case.of_kind(entry.kind) for name in one.facts}
            silent = [name for name in silent if name not in older] if last[entry.kind] == entry.id else []
        chosen = [name for name in silent if draw.random() < 0.7]
        return _with(entry, {name: Fact(draw.choice(states)) for name in chosen})

    return told.each(change)


def missing_for_another_reason(told: Told, draw: Random) -> Told:
    states = [FieldState.UNKNOWN, FieldState.PENDING, FieldState.NOT_DONE]

    def change(fact: Fact) -> Fact:
        at = states.index(fact.state) + 1 if fact.state in states else 0
        return replace(fact, state=states[at % 3]) if at else fact

    return told.each(lambda entry: _each_fact(entry, change))


def with_an_entry_that_knows_nothing(told: Told, draw: Random) -> Told:
    """An examination of which every result is unknown, for kinds that speak item by item."""
    case, here = told.case, {entry.kind for entry in told.case.entries}
    first = told.case.entries[0].id if here else None
    for kind in vocabulary().kinds.values():
        if kind.name not in here and _item_by_item(kind):
            facts = {name: Fact(FieldState.UNKNOWN) for name in kind.fields}
            entry = Entry(case.new_id(kind.name), kind.name, MappingProxyType(facts))
            case = case.with_entry(entry, before=first)
    return replace(told, case=case)


def open_items_told_as_anything(told: Told, draw: Random) -> Told:
    """All codes or the whole possible range says nothing."""

    def change(entry: Entry) -> Entry:
        kind = vocabulary().kinds[entry.kind]
        silent = _free(entry, lambda one: one.type in (FieldType.NUMBER, FieldType.CHOICE))
        silent = [name for name in silent if kind.whole_entry]
        return _with(entry, {name: _anything(kind.fields[name]) for name in silent})

    return told.each(change)


def with_open_items_answered(told: Told, draw: Random) -> Told:
    """No retelling: a few items that are open get a value, or one of the values they may have."""
    known = {entry.id for entry in told.known()}
    open_ = [(entry, name) for entry in told.case.entries if entry.id in known for name in _open_items(entry)]
    case = told.case
    for entry, name in draw.sample(open_, min(len(open_), draw.randint(1, 3))):
        case = case.with_fact(entry.id, name, _one_of(_field(entry, name), entry.fact(name), draw))
    return replace(told, case=case)


SAME_IN_EVERY_WORD: tuple[Retelling, ...] = (
    facts_in_another_order,
    under_another_name,
    with_other_entry_ids,
    from_other_sources,
    dated_fact_by_fact,
    about_right,
    with_other_free_text,
    with_what_came_later,
    in_other_units,
    an_entry_told_as_two,
)
SAME_ADVICE: tuple[Retelling, ...] = (
    with_entries_no_rule_reads,
    with_items_no_rule_names,
    years_later,
    entries_of_one_day_swapped,
    an_entry_told_twice,
    unrecorded_items_said_to_be_missing,
    missing_for_another_reason,
    with_an_entry_that_knows_nothing,
    open_items_told_as_anything,
)


def _field(entry: Entry, name: str) -> Field:
    return vocabulary().field(entry.kind, name)


def _item_by_item(kind: EntryKind) -> bool:
    return not kind.whole_entry and not kind.by_group


def _free(entry: Entry, wanted: Callable[[Field], bool]) -> list[str]:
    """Items the entry does not record and may: in a kind that speaks by group only where the group speaks."""
    kind = vocabulary().kinds[entry.kind]
    spoken = {kind.fields[name].group for name in entry.facts}
    free = [one for one in kind.fields.values() if one.name not in entry.facts and wanted(one)]
    return [one.name for one in free if entry.facts and (not kind.by_group or one.group in spoken)]


def _each_fact(entry: Entry, change: Callable[[Fact], Fact]) -> Entry:
    return _with(entry, {name: change(fact) for name, fact in entry.facts.items()})


def _open_items(entry: Entry) -> list[str]:
    """Items of an entry that may still get a value, or a narrower one."""
    free = _free(entry, lambda one: one.type in (FieldType.NUMBER, FieldType.CHOICE))
    return free + [name for name, fact in entry.facts.items() if _is_open(fact)]


def _is_open(fact: Fact) -> bool:
    value = fact.value
    if isinstance(value, Quantity):
        return not value.interval.is_point
    return len(value) > 1 if isinstance(value, frozenset) else value is None


def _one_of(one: Field, fact: Fact, draw: Random) -> Fact:
    """One of the values the fact may have."""
    if one.type is FieldType.CHOICE:
        return codes(draw.choice(sorted(fact.value if isinstance(fact.value, frozenset) else one.choices)))
    told = fact.value if isinstance(fact.value, Quantity) else Quantity(one.soft, one.unit)
    factor = one.units.get(told.unit or "") or 1.0
    inside = told.interval.scaled(factor).meet(one.hard)
    low, high = (
        inside.low + inside.low_open * 0.5,
        min(inside.high - inside.high_open * 0.5, inside.low + 100),
    )
    number = draw.choice([low, high, round((low + high) / 2)])
    return Fact(FieldState.VALUE, Quantity(Interval.point(number / factor), told.unit))


def _with(entry: Entry, facts: Mapping[str, Fact]) -> Entry:
    return replace(entry, facts=MappingProxyType({**entry.facts, **facts}))


def _only(entry: Entry, kept: list[str]) -> Entry:
    return replace(entry, facts=MappingProxyType({name: entry.facts[name] for name in kept}))


def _some_value(one: Field, draw: Random) -> Fact:
    if one.type is FieldType.CHOICE:
        return codes(draw.choice(sorted(one.choices)))
    if one.type is FieldType.NUMBER:
        return Fact(FieldState.VALUE, Quantity(Interval.point(one.soft.low), one.unit))
    if one.type is FieldType.DATE:
        return Fact(FieldState.VALUE, PartialDate(2030))
    return Fact(FieldState.VALUE, "A remark.")


def _anything(one: Field) -> Fact:
    if one.type is FieldType.CHOICE:
        return Fact(FieldState.VALUE, Codes(one.choices))
    return Fact(FieldState.VALUE, Quantity(one.hard, one.unit))


def _converted(one: Field, fact: Fact, draw: Random) -> Fact:
    """The same quantity in another unit, where it converts without rounding; else as it was."""
    value = fact.value
    old = one.units.get(value.unit or "") if isinstance(value, Quantity) else None
    others = [unit for unit, factor in one.units.items() if factor is not None]
    if not isinstance(value, Quantity) or old is None or len(others) < 2:
        return fact
    unit = draw.choice([other for other in others if other != value.unit])
    factor, told = one.units[unit] or 1.0, value.interval
    low, high = (_undone(end * old, factor) for end in (told.low, told.high))
    if low is None or high is None:
        return fact
    return replace(fact, value=replace(value, interval=replace(told, low=low, high=high), unit=unit))


def _undone(end: float, factor: float) -> float | None:
    """The number that ``factor`` turns into ``end`` to the last digit."""
    near = end / factor
    tried = (near, math.nextafter(near, math.inf), math.nextafter(near, -math.inf))
    return next((one for one in tried if one * factor == end), None)
