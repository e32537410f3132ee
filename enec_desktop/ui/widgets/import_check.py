"""The dry run of an import: counts, rows, and for the current row every field from old to new."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from enec_desktop.domain.content import Mark
from enec_desktop.domain.intake import Fate, ImportPlan, Planned
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.lines_table import LinesTable
from enec_desktop.ui.widgets.remarks import Remarks

_ROWS, _FIELDS, _REASONS = (17, 40, 43), (34, 26, 40), (22, 18, 60)
"""How the columns share the width: of the rows, of the fields of one, of the reasons why it is refused."""

SIDE_BY_SIDE = 180
"""Narrower than so many steps of the spacing table there is no room for two lists beside each other."""


class ImportCheck(QWidget):
    """Shows a plan; chips narrow it to one fate."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._plan = ImportPlan("", ())
        self._shown: list[Planned] = []
        words = kit.words
        self._chips = {fate: self._chip(fate) for fate in Fate}
        titles = [words(f"import.{name}") for name in ("row", "patient", "fate")]
        self._rows = LinesTable(kit, words("import.rows"), titles, _ROWS)
        self._rows.line_chosen.connect(self._show_row)
        titles = [words(f"import.{name}") for name in ("field", "old", "from_file")]
        self._fields = LinesTable(kit, words("import.fields"), titles, _FIELDS)
        self._who = plain_label("", "title", wraps=True)
        self._doubts = Remarks(kit)
        self._lay_out()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan; what is refused comes first, as it asks for something."""
        self._plan = plan
        for fate, chip in self._chips.items():
            count = plan.counts[fate]
            chip.setText(self._kit.words(f"import.{fate.name.lower()}", count=count))
            chip.setAccessibleName(chip.text())
            chip.setEnabled(bool(count))
            chip.setChecked(False)
        self._show_rows()

    def focus_start(self) -> None:
        """Go to the rows."""
        self._rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the row stands below the rows."""
        super().resizeEvent(event)
        narrow = self.width() < self._kit.theme.space(SIDE_BY_SIDE)
        self._split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)

    def _chip(self, fate: Fate) -> QPushButton:
        chip = QPushButton()
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        chip.clicked.connect(lambda _=False: self._choose(fate))
        return chip

    def _choose(self, chosen: Fate) -> None:
        for fate, chip in self._chips.items():
            chip.setChecked(fate is chosen and chip.isChecked())
        self._show_rows()

    def _lay_out(self) -> None:
        theme = self._kit.theme
        chips = QWidget()
        flow = Flow(chips, gap=theme.space(1.5))
        for chip in self._chips.values():
            flow.addWidget(chip)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(theme.space(3), 0, 0, 0)
        right.addWidget(self._who)
        right.addWidget(self._doubts)
        right.addWidget(self._fields, 1)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._rows)
        self._split.addWidget(side)
        self._split.setStretchFactor(0, 4)
        self._split.setStretchFactor(1, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(chips)
        column.addWidget(self._split, 1)

    def _show_rows(self) -> None:
        chosen = next((fate for fate, chip in self._chips.items() if chip.isChecked()), None)
        shown = [one for one in self._plan.planned if chosen in (None, one.fate)]
        shown.sort(key=lambda one: (one.fate is not Fate.REFUSED, not one.doubts))
        self._shown = shown
        self._rows.show_rows([self._row(one) for one in shown], [_mark(one) for one in shown])
        if not shown:
            self._fields.show_rows([])

    def _row(self, one: Planned) -> tuple[str, str, str]:
        words = self._kit.words
        what = words(f"import.is_{one.fate.name.lower()}", fields=one.fields, troubles=len(one.troubles))
        if one.doubts:
            what += words("import.with_doubt")
        return one.source, one.patient or words("import.no_patient"), what

    def _show_row(self, line: int) -> None:
        one, words = self._shown[line], self._kit.words
        self._who.setText(" · ".join(text for text in (one.source, one.patient) if text))
        self._doubts.show_remarks(tuple((doubt, Mark.CAUTION) for doubt in one.doubts))
        refused = bool(one.troubles)
        names = ("column", "cell", "why") if refused else ("field", "old", "from_file")
        self._fields.set_shares(_REASONS if refused else _FIELDS)
        self._fields.lines.set_titles([words(f"import.{name}") for name in names])
        if refused:
            whole = words("import.whole_row")
            rows = [(trouble.column or whole, trouble.text, trouble.sentence) for trouble in one.troubles]
        else:
            empty = words("import.not_stored")
            rows = [(field.where, field.old or empty, field.new) for field in one.lines]
        self._fields.show_rows(rows)


def _mark(one: Planned) -> Mark | None:
    if one.fate is Fate.REFUSED:
        return Mark.STOP
    return Mark.CAUTION if one.doubts else None
