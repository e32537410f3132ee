"""Opens the projector where an audience sees it: on a second screen, else full on the one there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from enec_desktop.ui.kit import Kit
from enec_desktop.ui.projector.window import Projector


def screen_for(window: QWidget) -> QScreen:
    """A screen the window is not on; where there is only one, that one."""
    others = (one for one in QGuiApplication.screens() if one is not window.screen())
    return next(others, window.screen())


def open_projector(kit: Kit, window: QWidget, cases: Sequence[str], start_at: str = "") -> Projector:
    """A projector beside a window, which takes it along when it closes."""
    projector = Projector(kit, cases, start_at)
    screen = screen_for(window)
    projector.setScreen(screen)
    projector.setGeometry(screen.geometry())
    projector.showFullScreen()
    projector.activateWindow()
    projector.setFocus()
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
