"""Some fields of one entry in a grid, in the order they are wanted at the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from enec_desktop.domain.case import Entry
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.decision_pen import DecisionPen
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.field_key import FieldKey
from enec_desktop.ui.widgets.field_layout import Spot
from enec_desktop.ui.widgets.flow import FieldGrid

COLUMN = 46
"""The width of a column of fields before it gives way, in steps."""


class FieldSet(QWidget):
    """Fields bound to one entry for good, or to none until the first fact is typed."""

    menu_wanted = Signal(object)

    def __init__(self, kit: Kit, pen: DecisionPen, entry: Entry, spots: Sequence[Spot], most: int) -> None:
        super().__init__()
        self._pen = pen
        self.entry_id = entry.id
        self.fields: dict[str, FactField] = {}
        grid = FieldGrid(self, column=kit.theme.space(COLUMN), gap=kit.theme.space(3), most=most)
        kind = kit.desk.vocabulary.kinds[entry.kind]
        for rank, spot in enumerate(spots):
            key = FieldKey(pen.case.id, entry.id, entry.kind, spot.name)
            field = FactField(kit, key, kind.fields[spot.name], self, spot.look)
            field.fact_changed.connect(lambda key, fact, field=field: pen.save(key, fact, field, self.adopt))
            field.draft_changed.connect(pen.keep_draft)
            field.menu_wanted.connect(self.menu_wanted)
            field.show_fact(entry.fact(spot.name))
            pen.show_draft(field)
            grid.add(field, spot.span, rank)
            self.fields[spot.name] = field

    @property
    def case_id(self) -> str:
        """The case whose fields these are."""
        return next(iter(self.fields.values())).key.case_id

    def adopt(self, entry: Entry) -> None:
        """Stand for the entry that came into being."""
        self.entry_id = entry.id
        for field in self.fields.values():
            field.adopt(entry.id)

    def show_entry(self, entry: Entry) -> None:
        """Show what is recorded now."""
        if entry.id and not self.entry_id:
            self.adopt(entry)
        for name, field in self.fields.items():
            field.show_fact(entry.fact(name))

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts."""
        return [stop for field in self.fields.values() for stop in field.stops()]

    def flush(self) -> None:
        """Hand out what is half typed."""
        for field in self.fields.values():
            field.flush()
