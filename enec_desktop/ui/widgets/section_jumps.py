"""The way to a part of a long assessment in one press: its chapters by name, or by number."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from enec_desktop.domain.content import Block, Heading
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.wrap_button import WrapButton

TARGETS = {
    "glance": "glance",
    "court": "diagnosis",
    "missing": "missing",
    "stage": "stage",
    "kind/clarify": "clarify",
    "kind/treatment": "treatment",
    "kind/support": "support",
    "kind/referral": "referral",
}
"""The id of a section, or of a heading in one, with the word for it; in the order of the assessment."""


def target_of(section: str, part: Block | str) -> str:
    """The target that begins with a title or heading; "" for anything else."""
    if isinstance(part, str):
        return section if section in TARGETS else ""
    return part.id if isinstance(part, Heading) and part.id in TARGETS else ""


class SectionJumps(QWidget):
    """One word for each part that is there."""

    jumped = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: tuple[str, ...] = ()
        self._flow = Flow(self, gap=kit.theme.space(1))
        pad = kit.theme.space(3)
        self._flow.setContentsMargins(pad, 0, pad, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_targets(self, there: Iterable[str]) -> None:
        """Offer the parts that are there; the buttons stay as they are where these are the same."""
        found = frozenset(there)
        targets = tuple(target for target in TARGETS if target in found)
        if targets == self._shown:
            return
        self._shown = targets
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, target in enumerate(targets, start=1):
            self._flow.addWidget(self._button(number, target))
        self.setVisible(bool(targets))

    def target(self, key: int) -> str:
        """The part behind a number key; "" where there is none."""
        number = key - Qt.Key.Key_1
        return self._shown[number] if 0 <= number < len(self._shown) else ""

    def _button(self, number: int, target: str) -> WrapButton:
        words = self._kit.words
        name = words(f"jump.{TARGETS[target]}")
        button = WrapButton(self._kit.theme, name, size="small", parent=self)
        button.setAccessibleName(words("jump.to", what=name))
        button.setToolTip(words("jump.tip", what=name, number=number))
        button.clicked.connect(lambda: self.jumped.emit(target))
        button.show()
        return button
