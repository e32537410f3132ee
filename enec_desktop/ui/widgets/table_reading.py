"""How a table file is read: encoding, delimiter, sheet, and what a date in digits means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from enec_desktop.domain.content import Mark
from enec_desktop.domain.intake import DayOrder, Reading, TableFile
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.remarks import Remarks

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "cp1252")
_DELIMITERS = (",", ";", "\t", "|")


class TableReading(QWidget):
    """Lists to choose from; ``changed`` asks for the file to be read anew."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._flow = Flow(self._holder(), gap=kit.theme.space(4))
        self._boxes: dict[str, QComboBox] = {}
        self._holders: dict[str, QWidget] = {}
        for name in ("encoding", "delimiter", "sheet", "days"):
            self._add(name)
        orders = [(kit.words(f"import.days_{order.name.lower()}"), order.value) for order in DayOrder]
        self._fill("days", orders, DayOrder.ASK.value)
        self._doubt = Remarks(kit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.theme.space(1))
        column.addWidget(self._lists)
        column.addWidget(self._doubt)

    @property
    def reading(self) -> Reading:
        """What was chosen."""
        chosen = {name: str(self._boxes[name].currentData() or "") for name in self._boxes}
        return Reading(chosen["encoding"], chosen["delimiter"], chosen["sheet"])

    @property
    def order(self) -> DayOrder:
        """Which number of a date in digits is the day."""
        return DayOrder(str(self._boxes["days"].currentData()))

    def show_table(self, table: TableFile) -> None:
        """Show how a table was read, and what else could be chosen."""
        read, words = table.reading, self._kit.words
        encodings = [(words(f"import.{one.replace('-', '_')}"), one) for one in _ENCODINGS]
        names = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
        delimiters = [(words(f"import.{names[one]}"), one) for one in _DELIMITERS]
        if read.delimiter and read.delimiter not in names:
            delimiters.append((read.delimiter, read.delimiter))
        self._fill("encoding", encodings if read.encoding else [], read.encoding)
        self._fill("delimiter", delimiters if read.delimiter else [], read.delimiter)
        self._fill("sheet", [(one, one) for one in table.sheets], read.sheet)
        doubt = ((words("import.doubtful"), Mark.ASK),) if table.doubtful else ()
        self._doubt.show_remarks(doubt)

    def _holder(self) -> QWidget:
        self._lists = QWidget()
        return self._lists

    def _add(self, name: str) -> None:
        words, box, holder = self._kit.words, QComboBox(), QWidget()
        box.setAccessibleName(words(f"import.{name}"))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        label = plain_label(words(f"import.{name}"), "label")
        label.setBuddy(box)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label)
        column.addWidget(box)
        if name != "days":
            box.activated.connect(lambda _: self.changed.emit())
        self._boxes[name], self._holders[name] = box, holder
        self._flow.addWidget(holder)

    def _fill(self, name: str, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        box = self._boxes[name]
        box.clear()
        for words, value in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        self._holders[name].setVisible(bool(choices))
        self._lists.updateGeometry()
