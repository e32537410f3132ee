"""A small window beside the work that shows blocks: the keys, the versions."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from enec_desktop.domain.content import Block
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.room import room_for
from enec_desktop.ui.widgets.blocks import BlockMaker, Doors


class InfoDialog(QDialog):
    """Never modal; Escape closes it."""

    def __init__(self, kit: Kit, title: str, blocks: tuple[Block, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        maker = BlockMaker(kit, Doors(_nowhere, _nowhere), set())
        sheet = QWidget()
        sheet.setProperty("role", "sheet")
        column = QVBoxLayout(sheet)
        column.setSpacing(kit.theme.space(2))
        for block in blocks:
            column.addWidget(maker.make(block))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(title)
        area.setWidget(sheet)
        close = QPushButton(kit.words("info.close"))
        close.clicked.connect(self.close)
        whole = QVBoxLayout(self)
        whole.addWidget(area, 1)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        room = room_for(140, 150, kit.theme, parent.window())
        high = column.totalHeightForWidth(room.width() - kit.theme.space(8)) + kit.theme.space(24)
        self.resize(room.boundedTo(QSize(room.width(), high)))


def _nowhere(_: str) -> None:
    """Nothing can be opened from here."""
