"""What stands beside a field: why it could not be read and what can be meant, or what is doubtful."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from enec_desktop.domain.content import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.mark_icon import MarkIcon
from enec_desktop.ui.widgets.note import Note, NoteLine
from enec_desktop.ui.widgets.readings import Readings
from enec_desktop.ui.widgets.tab_order import halts_of


class Message(QWidget):
    """An error, or notes; hidden while there is nothing to say.

    ``chosen`` hands out the reading that was meant, ``left`` that none of them was, ``answered`` a note with
    the reason why the fact stands (empty: the answer is taken back).
    """

    chosen = Signal(str)
    left = Signal()
    answered = Signal(object, str)
    filled = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._error: tuple[str, tuple[str, ...]] = ("", ())
        self._notes: tuple[Note, ...] = ()
        self._readings: Readings | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 1, 0, 1)
        self._grid.setHorizontalSpacing(kit.theme.space(1))
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    @property
    def readings(self) -> QWidget | None:
        """Where what was meant is chosen; None where there is nothing to choose."""
        return self._readings

    def show_error(self, sentence: str, readings: Sequence[str] = ()) -> None:
        """Show why something is not recorded, with what can be meant, and say it to a screen reader."""
        if (sentence, tuple(readings)) != self._error:
            self._error = (sentence, tuple(readings))
            self._fill()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        if self._error[0]:
            self._error = ("", ())
            self._fill()

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show doubts, each with its mark and its answer."""
        if notes != self._notes:
            self._notes = notes
            self._fill()

    def _fill(self) -> None:
        self._readings = None
        drafts = self._drafts()
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        sentence, readings = self._error
        if sentence:
            self._add_error(sentence, readings)
        else:
            for row, note in enumerate(self._notes):
                line = NoteLine(self._kit, note, self)
                line.answered.connect(lambda reason, note=note: self.answered.emit(note, reason))
                self._grid.addWidget(line, row, 0, 1, 2)
                if note.text in drafts:
                    line.reopen(*drafts[note.text])
        said = [sentence] if sentence else [note.text for note in self._notes]
        self.setAccessibleName(" ".join(said))
        self.setVisible(bool(said))
        self.filled.emit()

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts, in order; what is made later would else come after everything else."""
        held = [self._readings] if self._readings else [*self.findChildren(NoteLine)]
        shown = [one for one in held if self._grid.indexOf(one) >= 0]
        return halts_of(*shown)

    def _drafts(self) -> dict[str, tuple[str, bool]]:
        """The reasons that are half typed, by their remark, and whether the cursor is there."""
        lines = [line for line in self.findChildren(NoteLine) if self._grid.indexOf(line) >= 0]
        return {line.note.text: line.draft for line in lines if line.draft}

    def _add_error(self, sentence: str, readings: tuple[str, ...]) -> None:
        icon = MarkIcon(self._kit, Mark.ASK if readings else Mark.CAUTION, self)
        self._grid.addWidget(icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(plain_label(sentence, "message", self, wraps=True), 0, 1)
        if readings:
            self._readings = Readings(self._kit, readings, self)
            self._readings.chosen.connect(self.chosen)
            self._readings.left.connect(self.left)
            self._grid.addWidget(self._readings, 1, 1)
