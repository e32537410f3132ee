"""The parts of a decision of one kind, one block of fields each, and an empty one for the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enec_desktop.domain.case import Entry
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.decision_pen import DecisionPen
from enec_desktop.ui.widgets.entry_words import entry_title
from enec_desktop.ui.widgets.field_layout import Spot
from enec_desktop.ui.widgets.field_set import FieldSet
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.tab_order import halts_of
from enec_desktop.ui.widgets.wrap_button import WrapButton


class PartLines(QWidget):
    """``grown`` when there are others now: the way of the Tab key is another then."""

    grown = Signal()
    menu_wanted = Signal(object)

    def __init__(self, kit: Kit, pen: DecisionPen, kind: str, spots: Sequence[Spot], most: int = 4) -> None:
        super().__init__()
        self._kit, self._pen, self._kind, self._spots, self._most = kit, pen, kind, tuple(spots), most
        self._lines: list[_Line] = []
        self._empty = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(kit.theme.space(1))
        self._none = plain_label(kit.words("recorder.none"), "second", self)
        self._column.addWidget(self._none)

    def show_parts(self) -> None:
        """Show what is recorded now; a line that stays keeps its place and its cursor."""
        parts = [*self._pen.parts(self._kind), *([Entry("", self._kind)] if self._empty else [])]
        kept = {line.set.entry_id: line for line in self._lines if line.set.case_id == self._pen.case.id}
        wanted = [kept[part.id] if part.id in kept else self._make(part) for part in parts]
        there = set(map(id, wanted))
        grown = wanted != self._lines
        for line in self._lines:
            if id(line) not in there:
                line.hide()
                line.deleteLater()
        self._lines = wanted
        for place, (line, part) in enumerate(zip(wanted, parts, strict=True)):
            if self._column.indexOf(line) != place:
                self._column.insertWidget(place, line)
            line.show_part(part)
            line.show()
        self._none.setVisible(not wanted)
        if grown:
            self.grown.emit()

    def show_empty(self, shown: bool) -> None:
        """Have an empty line for the next part, or none: nothing can be added."""
        if shown != self._empty:
            self._empty = shown
            self.show_parts()

    def focus_on(self, entry_id: str, name: str) -> bool:
        """Go to a field of a part, of the empty line without an id; whether it is here."""
        line = next((one for one in self._lines if one.set.entry_id == entry_id), None)
        field = line.set.fields.get(name) if line is not None else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field is not None

    def sets(self) -> list[FieldSet]:
        """The fields of every line."""
        return [line.set for line in self._lines]

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts: line by line, then what takes them out."""
        fields = [stop for line in self._lines for stop in line.set.stops()]
        return [*fields, *halts_of(*(line.drop for line in self._lines))]

    def _make(self, part: Entry) -> _Line:
        line = _Line(self._kit, self._pen, part, self._spots, self._most)
        line.set.menu_wanted.connect(self.menu_wanted)
        return line


class _Line(QWidget):
    """The fields of one part with the way to take it out."""

    def __init__(self, kit: Kit, pen: DecisionPen, part: Entry, spots: Sequence[Spot], most: int) -> None:
        super().__init__()
        self._kit, self._pen = kit, pen
        self.set = FieldSet(kit, pen, part, spots, most)
        self.drop = WrapButton(kit.theme, kit.words("recorder.drop"), size="small", parent=self)
        self.drop.clicked.connect(lambda: pen.remove(self.set.entry_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.set, 1)
        row.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignBottom)

    def show_part(self, part: Entry) -> None:
        """Show what is recorded now; an empty line cannot be taken out."""
        self.set.show_entry(part)
        title = entry_title(self._kit, self._pen.case, part)
        self.drop.setAccessibleName(self._kit.words("recorder.drop_of", what=title))
        policy = self.drop.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.drop.setSizePolicy(policy)
        self.drop.setVisible(bool(part.id))
