"""What the window remembers of itself from one start to the next: size, place, look and zoom."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from enec_desktop.app.settings import Setting, SettingsDesk
from enec_desktop.ui.theme import LOOKS, ZOOMS, Theme

USUAL = (1366, 768)
"""Width and height of the window at the first start, in logical pixels."""


def settle(window: QMainWindow, settings: SettingsDesk) -> None:
    """Put the window where it was left; where that no longer fits on a screen, to the usual size."""
    rect = settings.get("window.rect", [])
    numbers = [one for one in rect if type(one) is int]
    place = QRect(*numbers) if len(numbers) == 4 and len(rect) == 4 else QRect()
    window.resize(*USUAL)
    if place.isValid() and any(one.availableGeometry().contains(place) for one in QGuiApplication.screens()):
        window.setGeometry(place)
    else:
        window.resize(window.size().boundedTo(window.screen().availableSize()))
    if settings.get("window.maximised", False):
        window.setWindowState(window.windowState() | window.windowState().WindowMaximized)


def keep(window: QMainWindow, settings: SettingsDesk) -> None:
    """Remember where the window is; of a maximised one, where it would go back to."""
    rect = window.normalGeometry() if window.isMaximized() else window.geometry()
    settings.set_all(
        {
            "window.rect": [rect.x(), rect.y(), rect.width(), rect.height()],
            "window.maximised": window.isMaximized(),
        }
    )


def look_of(settings: SettingsDesk) -> str:
    """The look that was chosen last; until one was, that of the system."""
    kept = settings.get("look", LOOKS[0])
    return kept if kept in LOOKS else LOOKS[0]


def zoom_of(settings: SettingsDesk) -> float:
    """The zoom that was chosen last."""
    kept = settings.get("zoom", 1.0)
    return kept if kept in ZOOMS else 1.0


def keep_looks(theme: Theme, settings: SettingsDesk) -> None:
    """Remember look and zoom."""
    settings.set_all(looks_now(theme))


def looks_now(theme: Theme) -> dict[str, Setting]:
    """Look and zoom as settings."""
    return {"look": theme.look, "zoom": theme.zoom}
