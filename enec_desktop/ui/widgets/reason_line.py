"""One line for a reason: a coded one chosen from a list, free words beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_box import ChoiceBox
from enec_desktop.ui.widgets.text_editors import FactLine


class ReasonLine(QWidget):
    """``given`` hands out code, words and whether the reader is done with them (Enter); ``left``: Escape."""

    given = Signal(str, str, bool)
    left = Signal()

    def __init__(
        self, kit: Kit, codes: Mapping[str, str], code: str, text: str, title: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._kit, self._code, self._settled_code = kit, code, code
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.theme.space(1))
        self._words = _Words(self)
        self._words.setPlaceholderText(kit.words("opinion.reason"))
        self._words.setAccessibleName(kit.words("opinion.reason_of", title=title))
        self._words.show_text(text)
        self._words.entered.connect(lambda _: self.hand_over())
        self._words.done.connect(lambda: self.given.emit(self._code, self._words.text(), True))
        self._words.escaped.connect(self.left)
        self._box = ChoiceBox(kit.theme, codes, self)
        self._box.setAccessibleName(kit.words("opinion.code_of", title=title))
        self._box.chosen.connect(self._choose)
        self._box.setVisible(bool(codes))
        row.addWidget(self._box, 2)
        row.addWidget(self._words, 3)
        self._show_code()

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self._words.text()

    @property
    def is_changed(self) -> bool:
        """Whether something stands here that is not kept."""
        return self._words.is_changed or self._code != self._settled_code

    @property
    def holds_focus(self) -> bool:
        """Whether the cursor is here."""
        return self._words.hasFocus() or self._box.hasFocus()

    def focus_start(self) -> None:
        """Begin to type."""
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_draft(self, text: str, *, focused: bool) -> None:
        """Show what was typed and is not kept."""
        self._words.show_draft(text)
        if focused:
            self.focus_start()

    def settle(self, code: str, text: str) -> None:
        """This is what is kept now."""
        self._settled_code = code
        self._words.show_text(text)

    def hand_over(self) -> None:
        """Hand out what stands here; the reader may go on."""
        self.given.emit(self._code, self._words.text(), False)

    def _choose(self, codes: frozenset[str]) -> None:
        self._code = next(iter(codes), "")
        self._show_code()
        self.hand_over()
        self.focus_start()

    def _show_code(self) -> None:
        codes = frozenset({self._code} if self._code else ())
        self._box.show_codes(codes, self._kit.words("opinion.code"))


class _Words(FactLine):
    """Enter is done with the words, Escape leaves them as they were."""

    done = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, with words or without; Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._settled)
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
