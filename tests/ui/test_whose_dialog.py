"""Every dialog about the open case says whose case it is, in the words of the banner."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from tests.ui.acting import CTRL, Key, User

PATIENT = "Large cell NEC with liver metastasis, 55-year-old man, 55 years old, male, number not recorded"


@pytest.fixture
def secretary(reader: User) -> User:
    """A user in the case of a published patient."""
    reader.open_first("large cell")
    reader.settle()
    return reader


def dialog(user: User) -> QDialog:
    user.qtbot.waitUntil(lambda: bool(_dialogs()))
    return _dialogs()[0]


def _dialogs() -> list[QDialog]:
    return [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]


def title_of(user: User) -> str:
    found = dialog(user)
    assert isinstance(found, QFileDialog)
    title = found.windowTitle()
    found.reject()
    return title


def export(user: User) -> str:
    user.menu("&Export this case…")
    return title_of(user)


def test_the_command_line_stands_below_the_banner_of_the_patient(secretary: User) -> None:
    secretary.press(Key.Key_K, CTRL)
    dialog(secretary)
    assert len(secretary.see(f"Patient: {PATIENT}")) == 2
    secretary.press(Key.Key_Escape)


def test_an_export_says_whose_case_leaves_the_program_and_keeps_a_hidden_name(secretary: User) -> None:
    assert export(secretary).endswith(f" · {PATIENT}")
    secretary.press(Key.Key_L, CTRL)
    assert "Large cell" not in export(secretary)
