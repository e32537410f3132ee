"""The window while no cases are kept yet: one page; the list of cases takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow

from enec_desktop import paths
from enec_desktop.app.first_start import FirstStart, Made
from enec_desktop.ui.habits import keep, look_of, settle, zoom_of
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.languages import language_of, take_qt_words
from enec_desktop.ui.pages.first_page import Choices, FirstPage
from enec_desktop.ui.theme import Theme
from enec_desktop.ui.trouble import Trouble

if TYPE_CHECKING:
    from enec_desktop.ui.main_window import MainWindow


class FirstWindow(QMainWindow):
    """``ended``: cases are kept now (``outcome``), or the window was closed and nothing was made."""

    ended = Signal()

    def __init__(self, app: QApplication, start: FirstStart) -> None:
        super().__init__()
        habits = start.desk.settings
        start.desk.words.turn(language_of(habits))
        take_qt_words(start.desk.words.language)
        self.theme = Theme(
            app, start.desk.tokens, paths.resources() / "fonts", look=look_of(habits), zoom=zoom_of(habits)
        )
        self.theme.setParent(self)
        self.outcome: Made | None = None
        self.trouble = Trouble(self)
        self._start, self._kit = start, Kit(start.desk, self.theme)
        self._choices = Choices(start.lost or start.usual)
        self._page = self._make()
        self._listen()
        settle(self, habits)
        self._page.focus_start()

    def give_place(self, window: MainWindow) -> None:
        """Go away, now that another window stands in the same place."""
        made = self.outcome
        if made is not None:
            window.painted.connect(lambda: window.welcome(made))
        self.hide()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave without a trace."""
        super().closeEvent(event)
        self.ended.emit()

    def _make(self) -> FirstPage:
        """The page, in the language and the sizes in force."""
        self.setWindowTitle(self._kit.words("window.title"))
        page = FirstPage(self._kit, self._start, self._choices)
        # Not while the button is still at work that is to be made anew.
        page.language_chosen.connect(self._speak, Qt.ConnectionType.QueuedConnection)
        page.made.connect(self._end)
        self.setCentralWidget(page)
        return page

    def _speak(self, language: str) -> None:
        self._start.desk.words.turn(language)
        take_qt_words(language)
        self._page = self._make()
        self._page.focus_language()

    def _end(self, made: Made) -> None:
        self.outcome = made
        if made.is_new:
            keep(self, made.desk.settings)
        self.ended.emit()

    def _listen(self) -> None:
        theme = self.theme
        acts = {
            "Ctrl++": lambda: theme.zoom_by(1),
            "Ctrl+=": lambda: theme.zoom_by(1),
            "Ctrl+-": lambda: theme.zoom_by(-1),
            "Ctrl+0": lambda: theme.zoom_by(0),
            "Ctrl+Shift+L": theme.next_look,
            "Ctrl+Q": self.close,
        }
        for keys, act in acts.items():
            QShortcut(QKeySequence(keys), self, act)
        theme.changed.connect(self._again)
        self.trouble.happened.connect(self._show_trouble)

    def _again(self) -> None:
        """Other sizes: the page is laid out anew."""
        self._page = self._make()
        self._page.focus_start()

    def _show_trouble(self, sentence: str) -> None:
        why = sentence or self._kit.words("first.fault")
        self._page.show_trouble(self._kit.words("first.failed", why=why))


def begin(app: QApplication, start: FirstStart) -> FirstWindow:
    """Show the page and wait until it is done with; the window stays, so that another can take its place."""
    window = FirstWindow(app, start)
    window.trouble.watch()
    window.show()
    loop = QEventLoop()
    window.ended.connect(loop.quit)
    loop.exec()
    window.trouble.leave()
    return window
