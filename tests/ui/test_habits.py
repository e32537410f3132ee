"""The window comes back as it was left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QSplitter

from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener


def height_of_the_search(user: User) -> int:
    return user.find("Search in all cases").height()


def test_size_and_place_come_back(open_user: Opener) -> None:
    user = open_user()
    user.window.setGeometry(120, 60, 1100, 700)
    assert open_user().window.geometry() == QRect(120, 60, 1100, 700)


def test_a_place_on_a_screen_that_is_gone_is_not_used(open_user: Opener) -> None:
    user = open_user()
    user.window.setGeometry(5000, 60, 1100, 700)
    again = open_user().window
    assert again.screen().availableGeometry().contains(again.geometry())


def test_a_maximised_window_is_maximised_again(open_user: Opener) -> None:
    user = open_user()
    user.window.showMaximized()
    assert open_user().window.isMaximized()


def test_zoom_and_look_come_back(open_user: Opener) -> None:
    user = open_user()
    usual = height_of_the_search(user)
    user.press(Key.Key_Plus, CTRL, times=3)
    user.menu("&High contrast")
    larger = height_of_the_search(user)
    assert larger > usual
    user = open_user()
    assert height_of_the_search(user) == larger
    assert user.window.palette().window().color().name() == "#000000"
    user.press(Key.Key_0, CTRL)
    user.menu("L&ight")


def test_the_order_of_the_list_comes_back(open_user: Opener) -> None:
    user = open_user()
    user.click("Load sample patients")
    user.press(Key.Key_S)
    user.press(Key.Key_S)
    left = user.lines()
    assert left != sorted(left)
    user = open_user()
    assert user.lines() == left
    header = user.table().horizontalHeader()
    assert header.isSortIndicatorShown()
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_a_pane_keeps_the_width_the_user_gave_it(open_user: Opener) -> None:
    user = open_user()
    user.press(Key.Key_3, CTRL)
    (panes,) = [one for one in user.window.findChildren(QSplitter) if one.isVisible()]
    before = panes.sizes()
    handle = panes.handle(1)
    user.qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(1, 50))
    user.qtbot.mouseMove(handle, QPoint(-119, 50))
    user.qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(-119, 50))
    moved = panes.sizes()
    assert moved[0] < before[0] - 100
    user.qtbot.waitUntil(lambda: user.desk.settings.get("panes.evidence", []) != [])
    user = open_user()
    user.press(Key.Key_3, CTRL)
    (panes,) = [one for one in user.window.findChildren(QSplitter) if one.isVisible()]
    assert abs(panes.sizes()[0] - moved[0]) <= 3


def test_damaged_settings_are_told_in_one_sentence_and_work_goes_on(open_user: Opener) -> None:
    user = open_user()
    user.press(Key.Key_Plus, CTRL)
    settings_of(user).write_text("{")
    user.window.close()
    settings_of(user).write_text("{")
    user = open_user()
    assert user.see("are damaged. The usual ones are used", partly=True)
    user.press(Key.Key_N, CTRL)
    assert user.focus_name() == "Name"


def settings_of(user: User) -> Path:
    return user.desk.settings.path
