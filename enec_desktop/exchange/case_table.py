"""Cases as a table that can be taken in again: one row each, one column for each part that any has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from enec_desktop.domain.case import Case, Entry, Fact, FieldState
from enec_desktop.domain.columns import CASE_PARTS, ENTRY_PARTS, REMARKS, Address
from enec_desktop.domain.shown import show_typed, shown_interval
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.vocabulary import Field, Vocabulary
from enec_desktop.exchange.case_rows import NO_ENTRIES
from enec_desktop.exchange.harmless import harmless

Row = dict[Address, str]


def table_of(cases: Iterable[Case], vocabulary: Vocabulary) -> tuple[list[str], list[list[str]]]:
    """The headings, which are addresses, and the rows. Texts are made harmless for spreadsheets."""
    rows = [_row(case, vocabulary) for case in cases]
    order = _order(vocabulary)
    columns = sorted({address for row in rows for address in row}, key=lambda one: _rank(one, order))
    return [str(one) for one in columns], [[row.get(one, "") for one in columns] for row in rows]


def _row(case: Case, vocabulary: Vocabulary) -> Row:
    names = _names(case.entries)
    row: Row = {Address(part="id"): case.id}
    row[Address(part="title")] = harmless(case.title)
    entries = (names[entry.id].entry for entry in case.entries)
    row[Address(part="history")] = "; ".join(entries) or NO_ENTRIES
    if case.published is not None:
        said = case.published
        for part, text in (("citation", said.citation), ("doi", said.doi), ("url", said.url)):
            row[Address(part=part)] = harmless(text or "")
    for entry in case.entries:
        row |= _entry(entry, names[entry.id], vocabulary)
    return {address: text for address, text in row.items() if text}


def _names(entries: Sequence[Entry]) -> dict[str, Address]:
    """Each entry as the first, second ... of its kind."""
    seen: Counter[str] = Counter()
    found = {}
    for entry in entries:
        seen[entry.kind] += 1
        found[entry.id] = Address(entry.kind, seen[entry.kind])
    return found


def _entry(entry: Entry, at: Address, vocabulary: Vocabulary) -> Row:
    def part(name: str, field: str = "") -> Address:
        return Address(at.kind, at.nth, field, name)

    row = {part("id"): entry.id, part("of"): entry.of or ""}
    row[part("date")] = entry.date.iso() if entry.date else ""
    if entry.elapsed is not None:
        months = shown_interval(entry.elapsed.months)
        row[part("after")] = harmless(f"{months} months after {entry.elapsed.event}")
    for name, fact in entry.facts.items():
        row[part("", name)] = _value(vocabulary.field(entry.kind, name), fact)
        row[part("on", name)] = fact.on.iso() if fact.on else ""
        row[part("source", name)] = harmless(fact.source or "")
        row[part("note", name)] = harmless(fact.note or "")
    return row


def _value(field: Field, fact: Fact) -> str:
    """The value as the form writes it, dates in ISO form; a state in brackets."""
    if fact.state is not FieldState.VALUE or fact.value is None:
        return f"[{fact.state.value}]"
    if isinstance(fact.value, PartialDate):
        return fact.value.iso()
    return harmless(show_typed(field, fact.value))


def _order(vocabulary: Vocabulary) -> dict[tuple[str, str], int]:
    places = [(kind.name, name) for kind in vocabulary.kinds.values() for name in ("", *kind.fields)]
    return {place: at for at, place in enumerate(places)}


def _rank(address: Address, order: dict[tuple[str, str], int]) -> tuple[int, int, int, int]:
    """Case, then kinds as the chapters have them, their entries in order, their fields as in the form."""
    if not address.kind:
        return (-1, 0, 0, CASE_PARTS.index(address.part))
    parts = ("", *ENTRY_PARTS, *REMARKS)
    kind = order[(address.kind, "")]
    return (kind, address.nth, order[(address.kind, address.field)], parts.index(address.part))
