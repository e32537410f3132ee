"""Facts and entries of a case in words: values with unit, state, date and source; what an entry is called."""

from __future__ import annotations

from collections.abc import Iterable

from enec_desktop.domain.case import Entry, Fact, FieldState, Quantity, Value
from enec_desktop.domain.content import Mark, Row, Sentence
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Codes, Interval
from enec_desktop.domain.vocabulary import EntryKind, Field, Vocabulary

NOT_RECORDED = "not recorded"
_NAMED_BY = {
    "course": ("regimen", "modality"),
    "progression": ("type",),
    "study": ("modality",),
    "specimen": ("specimen",),
    "lesion": ("organ",),
    "complication": ("type",),
    "staging": ("prefix",),
}
_SAYS_NOTHING = frozenset({"none", "other", "unspecified"})


def fact_words(fact: Fact, field: Field) -> str:
    """A fact without its date: "> 90 %", "about 30 %", "small cell or large cell", "not done"."""
    if fact.value is None:
        return "does not apply" if fact.state is FieldState.NOT_APPLICABLE else str(fact.state)
    return value_words(fact.value, field)


def value_words(value: Value, field: Field) -> str:
    """A value in the unit it was entered in."""
    if isinstance(value, Quantity):
        about = "about " if value.about else ""
        return f"{about}{interval_words(value.interval)}{f' {value.unit}' if value.unit else ''}"
    if isinstance(value, PartialDate):
        return value.shown()
    if isinstance(value, str):
        return value
    return codes_words(value, field)


def codes_words(codes: Codes, field: Field) -> str:
    """The labels of the codes in the order of the field."""
    return either([label for code, label in field.choices.items() if code in codes])


def either(words: list[str]) -> str:
    """Words joined by "or", with semicolons between them where one of them holds a comma."""
    if len(words) < 3:
        return " or ".join(words)
    if any("," in word for word in words):
        return f"{'; '.join(words[:-1])}; or {words[-1]}"
    return f"{', '.join(words[:-1])} or {words[-1]}"


def interval_words(interval: Interval) -> str:
    """Numbers as a reader writes them: "3", "3-20", "> 90", "at most 5"."""
    low, high = number(interval.low), number(interval.high)
    if interval.is_point:
        return low
    if interval.high == float("inf"):
        return f"> {low}" if interval.low_open else f"at least {low}"
    if interval.low == float("-inf"):
        return f"< {high}" if interval.high_open else f"at most {high}"
    if interval.low_open or interval.high_open:
        start, end = "above" if interval.low_open else "from", "below" if interval.high_open else "up to"
        return f"{start} {low} and {end} {high}"
    return f"{low}-{high}"


def number(value: float) -> str:
    """A number without trailing zeros."""
    return f"{value:.6g}"


def remarks(fact: Fact, of: PartialDate | None = None) -> str:
    """Date (unless it is that of the entry), source and note in brackets, or nothing."""
    told = [fact.on.shown()] if fact.on and fact.on != of else []
    told += [text for text in (fact.source, fact.note) if text]
    return f" ({'; '.join(told)})" if told else ""


def row(entry: Entry | None, name: str, kind: EntryKind, label: str = "") -> Row:
    """A field of an entry as a row; "not recorded" where there is no such entry."""
    field = kind.fields[name]
    place = f"{entry.id if entry else kind.name}/{name}"
    fact = entry.fact(name) if entry else Fact()
    text = fact_words(fact, field) + (remarks(fact, entry.date) if entry else "")
    asks = fact.state in (FieldState.PENDING, FieldState.NOT_RECORDED)
    return Row(label or field.label, Sentence(text, mark=Mark.ASK if asks else Mark.NONE), place)


def recorded_rows(entry: Entry, kind: EntryKind, always: Iterable[str] = ()) -> list[Row]:
    """Every recorded field of an entry in the order of the vocabulary, and those that are always said."""
    wanted = {name for name, fact in entry.facts.items() if fact.state is not FieldState.NOT_RECORDED}
    wanted |= set(always)
    return [row(entry, name, kind) for name in kind.fields if name in wanted]


def entry_name(entry: Entry, vocabulary: Vocabulary) -> str:
    """What a reader calls an entry: "IP", "esophagectomy", "surgical specimen", else its kind."""
    kind = vocabulary.kinds[entry.kind]
    for name in _NAMED_BY.get(entry.kind, ()):
        value = entry.fact(name).value
        if isinstance(value, frozenset) and not value & _SAYS_NOTHING:
            words = codes_words(value, kind.fields[name])
            return words.partition(",")[0] if name == "regimen" else words
    return kind.label


def when_words(entry: Entry, entries: tuple[Entry, ...], vocabulary: Vocabulary) -> str:
    """The date of an entry, the months since another ("36 months after esophagectomy"), or "no date"."""
    told = [entry.date.shown()] if entry.date else []
    if entry.elapsed is not None:
        start = next((one for one in entries if one.id == entry.elapsed.event), None)
        name = entry_name(start, vocabulary) if start else entry.elapsed.event
        told.append(f"{interval_words(entry.elapsed.months)} months after {name}")
    return ", ".join(told) or "no date"


def latest(entries: tuple[Entry, ...], kind: str) -> Entry | None:
    """The last entry of a kind."""
    return next((entry for entry in reversed(entries) if entry.kind == kind), None)


def latest_with(entries: tuple[Entry, ...], kind: str, name: str) -> Entry | None:
    """The last entry of a kind that says anything of a field, else the last of the kind."""
    for entry in reversed(entries):
        if entry.kind == kind and entry.fact(name).state is not FieldState.NOT_RECORDED:
            return entry
    return latest(entries, kind)
