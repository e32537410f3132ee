"""A folder for cases in words: where it is, what was found there, what went wrong with it."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from enec_desktop.domain.content import Mark
from enec_desktop.domain.ground import Ground, Survey
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.mark_icon import MarkIcon

BREAK = "\u200b"
"""Where a path may go on in the next line."""

_QUIET = (Ground.NEW, Ground.EMPTY)


class FolderCard(QFrame):
    """Says each thing in one sentence, with the mark of how much it weighs."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("role", "part")
        self._place = plain_label("", "second", wraps=True)
        self._path = plain_label("", "strong", wraps=True)
        self._found = _Line(kit)
        self._hint = _Line(kit)
        grid = QGridLayout(self)
        pad = kit.theme.space(3)
        grid.setContentsMargins(pad, pad, pad, pad)
        grid.setSpacing(kit.theme.space(1))
        for row, part in enumerate((self._place, self._path, self._found, self._hint)):
            grid.addWidget(part, row, 0)

    def show_folder(self, place: str, found: Survey, *, lost: bool) -> None:
        """Show a folder, with the words that say which one it is."""
        words, path = self._kit.words, str(found.folder)
        self._place.setText(place)
        self._path.setText(path.replace(os.sep, os.sep + BREAK))
        self._path.setAccessibleName(path)
        if lost:
            self.say(Mark.CAUTION, words("first.is_lost"))
        elif found.ground in _QUIET:
            self.say(Mark.NONE, words(f"first.is_{found.ground.value}"))
        else:
            mark = Mark.NOTE if found.is_fit else Mark.STOP
            self.say(mark, words(f"first.is_{found.ground.value}").format(what=found.what))
        self._hint.setVisible(found.removable and found.is_fit)
        self._hint.show_line(Mark.CAUTION, words("first.removable"))

    def say(self, mark: Mark, sentence: str) -> None:
        """Say what was found, or what went wrong; a screen reader reads it at once."""
        self._found.show_line(mark, sentence)
        QAccessible.updateAccessibility(QAccessibleEvent(self._found, QAccessible.Event.Alert))


class _Line(QWidget):
    """A mark, if any, with its sentence."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._mark = MarkIcon(kit, Mark.NOTE)
        self._words = plain_label("", "", wraps=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._words, 0, 1)

    def show_line(self, mark: Mark, sentence: str) -> None:
        self._mark.setVisible(mark is not Mark.NONE)
        self._mark.set_mark(mark)
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
