"""One record of the knowledge with its links, and the way back through those read before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.domain.content import Block
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.blocks import BlockMaker, Doors
from enec_desktop.ui.widgets.copier import Copier
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.prose import Prose
from enec_desktop.ui.widgets.record_notes import RecordNotes

MEASURE = 215
"""The widest a text may run, in steps of the spacing table."""


class RecordView(QWidget):
    """Shows a record; links open others, Alt with the arrows goes back and forward like a book."""

    shown = Signal(str)
    left = Signal()
    noted = Signal(str)

    def __init__(
        self, kit: Kit, page: Callable[[str], tuple[Block, ...]], unfold: str = "card.unfold"
    ) -> None:
        super().__init__()
        self._kit, self._page = kit, page
        self._trail: list[str] = []
        self._at = -1
        self._is_loose = False
        self._opened: set[str] = set()
        doors = Doors(self.open_record, self.open_record)
        self._maker = BlockMaker(kit, doors, self._opened, link="prose.open", unfold=unfold)
        self._back, self._forward = self._step_button("back", -1), self._step_button("forward", 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(kit.words("browser.record"))
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._copier = Copier(kit)
        self._copier.noted.connect(self.noted)
        self._copy = QPushButton(kit.words("copy.card"))
        self._copy.setProperty("role", "link")
        self._copy.setToolTip(kit.words("copy.tip"))
        self._copy.clicked.connect(self.copy_text)
        head = QHBoxLayout()
        head.setContentsMargins(kit.theme.space(4), kit.theme.space(2), kit.theme.space(2), 0)
        head.addWidget(self._back)
        head.addWidget(self._forward)
        head.addStretch(1)
        head.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        kit.theme.changing.connect(self._put_away)
        kit.theme.changed.connect(self._draw)
        self._draw()

    @property
    def ref(self) -> str:
        """The id of what is shown; empty before anything is."""
        return self._trail[self._at] if self._at >= 0 else ""

    def open_record(self, ref: str) -> None:
        """Go to a record by a link; the way back stays."""
        if ref != self.ref:
            self._trail = [*self._trail[: self._at + 1], ref]
            self._at = len(self._trail) - 1
        self._is_loose = False
        self._show()
        self.focus_start()

    def leaf_to(self, ref: str) -> None:
        """Show a record while the list is walked through; the last one stays in the way back."""
        if ref == self.ref:
            return
        kept = self._at if self._is_loose else self._at + 1
        self._trail = [*self._trail[:kept], ref]
        self._at = len(self._trail) - 1
        self._is_loose = True
        self._show()

    def keep(self) -> None:
        """The record that is shown was chosen: the next one walked to does not take its place."""
        self._is_loose = False

    def step(self, steps: int) -> None:
        """Back or forward among the records read."""
        if 0 <= self._at + steps < len(self._trail):
            self._at += steps
            self._is_loose = False
            self._show()

    def copy_text(self) -> None:
        """Put the record on the clipboard."""
        if self.ref:
            self._copier.copy_record(self._page(self.ref))

    def focus_start(self) -> None:
        """Go to the text."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves for the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _step_button(self, name: str, steps: int) -> QPushButton:
        button = QPushButton(self._kit.words(f"browser.{name}"))
        button.setProperty("role", "link")
        button.setToolTip(self._kit.words(f"browser.{name}_tip"))
        button.clicked.connect(lambda: self.step(steps))
        return button

    def _show(self) -> None:
        self._draw()
        self.shown.emit(self.ref)

    def _draw(self) -> None:
        self._back.setEnabled(self._at > 0)
        self._copy.setVisible(bool(self.ref))
        self._forward.setEnabled(self._at + 1 < len(self._trail))
        theme, sheet = self._kit.theme, QWidget()
        sheet.setProperty("role", "sheet")
        sheet.setMaximumWidth(theme.space(MEASURE))
        column = QVBoxLayout(sheet)
        pad = theme.space(4)
        column.setContentsMargins(pad, theme.space(2), pad, pad)
        column.setSpacing(theme.space(2))
        if self.ref:
            for block in self._page(self.ref):
                column.addWidget(self._maker.make(block))
            notes = RecordNotes(self._kit, self.ref)
            notes.changed.connect(self._mark_notes)
            column.insertWidget(1, notes)
        else:
            column.addWidget(plain_label(self._kit.words("browser.nothing_chosen"), "second", wraps=True))
        column.addStretch(1)
        self._area.setWidget(sheet)

    def _mark_notes(self) -> None:
        for prose in self.findChildren(Prose):
            prose.look_again()

    def _put_away(self) -> None:
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()
