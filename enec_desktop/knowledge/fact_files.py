"""Which facts conditions may name: every coded field of the vocabulary, and those of ``facts/*.toml``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from enec_desktop.domain.knowledge_base import FactDefinition
from enec_desktop.domain.measures import Formula, TargetSum
from enec_desktop.domain.rule import ALWAYS, Condition
from enec_desktop.domain.values import Codes, Interval, ValueSet
from enec_desktop.domain.vocabulary import EntryKind, Field, FieldType, Vocabulary
from enec_desktop.knowledge.parsing import ConditionFault, parse_condition
from enec_desktop.knowledge.records import Record, place, read_toml

_NUMBERS = ("formula", "recist")
_YES_NO = {"yes": "yes", "no": "no"}
_SPANS = {"age": Interval(0, 120), "clock": Interval(0, 600), "count": Interval(0, math.inf)}
_HOWS = (
    "age",
    "any",
    "clock",
    "cockcroft_gault",
    "count",
    "differs",
    "formula",
    "last_of",
    "latest",
    "recist",
)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A fact of a file before its conditions are read: they may name any other fact."""

    record: Record
    definition: FactDefinition
    where: str
    closed: str


def field_facts(vocabulary: Vocabulary) -> dict[str, FactDefinition]:
    """``<kind>.<field>`` for every number and choice, its units kept apart and its codes' properties."""
    found = {}
    for kind in vocabulary.kinds.values():
        for name, label, domain, choices, field in entry_names(kind):
            unit = (field.unit or "") if isinstance(domain, Interval) else ""
            full = f"{kind.name}.{name}"
            found[full] = FactDefinition(
                full, label, "latest", domain, kind.name, name, unit=unit, choices=choices, ask=field.ask
            )
    return found


def entry_names(kind: EntryKind) -> Iterator[tuple[str, str, ValueSet, Mapping[str, str] | None, Field]]:
    """The names conditions over one entry may use: name, label, all it may be, its codes, the field."""
    for field in kind.fields.values():
        if field.type is FieldType.NUMBER:
            yield field.name, field.label, field.hard, None, field
            for unit, name in field.apart.items():
                yield name, f"{field.label} ({unit})", field.hard, None, field
        elif field.type is FieldType.CHOICE:
            yield field.name, field.label, field.anything(), field.precise, field
            for name in field.properties:
                label = f"{field.label}: {name.replace('_', ' ')}"
                yield f"{field.name}_{name}", label, Codes(_YES_NO), _YES_NO, field


def read_fact_definitions(
    folder: Path, vocabulary: Vocabulary, tables: Mapping[str, FactDefinition]
) -> tuple[dict[str, FactDefinition], list[str]]:
    """All facts by name, and the faults; ``tables`` are the facts that decision tables work out."""
    facts = {**field_facts(vocabulary), **tables}
    faults = [
        f"tables/{name}.toml: a field of the vocabulary has this name; rename the table."
        for name in sorted(field_facts(vocabulary).keys() & tables.keys())
    ]
    drafts: list[_Draft] = []
    for path in sorted(folder.glob("*.toml")):
        content, unreadable = read_toml(path)
        faults += unreadable
        for area, group in content.items():
            record = Record(path, area, group if isinstance(group, dict) else {})
            for name in (f"{area}.{one}" for one in record.table):
                part = record.part(name.removeprefix(f"{area}."), name)
                taken = name in facts and part.table.get("field") != name
                if taken or name in (draft.definition.name for draft in drafts):
                    part.fault("another fact has this name; keep one.")
                drafts.append(_draft(name, part, facts, vocabulary))
            faults += record.done()
    facts |= {draft.definition.name: draft.definition for draft in drafts}
    names = {name: fact.domain for name, fact in facts.items()}
    for draft in drafts:
        outer = draft.definition.within
        if outer and (outer not in facts or facts[outer].how != "clock"):
            where = f"{place(draft.record.path)} [{draft.definition.name}]"
            faults.append(f'{where}: "within" is "{outer}", which is no clock; mend the name.')
        facts[draft.definition.name] = _finished(draft, names, vocabulary, faults)
    return facts, faults


