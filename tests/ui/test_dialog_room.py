"""At twice the size on the smallest screen a dialog stays within its window, buttons and all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from tests.ui.acting import CTRL, Key, User


def dialog(user: User) -> QDialog:
    return next(one for one in user.window.findChildren(QDialog) if one.isVisible())


@pytest.mark.parametrize("words", ["&Backups and restoring…", "&Keys", "&About"])
def test_a_dialog_stays_within_the_window_at_twice_the_size(reader: User, words: str, tmp_path: Path) -> None:
    # A folder that takes several lines makes none of them higher than the screen.
    (long := tmp_path / "cases-of-the-board" / "of-the-hospital-by-the-river" / "copies").mkdir(parents=True)
    reader.desk.backups.choose_folder(long)
    reader.window.resize(1366, 768)
    reader.press(Key.Key_Plus, CTRL, times=8)
    assert reader.window.theme.zoom == 2
    reader.menu(words)
    shown = dialog(reader)
    assert shown.width() <= 1366 and shown.height() <= 768
    buttons = [one for one in shown.findChildren(QPushButton) if one.isVisible()]
    assert buttons
    for button in buttons:
        corner = button.mapTo(shown, button.rect().bottomRight())
        assert shown.rect().contains(corner), button.text()
