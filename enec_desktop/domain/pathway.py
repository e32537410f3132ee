"""The pathway as a map: where each question of the day stands, and what may follow it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PathwayNode:
    """A question of the day as a box of the map; column and row count from 1, ``next`` are moment codes."""

    moment: str
    label: tuple[str, ...]
    column: int
    row: int
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pathway:
    """The boxes in the order of the pathway."""

    nodes: tuple[PathwayNode, ...] = ()

    def node(self, moment: str) -> PathwayNode:
        """The box of a moment; raises KeyError where the map has none."""
        for node in self.nodes:
            if node.moment == moment:
                return node
        raise KeyError(moment)
