"""The fields of one entry, by group, in columns: what can change the answer first, rare ones folded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from enec_desktop.domain.case import Entry
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.asks import Ask
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.field_key import FieldKey
from enec_desktop.ui.widgets.field_layout import Block, layout_of
from enec_desktop.ui.widgets.field_order import FieldOrder
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
    made = Signal(object)

    def __init__(self, kit: Kit, case_id: str, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        layout = layout_of(kit.desk.vocabulary.kinds[entry.kind])
        self._kit, self._case_id, self._entry, self._layout = kit, case_id, entry, layout
        self._kind = kit.desk.vocabulary.kinds[entry.kind]
        self.fields: dict[str, FactField] = {}
        self._order = FieldOrder(layout, (group for kind, group in kit.unfolded if kind == entry.kind))
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
            self._mark(field)

    def field(self, name: str) -> FactField | None:
        """A field by its name, made if need be; None where the kind has none of that name."""
        for block in self._layout.blocks:
            for rank, spot in enumerate(block.spots):
                if spot.name == name and name not in self.fields:
                    self._make_field(block, rank).hide()
        return self.fields.get(name)

    def in_order(self) -> list[FactField]:
        """The fields made so far, as they stand."""
        spots = (spot for block in self._layout.blocks for spot in self._order.spots(block.group))
        return [self.fields[spot.name] for spot in spots if spot.name in self.fields]

    def show_asks(self, asks: Mapping[str, Ask], *, afresh: bool = False) -> None:
        """Mark the fields that can change the answer; they come first in every block but the one in use."""
        self._order.asks = asks
        for field in self.fields.values():
            self._mark(field)
        self.settle(afresh=afresh)

    def settle(self, *, afresh: bool = False) -> None:
        """Bring what matters to the front where nobody is at work; ``afresh``: what mattered goes back."""
        self._order.settle(self._entry, but=self._in_use(), afresh=afresh)
        self._show_blocks()

    @property
    def waits(self) -> bool:
        """Whether a block in use holds something back that matters."""
        return self._order.waits(self._entry)

    def asked(self) -> int:
        """How many fields can change the answer."""
        return len(self._order.open_asks(self._kind.fields, self._entry))

    def _in_use(self) -> str:
        """The group the cursor is in, in a list that one of its fields opened included."""
        widget = QApplication.focusWidget()
        while widget is not None:
            for group, holder in self._holders.items():
                if widget is holder:
                    return group
            widget = widget.parentWidget()
        return ""

    def _mark(self, field: FactField) -> None:
        ask = self._order.asks.get(field.key.field)
        field.set_asked(ask.why if ask is not None and ask.stands(field.fact) else "")

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts: field by field, then what unfolds more."""
        return [*(stop for field in self.in_order() for stop in field.stops()), *self._more.values()]

    def reveal(self, name: str) -> None:
        """Unfold the group of a field."""
        block = next(block for block in self._layout.blocks if name in {spot.name for spot in block.spots})
        if name not in self.fields or self.fields[name].isHidden():
            self._order.open(block.group)
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
        self._mark(field)
        self.made.emit(field)
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
        hidden = [spot.name for spot in block.spots if spot.name in self._order.folded(group, self._entry)]
        self._order.open(group)
        self._kit.unfolded.add((self._kind.name, group))
        self._show_blocks()
        if hidden:
            self.fields[hidden[0]].setFocus()

    def _show_blocks(self) -> None:
        made, moved = len(self.fields), False
        shown = [self._show_block(block) for block in self._layout.blocks]
        for group, grid in self._grids.items():
            spots = self._order.spots(group)
            ranks: dict[QWidget, int] = {
                self.fields[spot.name]: rank for rank, spot in enumerate(spots) if spot.name in self.fields
            }
            moved = grid.rank(ranks) or moved
        self._more_line.setVisible(any(not more.isHidden() for more in self._more.values()))
        if moved or len(self.fields) != made:
            self.grown.emit()
        if len(shown) == 1 and shown[0]:
            self._heads[self._layout.blocks[0].group].hide()

    def _show_block(self, block: Block) -> bool:
        """Show what is not folded of a block; whether that is anything."""
        folded = self._order.folded(block.group, self._entry)
        for rank, spot in enumerate(block.spots):
            if spot.name not in folded:
                self._make_field(block, rank).show()
            elif spot.name in self.fields:
                self.fields[spot.name].hide()
        some = len(folded) < len(block.spots)
        self._heads[block.group].setVisible(some)
        self._holders[block.group].setVisible(some)
        more = self._more[block.group]
        more.show_words(self._more_words(block, folded))
        more.setVisible(bool(folded))
        return some

    def _more_words(self, block: Block, folded: set[str]) -> str:
        """One or two folded fields are named, of more only the group, their number and how many matter."""
        asked = len(self._order.open_asks(folded, self._entry))
        if len(folded) <= 2 and not asked:
            names = (spot.name for spot in block.spots if spot.name in folded)
            return ", ".join(self._kind.fields[name].label for name in names)
        group = self._kind.groups[block.group]
        words = "entry.more_asked" if asked else "entry.more_in"
        return self._kit.words(words, group=group, count=len(folded), asked=asked)
