"""The first start is one page: where cases are kept, language, samples; nothing is made before its button."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from enec_desktop import paths
from enec_desktop.bootstrap import first_start, open_desk
from enec_desktop.domain.worklist import WorklistQuery
from enec_desktop.store.lock import Lock
from enec_desktop.ui.application import open_window, run
from enec_desktop.ui.first_window import FirstWindow
from enec_desktop.ui.languages import take_qt_words
from enec_desktop.ui.main_window import MainWindow
from tests.store.playing import NOW

BEGIN = "Make the folder and begin"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has nothing yet; the usual folder is inside."""
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "home"


@dataclass
class Newcomer:
    """Acts on the first page by keys, clicks and names."""

    qtbot: QtBot
    window: FirstWindow

    def said(self) -> list[str]:
        shown = [one for one in self.window.findChildren(QWidget) if one.isVisible()]
        labels = [one.text() for one in shown if isinstance(one, QLabel)]
        return [*labels, *(one.accessibleName() for one in shown)]

    def sees(self, words: str) -> bool:
        return any(words in text for text in self.said())

    def button(self, words: str) -> QWidget:
        shown = (
            one for one in self.window.findChildren(QWidget) if one.isVisible() and hasattr(one, "click")
        )
        return next(one for one in shown if one.text() == words)  # type: ignore[attr-defined]

    def has(self, words: str) -> bool:
        try:
            return bool(self.button(words))
        except StopIteration:
            return False

    def click(self, words: str) -> None:
        self.qtbot.mouseClick(self.button(words), Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key)

    def choose(self, folder: Path) -> None:
        """Choose a folder in the dialog, as its user types it."""
        self.click("Choose another folder…")
        self.qtbot.waitUntil(lambda: bool(self.window.findChildren(QFileDialog)))
        (dialog,) = self.window.findChildren(QFileDialog)
        line, files = dialog.findChild(QLineEdit, "fileNameEdit"), dialog.findChild(QListView, "listView")
        self.qtbot.waitUntil(lambda: files.model().rowCount(files.rootIndex()) > 0)
        line.setText(str(folder))
        with self.qtbot.waitSignal(dialog.fileSelected):
            dialog.accept()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)


@pytest.fixture
def arrive(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Callable[[], Newcomer]]:
    """Starts the program where no cases are kept."""
    opened: list[FirstWindow] = []
    (home / "there").mkdir(parents=True)

    def start() -> Newcomer:
        begins = first_start()
        assert begins is not None
        window = FirstWindow(qapp, begins)
        opened.append(window)
        window.show()
        qtbot.waitUntil(window.isActiveWindow)
        return Newcomer(qtbot, window)

    yield start
    for window in opened:
        if window.outcome is not None:
            window.outcome.desk.close()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    take_qt_words("en")


def stored(folder: Path | None = None) -> int:
    """How many cases the next start of the program lists."""
    desk = open_desk(folder)
    try:
        return len(desk.worklist.rows(WorklistQuery()))
    finally:
        desk.close()


def end(newcomer: Newcomer) -> None:
    assert newcomer.window.outcome is not None
    newcomer.window.outcome.desk.close()


def everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if "start-" not in path.name}


def test_one_press_of_enter_makes_the_usual_folder_with_the_sample_patients(
    arrive: Callable[[], Newcomer],
) -> None:
    newcomer = arrive()
    assert newcomer.sees(str(paths.default_data_dir()))
    newcomer.press(Qt.Key.Key_Return)
    end(newcomer)
    assert stored() == 7
    assert first_start() is None
    assert paths.chosen_data_dir() is None


def test_the_page_alone_leaves_nothing_behind(arrive: Callable[[], Newcomer], home: Path) -> None:
    before = everything(home)
    newcomer = arrive()
    newcomer.click("中文")
    newcomer.qtbot.waitUntil(lambda: newcomer.sees("首次启动"))
    newcomer.window.close()
    assert newcomer.window.outcome is None
    assert everything(home) - before <= {"enec-board", "ENEC Board", "ENEC Board/Cache"}
    assert first_start() is not None


def test_another_folder_with_spaces_and_chinese_signs_is_found_by_the_next_start(
    arrive: Callable[[], Newcomer], home: Path
) -> None:
    folder = home / "there" / "病例 of the board"
    folder.mkdir()
    newcomer = arrive()
    newcomer.choose(folder)
    assert newcomer.sees(str(folder)) and newcomer.sees("The folder is there and holds nothing else.")
    newcomer.click("Begin with this folder")
    end(newcomer)
    assert paths.data_dir() == folder
    assert stored() == stored(folder) == 7
    assert not (paths.default_data_dir() / paths.STORE_FILE).exists()


def test_without_the_tick_no_sample_patient_is_added(arrive: Callable[[], Newcomer]) -> None:
    newcomer = arrive()
    tick = newcomer.button("Add 7 sample patients")
    newcomer.qtbot.keyClick(tick, Qt.Key.Key_Space)
    newcomer.qtbot.keyClick(tick, Qt.Key.Key_Return)
    end(newcomer)
    assert stored() == 0


