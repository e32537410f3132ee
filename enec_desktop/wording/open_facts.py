"""Which events of a history lack a fact that could change the answer, for the pictures of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from enec_desktop.domain.content import Mark, Row
from enec_desktop.domain.mattering import mattering
from enec_desktop.wording.board import Board


def open_facts(board: Board) -> Mapping[str, tuple[str, ...]]:
    """By entry the labels of its fields that are not recorded, or too old, and could change the answer."""
    found: dict[str, dict[str, None]] = {}
    for one in mattering(board.assessment, board.knowledge):
        field = board.kind(one.place.kind).fields.get(one.place.field)
        if one.place.entry and field is not None:
            found.setdefault(one.place.entry, {})[field.label] = None
    return {entry: tuple(labels) for entry, labels in found.items()}


def with_open(row: Row, labels: tuple[str, ...]) -> Row:
    """The row of an event with the facts it lacks."""
    if not labels:
        return row
    told = f"{row.value.text.removesuffix('.')}. Missing here: {'; '.join(labels)}."
    return replace(row, value=replace(row.value, text=told, mark=Mark.ASK))
