"""What the columns of a table are taken in as: shown with their first values, changed one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QSpinBox, QVBoxLayout, QWidget

from enec_desktop.domain.columns import (
    MOST_OF_A_KIND,
    Address,
    all_addresses,
    field_of,
    read_address,
    told,
)
from enec_desktop.domain.intake import ColumnUse, TableFile
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.lines_table import LinesTable

SHOWN = 4
"""So many values of a column are shown."""

_SHARES = (26, 34, 40)


class ImportColumns(QWidget):
    """A list of the columns, and below it what the current one is taken in as."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._table: TableFile | None = None
        self._uses: list[ColumnUse] = []
        self._filling = False
        words = kit.words
        titles = [words(f"import.{name}") for name in ("heading", "values", "taken_as")]
        self._list = LinesTable(kit, words("import.columns"), titles, _SHARES)
        self._list.line_chosen.connect(self._show_column)
        self._target, self._unit, self._nth = self._target_box(), QComboBox(), QSpinBox()
        self._nth.setRange(1, MOST_OF_A_KIND)
        self._nth.setAccessibleName(words("import.nth"))
        self._unit.setAccessibleName(words("import.unit"))
        self._target.activated.connect(lambda _: self._take())
        self._unit.activated.connect(lambda _: self._take())
        self._nth.valueChanged.connect(lambda _: self._take())
        self._lay_out()

    @property
    def uses(self) -> tuple[ColumnUse, ...]:
        """What each column is taken in as."""
        return tuple(self._uses)

    def show_table(self, table: TableFile, uses: Sequence[ColumnUse]) -> None:
        """Show the columns of a table."""
        self._table, self._uses = table, list(uses)
        self._list.show_rows([self._row(at) for at in range(len(uses))])

    def focus_start(self) -> None:
        """Go to the list of columns."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _target_box(self) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName(self._kit.words("import.taken_as"))
        box.setMaxVisibleItems(16)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(24)
        box.addItem(self._kit.words("import.left_out"), "")
        for address in all_addresses(self._kit.desk.vocabulary):
            box.addItem(told(address, self._kit.desk.vocabulary), str(address))
        completer = box.completer()
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        line = box.lineEdit()
        assert line is not None
        line.setAccessibleName(self._kit.words("import.taken_as"))
        line.editingFinished.connect(self._settle_target)
        return box

    def _lay_out(self) -> None:
        theme, words = self._kit.theme, self._kit.words
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(0, 1)
        parts = ((self._target, "taken_as"), (self._nth, "nth"), (self._unit, "unit"))
        for column, (widget, name) in enumerate(parts):
            label = plain_label(words(f"import.{name}"), "label")
            label.setBuddy(widget)
            grid.addWidget(label, 0, column)
            grid.addWidget(widget, 1, column)
        self._list.setMinimumHeight(theme.space(35))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.space(2))
        whole.addWidget(self._list, 1)
        whole.addLayout(grid)

    def _row(self, at: int) -> tuple[str, str, str]:
        assert self._table is not None
        values = [line.cells[at].text for line in self._table.lines[:50] if not line.cells[at].is_blank]
        shown = " · ".join(" ".join(text.split())[:40] for text in list(dict.fromkeys(values))[:SHOWN])
        heading = self._table.headings[at] or self._kit.words("import.no_heading", number=at + 1)
        return heading, shown or self._kit.words("import.no_values"), self._told(self._uses[at])

    def _told(self, use: ColumnUse) -> str:
        address = read_address(use.address, self._kit.desk.vocabulary) if use.address else None
        if address is None:
            return self._kit.words("import.left_out")
        words = told(address, self._kit.desk.vocabulary)
        return f"{words}, {use.unit}" if use.unit else words

    def _show_column(self, at: int) -> None:
        self._filling = True
        use = self._uses[at]
        address = read_address(use.address, self._kit.desk.vocabulary) if use.address else None
        first = str(address.at(1)) if address else ""
        self._target.setCurrentIndex(max(self._target.findData(first), 0))
        self._nth.setValue(address.nth if address else 1)
        self._show_parts(address, use.unit)
        self._filling = False

    def _show_parts(self, address: Address | None, unit: str) -> None:
        """Offer a number where entries repeat, and units where a field has several."""
        words = self._kit.desk.vocabulary
        repeats = address is not None and bool(address.kind) and words.kinds[address.kind].repeats
        self._nth.setEnabled(repeats)
        field = field_of(address, words) if address else None
        units = list(field.units) if field is not None and len(field.units) > 1 else []
        self._unit.clear()
        self._unit.addItem(self._kit.words("import.in_cells" if units else "import.no_unit"), "")
        for one in units:
            self._unit.addItem(one, one)
        self._unit.setCurrentIndex(max(self._unit.findData(unit), 0))
        self._unit.setEnabled(bool(units))

    def _settle_target(self) -> None:
        """Take what was typed where it names one line of the list, else show the old one again."""
        at = self._target.findText(self._target.currentText(), Qt.MatchFlag.MatchFixedString)
        if at < 0:
            self._show_column(self._line())
            return
        if at != self._target.currentIndex():
            self._target.setCurrentIndex(at)
        self._take()

    def _take(self) -> None:
        if self._filling or self._table is None:
            return
        at, text = self._line(), str(self._target.currentData() or "")
        address = read_address(text, self._kit.desk.vocabulary) if text else None
        if address is None:
            use = ColumnUse()
        else:
            repeats = bool(address.kind) and self._kit.desk.vocabulary.kinds[address.kind].repeats
            same = str(address) == self._first(self._uses[at].address)
            unit = str(self._unit.currentData() or "") if same else ""
            use = ColumnUse(str(address.at(self._nth.value() if repeats else 1)), unit)
        if use != self._uses[at]:
            self._uses[at] = use
            self._list.lines.set_row(at, self._row(at))
            self._show_column(at)
            self.changed.emit()

    def _first(self, address: str) -> str:
        found = read_address(address, self._kit.desk.vocabulary) if address else None
        return str(replace(found, nth=1)) if found else ""

    def _line(self) -> int:
        return max(self._list.currentIndex().row(), 0)