def _draft(name: str, record: Record, known: Mapping[str, FactDefinition], vocabulary: Vocabulary) -> _Draft:
    how = record.text("how")
    if how not in _HOWS:
        record.fault(f'"how" is "{how}"; write one of {", ".join(_HOWS)}.')
    source = record.text("field", "-")
    kind, _, field = source.partition(".")
    kind = record.text("kind", kind if how in ("latest", "clock", "cockcroft_gault") else "-")
    written = _texts_of(record.part("choices")) if record.has("choices") else None
    span = Interval(record.number("low", -math.inf), record.number("high", math.inf))
    domain, choices = _domain(how, known.get(source), written, span)
    if how not in ("age", "last_of", *_NUMBERS) and kind not in vocabulary.kinds:
        record.fault(f'"{kind}" is no kind of entry')
    definition = FactDefinition(
        name,
        record.text("label"),
        how,
        domain,
        kind.strip("-"),
        field,
        kinds=record.texts("kinds", ()),
        start=record.text("start", "-").strip("-"),
        end=record.text("end", "-").strip("-"),
        table=record.text("table", "-").strip("-"),
        since=record.text("since", "-").strip("-"),
        per=record.text("per", "-").strip("-"),
        within=record.text("within", "-").strip("-"),
        unit=record.text("unit", "-").strip("-"),
        choices=choices,
        ask=record.text("ask", "-").strip("-"),
        place=record.text("place", "-").strip("-"),
        formula=_formula(how, record),
        inputs=record.texts("inputs", ()),
        refs=record.texts("refs", ()),
        note=record.text("note", "-").strip("-"),
        digits=record.whole("digits", 1),
    )
    _check_names(definition, record, known, vocabulary)
    return _Draft(record, definition, record.text("where", "always"), record.text("closed", "-"))


def _formula(how: str, record: Record) -> str:
    if how == "formula":
        return record.code("formula", Formula).value
    return record.code("formula", TargetSum).value if how == "recist" else ""


def _check_names(
    one: FactDefinition, record: Record, known: Mapping[str, FactDefinition], vocabulary: Vocabulary
) -> None:
    """Whatever the fact is read from has to exist: a field, a table, a kind of entry."""
    field = f"{one.kind}.{one.source_field}"
    if one.how in ("latest", "clock", "cockcroft_gault") and field not in known:
        record.fault(f'"field" is "{field}", which is no number or choice of an entry; mend the name.')
    if one.per and f"{one.kind}.{one.per}" not in known:
        record.fault(f'"per" is "{one.per}", which is no choice of {one.kind}; mend the name.')
    if one.how == "differs" and (one.table not in known or known[one.table].how != "table"):
        record.fault(f'"table" is "{one.table}", which is no table; mend the name.')
    for name in one.inputs:
        if name not in known and not name.startswith(("body.", "patient.", "fitness.")):
            record.fault(f'"inputs" names {name}, which is no fact; mend the name.')
    for kind in (*one.kinds, *filter(None, [one.since])):
        if kind not in vocabulary.kinds:
            record.fault(f'"{kind}" is no kind of entry; write one of {", ".join(vocabulary.kinds)}.')
    if one.how == "clock" and one.start not in ("", "course.start", "course.last_dose"):
        record.fault(f'"start" is "{one.start}"; write course.start or course.last_dose.')
    kind, _, name = one.place.partition(".")
    if one.place and (kind not in vocabulary.kinds or name not in vocabulary.kinds[kind].fields):
        record.fault(f'"place" is "{one.place}", which is no field of an entry; mend the name.')


def _texts_of(record: Record) -> dict[str, str]:
    return {key: record.text(key) for key in record.table}


def _domain(
    how: str, source: FactDefinition | None, choices: dict[str, str] | None, span: Interval
) -> tuple[ValueSet, Mapping[str, str] | None]:
    if how in ("any", "differs"):
        return Codes(_YES_NO), _YES_NO
    if how in _SPANS:
        return _SPANS[how], None
    if how in _NUMBERS and choices is None:
        return span, None
    if choices is not None:
        return Codes(choices), choices
    return (source.domain, source.choices) if source else (Codes(), None)


def _finished(
    draft: _Draft, names: Mapping[str, ValueSet], vocabulary: Vocabulary, faults: list[str]
) -> FactDefinition:
    kind = vocabulary.kinds.get("course" if draft.definition.how == "clock" else draft.definition.kind)
    inside = {name: domain for name, _, domain, _, _ in entry_names(kind)} if kind else {}

    def read(text: str, allowed: Mapping[str, ValueSet]) -> Condition:
        try:
            return parse_condition(text, allowed)
        except ConditionFault as fault:
            faults.append(f"{place(draft.record.path)} [{draft.definition.name}]: {fault}")
            return ALWAYS

    where = None if draft.where == "always" else read(draft.where, inside)
    closed = None if draft.closed == "-" else read(draft.closed, names)
    return replace(draft.definition, where=where, closed=closed)
