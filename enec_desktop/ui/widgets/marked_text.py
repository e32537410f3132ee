"""A pasted report, the words that values were read from marked by underline, not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from enec_desktop.domain.reading.offers import Span
from enec_desktop.domain.reading.sheet import Line, Verdict
from enec_desktop.ui.kit import Kit

_UNDERLINES = {
    Verdict.OPEN: QTextCharFormat.UnderlineStyle.DashUnderline,
    Verdict.TAKEN: QTextCharFormat.UnderlineStyle.SingleUnderline,
}


class MarkedText(QPlainTextEdit):
    """Shows a text nobody can change; the marked words of the current offer stand on the accent."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(kit.words("report.text"))

    def show_text(self, text: str) -> None:
        """Show another text, from its beginning."""
        # One character each: places count alike here and in the text that was read.
        self.setPlainText(text.replace("\r", " "))

    def mark(self, lines: Sequence[Line], doubts: Sequence[Span], current: Span | None) -> None:
        """Mark the words of offers as they stand, those of doubts by dots, and show the current one."""
        marks = [self._selection(span, _dotted(self._kit)) for span in doubts]
        marks += [self._selection(line.offer.span, self._look(line.verdict)) for line in lines]
        if current is not None:
            marks.append(self._selection(current, self._strong()))
            cursor = self._cursor(current)
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
            self.centerCursor()
        self.setExtraSelections(marks)

    def _look(self, verdict: Verdict) -> QTextCharFormat:
        look, theme = QTextCharFormat(), self._kit.theme
        look.setForeground(theme.colour("text" if verdict is not Verdict.REFUSED else "second"))
        if verdict is Verdict.REFUSED:
            look.setFontStrikeOut(True)
            return look
        look.setBackground(theme.colour("note-surface"))
        look.setUnderlineStyle(_UNDERLINES[verdict])
        look.setUnderlineColor(theme.colour("note"))
        if verdict is Verdict.TAKEN:
            look.setFontWeight(600)
        return look

    def _strong(self) -> QTextCharFormat:
        look, theme = QTextCharFormat(), self._kit.theme
        look.setBackground(theme.colour("accent"))
        look.setForeground(theme.colour("surface"))
        look.setFontWeight(600)
        return look

    def _selection(self, span: Span, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor(span)
        selection.format = look
        return selection

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        # A character beyond the basic plane counts twice in Qt.
        text = self.toPlainText() if self._is_wide else ""
        start, end = (_in_qt(text, at) if text else at for at in (span.start, span.end))
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    @property
    def _is_wide(self) -> bool:
        return self.document().characterCount() - 1 != len(self.toPlainText())


def _dotted(kit: Kit) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    look.setUnderlineColor(kit.theme.colour("caution"))
    look.setBackground(kit.theme.colour("caution-surface"))
    look.setForeground(kit.theme.colour("text"))
    return look


def _in_qt(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le")) // 2
