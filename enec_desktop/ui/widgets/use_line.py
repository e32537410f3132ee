"""The line below all advice: for whom it is, what it is not, and how old its knowledge is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from enec_desktop.domain.content import Mark
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.mark_icon import MarkIcon


class UseLine(QWidget):
    """Always there and never closed; a mark stands before it once the knowledge is overdue for review."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        told = kit.desk.assessments.use_line()
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.theme.space(4), kit.theme.space(1), kit.theme.space(2), kit.theme.space(1))
        if told.mark is not Mark.NONE:
            row.addWidget(MarkIcon(kit, told.mark))
        said = kit.said(told.text)
        text = plain_label(said, "second", wraps=True)
        text.setAccessibleName(said)
        row.addWidget(text, 1)
