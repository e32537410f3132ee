"""The real window over a real store; an exception that nobody expects fails the test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.ui.application import open_window
from enec_desktop.ui.main_window import MainWindow
from enec_desktop.ui.theme import STYLE
from tests.conftest import LONG
from tests.ui.acting import User

Opener = Callable[[], User]
LONGEST_WAIT_MS = 600_000 if LONG else 60_000
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


class Starts:
    """Starts the program over one folder, as often as it is asked to; what was open before is closed."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path) -> None:
        self._qtbot, self._app, self._folder = qtbot, app, folder
        self._opened: tuple[Desk, MainWindow] | None = None
        self.faults: list[str] = []

    def __call__(self) -> User:
        """A user before the list of cases."""
        self.close()
        desk = open_desk(self._folder)
        window = open_window(self._app, desk)
        window.trouble.happened.connect(lambda words, details: self.faults.append(words + details))
        self._opened = desk, window
        user = User(self._qtbot, window, desk, self.faults)
        # The menus are filled after the first picture.
        with self._qtbot.waitSignal(window.painted, timeout=LONGEST_WAIT_MS):
            pass
        self._qtbot.waitUntil(window.isActiveWindow)
        self._qtbot.waitUntil(lambda: any(text[0].isdigit() for text in user.see(" case", partly=True)))
        return user

    def close(self) -> None:
        """End the program as its user does."""
        if self._opened is not None:
            (desk, window), self._opened = self._opened, None
            window.close()
            window.trouble.leave()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
            desk.close()


OPENED = pytest.StashKey[Starts]()


@pytest.fixture
def open_user(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[Opener]:
    """Opens the window over the store of this test; called again, it is the next start of the program."""
    starts = Starts(qtbot, qapp, tmp_path / "store")
    request.node.stash[OPENED] = starts
    yield starts
    starts.close()
    assert starts.faults == []


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[Any]:
    """The window closes with the last line of a test: what nobody waited for is not worked out after it."""
    outcome = yield
    if OPENED in pyfuncitem.stash:
        pyfuncitem.stash[OPENED].close()
    return outcome


@pytest.fixture(scope="session")
def sample_store() -> list[Path]:
    """The folder of a store in which the sample patients were loaded and assessed; empty before the first."""
    return []


@pytest.fixture
def with_samples(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    sample_store: list[Path],
) -> None:
    """The store of this test holds the published sample patients, loaded by their button and assessed."""
    if not sample_store:
        starts = Starts(qtbot, qapp, folder := tmp_path_factory.mktemp("samples") / "store")
        user = starts()
        user.click("Load sample patients")
        user.settle()
        starts.close()
        assert starts.faults == []
        sample_store.append(folder)
    shutil.copytree(sample_store[0], tmp_path / "store")


@pytest.fixture
def user(open_user: Opener) -> User:
    """A user before the empty worklist."""
    return open_user()


@pytest.fixture
def reader(with_samples: None, open_user: Opener) -> User:
    """A user before the worklist of the published sample patients."""
    return open_user()
