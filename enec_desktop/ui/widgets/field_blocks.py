"""The fields of one entry, by group, in columns; seldom used ones stay folded while they are empty."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enec_desktop.domain.case import NOT_RECORDED, Entry
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.field_key import FieldKey
from enec_desktop.ui.widgets.field_layout import Block, layout_of
from enec_desktop.ui.widgets.flow import FieldGrid, Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.wrap_button import WrapButton

COLUMN_STEPS = 46
"""The width of a column of fields, in steps of the spacing table, before it gives way."""


class FieldBlocks(QWidget):
    """The body of a card."""

    fact_changed = Signal(object, object)
    draft_changed = Signal(object, str)
    menu_wanted = Signal(object)
    answered = Signal(object, object, str)
    grown = Signal()

    def __init__(self, kit: Kit, case_id: str, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        layout = layout_of(kit.desk.vocabulary.kinds[entry.kind])
        self._kit, self._case_id, self._entry, self._layout = kit, case_id, entry, layout
        self._kind = kit.desk.vocabulary.kinds[entry.kind]
        self.fields: dict[str, FactField] = {}
        self._opened = {group for kind, group in kit.unfolded if kind == entry.kind}
        self._heads: dict[str, QWidget] = {}
        self._grids: dict[str, FieldGrid] = {}
        self._holders: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(kit.theme.space(1))
        for block in layout.blocks:
            self._add_block(block)
        self._more: dict[str, WrapButton] = {}
        self._add_more_line()

    def adopt(self, entry_id: str) -> None:
        """Stand for an entry that came into being."""
        self._entry = replace(self._entry, id=entry_id)
        for field in self.fields.values():
            field.adopt(entry_id)

    def show_entry(self, entry: Entry) -> None:
        """Show what is recorded now."""
        self._entry = entry
        self._show_blocks()
        for name, field in self.fields.items():
            field.show_fact(entry.fact(name))

    def field(self, name: str) -> FactField | None:
        """A field by its name, made if need be; None where the kind has none of that name."""
        for block in self._layout.blocks:
            for rank, spot in enumerate(block.spots):
                if spot.name == name and name not in self.fields:
                    self._make_field(block, rank).hide()
        return self.fields.get(name)

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts: field by field, then what unfolds more."""
        spots = (spot.name for block in self._layout.blocks for spot in block.spots)
        fields = (self.fields[name] for name in spots if name in self.fields)
        return [*(stop for field in fields for stop in field.stops()), *self._more.values()]

    def reveal(self, name: str) -> None:
        """Unfold the group of a field."""
        block = next(block for block in self._layout.blocks if name in {spot.name for spot in block.spots})
        if name not in self.fields or self.fields[name].isHidden():
            self._opened.add(block.group)
            self._show_blocks()

    def _add_block(self, block: Block) -> None:
        theme = self._kit.theme
        head = plain_label(self._kind.groups[block.group], "group", self)
        holder = QWidget(self)
        grid = FieldGrid(holder, column=theme.space(COLUMN_STEPS), gap=theme.space(3), most=block.most)
        self._heads[block.group], self._holders[block.group], self._grids[block.group] = head, holder, grid
        head.setContentsMargins(0, theme.space(2), 0, 0)
        self._column.addWidget(head)
        self._column.addWidget(holder)

    def _make_field(self, block: Block, rank: int) -> FactField:
        """The field of a spot; it is made when it is first to be seen, and takes its place in the order."""
        spot = block.spots[rank]
        if spot.name in self.fields:
            return self.fields[spot.name]
        grid = self._grids[block.group]
        key = FieldKey(self._case_id, self._entry.id, self._kind.name, spot.name)
        field = FactField(self._kit, key, self._kind.fields[spot.name], self._holders[block.group], spot.look)
        field.fact_changed.connect(self.fact_changed)
        field.draft_changed.connect(self.draft_changed)
        field.menu_wanted.connect(self.menu_wanted)
        field.answered.connect(self.answered)
        field.show_fact(self._entry.fact(spot.name))
        self.fields[spot.name] = field
        grid.add(field, spot.span, rank)
        return field

    def _add_more_line(self) -> None:
        self._more_line = QWidget(self)
        line = QHBoxLayout(self._more_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(plain_label(self._kit.words("entry.more"), "second", self._more_line))
        buttons = QWidget(self._more_line)
        flow = Flow(buttons, gap=self._kit.theme.space(1))
        for block in self._layout.blocks:
            button = WrapButton(self._kit.theme, size="small", parent=buttons)
            button.clicked.connect(lambda _=False, group=block.group: self._unfold(group))
            self._more[block.group] = button
            flow.addWidget(button)
        line.addWidget(buttons, 1)
        self._column.addWidget(self._more_line)

    def _unfold(self, group: str) -> None:
        block = next(block for block in self._layout.blocks if block.group == group)
        hidden = [spot.name for spot in block.spots if spot.name in self._folded(group)]
        self._opened.add(group)
        self._kit.unfolded.add((self._kind.name, group))
        self._show_blocks()
        if hidden:
            self.fields[hidden[0]].setFocus()

    def _show_blocks(self) -> None:
        shown_groups, made = 0, len(self.fields)
        any_more = False
        for block in self._layout.blocks:
            folded = self._folded(block.group)
            for rank, spot in enumerate(block.spots):
                if spot.name not in folded:
                    self._make_field(block, rank).show()
                elif spot.name in self.fields:
                    self.fields[spot.name].hide()
            some = len(folded) < len(block.spots)
            shown_groups += some
            self._heads[block.group].setVisible(some)
            self._holders[block.group].setVisible(some)
            more = self._more[block.group]
            more.show_words(self._more_words(block, folded))
            more.setVisible(bool(folded))
            any_more = any_more or bool(folded)
        self._more_line.setVisible(any_more)
        if len(self.fields) != made:
            self.grown.emit()
        if shown_groups == 1 and len(self._layout.blocks) == 1:
            self._heads[self._layout.blocks[0].group].hide()

    def _more_words(self, block: Block, folded: set[str]) -> str:
        """One or two folded fields are named, of more only the group and their number."""
        if len(folded) <= 2:
            names = (spot.name for spot in block.spots if spot.name in folded)
            return ", ".join(self._kind.fields[name].label for name in names)
        group = self._kind.groups[block.group]
        return self._kit.words("entry.more_in", group=group, count=len(folded))

    def _folded(self, group: str) -> set[str]:
        """The fields of a group that are rare and empty, unless the group is opened."""
        block = next(block for block in self._layout.blocks if block.group == group)
        if group in self._opened or self._opens(block):
            return set()
        return {
            spot.name for spot in block.spots if spot.rare and self._entry.fact(spot.name) == NOT_RECORDED
        }

    def _opens(self, block: Block) -> bool:
        if block.opened_by is None:
            return False
        name, codes = block.opened_by
        value = self._entry.fact(name).value
        return isinstance(value, frozenset) and bool(value & codes)
