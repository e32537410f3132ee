"""The paper of this hospital, as it is set: sheet, name and logo."""

from __future__ import annotations

from pathlib import Path

from enec_desktop.app.settings import SettingsDesk
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.paper import PaperSettings, Sheet

SHEET, LOGO = "paper.sheet", "paper.logo"
"""The names of the settings: the size of a sheet, and the file of the logo."""


def paper_of(settings: SettingsDesk, hospital: str) -> PaperSettings:
    """What is set, under the name of the hospital. Raises EnecError for a logo that cannot be read."""
    sheet, logo = settings.get(SHEET, Sheet.A4.value), settings.get(LOGO, "")
    known = Sheet(sheet) if sheet in [*Sheet] else Sheet.A4
    return PaperSettings(known, hospital, logo_of(Path(logo)) if logo else b"")


def keep_logo(settings: SettingsDesk, path: Path | None) -> None:
    """Set the file of the logo, or none. Raises EnecError, and sets nothing, where it cannot be printed."""
    from enec_desktop.report.letterhead import check_logo

    if path is not None:
        check_logo(logo_of(path))
    settings.set(LOGO, str(path) if path else "")


def logo_of(path: Path) -> bytes:
    """The bytes of a logo. Raises EnecError where the file cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnecError(f"The logo {path} cannot be read: {error.strerror}. Choose another file.") from error
