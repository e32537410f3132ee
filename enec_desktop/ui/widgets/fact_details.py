"""Date, source and note of one fact, opened below its field on demand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from enec_desktop.domain.case import NOT_RECORDED, Fact
from enec_desktop.domain.errors import EnecError, FieldProblem
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.dates import read_date
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.tab_order import Compound
from enec_desktop.ui.widgets.text_editors import FactLine


class FactDetails(Compound):
    """Three lines; ``changed`` hands out the fact with the changed one."""

    changed = Signal(object)

    def __init__(self, kit: Kit, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._fact = NOT_RECORDED
        self._lines = {part: FactLine() for part in ("on", "source", "note")}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, kit.theme.space(1), 0, 0)
        grid.setSpacing(kit.theme.space(1))
        for row, (part, line) in enumerate(self._lines.items()):
            words = kit.words(f"field.{part}")
            line.setAccessibleName(f"{label}: {words}")
            line.entered.connect(lambda text, part=part: self._take(part, text))
            grid.addWidget(plain_label(words, "label"), row, 0)
            grid.addWidget(line, row, 1)
        self._message = Message(kit)
        self._message.chosen.connect(self._take_reading)
        self._message.left.connect(self._lines["on"].setFocus)
        grid.addWidget(self._message, len(self._lines), 0, 1, 2)
        self.entry = self._lines["on"]

    def show_fact(self, fact: Fact) -> None:
        """Show what is recorded."""
        self._fact = fact
        texts = {"on": fact.on.shown() if fact.on else "", "source": fact.source, "note": fact.note}
        for part, line in self._lines.items():
            line.show_text(texts[part] or "")

    def flush(self) -> None:
        """Hand out what is typed now."""
        for line in self._lines.values():
            line.hand_over()

    def _take(self, part: str, text: str) -> None:
        if part == "source":
            self.changed.emit(replace(self._fact, source=text.strip() or None))
        elif part == "note":
            self.changed.emit(replace(self._fact, note=text.strip() or None))
        else:
            self._take_date(text)

    def _take_reading(self, text: str) -> None:
        self._lines["on"].setFocus()
        self._lines["on"].show_draft(text)
        self._lines["on"].hand_over()

    def _take_date(self, text: str) -> None:
        try:
            day = read_date(self._kit, text) if text.strip() else None
        except EnecError as trouble:
            readings = trouble.readings if isinstance(trouble, FieldProblem) else ()
            self._message.show_error(str(trouble), readings)
            self._lines["on"].show_wrong(bool(readings), self._message.readings)
            return
        self._message.clear_error()
        self._lines["on"].show_wrong(False)
        self.changed.emit(replace(self._fact, on=day))
