"""Opens the projector where an audience sees it: on the screen chosen last, a second one, or the only one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from enec_desktop.app.settings import SettingsDesk
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.projector.window import Projector

SCREEN = "projector.screen"
"""The setting that names the screen the slides were moved to by key."""


def screen_for(window: QWidget, settings: SettingsDesk) -> QScreen:
    """The screen chosen last while it is there, else one the window is not on, else the only one."""
    screens = QGuiApplication.screens()
    chosen = settings.get(SCREEN, "")
    others = [one for one in screens if one is not window.screen()]
    wished = [one for one in screens if one.name() == chosen]
    return next(iter(wished or others), window.screen())


def open_projector(kit: Kit, window: QWidget, cases: Sequence[str], start_at: str = "") -> Projector:
    """A projector beside a window, which takes it along when it closes."""
    projector = Projector(kit, cases, start_at)
    projector.screen_chosen.connect(lambda name: kit.desk.settings.set(SCREEN, name))
    projector.show_on(screen_for(window, kit.desk.settings))
    if len(QGuiApplication.screens()) == 1:
        projector.tell(kit.words("projector.one_screen"))
    _Companion(window, projector)
    return projector


class _Companion(QObject):
    """Closes the projector with its window: the program would live on with slides alone."""

    def __init__(self, window: QWidget, projector: Projector) -> None:
        super().__init__(projector)
        self._projector = projector
        window.installEventFilter(self)

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:
        """Nothing is kept from the window."""
        if event.type() == QEvent.Type.Close:
            self._projector.close()
        return False
