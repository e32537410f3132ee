"""Reads the decision tables (``tables/*.toml``): WHO class, NET grade, TNM, stage groups, moment."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from enec_desktop.domain.knowledge_base import DecisionTable, FactDefinition, TableRow
from enec_desktop.domain.rule import ALWAYS, Condition, OneOf
from enec_desktop.domain.values import Codes, ValueSet
from enec_desktop.knowledge.parsing import ConditionFault, parse_condition
from enec_desktop.knowledge.records import Record, read_toml


class _Policy(Enum):
    """How the rows of a table work together."""

    FIRST = "first"
    NARROW = "narrow"


def table_facts(folder: Path) -> tuple[dict[str, FactDefinition], list[str]]:
    """The fact each table works out, under the table's name, and the faults of unreadable files."""
    facts: dict[str, FactDefinition] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        content, unreadable = read_toml(path)
        faults += unreadable
        outcomes = content.get("outcomes")
        codes = {str(k): str(v) for k, v in outcomes.items()} if isinstance(outcomes, dict) else {}
        label = str(content.get("label", path.stem))
        facts[path.stem] = FactDefinition(
            path.stem, label, "table", Codes(codes), table=path.stem, choices=MappingProxyType(codes)
        )
    return facts, faults


def read_tables(folder: Path, names: Mapping[str, ValueSet]) -> tuple[dict[str, DecisionTable], list[str]]:
    """All tables by name, and every fault of their rows."""
    tables: dict[str, DecisionTable] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        content, unreadable = read_toml(path)
        if not unreadable:
            record = Record(path, path.stem, content)
            tables[path.stem] = _table(record, names)
            faults += record.done()
    return tables, faults


def _table(record: Record, names: Mapping[str, ValueSet]) -> DecisionTable:
    outcomes = record.part("outcomes")
    codes = {code: outcomes.text(code) for code in outcomes.table}
    rows = tuple(_row(part, codes, names) for part in record.parts("row"))
    check_ids((row.id for row in rows), record)
    return DecisionTable(
        record.id,
        record.text("label"),
        record.code("policy", _Policy).value,
        MappingProxyType(codes),
        rows,
        named_facts(record, "take", names),
        record.text("chapter"),
        record.text("note", "-").strip("-"),
        record.texts("refs", ()),
        condition(record, "shown_when", names) if record.has("shown_when") else ALWAYS,
        record.whole("place", 0),
    )


def _row(record: Record, codes: Mapping[str, str], names: Mapping[str, ValueSet]) -> TableRow:
    then = record.texts("then", ())
    for code in then:
        if code not in codes:
            record.fault(f'"then" names {code}, which is none of {", ".join(codes)}')
    when, beside = condition(record, "when", names), record.flag("beside")
    if beside and not isinstance(when, OneOf):
        record.fault('"beside" asks for a condition on one coded fact, such as "history.complication == yes"')
    return TableRow(
        record.text("id"),
        when,
        then,
        record.texts("refs", ()),
        record.text("say", "-").strip("-"),
        beside,
        condition(record, "first_when", names) if record.has("first_when") else None,
        named_facts(record, "asks", names),
    )


def named_facts(record: Record, key: str, names: Container[str]) -> tuple[str, ...]:
    """A list of fact names, each of which there is."""
    found = record.texts(key, ())
    for name in found:
        if name not in names:
            record.fault(f'"{key}" names {name}, which is no fact')
    return found


def condition(record: Record, key: str, names: Mapping[str, ValueSet]) -> Condition:
    """The condition written under a key; a fault and ``always`` where it cannot be read."""
    try:
        return parse_condition(record.text(key), names)
    except ConditionFault as fault:
        record.fault(f'"{key}": {fault}')
        return ALWAYS


def check_ids(ids: Iterable[str], record: Record) -> None:
    """A fault for every row id that a file uses twice: ids are how rows are named to a reader."""
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            record.fault(f'the row id "{one}" is used twice; give each row its own')
        seen.add(one)
