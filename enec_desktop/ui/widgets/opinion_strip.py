"""Agree, disagree, say why: what is said of an option, and what was said of it before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enec_desktop.domain.content import Sentence
from enec_desktop.domain.opinion import Opinion
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.disputes import Disputes
from enec_desktop.ui.widgets.reason_line import ReasonLine
from enec_desktop.ui.widgets.wrap_button import WrapButton

if TYPE_CHECKING:
    from enec_desktop.app.opinions import SaidOpinion


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """A reason that is not kept yet: of which rows, its words, and whether the cursor was in it."""

    rules: tuple[str, ...]
    text: str
    focused: bool


class OpinionStrip(QWidget):
    """One press agrees, one press disagrees and opens the line for a reason, which may stay empty.

    The buttons stand where the card puts them; what was said, and the line, stand in the strip itself.
    """

    def __init__(
        self,
        kit: Kit,
        disputes: Disputes,
        rules: tuple[str, ...],
        title: str,
        prose: Callable[[Sentence], QWidget],
    ) -> None:
        super().__init__()
        self.rules = rules
        self._kit, self._disputes, self._title, self._prose = kit, disputes, title, prose
        self._line: ReasonLine | None = None
        self._told: tuple[SaidOpinion, ...] = ()
        self._stance: Opinion | None = None
        self._is_worded = False
        self._lines: list[QWidget] = []
        self._agree = self._button(lambda: self.turn(agrees=True))
        self._disagree = self._button(lambda: self.turn(agrees=False))
        self._why = self._button(self._ask)
        self._why.show_words(kit.words("opinion.why"))
        self._why.setAccessibleName(kit.words("opinion.why_of", title=title))
        self.buttons = (self._agree, self._disagree, self._why)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(kit.theme.space(0.5))
        disputes.shown.connect(self._show)
        self._show()

    def turn(self, *, agrees: bool) -> None:
        """Agree or disagree; the same again takes it back. Disagreeing opens the line for the reason."""
        self.close_line()
        kept = self._disputes.turn(self.rules[0], agrees=agrees)
        own = self._own()
        if kept and own is not None and not own.agrees:
            self._ask()
        else:
            self.focus_on(agrees=agrees)

    def focus_on(self, *, agrees: bool) -> None:
        """Put the cursor on one of the two buttons."""
        (self._agree if agrees else self._disagree).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def half_typed(self) -> HalfTyped | None:
        """The reason that stands in the line and is not kept; None where there is none."""
        if self._line is None or not (self._line.text or self._line.holds_focus):
            return None
        return HalfTyped(self.rules, self._line.text, self._line.holds_focus)

    def reopen(self, typed: HalfTyped) -> None:
        """Show again what was half typed."""
        own = self._own()
        if own is not None:
            self._open_line(own).show_draft(typed.text, focused=typed.focused)

    def keep_half_typed(self) -> None:
        """Keep what stands in the line now: the reader goes elsewhere."""
        if self._line is not None and self._line.is_changed:
            self._line.hand_over()

    def close_line(self) -> None:
        """Put the line for the reason away."""
        if self._line is not None:
            line, self._line = self._line, None
            line.hide()
            line.deleteLater()

    def _button(self, act: Callable[[], None]) -> WrapButton:
        button = WrapButton(self._kit.theme, size="small", parent=self)
        button.clicked.connect(act)
        return button

    def _own(self) -> Opinion | None:
        return self._disputes.own(self.rules[0])

    def _ask(self) -> None:
        own = self._own()
        if own is not None:
            self._open_line(own).focus_start()

    def _open_line(self, own: Opinion) -> ReasonLine:
        if self._line is None:
            codes = {} if own.agrees else self._disputes.reasons
            self._line = ReasonLine(self._kit, codes, own.reason, own.text, self._title, self)
            self._line.given.connect(self._take)
            self._line.left.connect(self._leave)
            self._column.addWidget(self._line)
            self._line.show()
        return self._line

    def _take(self, reason: str, text: str, done: bool) -> None:
        """Keep the reason; the line stays open with its words where that failed."""
        own, line = self._own(), self._line
        if own is None or line is None or not self._disputes.give_reason(own, reason, text):
            return
        line.settle(reason, " ".join(text.split()))
        if done:
            self._leave()

    def _leave(self) -> None:
        own = self._own()
        self.close_line()
        self.focus_on(agrees=own is not None and own.agrees)

    def _show(self) -> None:
        """Show what was said of the rows; most changes of a case change nothing about that."""
        own, told = self._own(), self._disputes.of_rules(self.rules)
        if not self._is_worded or own != self._stance:
            self._show_stance(own)
        if told != self._told:
            self._told = told
            self._fill(own)

    def _show_stance(self, own: Opinion | None) -> None:
        self._stance, self._is_worded = own, True
        for button, agrees, name in ((self._agree, True, "agree"), (self._disagree, False, "disagree")):
            key = f"opinion.{name}" + ("_back" if own is not None and own.agrees is agrees else "")
            button.show_words(self._kit.words(key))
            button.setAccessibleName(self._kit.words(f"{key}_of", title=self._title))
            button.setToolTip(self._kit.words(f"opinion.{name}_tip"))
        self._why.setVisible(own is not None)

    def _fill(self, own: Opinion | None) -> None:
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = []
        for said in self._told:
            self._add(self._prose(said.sentence))
            if said.is_own and said.opinion != own:
                self._add(self._back(said))

    def _add(self, widget: QWidget) -> None:
        at = self._column.count() - (1 if self._line is not None else 0)
        self._column.insertWidget(at, widget)
        self._lines.append(widget)
        widget.show()

    def _back(self, said: SaidOpinion) -> WrapButton:
        button = self._button(lambda: self._take_back(said.opinion))
        button.show_words(self._kit.words("opinion.take_back"))
        button.setAccessibleName(self._kit.words("opinion.take_back_of", said=said.sentence.text))
        return button

    def _take_back(self, opinion: Opinion) -> None:
        self._disputes.take_back(opinion)
