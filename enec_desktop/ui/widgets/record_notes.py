"""The notes of the hospital below a record: read, written, changed, deleted and brought back in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.record_note import RecordNote
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.text_editors import FactLine
from enec_desktop.ui.widgets.wrap_button import WrapButton


class RecordNotes(QWidget):
    """``changed`` when other notes are kept; what cannot be kept is said here and stays typed."""

    changed = Signal()

    def __init__(self, kit: Kit, ref: str) -> None:
        super().__init__()
        self._kit, self._ref = kit, ref
        self._line: FactLine | None = None
        self._edited: RecordNote | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(kit.theme.space(1))
        self._problem = plain_label("", "message", self, wraps=True)
        self._lines = QVBoxLayout()
        self._column.addLayout(self._lines)
        add = self._button("note.add", "note.add_of", lambda: self._open_line(None), ref=ref)
        self._column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._problem)
        self._problem.hide()
        self._fill()

    def _fill(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for note in self._kit.desk.notes.of_record(self._ref):
            row = self._row(note)
            self._lines.addWidget(row)
            row.show()

    def _row(self, note: RecordNote) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._kit.theme.space(2))
        day = note.when.strftime("%d-%b-%Y %H:%M")
        key = "note.said" if note.text else "note.deleted"
        told = self._kit.words(key, text=note.text or note.before, who=note.who, date=day)
        line.addWidget(plain_label(told, "" if note.text else "second", row, wraps=True), 1)
        if note.text:
            line.addWidget(self._button("note.edit", "note.edit_of", lambda: self._open_line(note), ref=told))
            line.addWidget(
                self._button("note.delete", "note.delete_of", lambda: self._change(note, ""), ref=told)
            )
        else:
            back = self._button(
                "note.bring_back", "note.bring_back_of", lambda: self._change(note, note.before), ref=told
            )
            line.addWidget(back)
        return row

    def _button(self, words: str, named: str, act: Callable[[], None], *, ref: str) -> WrapButton:
        button = WrapButton(self._kit.theme, self._kit.words(words), size="small", parent=self)
        button.setAccessibleName(self._kit.words(named, ref=ref))
        button.clicked.connect(act)
        return button

    def _open_line(self, note: RecordNote | None) -> None:
        self._close_line()
        self._edited = note
        self._line = line = _NoteLine(self)
        line.setPlaceholderText(self._kit.words("note.hint"))
        line.setAccessibleName(self._kit.words("note.line", ref=self._ref))
        line.show_text(note.text if note is not None else "")
        line.done.connect(self._keep)
        line.entered.connect(lambda _: self._keep())
        line.escaped.connect(self._close_line)
        self._column.addWidget(line)
        line.show()
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.end(False)

    def _close_line(self) -> None:
        if self._line is not None:
            line, self._line = self._line, None
            line.hide()
            line.deleteLater()

    def _keep(self) -> None:
        if self._line is None:
            return
        text, note = self._line.text(), self._edited
        if note is None:
            self._try(lambda: self._kit.desk.notes.add(self._ref, text))
        elif text.strip():
            self._change(note, text)
        else:
            self._close_line()

    def _change(self, note: RecordNote, text: str) -> None:
        self._try(lambda: self._kit.desk.notes.change(note, text))

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except EnecError as trouble:
            self._problem.setText(self._kit.problem(trouble))
            self._problem.show()
            return
        self._problem.hide()
        self._close_line()
        self._fill()
        self.changed.emit()


class _NoteLine(FactLine):
    """Enter keeps the note, Escape leaves it as it was."""

    done = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys that end a note."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
