"""What stands below a list that a search left empty: what to type instead."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QLabel

from enec_desktop.ui.widgets.labels import plain_label


def no_hits(model: QAbstractItemModel, sentence: str) -> QLabel:
    """A label that is seen only while the list has no line."""
    label = plain_label(sentence, "second", wraps=True)

    def look() -> None:
        label.setVisible(not model.rowCount())

    label.hide()
    for change in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
        change.connect(look)
    return label
