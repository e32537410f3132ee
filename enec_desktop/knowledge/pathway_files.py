"""Reads the map of the pathway and holds it against the table of moments: a map that lags behind misleads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from enec_desktop.domain.knowledge_base import DecisionTable
from enec_desktop.domain.pathway import Pathway, PathwayNode
from enec_desktop.knowledge.records import Record, read_records

LINES = 2
"""A box holds so many lines."""


def read_pathway(path: Path, table: DecisionTable | None) -> tuple[Pathway, list[str]]:
    """The map of ``pathway.toml`` and its faults; without a table of moments there is nothing to map."""
    if table is None:
        return Pathway(), []
    moments = table.outcomes
    records, faults = read_records(path)
    nodes: list[PathwayNode] = []
    taken: dict[tuple[int, int], str] = {}
    for record in records:
        node = _node(record, moments)
        other = taken.setdefault((node.column, node.row), node.moment)
        if other != node.moment:
            record.fault(f"stands where {other} stands; give it another column or row.")
        nodes.append(node)
        faults += record.done()
    order = [node.moment for node in nodes]
    lacking = [code for code in moments if code not in order]
    if lacking:
        faults.append(f"{path.name}: no box for {', '.join(lacking)} of tables/moment.toml; add it.")
    elif not faults and order != list(moments):
        faults.append(f"{path.name}: another order than tables/moment.toml; write {', '.join(moments)}.")
    return Pathway(tuple(nodes)), faults


def _node(record: Record, moments: Mapping[str, str]) -> PathwayNode:
    if record.id not in moments:
        record.fault("is no moment of tables/moment.toml; mend the name or remove the box.")
    node = PathwayNode(
        record.id, record.texts("label"), record.whole("column"), record.whole("row"), record.texts("next")
    )
    if not 1 <= len(node.label) <= LINES:
        record.fault(f'"label" has {len(node.label)} lines; write one or {LINES}.')
    if min(node.column, node.row) < 1:
        record.fault('"column" and "row" count from 1.')
    for code in node.next:
        if code not in moments or code == record.id:
            record.fault(f'"next" names {code}, which is no other moment; mend it.')
    return node
