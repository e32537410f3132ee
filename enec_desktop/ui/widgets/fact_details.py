"""Date, source and note of one fact, opened below its field on demand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
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
    """Three lines; ``changed`` hands out the fact with the changed one, ``typed`` what is half typed."""

    changed = Signal(object)
    typed = Signal(str, str)

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
            line.typed.connect(lambda part=part: self._tell(part))
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
        for part, line in self._lines.items():
            line.renew(_shown(self._kit, fact, part))

    def show_draft(self, part: str, text: str, not_saved: str) -> None:
        """Show what was typed into a line and is not recorded; what an earlier run left waits for Enter."""
        if not_saved:
            self._lines[part].hold(text)
            self._message.show_error(not_saved)
        else:
            self._lines[part].show_draft(text)

    def part_in_use(self) -> str:
        """The line with the cursor; empty where none has it."""
        return next((part for part, line in self._lines.items() if line.hasFocus()), "")

    def focus_on(self, part: str) -> None:
        """Go to a line."""
        self._lines[part].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, part: str) -> None:
        line = self._lines[part]
        self.typed.emit(part, line.text() if line.is_changed else "")

    def flush(self) -> None:
        """Hand out what is typed now."""
        for line in self._lines.values():
            line.hand_over()

    def _take(self, part: str, text: str) -> None:
        try:
            value = read_date(self._kit, text) if part == "on" and text.strip() else text.strip() or None
        except EnecError as trouble:
            readings = trouble.readings if isinstance(trouble, FieldProblem) else ()
            self._message.show_error(self._kit.problem(trouble), readings)
            self._lines["on"].show_wrong(bool(readings), self._message.readings)
            return
        self._message.clear_error()
        self._lines[part].show_wrong(False)
        self.changed.emit(replace(self._fact, **{part: value}))  # type: ignore[arg-type]
        if getattr(self._fact, part) == value:
            self._lines[part].show_text(_shown(self._kit, self._fact, part))
        self._tell(part)

    def _take_reading(self, text: str) -> None:
        self._lines["on"].setFocus()
        self._lines["on"].show_draft(text)
        self._lines["on"].hand_over()


def _shown(kit: Kit, fact: Fact, part: str) -> str:
    """What is recorded of a part of a fact, as it is typed."""
    if part == "on":
        return kit.date(fact.on) if fact.on else ""
    return getattr(fact, part) or ""
