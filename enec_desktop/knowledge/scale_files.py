"""Reads the scales (``scales/*.toml``): items with the points of each answer, summed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from enec_desktop.domain.knowledge_base import FactDefinition
from enec_desktop.domain.measures import Scale, ScaleItem, ScaleRow
from enec_desktop.domain.values import Interval, ValueSet
from enec_desktop.knowledge.records import Record, read_toml
from enec_desktop.knowledge.table_files import check_ids, condition


def scale_facts(folder: Path) -> dict[str, FactDefinition]:
    """The fact each scale works out: ``scale.`` and the name of its file."""
    facts = {}
    for path in sorted(folder.glob("*.toml")):
        record = Record(path, path.stem, read_toml(path)[0])
        span = Interval(record.number("least"), record.number("most"))
        name, label, refs = f"scale.{path.stem}", record.text("label"), record.texts("refs")
        facts[name] = FactDefinition(name, label, "scale", span, table=path.stem, unit="points", refs=refs)
    return facts


def read_scales(folder: Path, names: Mapping[str, ValueSet]) -> tuple[dict[str, Scale], list[str]]:
    """All scales by the name of their file, and every fault."""
    scales: dict[str, Scale] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        content, unreadable = read_toml(path)
        faults += unreadable
        if not unreadable:
            record = Record(path, path.stem, content)
            scales[path.stem] = _scale(record, names)
            faults += record.done()
    return scales, faults


def _scale(record: Record, names: Mapping[str, ValueSet]) -> Scale:
    items = tuple(_item(part, names) for part in record.parts("item"))
    check_ids((item.id for item in items), record)
    least, most = record.number("least"), record.number("most")
    low = sum(min((row.low for row in item.rows), default=0) for item in items)
    high = sum(max((row.high for row in item.rows), default=0) for item in items)
    if (low, high) != (least, most):
        record.fault(f'the items run from {low:g} to {high:g}; mend "least", "most" or the points')
    label, refs, note = record.text("label"), record.texts("refs"), record.text("note", "-").strip("-")
    return Scale(record.id, label, items, refs, least, most, note)


def _item(record: Record, names: Mapping[str, ValueSet]) -> ScaleItem:
    rows = tuple(_row(part, names) for part in record.parts("row"))
    return ScaleItem(record.text("id"), record.text("label"), rows)


def _row(record: Record, names: Mapping[str, ValueSet]) -> ScaleRow:
    """``points``, or ``points`` up to ``to`` where the sources differ."""
    low = record.number("points")
    return ScaleRow(condition(record, "when", names), low, record.number("to", low))
