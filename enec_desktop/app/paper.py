"""The paper of this hospital: sheet, name, and the logo, which is kept as a picture of its own."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from enec_desktop import paths
from enec_desktop.app.settings import SettingsDesk
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.paper import PaperSettings, Sheet

SHEET = "paper.sheet"
"""The name of the setting: the size of a sheet."""

_OLD_LOGO = "paper.logo"
"""Where earlier versions kept only where the picture lay."""


def paper_of(settings: SettingsDesk, hospital: str) -> PaperSettings:
    """What is set, under the name of the hospital. Raises EnecError for a logo that cannot be read."""
    sheet = settings.get(SHEET, Sheet.A4.value)
    known = Sheet(sheet) if sheet in [*Sheet] else Sheet.A4
    return PaperSettings(known, hospital, kept_logo(settings))


def kept_logo(settings: SettingsDesk) -> bytes:
    """The picture of the logo, empty for none; one of which only the place was kept is taken over first.

    Raises EnecError where it cannot be read; of a place that holds no picture any more, once.
    """
    if old := settings.take(_OLD_LOGO):
        keep_logo(settings, Path(old))
    kept = _place(settings)
    return logo_of(kept) if kept.exists() else b""


def keep_logo(settings: SettingsDesk, path: Path | None) -> None:
    """Keep a copy of a picture as the logo, or none: where the picture lies does not matter afterwards.

    Raises EnecError with one sentence, and keeps what was kept, where it cannot be printed or written.
    """
    from enec_desktop.exchange.whole_files import write_whole
    from enec_desktop.report.letterhead import check_logo

    if path is not None:
        picture = logo_of(path)
        check_logo(picture)
        # Before the first case there may be no folder yet; where it cannot be made, the writing says so.
        with suppress(OSError):
            _place(settings).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(_place(settings), picture)
        return
    try:
        with suppress(FileNotFoundError):
            _place(settings).unlink()
    except OSError as error:
        raise EnecError(f"The logo cannot be taken away: {error.strerror}. Nothing was changed.") from error


def logo_of(path: Path) -> bytes:
    """The bytes of a logo. Raises EnecError where the file cannot be read or is far too large."""
    from enec_desktop.report.letterhead import LARGEST

    try:
        with path.open("rb") as file:
            # One byte more than may be: the check of the picture tells it.
            return file.read(LARGEST + 1)
    except OSError as error:
        raise EnecError(f"The logo {path} cannot be read: {error.strerror}. Choose another file.") from error


def _place(settings: SettingsDesk) -> Path:
    return settings.path.with_name(paths.LOGO_FILE)
