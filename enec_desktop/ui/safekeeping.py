"""Backups in the window: the dialog, and the copy at the end that holds nobody up."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.wait_strip import WaitStrip

PATIENCE_SECONDS = 0.4
"""A copy that takes no longer than this is made without a word."""


def show_backups(kit: Kit, tasks: Tasks, parent: QWidget, restored: Callable[[str], None]) -> None:
    """Open the list of copies."""
    from enec_desktop.ui.pages.backup_dialog import BackupDialog

    dialog = BackupDialog(kit, tasks, parent)
    dialog.restored.connect(restored)
    dialog.open()


def back_up_at_close(kit: Kit, tasks: Tasks, parent: QWidget) -> None:
    """Make the copy of the end, where there is something new to copy.

    What takes long is shown and can be called off; what fails is told at the next start.
    """
    sheet = QDialog(parent)
    sheet.setWindowTitle(kit.words("backup.title"))
    sheet.setModal(True)
    strip = WaitStrip(kit, tasks, kit.words("backup.without_do"))
    sentence = kit.words("backup.closing")
    column = QVBoxLayout(sheet)
    column.addWidget(plain_label(sentence, "title"))
    column.addWidget(strip)
    sheet.setMinimumWidth(kit.theme.space(110))
    sheet.rejected.connect(strip.stop)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    began = monotonic()

    def tell(share: float) -> bool:
        if sheet.isHidden() and monotonic() - began > PATIENCE_SECONDS:
            sheet.show()
        return sheet.isHidden() or strip.tell(share)

    strip.begin(sentence)
    try:
        kit.desk.backups.at_close(tell)
    finally:
        strip.end()
        sheet.deleteLater()
