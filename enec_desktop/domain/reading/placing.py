"""Where the values of a report would go: an entry that there is, or a new one, and what stands there now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from enec_desktop.domain.case import Case, Entry, Fact, FieldState, Quantity
from enec_desktop.domain.reading.offers import Offer, PastedReport, Reading, Target
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.vocabulary import Vocabulary

NOTE_CAP = 300
"""Most characters of the report's own words that are kept with a value."""


class Standing(StrEnum):
    """How an offer stands to what is recorded in the entry it would go to."""

    FREE = "free"
    SAME = "same"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Homes:
    """The entries that a target can go to; ``chosen`` is one of ``ids``, "" for a new entry."""

    target: Target
    ids: tuple[str, ...]
    chosen: str

    def to(self, entry_id: str) -> Homes:
        """The same with another entry chosen."""
        return replace(self, chosen=entry_id)


def homes(case: Case, reading: Reading, vocabulary: Vocabulary) -> dict[str, Homes]:
    """For each target the entries it can go to, and the one it goes to unless the user says otherwise.

    That is the entry with the same report number, else the one of the same kind and day; else a new one. The
    one patient of a case is always that entry.
    """
    found = {}
    for key, target in reading.targets.items():
        if not reading.of_target(key):
            continue
        there = case.of_kind(target.kind)
        ids = tuple(entry.id for entry in there)
        if not vocabulary.kinds[target.kind].repeats and there:
            found[key] = Homes(target, ids[:1], ids[0])
        else:
            alone = sum(1 for other in reading.targets.values() if other.kind == target.kind) == 1
            found[key] = Homes(target, ("", *ids), _like(target, there) if alone else "")
    return found


def _like(target: Target, there: Sequence[Entry]) -> str:
    """The entry of the same report, else of the same day; empty where there is none or several."""
    numbered = [
        one.id for one in there if target.report_id and one.fact("report_id").value == target.report_id
    ]
    dated = [one.id for one in there if target.date is not None and one.date == target.date]
    empty = [one.id for one in there if not one.facts and one.date is None and one.elapsed is None]
    return next((found[0] for found in (numbered, dated, empty) if len(found) == 1), "")


def standing(case: Case, home: Homes, offer: Offer) -> tuple[Standing, Fact | None]:
    """What is recorded where an offer would go, and whether it is the same, another value or nothing."""
    if not home.chosen:
        return Standing.FREE, None
    now = case.entry(home.chosen).fact(offer.field)
    if now.state is not FieldState.VALUE or now.value is None:
        return Standing.FREE, now
    if isinstance(now.value, Quantity) and isinstance(offer.value, Quantity):
        same = now.value.interval == offer.value.interval and now.value.unit == offer.value.unit
    else:
        same = now.value == offer.value
    return (Standing.SAME if same else Standing.CONFLICT), now


def fact_of(offer: Offer, reading: Reading) -> Fact:
    """The fact that an offer becomes: with its day, the number of the report and the exact words."""
    report = report_of(offer, reading)
    source = report.report_id or f"pasted {report.kind or 'text'}{' report' if report.kind else ''}"
    words = " ".join(offer.span.of(reading.text).split())
    day = offer.on or reading.targets[offer.target].date
    return Fact(FieldState.VALUE, offer.value, day, source, f'"{words[:NOTE_CAP]}"')


def report_of(offer: Offer, reading: Reading) -> PastedReport:
    """The report of the pasted text that an offer stands in."""
    return next(one for one in reading.reports if one.span.overlaps(offer.span))


def with_taken(
    case: Case, reading: Reading, places: Mapping[str, Homes], taken: Sequence[Offer], vocabulary: Vocabulary
) -> Case:
    """The case with the offers that were taken; new entries stand at their place in time."""
    made: dict[str, str] = {}
    for key in dict.fromkeys(_parents_first(taken, vocabulary)):
        offers = [one for one in taken if one.target == key]
        facts = {one.field: fact_of(one, reading) for one in offers}
        home = places[key]
        if home.chosen:
            for name, fact in facts.items():
                case = case.with_fact(home.chosen, name, fact)
            made[key] = home.chosen
            continue
        kind = home.target.kind
        date = home.target.date or _common_day(facts)
        parent = _parent(home.target, made, places, vocabulary)
        entry = Entry(case.new_id(kind), kind, MappingProxyType(dict(sorted(facts.items()))), date, of=parent)
        case = case.with_entry(entry, before=_place(case, entry))
        made[key] = entry.id
    return case


def _parents_first(taken: Sequence[Offer], vocabulary: Vocabulary) -> list[str]:
    """The targets of what was taken, those that others can belong to before these."""
    return sorted((one.target for one in taken), key=lambda key: bool(vocabulary.kinds[_kind(key)].parts_of))


def _kind(key: str) -> str:
    return key.split(":")[1]


def _parent(
    target: Target, made: Mapping[str, str], places: Mapping[str, Homes], vocabulary: Vocabulary
) -> str | None:
    """The entry of the same report that a lesion belongs to: its study, else its specimen; none if none."""
    report = target.key.split(":")[0]
    for kind in vocabulary.kinds[target.kind].parts_of:
        here = [id for key, id in made.items() if key.split(":")[0] == report and _kind(key) == kind]
        here += [
            one.chosen
            for key, one in places.items()
            if one.chosen and key.split(":")[0] == report and _kind(key) == kind
        ]
        if here:
            return here[0]
    return None


def _common_day(facts: Mapping[str, Fact]) -> PartialDate | None:
    days = {fact.on for fact in facts.values()}
    return days.pop() if len(days) == 1 else None


def _place(case: Case, entry: Entry) -> str | None:
    """Before which entry a new one stands: behind the parts of its parent, else before what is later."""
    ids = [one.id for one in case.entries]
    if entry.of is not None:
        last = max(at for at, one in enumerate(case.entries) if entry.of in (one.id, one.of))
        return ids[last + 1] if last + 1 < len(ids) else None
    if entry.date is None:
        return None
    day = entry.date.latest
    return next((one.id for one in case.entries if one.date is not None and one.date.earliest > day), None)
