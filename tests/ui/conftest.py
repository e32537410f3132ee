"""The real window over a real store; an exception that nobody expects fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.ui.application import open_window
from enec_desktop.ui.main_window import MainWindow
from enec_desktop.ui.theme import STYLE
from tests.ui.acting import User

Opener = Callable[[], User]
LONGEST_WAIT_MS = 60_000
"""A wait ends as soon as what it waits for is there; only a busy machine takes long."""


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """The one of the plugin, with patience."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=LONGEST_WAIT_MS)  # type: ignore[method-assign]
    return qtbot


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application is made as the program makes it."""
    return ["enec-board", *STYLE]


@pytest.fixture
def open_user(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Opener]:
    """Opens the window over the store of this test; called again, it is the next start of the program."""
    opened: list[tuple[Desk, MainWindow]] = []
    faults: list[str] = []

    def close_last() -> None:
        if opened:
            desk, window = opened.pop()
            window.close()
            window.trouble.leave()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
            desk.close()

    def start() -> User:
        close_last()
        desk = open_desk(tmp_path / "store")
        window = open_window(qapp, desk)
        window.trouble.happened.connect(lambda words, details: faults.append(words + details))
        opened.append((desk, window))
        user = User(qtbot, window, desk, faults)
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.waitUntil(lambda: any(text[0].isdigit() for text in user.see(" cases", partly=True)))
        return user

    yield start
    close_last()
    assert faults == []


@pytest.fixture
def user(open_user: Opener) -> User:
    """A user before the empty worklist."""
    return open_user()


@pytest.fixture
def reader(user: User) -> User:
    """A user before the worklist of the published sample patients."""
    user.click("Load sample patients")
    return user