def test_chinese_is_taken_at_once_and_lasts(arrive: Callable[[], Newcomer], qapp: QApplication) -> None:
    newcomer = arrive()
    newcomer.click("Add 7 sample patients")
    newcomer.click("中文")
    newcomer.qtbot.waitUntil(lambda: newcomer.sees("病例保存位置"))
    newcomer.click("新建文件夹并开始")
    assert newcomer.window.outcome is not None
    window = open_window(qapp, newcomer.window.outcome.desk)
    newcomer.window.give_place(window)
    newcomer.qtbot.waitUntil(lambda: not window.is_busy and window.isVisible())
    assert any(label.text() == "病例列表" for label in window.findChildren(QLabel))
    window.trouble.leave()
    window.close()


def test_a_folder_with_other_files_is_refused_and_a_new_one_in_it_offered(
    arrive: Callable[[], Newcomer], home: Path
) -> None:
    folder = home / "there"
    (folder / "letter.txt").write_text("Dear colleague", encoding="utf-8")
    newcomer = arrive()
    newcomer.choose(folder)
    assert newcomer.sees("Other files are in this folder, letter.txt among them.")
    assert not newcomer.has("Begin with this folder") and not newcomer.has(BEGIN)
    newcomer.click("Take a new folder in it: ENEC Board")
    newcomer.press(Qt.Key.Key_Return)
    end(newcomer)
    assert paths.data_dir() == folder / "ENEC Board"
    assert (folder / "letter.txt").read_text(encoding="utf-8") == "Dear colleague"


def test_cases_that_are_there_are_opened_as_they_are(arrive: Callable[[], Newcomer], home: Path) -> None:
    folder = home / "there" / "cases"
    desk = open_desk(folder)
    desk.cases.create("Own")
    desk.close()
    newcomer = arrive()
    newcomer.choose(folder)
    assert newcomer.sees("Cases are kept there already.")
    assert not newcomer.has("Add 7 sample patients")
    newcomer.click("Open these cases")
    end(newcomer)
    assert stored() == 1


@pytest.mark.parametrize(("name", "said"), [("Dropbox", "A sync program copies the folder Dropbox")])
def test_a_synced_folder_is_refused(arrive: Callable[[], Newcomer], home: Path, name: str, said: str) -> None:
    folder = home / "there" / name
    folder.mkdir()
    newcomer = arrive()
    newcomer.choose(folder)
    assert newcomer.sees(said) and newcomer.sees("Stop")
    newcomer.click("Take the usual folder")
    assert newcomer.has(BEGIN)


def test_what_fails_is_told_in_one_sentence_and_leaves_nothing(
    arrive: Callable[[], Newcomer], home: Path
) -> None:
    newcomer = arrive()
    usual = paths.default_data_dir()
    usual.mkdir(parents=True)
    other = Lock(usual, NOW)
    before = everything(home)
    newcomer.press(Qt.Key.Key_Return)
    assert newcomer.sees("Nothing was made. The cases in") and newcomer.sees("are open already")
    assert newcomer.window.outcome is None and everything(home) == before
    other.release()
    newcomer.press(Qt.Key.Key_Return)
    end(newcomer)
    assert stored() == 7


def test_cases_on_a_disk_that_is_not_connected_are_looked_for_and_never_begun_anew(
    arrive: Callable[[], Newcomer], home: Path
) -> None:
    newcomer = arrive()
    stick, away = home / "there" / "stick", home / "away"
    stick.mkdir()
    newcomer.choose(stick)
    newcomer.press(Qt.Key.Key_Return)
    end(newcomer)
    stick.rename(away)
    again = arrive()
    assert again.sees("No cases are there now. Nothing was changed.")
    again.press(Qt.Key.Key_Return)
    assert again.window.outcome is None and not stick.exists()
    away.rename(stick)
    again.press(Qt.Key.Key_Return)
    end(again)
    assert stored() == 7


def test_the_command_line_follows_the_choice_and_makes_nothing_where_the_disk_is_missing(home: Path) -> None:
    paths.choose_data_dir(home / "stick")
    command = [sys.executable, "-m", "enec_desktop", "list"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 2 and "Connect its disk" in done.stderr
    assert not (home / "stick").exists()


def test_where_the_choice_cannot_be_kept_it_is_said(arrive: Callable[[], Newcomer], home: Path) -> None:
    folder = home / "there" / "cases"
    folder.mkdir()
    usual = paths.default_data_dir()
    usual.parent.mkdir(parents=True, exist_ok=True)
    usual.write_text("a file stands in the way", encoding="utf-8")
    newcomer = arrive()
    assert newcomer.sees("is a file. Choose a folder.")
    newcomer.choose(folder)
    newcomer.press(Qt.Key.Key_Return)
    assert newcomer.window.outcome is not None and not newcomer.window.outcome.remembered


def test_the_program_goes_from_the_page_to_the_list_and_ends_with_it(
    home: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def act() -> None:
        """The next thing a user would do, by what stands before them."""
        window = QApplication.activeWindow()
        if isinstance(window, FirstWindow) and not seen:
            seen.append("page")
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        elif isinstance(window, MainWindow) and not window.is_busy:
            seen.extend(label.text() for label in window.findChildren(QLabel) if label.text() == "7 cases")
            window.close()

    (home / "there").mkdir(parents=True)
    timer = QTimer()
    timer.timeout.connect(act)
    timer.start(50)
    assert run(open_desk, [], first_start) == 0
    timer.stop()
    assert seen == ["page", "7 cases"]
    assert first_start() is None
