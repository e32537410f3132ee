"""Starts the window: fonts, looks, and a net under every exception."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from enec_desktop import paths
from enec_desktop.domain.errors import EnecError
from enec_desktop.ui.habits import keep_looks, look_of, zoom_of
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.languages import language_of, take_qt_words
from enec_desktop.ui.main_window import MainWindow
from enec_desktop.ui.theme import STYLE, Theme
from enec_desktop.ui.trouble import Trouble

if TYPE_CHECKING:
    from enec_desktop.app.desk import Desk
    from enec_desktop.app.first_start import FirstStart
    from enec_desktop.ui.first_window import FirstWindow


def run(
    desk_factory: Callable[[], Desk],
    argv: Sequence[str],
    first: Callable[[], FirstStart | None] = lambda: None,
) -> int:
    """Open the window over the desk and stay until it is closed; the exit code.

    ``first`` answers what the first start needs where no cases are kept yet: the window begins with that.
    """
    app = QApplication.instance() or QApplication([*argv, *STYLE])
    assert isinstance(app, QApplication)
    app.setApplicationName("enec-board")
    app.setApplicationDisplayName("ENEC Board")
    page = None
    try:
        if (start := first()) is not None:
            page = _first_page(app, start)
            if page.outcome is None:
                return 0
        desk = page.outcome.desk if page and page.outcome else desk_factory()
    except EnecError as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 2
    window = open_window(app, desk)
    if page is not None:
        page.give_place(window)
    window.painted.connect(keep_pace)
    try:
        return app.exec()
    finally:
        window.trouble.leave()
        desk.close()


def open_window(app: QApplication, desk: Desk) -> MainWindow:
    """The window over a desk, shown, with both exception hooks watched.

    Its first picture has the cases in it; all that this picture does not need comes after it.
    """
    habits, fonts = desk.settings, paths.resources() / "fonts"
    language = language_of(habits)
    desk.words.turn(language)
    take_qt_words(language)
    theme = Theme(app, desk.tokens, fonts, look=look_of(habits), zoom=zoom_of(habits))
    theme.changed.connect(lambda: keep_looks(theme, habits))
    trouble = Trouble()
    window = MainWindow(Kit(desk, theme), trouble)
    trouble.watch()
    window.show_list()
    window.show()
    return window


def _first_page(app: QApplication, start: FirstStart) -> FirstWindow:
    """The window of the first start, once it is done with."""
    from enec_desktop.ui.first_window import begin

    return begin(app, start)


def keep_pace() -> None:
    """Let neither an assessment at work in its thread nor the collector of garbage make a key press wait.

    What start-up made stays until the end, and next to nothing that an assessment makes is garbage to be
    collected: the collector need not look at all of it after every few hundred values.
    """
    sys.setswitchinterval(0.001)
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
