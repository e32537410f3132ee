"""The remarks of a case that wait for a look: how many, and on demand which, each leading to its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.mark_icon import MarkIcon
from enec_desktop.ui.widgets.note import Note
from enec_desktop.ui.widgets.wrap_button import WrapButton


class RemarkList(QFrame):
    """One line with the count that opens to the list; ``chosen`` hands out entry and field of a remark."""

    chosen = Signal(str, str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._told: list[tuple[Note, str]] = []
        pad = kit.theme.space(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, kit.theme.space(1), pad, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        self._icon = MarkIcon(kit, Mark.CAUTION, self)
        self._count = WrapButton(kit.theme, size="small", strong=True, parent=self)
        self._count.setToolTip(kit.words("remark.open_tip"))
        self._count.clicked.connect(self._turn)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._count)
        head.addStretch(1)
        self._lines = QWidget(self)
        self._lines.setAccessibleName(kit.words("remark.list"))
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(pad, 0, 0, 0)
        self._grid.setSpacing(0)
        self._lines.hide()
        column.addLayout(head)
        column.addWidget(self._lines)
        self.hide()
        kit.theme.changed.connect(self._fill)

    def show_remarks(self, case: Case, notes: Sequence[Note]) -> None:
        """Show the remarks of a case; hidden where there is none."""
        own = [note for note in notes if note.may_be_answered]
        still = [(note, self._words(case, note)) for note in own if note.is_open]
        words = "remark.open" if still else "remark.open_none"
        self._count.show_words(self._kit.words(words, count=len(still)))
        self._count.setAccessibleName(self._count.text())
        self._icon.set_mark(Mark.CAUTION if still else Mark.NOTE)
        self.setVisible(bool(own))
        if still != self._told:
            self._told = still
            self._fill()

    def _turn(self) -> None:
        self._lines.setVisible(self._lines.isHidden())

    def _words(self, case: Case, note: Note) -> str:
        vocabulary = self._kit.desk.vocabulary
        kind = vocabulary.kinds[case.entry(note.query.entry).kind]
        label = kind.fields[note.query.field].label if note.query.field else kind.label
        chapter = vocabulary.chapters[kind.chapter]
        return self._kit.words("remark.at", chapter=chapter, field=label, text=self._kit.said(note.text))

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, (note, words) in enumerate(self._told):
            line = WrapButton(self._kit.theme, words, size="small", colour="text", parent=self._lines)
            line.setAccessibleName(words)
            place = (note.query.entry, note.query.field)
            line.clicked.connect(lambda _=False, place=place: self.chosen.emit(*place))
            self._grid.addWidget(line, row, 0)
            line.show()
        if not self._told:
            self._lines.hide()
