"""Where text, numbers and dates are typed; undo inside a box gives way to the undo of the case."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from enec_desktop.ui.theme import Theme, set_role

IDLE_MS = 1500
"""A long text is handed over when nobody typed for so long."""

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class FactLine(QLineEdit):
    """One line; ``entered`` when the user is done with a changed text."""

    entered = Signal(str)
    typed = Signal()

    def __init__(self, parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__(parent)
        self._settled, self._wrong, self._large = "", False, large
        self._held: str | None = None
        self.textEdited.connect(self.typed)
        self._readings: QWidget | None = None
        self.setMinimumWidth(40)
        self.textChanged.connect(self._look)
        self._look()

    @property
    def is_changed(self) -> bool:
        """Whether the text is not the one that was shown."""
        return self.text() != self._settled

    def show_text(self, text: str) -> None:
        """Show what is recorded; what was typed to come there is no longer taken back by the line."""
        if text == self._settled == self.text():
            return
        self._settled, self._held = text, None
        at = self.cursorPosition() if self.hasFocus() else 0
        self.setText(text)
        self.setCursorPosition(min(at, len(text)))

    def renew(self, text: str) -> None:
        """Show what is recorded now; a half-typed text stays while that is the same as before."""
        if text != self._settled or not self.is_changed:
            self.show_text(text)

    def show_wrong(self, wrong: bool, readings: QWidget | None = None) -> None:
        """Mark the text as one that could not be read; Enter and Tab go to what it can have meant."""
        self._wrong, self._readings = wrong, readings
        self._look()

    def show_draft(self, text: str) -> None:
        """Show what was typed and is not recorded."""
        self.setText(text)

    def hold(self, text: str) -> None:
        """Show what an earlier run left; it is handed over by Enter or once it is edited, not in passing."""
        self.setText(text)
        self._held = text

    def hand_over(self) -> None:
        """Report a changed text now."""
        if self.is_changed and self.text() != self._held:
            self.entered.emit(self.text())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """What is left by key is handed over first: where it is asked what was meant, the keys go there."""
        self.hand_over()
        if forward and self._wrong and self._readings is not None:
            self._readings.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().focusNextPrevChild(forward)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the case unless something is half typed here."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = any(event.matches(key) for key in _UNDO)
            if undoes and not (self.is_changed and self.isUndoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter hands over and goes on to the next field; Escape brings back what is recorded."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._held = None
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape and self.is_changed:
            self.setText(self._settled)
            self.entered.emit(self._settled)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the box hands over."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.hand_over()

    def _look(self) -> None:
        set_role(self, _role(self.text(), wrong=self._wrong, large=self._large))


def _role(text: str, *, wrong: bool, large: bool) -> str:
    if wrong:
        return "wrong"
    filled = "number" if large else "fact"
    return filled if text else "empty"


class FactText(QPlainTextEdit):
    """Several lines, as high as their text; ``entered`` when idle or left."""

    entered = Signal(str)
    typed = Signal()

    def __init__(self, theme: Theme, *, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: str | None = None
        self._settled, self._theme, self._lines = "", theme, lines
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.hand_over)
        self.textChanged.connect(self._idle.start)
        self.textChanged.connect(self._fit)
        self.textChanged.connect(self.typed)
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # As high as its text it has nothing to scroll; typing scrolls it before it has grown.
        self.verticalScrollBar().valueChanged.connect(lambda _: self.verticalScrollBar().setValue(0))
        self._fit()

    @property
    def is_changed(self) -> bool:
        """Whether the text is not the one that was shown."""
        return self.toPlainText() != self._settled

    def text(self) -> str:
        """What stands in the box."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show what is recorded; what was typed to come there is no longer taken back by the box."""
        same = text == self.toPlainText()
        if not (same and text == self._settled):
            cursor = self.textCursor().position() if same else 0
            self._settled, self._held = text, None
            self.setPlainText(text)
            moved = self.textCursor()
            moved.setPosition(cursor)
            self.setTextCursor(moved)
        self._idle.stop()

    def show_draft(self, text: str) -> None:
        """Show what was typed and is not recorded."""
        self.setPlainText(text)

    def hold(self, text: str) -> None:
        """Show what an earlier run left; it is handed over by Enter or once it is edited, not in passing."""
        self._held = text
        self.setPlainText(text)

    def hand_over(self) -> None:
        """Report a changed text now."""
        self._idle.stop()
        if self.is_changed and self.toPlainText() != self._held:
            self.entered.emit(self.toPlainText())

    def event(self, event: QEvent) -> bool:
        """Leave undo to the case unless something is half typed here."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = any(event.matches(key) for key in _UNDO)
            if undoes and not (self.is_changed and self.document().isUndoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the box hands over."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.hand_over()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted into a short text goes on in one line: a letter or a table broke it there."""
        if self._lines == 1 and source.hasText():
            self.insertPlainText(" ".join(source.text().split()))
        else:
            super().insertFromMimeData(source)

    def sizeHint(self) -> QSize:
        """As high as the text, two lines at least."""
        lines = max(float(self._lines), self.document().size().height())
        more = round((lines - 1) * self._line_step())
        return QSize(self._theme.space(40), self._theme.line_height + more)

    def _line_step(self) -> float:
        """How far lines stand apart as they are laid out; a font tells it rounded, and lines add that up."""
        first = self.document().firstBlock()
        count = first.layout().lineCount()
        laid_out = self.blockBoundingRect(first).height() / count if count else 0.0
        return max(laid_out, float(self.fontMetrics().lineSpacing()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In a short text Enter goes on to the next field; Escape brings back what is recorded."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        short = self._lines == 1 or self._held is not None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and short and plain:
            self._held = None
            self.hand_over()
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape and self.is_changed:
            self.setPlainText(self._settled)
            self._idle.stop()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        set_role(self, "fact" if self.toPlainText() else "empty")
        high = self.sizeHint().height()
        if high != self.minimumHeight():
            self.setFixedHeight(high)
            self.updateGeometry()
