"""Labels that show text as it is: Qt guesses at markup unless it is told not to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def plain_label(text: str, role: str = "", parent: QWidget | None = None, *, wraps: bool = False) -> QLabel:
    """A label in plain text; one that wraps takes as many lines as it needs."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setIndent(0)
    if role:
        label.setProperty("role", role)
    if wraps:
        label.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label
