"""The fields of one entry, by group, in columns; seldom used ones stay folded while they are empty."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from enec_desktop.domain.case import NOT_RECORDED, Entry
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.field_key import FieldKey
from enec_desktop.ui.widgets.field_layout import Block, KindLayout
from enec_desktop.ui.widgets.flow import FieldGrid, Flow
from enec_desktop.ui.widgets.labels import plain_label

COLUMN_STEPS = 46
"""The width of a column of fields, in steps of the spacing table, before it gives way."""


class FieldBlocks(QWidget):
    """The body of a card."""

    fact_changed = Signal(object, object)
    draft_changed = Signal(object, str)
    menu_wanted = Signal(object)

    def __init__(self, kit: Kit, case_id: str, entry: Entry, layout: KindLayout) -> None:
        super().__init__()
        self._kit, self._case_id, self._entry, self._layout = kit, case_id, entry, layout
        self._kind = kit.desk.vocabulary.kinds[entry.kind]
        self.fields: dict[str, FactField] = {}
        self._opened: set[str] = set()
        self._heads: dict[str, QWidget] = {}
        self._grids: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(kit.theme.space(1))
        for block in layout.blocks:
            self._add_block(block)
        self._more: dict[str, QPushButton] = {}
        self._add_more_line()

    def adopt(self, entry_id: str) -> None:
        """Stand for an entry that came into being."""
        for field in self.fields.values():
            field.adopt(entry_id)

    def show_entry(self, entry: Entry) -> None:
        """Show what is recorded now."""
        self._entry = entry
        for name, field in self.fields.items():
            field.show_fact(entry.fact(name))
        self._show_blocks()

    def reveal(self, name: str) -> None:
        """Unfold the group of a field."""
        block = next(block for block in self._layout.blocks if name in {spot.name for spot in block.spots})
        if self.fields[name].isHidden():
            self._opened.add(block.group)
            self._show_blocks()

    def _add_block(self, block: Block) -> None:
        theme = self._kit.theme
        head = plain_label(self._kind.groups[block.group], "group")
        holder = QWidget()
        grid = FieldGrid(holder, column=theme.space(COLUMN_STEPS), gap=theme.space(3), most=block.most)
        for spot in block.spots:
            key = FieldKey(self._case_id, self._entry.id, self._kind.name, spot.name)
            field = FactField(self._kit, key, self._kind.fields[spot.name], spot.look)
            field.fact_changed.connect(self.fact_changed)
            field.draft_changed.connect(self.draft_changed)
            field.menu_wanted.connect(self.menu_wanted)
            self.fields[spot.name] = field
            grid.add(field, spot.span)
        self._heads[block.group], self._grids[block.group] = head, holder
        self._column.addWidget(head)
        self._column.addWidget(holder)

    def _add_more_line(self) -> None:
        self._more_line = QWidget()
        line = QHBoxLayout(self._more_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(plain_label(self._kit.words("entry.more"), "second"))
        buttons = QWidget()
        flow = Flow(buttons, gap=self._kit.theme.space(1))
        for block in self._layout.blocks:
            button = QPushButton()
            button.setProperty("role", "link")
            button.clicked.connect(lambda _=False, group=block.group: self._unfold(group))
            self._more[block.group] = button
            flow.addWidget(button)
        line.addWidget(buttons, 1)
        self._column.addWidget(self._more_line)

    def _unfold(self, group: str) -> None:
        hidden = [self.fields[name] for name in self._folded(group)]
        self._opened.add(group)
        self._show_blocks()
        if hidden:
            hidden[0].setFocus()

    def _show_blocks(self) -> None:
        shown_groups = 0
        any_more = False
        for block in self._layout.blocks:
            folded = self._folded(block.group)
            for spot in block.spots:
                self.fields[spot.name].setVisible(spot.name not in folded)
            some = len(folded) < len(block.spots)
            shown_groups += some
            self._heads[block.group].setVisible(some)
            self._grids[block.group].setVisible(some)
            more = self._more[block.group]
            label = self._kind.groups[block.group]
            more.setText(self._kit.words("entry.more_in", group=label, count=len(folded)))
            more.setVisible(bool(folded))
            any_more = any_more or bool(folded)
        self._more_line.setVisible(any_more)
        if shown_groups == 1 and len(self._layout.blocks) == 1:
            self._heads[self._layout.blocks[0].group].hide()

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
