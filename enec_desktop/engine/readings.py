"""What the entries of a case say about each fact, before any table or assumption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from enec_desktop.domain.assessment import Place
from enec_desktop.domain.case import Entry, Fact, FieldState
from enec_desktop.domain.knowledge_base import FactDefinition, KnowledgeBase
from enec_desktop.domain.rule import ALWAYS, names
from enec_desktop.domain.time import PartialDate, years_between
from enec_desktop.domain.values import Codes, Interval, ValueSet, is_empty, is_single, meet
from enec_desktop.domain.vocabulary import Field, Vocabulary
from enec_desktop.engine.clocks import months_apart
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.entries import EntryFacts, values_of
from enec_desktop.engine.kidney import cockcroft_gault
from enec_desktop.engine.prepared import Sources, prepare
from enec_desktop.engine.recist import measured, time_points

WORKED_OUT = "worked out by Cockcroft-Gault"


@dataclass(frozen=True, slots=True)
class Reading:
    """The values an entry (or several) leaves for a fact, with where they were read."""

    values: ValueSet
    state: FieldState
    places: tuple[Place, ...] = ()
    on: PartialDate | None = None
    source: str | None = None
    unanswered: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Birth:
    """When the patient was born, and where that is recorded."""

    date: PartialDate
    place: Place


@dataclass(slots=True)
class Readings:
    """Reads facts off the entries known then, each once."""

    knowledge: KnowledgeBase
    entries: tuple[Entry, ...]
    day: date | None
    _by_kind: dict[str, list[EntryFacts]] = field(default_factory=dict)

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary the entries are written in."""
        return self.knowledge.vocabulary

    def of_kind(self, kind: str) -> list[EntryFacts]:
        """The entries of a kind as facts, oldest first."""
        if kind not in self._by_kind:
            own, sources = self.vocabulary.kinds[kind], self._sources_of(kind)
            self._by_kind[kind] = [EntryFacts(one, own, sources) for one in self.entries if one.kind == kind]
        return self._by_kind[kind]

    def _sources_of(self, kind: str) -> Sources:
        return prepare(self.knowledge).sources[kind]

    def read(self, definition: FactDefinition) -> Reading:
        """What the entries say of one fact; tables are not read here."""
        match definition.how:
            case "latest":
                return self._latest(definition)
            case "any":
                return self._any(definition)
            case "count":
                return self._count(definition)
            case "last_of":
                return self._last_of(definition)
            case "clock":
                return self._clock(definition)
            case "age":
                return self._age(definition)
            case "cockcroft_gault":
                return self._clearance(definition)
            case "recist":
                return self._targets(definition)
        raise ValueError(f"{definition.name} is not read off entries")

    def _latest(self, definition: FactDefinition) -> Reading:
        name = definition.source_field
        kind = self.vocabulary.kinds[definition.kind]
        field_, part = self._sources_of(kind.name)[name]
        entries = [e for e in reversed(self._since(definition, kind.name)) if e.entry.facts]
        if definition.where is not None and definition.how == "latest":
            entries = [e for e in entries if answer(definition.where, e) is not False]
        for candidate in entries:
            fact = candidate.entry.fact(field_.name)
            if kind.whole_entry or fact.state is not FieldState.NOT_RECORDED or _speaks(candidate, field_):
                return _from_fact(candidate, field_, part, fact)
        place = Place(entries[0].entry.id if entries else "", kind.name, field_.name)
        return Reading(definition.domain, FieldState.NOT_RECORDED, unanswered=(place,))

    def _since(self, definition: FactDefinition, kind: str) -> list[EntryFacts]:
        """The entries of a kind, without those before the last entry of the kind the fact counts from."""
        found = self.of_kind(kind)
        starts = [i for i, entry in enumerate(self.entries) if entry.kind == definition.since]
        later = {entry.id for entry in self.entries[starts[-1] + 1 :]} if starts else None
        counted = found if later is None else [one for one in found if one.entry.id in later]
        return _last_of_each(counted, definition.per) if definition.per else counted

    def _any(self, definition: FactDefinition) -> Reading:
        assert definition.where is not None
        holding, open_entries = [], []
        for entry in self._since(definition, definition.kind):
            found = answer(definition.where, entry)
            if found:
                holding.append(entry)
            elif found is None:
                open_entries.append(entry)
        if holding:
            return Reading(Codes({"yes"}), FieldState.VALUE, _places(holding, definition))
        unanswered = tuple(_unanswered(open_entries, definition))
        values = Codes({"yes", "no"}) if open_entries else Codes({"no"})
        return Reading(values, FieldState.NOT_RECORDED, (), unanswered=unanswered)

    def _count(self, definition: FactDefinition) -> Reading:
        assert definition.where is not None
        entries = self._since(definition, definition.kind)
        found = [(entry, answer(definition.where, entry)) for entry in entries]
        sure = [entry for entry, holds in found if holds]
        open_entries = [entry for entry, holds in found if holds is None]
        values = Interval(len(sure), len(sure) + len(open_entries))
        state = FieldState.VALUE if sure else FieldState.NOT_RECORDED
        unanswered = tuple(_unanswered(open_entries, definition))
        return Reading(values, state, _places(sure, definition), unanswered=unanswered)

    def _last_of(self, definition: FactDefinition) -> Reading:
        left_out = self._left_out(definition)
        found = (entry for entry in self.entries if entry.kind in definition.kinds)
        kinds = [(entry.kind, entry.id) for entry in found if entry.id not in left_out]
        if not kinds:
            return Reading(Codes({"none"}), FieldState.NOT_RECORDED)
        kind, entry_id = kinds[-1]
        return Reading(Codes({kind}), FieldState.VALUE, (Place(entry_id, kind, ""),))

    def _left_out(self, definition: FactDefinition) -> set[str]:
        """The entries of the fact's own kind that surely are not what it looks for."""
        if definition.where is None or not definition.kind:
            return set()
        entries = self.of_kind(definition.kind)
        return {one.entry.id for one in entries if answer(definition.where, one) is False}

    def _clock(self, definition: FactDefinition) -> Reading:
        """As stated or counted; while neither, bounded by the clocks it lies within or that lie within it."""
        found = self._counted(definition)
        if found.state is FieldState.VALUE:
            return found
        assert isinstance(found.values, Interval)
        values = found.values
        for other in self.knowledge.facts.values():
            if definition.name == other.within or definition.within == other.name:
                values = self._beside(values, definition, other)
        return replace(found, values=values)

    def _beside(self, values: Interval, definition: FactDefinition, other: FactDefinition) -> Interval:
        """What a clock of the same progression, the last one, leaves of one that nobody stated."""
        told = self._counted(other)
        ends = [entry.id for entry in self.entries if entry.kind == definition.kind]
        if told.state is not FieldState.VALUE or ends[-1] not in {place.entry for place in told.places}:
            return values
        assert isinstance(told.values, Interval)
        at_most = Interval(high=told.values.high, high_open=told.values.high_open)
        at_least = Interval(told.values.low, low_open=told.values.low_open)
        left = values.meet(at_most if other.name == definition.within else at_least)
        return values if left.is_empty else left

    def _counted(self, definition: FactDefinition) -> Reading:
        stated = self._latest(definition)
        if stated.state is FieldState.VALUE or not definition.start:
            return stated
        course, end = self._clocked(definition)
        if course is None or end is None:
            return stated
        by_id = {entry.id: entry for entry in self.entries}
        from_last_dose = definition.start != "course.start"
        months = months_apart(by_id, course, end, from_last_dose=from_last_dose)
        values = meet(months, definition.domain) if months is not None else definition.domain
        if is_empty(values) or values == definition.domain:
            return stated
        places = (Place(course.id, "course", ""), Place(end.id, definition.kind, ""))
        return Reading(values, FieldState.VALUE, places, end.date)

    def _clocked(self, definition: FactDefinition) -> tuple[Entry | None, Entry | None]:
        """The last course the clock is about and the first end after it; none where that is not clear."""
        end: Entry | None = None
        for entry in reversed(self.entries):
            if entry.kind == definition.kind:
                end = entry
            elif entry.kind == "course" and end is not None:
                course = EntryFacts(entry, self.vocabulary.kinds["course"], self._sources_of("course"))
                counts = answer(definition.where or ALWAYS, course)
                if counts is not False:
                    return (entry if counts else None), end
        return None, None

    def birth(self) -> Birth | None:
        """The birth date that is recorded, if any."""
        for entry in self.entries:
            born = entry.fact("birth_date").value
            if entry.kind == "identity" and isinstance(born, PartialDate):
                return Birth(born, Place(entry.id, "identity", "birth_date"))
        return None

    def years_since(self, born: PartialDate) -> Interval | None:
        """Completed years from a birth to the day asked for, be they possible or not; None without a day."""
        return years_between(born, PartialDate.of(self.day)) if self.day is not None else None

    def _age(self, definition: FactDefinition) -> Reading:
        """By the birth date where that gives an age a patient can have, else as stated."""
        born = self.birth()
        years = self.years_since(born.date) if born is not None else None
        possible = meet(years, definition.domain) if years is not None else None
        if born is not None and possible is not None and not is_empty(possible):
            return Reading(possible, FieldState.VALUE, (born.place,))
        return self._latest(self.knowledge.facts["identity.age"])

    def _clearance(self, definition: FactDefinition) -> Reading:
        """As recorded, or worked out where a creatinine was recorded later."""
        facts = self.knowledge.facts
        stated, creatinine = self._latest(definition), self.read(facts["fitness.creatinine"])
        weight, age, sex = (
            self.read(facts[name]) for name in ("fitness.weight", "patient.age", "identity.sex")
        )
        used = (creatinine, weight, age, sex)
        known = all(one.state is FieldState.VALUE for one in used) and is_single(sex.values)
        if not known or self._is_later(stated, creatinine):
            return stated
        umol, kilograms, years = creatinine.values, weight.values, age.values
        assert isinstance(umol, Interval) and isinstance(kilograms, Interval) and isinstance(years, Interval)
        worked_out = cockcroft_gault(umol, kilograms, years, female=sex.values == Codes({"female"}))
        dates = [one.on for one in (creatinine, weight) if one.on is not None]
        oldest = min(dates, key=lambda on: on.earliest, default=None)
        places = tuple(place for one in used for place in one.places)
        assert isinstance(definition.domain, Interval)
        return Reading(worked_out.meet(definition.domain), FieldState.VALUE, places, oldest, WORKED_OUT)

    def _targets(self, definition: FactDefinition) -> Reading:
        """A number of the target lesions over time."""
        points = time_points(self.entries, self.of_kind("lesion"), self._treatments())
        found = measured(points, definition.formula)
        if found is None:
            return Reading(definition.domain, FieldState.NOT_RECORDED)
        values = meet(found, definition.domain)
        places = tuple(Place(point.entry.id, point.entry.kind, "") for point in points)
        state = FieldState.VALUE if values != definition.domain else FieldState.NOT_RECORDED
        return Reading(values, state, places)

    def _treatments(self) -> set[str]:
        """The courses that may be tumour treatment, as the fact of the last one says."""
        where = self.knowledge.facts["treatment.modality"].where or ALWAYS
        return {one.entry.id for one in self.of_kind("course") if answer(where, one) is not False}

    def _is_later(self, one: Reading, than: Reading) -> bool:
        """Whether a recorded value stands in the same entry as another or in a later one."""
        order = [entry.id for entry in self.entries]
        if one.state is not FieldState.VALUE:
            return False
        return order.index(one.places[0].entry) >= order.index(than.places[0].entry)


