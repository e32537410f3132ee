"""Which fields of an entry stand where and which are folded: what can change the answer comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from enec_desktop.domain.case import NOT_RECORDED, Entry
from enec_desktop.ui.widgets.asks import Ask
from enec_desktop.ui.widgets.field_layout import Block, KindLayout, Spot


class FieldOrder:
    """The order made by hand, with the fields that matter before the rest of their block.

    A field that came to the front stays there, filled or not, until the chapter is opened again: nothing
    jumps back behind the cursor.
    """

    def __init__(self, layout: KindLayout, opened: Iterable[str]) -> None:
        self.asks: Mapping[str, Ask] = {}
        self._blocks = {block.group: block for block in layout.blocks}
        self._opened = set(opened)
        self._front: dict[str, set[str]] = {group: set() for group in self._blocks}

    def open(self, group: str) -> None:
        """Fold nothing of a group from now on."""
        self._opened.add(group)

    def settle(self, entry: Entry, *, but: str = "", afresh: bool = False) -> bool:
        """Bring what matters now to the front, ``but`` in one group; whether anything moves.

        ``afresh``: what came to the front before and matters no more goes back.
        """
        before = {group: set(names) for group, names in self._front.items()}
        for group, block in self._blocks.items():
            if group == but:
                continue
            if afresh:
                self._front[group].clear()
            self._front[group].update(self.open_asks((spot.name for spot in block.spots), entry))
        return before != self._front

    def waits(self, entry: Entry) -> bool:
        """Whether something that matters is not yet at the front."""
        return any(
            not self._front[group] >= set(self.open_asks((spot.name for spot in block.spots), entry))
            for group, block in self._blocks.items()
        )

    def open_asks(self, names: Iterable[str], entry: Entry) -> list[str]:
        """Those of the fields that can change the answer."""
        return [name for name in names if name in self.asks and self.asks[name].stands(entry.fact(name))]

    def spots(self, group: str) -> list[Spot]:
        """The fields of a group as they stand."""
        front = self._front[group]
        return sorted(self._blocks[group].spots, key=lambda spot: spot.name not in front)

    def folded(self, group: str, entry: Entry) -> set[str]:
        """The fields that are rare, empty and not at the front, unless their group is opened."""
        block = self._blocks[group]
        if group in self._opened or _opens(block, entry):
            return set()
        rare = (spot.name for spot in block.spots if spot.rare and spot.name not in self._front[group])
        return {name for name in rare if entry.fact(name) == NOT_RECORDED}


def _opens(block: Block, entry: Entry) -> bool:
    if block.opened_by is None:
        return False
    name, codes = block.opened_by
    value = entry.fact(name).value
    return isinstance(value, frozenset) and bool(value & codes)
