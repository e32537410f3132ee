"""Backups in the window: the dialog, and the copy at the end that holds nobody up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QWidget

from enec_desktop.domain.errors import EnecError
from enec_desktop.ui.habits import keep, look_of, zoom_of
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.wait_sheet import waiting

if TYPE_CHECKING:
    from enec_desktop.ui.pages.case_page import CasePage
    from enec_desktop.ui.places import Places
    from enec_desktop.ui.widgets.alarm import Alarm


def show_backups(kit: Kit, tasks: Tasks, places: Places, restored: Callable[[str], None]) -> None:
    """Open the list of copies."""
    from enec_desktop.ui.pages.backup_dialog import BackupDialog

    def read_again(sentence: str) -> None:
        """What came back beside the cases shows at once."""
        kit.desk.site.check()
        kit.theme.take(look_of(kit.desk.settings), zoom_of(kit.desk.settings))
        places.worklist.read_habits()
        restored(sentence)

    dialog = BackupDialog(kit, tasks, places.window())
    dialog.restored.connect(read_again)
    dialog.open()


def come_back(kit: Kit, page: CasePage, open_case: Callable[[str], None], alarm: Callable[[], Alarm]) -> None:
    """After an end that was none, show what was open, at the field of then; tell of a missed copy."""
    with suppress(EnecError):
        spot = kit.desk.drafts.last()
        if spot is not None and not page.case.id:
            open_case(spot.case_id)
            page.go_to(spot)
            alarm().note(kit.words("window.back"))
    if missed := kit.desk.backups.take_problem():
        alarm().warn(kit.words("backup.missed", why=missed))


def leave(kit: Kit, tasks: Tasks, parent: QMainWindow) -> None:
    """Remember where the window is, let work end, say that this end is one, and leave a copy of the cases."""
    keep(parent, kit.desk.settings)
    with suppress(EnecError):
        kit.desk.drafts.leave()
    tasks.close()
    _back_up_at_close(kit, tasks, parent)
    parent.hide()


def _back_up_at_close(kit: Kit, tasks: Tasks, parent: QWidget) -> None:
    """Make the copy of the end, where there is something new to copy.

    What takes long is shown and can be called off; what fails is told at the next start.
    """
    words = kit.words
    parts = words("backup.title"), words("backup.closing"), words("backup.without_do")
    with waiting(kit, tasks, parent, *parts) as tell:
        kit.desk.backups.at_close(tell)
