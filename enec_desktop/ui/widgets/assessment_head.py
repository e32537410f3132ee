"""Above the assessment: as known when, the outcome as text, and the way to the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enec_desktop.domain.values import Codes
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_box import ChoiceBox
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.wrap_button import WrapButton

SHOWN = 44
"""A question of a board may be a paragraph: here stand its first words, the whole of it in the list."""


class _PointBox(ChoiceBox):
    """The point in force by its first words; the list and the tip tell it in full."""

    def show_codes(self, codes: Codes, absent: str) -> None:
        """Show the first words of what is chosen."""
        super().show_codes(codes, absent)
        whole = self.currentText()
        self.setItemText(0, shorten(whole, SHOWN, placeholder=" …"))
        self.setAccessibleDescription(whole)


class AssessmentHead(QWidget):
    """``point_chosen`` hands out the number of a point in time."""

    point_chosen = Signal(int)
    copy_wanted = Signal()
    widen_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        words, theme = kit.words, kit.theme
        self._kit = kit
        self._points = _PointBox(theme, {})
        self._points.setAccessibleName(words("assessment.point"))
        self._points.setToolTip(words("assessment.point_tip"))
        self._points.chosen.connect(lambda codes: self.point_chosen.emit(int(next(iter(codes), "0"))))
        self._points.setMinimumWidth(theme.space(18))
        self._points.setMaximumWidth(theme.space(120))
        self._copy = copy = WrapButton(theme, words("copy.outcome_button"))
        copy.setAccessibleName(words("copy.outcome_name"))
        copy.setToolTip(words("copy.tip"))
        copy.clicked.connect(self.copy_wanted)
        self._widen = WrapButton(theme, words("assessment.widen"))
        self._widen.setToolTip(words("assessment.widen_tip"))
        self._widen.clicked.connect(self.widen_wanted)
        self._then = plain_label(words("assessment.then"), "tag-note", wraps=True)
        self._then.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(plain_label(words("assessment.point"), "label"))
        row.addWidget(self._points, 8)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(self._widen)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(4), theme.space(2), theme.space(2), theme.space(1))
        column.addLayout(row)
        column.addWidget(self._then)

    def show_points(self, labels: Sequence[str], at: int) -> None:
        """The points in time to choose from, and the one in force."""
        self._points.set_choices({str(number): label for number, label in enumerate(labels)})
        self._points.show_codes(frozenset({str(at)}), "")
        self._then.setVisible(at > 0)
        whole = labels[at] if at else ""
        self._points.setToolTip(whole or self._kit.words("assessment.point_tip"))

    def allow_copy(self, allowed: bool) -> None:
        """Offer the outcome as text, or not while it waits."""
        if self._copy.isHidden() == allowed:
            self._copy.setVisible(allowed)

    def show_wide(self, wide: bool) -> None:
        """Name the way to the whole page, or back from it."""
        self._widen.show_words(self._kit.words("assessment.narrow" if wide else "assessment.widen"))