def _last_of_each(entries: list[EntryFacts], name: str) -> list[EntryFacts]:
    """The entries that no later one replaces: a later entry of the same code tells how it stands now."""
    last = {entry.values(name): entry for entry in entries}
    return [one for one in entries if not is_single(one.values(name)) or last[one.values(name)] is one]


def _speaks(candidate: EntryFacts, field_: Field) -> bool:
    """Whether an entry speaks for the field's whole group because it records another field of it."""
    if not candidate.kind.by_group:
        return False
    fields = candidate.kind.fields
    return any(fields[name].group == field_.group for name in candidate.entry.facts)


def _from_fact(candidate: EntryFacts, field_: Field, part: str, fact: Fact) -> Reading:
    place = Place(candidate.entry.id, candidate.kind.name, field_.name)
    values = values_of(field_, part, fact)
    narrowed = fact.state is FieldState.VALUE and values != _everything(field_, part)
    state = fact.state if narrowed or fact.state is not FieldState.VALUE else FieldState.NOT_RECORDED
    on = fact.on or candidate.entry.date
    unanswered = () if narrowed else (place,)
    return Reading(values, state, (place,) if narrowed else (), on, fact.source, unanswered)


def _everything(field_: Field, part: str) -> ValueSet:
    return Codes({"yes", "no"}) if part in field_.properties else field_.anything()


def _places(entries: list[EntryFacts], definition: FactDefinition) -> tuple[Place, ...]:
    assert definition.where is not None
    found = []
    for entry in entries:
        looked_at = [entry.sources[name][0].name for name in sorted(names(definition.where))]
        told = [name for name in looked_at if entry.entry.fact(name).state is FieldState.VALUE]
        found.append(Place(entry.entry.id, entry.kind.name, told[0] if told else ""))
    return tuple(found)


def _unanswered(entries: list[EntryFacts], definition: FactDefinition) -> Iterator[Place]:
    assert definition.where is not None
    for entry in entries:
        for name in sorted(names(definition.where)):
            if not is_single(entry.values(name)):
                yield Place(entry.entry.id, entry.kind.name, entry.sources[name][0].name)
