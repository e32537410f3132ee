"""Running text in which every sentence ends with the ids it rests on; an id opens its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from enec_desktop.domain.content import Mark, Sentence
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.line_breaks import kept_together
from enec_desktop.ui.painter import paint_mark

_RULE = re.compile(r".+/.+|[a-z_0-9]+[.][a-z_0-9]+")
"""Ids of rules (``option/row``) and of facts (``kind.field``) mean nothing to a reader as such."""


@dataclass(frozen=True, slots=True)
class _Ref:
    """Where an id stands in the text."""

    id: str
    start: int
    length: int


class Prose(QWidget):
    """Sentences that run on. With ids it takes the focus: left and right choose one, Enter opens it."""

    ref_opened = Signal(str)

    def __init__(
        self,
        kit: Kit,
        sentences: tuple[Sentence, ...],
        *,
        size: str = "body",
        bullet: bool = False,
        link: str = "prose.why",
    ) -> None:
        super().__init__()
        self._kit, self._sentences, self._size, self._bullet = kit, sentences, size, bullet
        self._mark = sentences[0].mark if sentences else Mark.NONE
        self._link = link
        self._text, self._refs, self._strong = self._joined()
        first = sentences[0].text if sentences else ""
        self._steps_in = len(first) - len(first.lstrip())
        self._chosen = 0
        self._layouts: dict[int, QTextLayout] = {}
        self._heights: dict[int, int] = {}
        self._high = 0
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = kit.words(f"mark.{self._mark.value}") + ": " if self._mark else ""
        self.setAccessibleName(said + " ".join(sentence.text for sentence in sentences))
        if self._refs:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setMouseTracking(True)
            ids = ", ".join(ref.id for ref in self._refs)
            self.setAccessibleDescription(kit.words("prose.opens", ids=ids))

    def look_again(self) -> None:
        """Mark the records that have a note now."""
        told = self._joined()
        if told[0] != self._text:
            self._text, self._refs, self._strong = told
            self._forget()
            self.update()

    def _joined(self) -> tuple[str, list[_Ref], list[tuple[int, int]]]:
        words = self._kit.words
        return _joined(self._sentences, words(self._link), words("note.mark"), self._kit.desk.notes.has)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the text is at a width."""
        known = self._heights.get(width)
        if known is None:
            narrow = width <= self.minimumSizeHint().width()
            known = self._heights[width] = self._guessed(width) if narrow else self._high_at(width)
        return known

    def sizeHint(self) -> QSize:
        """Takes the width it gets."""
        return QSize(self._kit.theme.space(40), self._line_height())

    def minimumSizeHint(self) -> QSize:
        """At least a few words wide."""
        return QSize(self._kit.theme.space(20), self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark, text and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, left = self._kit.theme, self._gutter()
        high = self._line_height()
        if self._mark:
            side = theme.size("body")
            paint_mark(painter, self._mark, QRectF(self._indent(), (high - side) / 2, side, side), theme)
        elif self._bullet:
            painter.setBrush(theme.colour("second"))
            painter.setPen(Qt.PenStyle.NoPen)
            dot = QPointF(self._indent() + self._sign_width() / 2, high / 2)
            painter.drawEllipse(dot, high / 10, high / 10)
        painter.setPen(theme.colour("text"))
        layout = self._laid_out(self.width())
        layout.draw(painter, QPointF(left, 0))
        if self.hasFocus() and self._refs:
            self._paint_focus(painter, layout, left)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose an id, open it, copy the text."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._refs:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._chosen = (self._chosen + step) % len(self._refs)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._refs:
            self.ref_opened.emit(self._refs[self._chosen].id)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()  # whoever shows the record may go further
        elif key == Qt.Key.Key_Down:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._text.replace("\u2060", ""))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that an id can be opened."""
        over = self._ref_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on an id opens it."""
        ref = self._ref_at(event.position())
        if ref is not None:
            self._chosen = self._refs.index(ref)
            self.ref_opened.emit(ref.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which id is chosen."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop showing it."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Other fonts and colours lay the text out anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._high = 0
            self._forget()

    def _gutter(self) -> int:
        return self._indent() + self._sign_width()

    def _indent(self) -> int:
        """Blanks before the first word stand for the depth in a tree."""
        return self._kit.theme.space(self._steps_in)

    def _sign_width(self) -> int:
        if self._mark:
            return self._kit.theme.size("body") + self._kit.theme.space(1.5)
        return self._kit.theme.space(3) if self._bullet else 0

    def _line_height(self) -> int:
        if not self._high:
            self._high = QFontMetrics(self._kit.theme.font(self._size)).height()
        return self._high

    def _forget(self) -> None:
        """What was laid out is laid out anew."""
        self._layouts.clear()
        self._heights.clear()
        self.updateGeometry()

    def _guessed(self, width: int) -> int:
        """About how high it would be at a width it never gets: layouts ask, to find their own least."""
        each = max(width - self._gutter(), 10) // max(self._line_height() // 2, 1)
        return self._line_height() * (1 + len(self._text) // max(each, 1))

    def _high_at(self, width: int) -> int:
        layout = self._laid_out(width)
        last = layout.lineAt(layout.lineCount() - 1) if layout.lineCount() else None
        return round(last.y() + max(last.height(), self._line_height()) + 0.5) if last is not None else 1

    def _laid_out(self, width: int) -> QTextLayout:
        """The text in lines; the last few widths are kept, since painting follows measuring."""
        if width not in self._layouts:
            if len(self._layouts) > 2:
                self._layouts.clear()
            self._layouts[width] = self._lay_out(max(width - self._gutter(), 10))
        return self._layouts[width]

    def _lay_out(self, width: float) -> QTextLayout:
        layout = QTextLayout(kept_together(self._text), self._kit.theme.font(self._size))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        y, high = 0.0, self._line_height()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += max(line.height(), high)
        layout.endLayout()
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        theme = self._kit.theme
        small, bold = QTextCharFormat(), QTextCharFormat()
        small.setFont(theme.font("small"))
        small.setForeground(theme.colour("accent"))
        bold.setFont(theme.font(self._size, strong=True))
        found = [_range(ref.start, ref.length, small) for ref in self._refs]
        return found + [_range(start, length, bold) for start, length in self._strong]

    def _paint_focus(self, painter: QPainter, layout: QTextLayout, left: int) -> None:
        ref = self._refs[self._chosen]
        line = layout.lineForTextPosition(ref.start)
        start = line.cursorToX(ref.start)[0]  # type: ignore[index]
        end = line.cursorToX(ref.start + ref.length)[0]  # type: ignore[index]
        painter.setPen(QPen(self._kit.theme.colour("accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(left + start - 2, line.y() + 1, end - start + 4, line.height() - 2)
        painter.drawRoundedRect(box, 3, 3)

    def _ref_at(self, point: QPointF) -> _Ref | None:
        layout = self._laid_out(self.width())
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            x = point.x() - self._gutter()
            inside = line.y() <= point.y() < line.y() + line.height() and x <= line.naturalTextWidth()
            if inside and x >= 0:
                at = line.xToCursor(x, line.CursorPosition.CursorOnCharacter)
                return next((ref for ref in self._refs if ref.start <= at < ref.start + ref.length), None)
        return None


def _joined(
    sentences: tuple[Sentence, ...], why: str, note: str, noted: Callable[[str], bool]
) -> tuple[str, list[_Ref], list[tuple[int, int]]]:
    """The text, where its ids stand, and which parts are strong."""
    text = ""
    refs: list[_Ref] = []
    strong: list[tuple[int, int]] = []
    for sentence in sentences:
        said = sentence.text if text else sentence.text.lstrip()
        text += "  " if text else ""
        if sentence.strong:
            strong.append((len(text), len(said)))
        text += said
        for ref, shown in _shown(sentence.refs, why):
            text += "\u2002"
            shown += f" {note}" if noted(ref) else ""
            refs.append(_Ref(ref, len(text), len(shown)))
            text += shown
    return text, refs, strong


def _shown(refs: tuple[str, ...], why: str) -> list[tuple[str, str]]:
    """Each id with what is printed for it: ids of sources as they are, the last rule or fact as one word.

    None of them is parted at the end of a line.
    """
    inner = [ref for ref in refs if _RULE.fullmatch(ref)]
    outer = [(ref, ref.replace("-", "\u2011")) for ref in refs if ref not in inner]
    return outer + [(ref, "\u2060".join(why)) for ref in inner[-1:]]


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, look
    return found
