"""Reads sources side by side, what is background alone, and what second sources say by themselves."""

from __future__ import annotations

from pathlib import Path

from enec_desktop.domain.evidence import Background, Comparison, Figure, Relation, Side, Verification
from enec_desktop.knowledge.records import Record, read_records
from enec_desktop.knowledge.table_files import check_ids


def read_comparisons(folder: Path) -> tuple[dict[str, Comparison], list[str]]:
    """The comparisons of every file of the folder by id, and the faults."""
    comparisons: dict[str, Comparison] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        records, unreadable = read_records(path)
        faults += unreadable
        for record in records:
            if record.id in comparisons:
                record.fault("another file has a comparison of this id; rename one.")
            comparisons[record.id] = _comparison(record)
            faults += record.done()
    return comparisons, faults


def read_background(*paths: Path) -> tuple[dict[str, Background], list[str]]:
    """The subjects of the background and of the standards by id, and the faults."""
    found: dict[str, Background] = {}
    faults: list[str] = []
    records: list[Record] = []
    for path in paths:
        read, unreadable = read_records(path)
        records += read
        faults += unreadable
    for record in records:
        if record.id in found:
            record.fault("another subject has this id; rename one.")
        statements = tuple(_side(part, record.id) for part in record.parts("statement"))
        check_ids((one.id for one in statements), record)
        found[record.id] = Background(
            record.id,
            record.text("title"),
            record.texts("claims", ()),
            record.texts("sources", ()),
            record.text("says", ""),
            statements,
        )
        faults += record.done()
    return found, faults


def _comparison(record: Record) -> Comparison:
    sides = tuple(_side(part, record.id) for part in record.parts("side"))
    check_ids((side.id for side in sides), record)
    if len(sides) < 2:
        record.fault("a comparison needs two sides or more; add one under [[side]].")
    return Comparison(
        record.id,
        record.text("topic"),
        record.code("relation", Relation),
        sides,
        record.text("used"),
        record.texts("options", ()),
        record.texts("tables", ()),
    )


def _side(record: Record, comparison: str) -> Side:
    return Side(
        f"{comparison}/{record.text('id')}",
        record.text("source"),
        record.text("says"),
        record.code("verification", Verification, Verification.ARTICLE),
        record.texts("refs", ()),
        record.text("population", ""),
        tuple(_figure(part) for part in record.parts("figures")),
    )


def _figure(record: Record) -> Figure:
    return Figure(record.text("measure"), record.text("value"), record.text("unit"), record.text("n", ""))
