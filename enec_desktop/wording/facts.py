"""Facts and entries of a case in words: values with unit, state, date and source; what an entry is called."""

from __future__ import annotations

from enec_desktop.domain.case import Entry, Fact, FieldState
from enec_desktop.domain.content import Mark, Row, Sentence
from enec_desktop.domain.shown import show_fact, shown_interval
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.vocabulary import EntryKind, Vocabulary

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


def either(words: list[str]) -> str:
    """Words joined by "or", with semicolons between them where one of them holds a comma."""
    if len(words) < 3:
        return " or ".join(words)
    if any("," in word for word in words):
        return f"{'; '.join(words[:-1])}; or {words[-1]}"
    return f"{', '.join(words[:-1])} or {words[-1]}"


def remarks(fact: Fact, of: PartialDate | None = None) -> str:
    """Date (unless it is that of the entry), source and note in brackets, or nothing."""
    told = [fact.on.shown()] if fact.on and fact.on != of else []
    told += [text for text in (fact.source, fact.note) if text]
    return f" ({'; '.join(told)})" if told else ""


def row(entry: Entry, name: str, kind: EntryKind) -> Row:
    """A field of an entry as a row; what is pending is marked to ask."""
    field, fact = kind.fields[name], entry.fact(name)
    mark = Mark.ASK if fact.state is FieldState.PENDING else Mark.NONE
    return Row(
        field.label,
        Sentence(show_fact(field, fact) + remarks(fact, entry.date), mark=mark),
        f"{entry.id}/{name}",
    )


def recorded_rows(entry: Entry, kind: EntryKind) -> list[Row]:
    """Every recorded field of an entry in the order of the vocabulary."""
    wanted = {name for name, fact in entry.facts.items() if fact.state is not FieldState.NOT_RECORDED}
    return [row(entry, name, kind) for name in kind.fields if name in wanted]


def grouped_rows(entry: Entry, kind: EntryKind) -> list[Row]:
    """The recorded fields in one row for each group of the vocabulary; long texts in rows of their own."""
    rows: list[Row] = []
    for group, label in kind.groups.items():
        told, place = [], ""
        for name, field in kind.fields.items():
            fact = entry.fact(name)
            if field.group != group or fact.state is FieldState.NOT_RECORDED:
                continue
            if field.long_text:
                rows.append(row(entry, name, kind))
                continue
            place = place or f"{entry.id}/{name}"
            told.append(f"{field.label}: {show_fact(field, fact)}{remarks(fact, entry.date)}")
        if told:
            rows.append(Row(label, Sentence(" · ".join(told)), place))
    return rows


def entry_name(entry: Entry, vocabulary: Vocabulary) -> str:
    """What a reader calls an entry: "IP", "esophagectomy", "surgical specimen", else its kind."""
    kind = vocabulary.kinds[entry.kind]
    for name in _NAMED_BY.get(entry.kind, ()):
        value = entry.fact(name).value
        if isinstance(value, frozenset) and not value & _SAYS_NOTHING:
            words = either([label for code, label in kind.fields[name].choices.items() if code in value])
            return words.partition(",")[0] if name == "regimen" else words
    return kind.label


def when_words(entry: Entry, entries: tuple[Entry, ...], vocabulary: Vocabulary) -> str:
    """The date of an entry, the months since another ("36 months after esophagectomy"), or "no date"."""
    told = [entry.date.shown()] if entry.date else []
    if entry.elapsed is not None:
        start = next((one for one in entries if one.id == entry.elapsed.event), None)
        name = entry_name(start, vocabulary) if start else entry.elapsed.event
        told.append(f"{shown_interval(entry.elapsed.months)} months after {name}")
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
