"""F1 explains the page in front; the help is read, searched and followed by keys alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QListView, QWidget

from enec_desktop.domain.time import PartialDate
from tests.ui.acting import CTRL, NONE, Key, User

CHAPTERS = {
    "worklist": "How to begin",
    "case": "How the engine decides",
    "evidence": "Sources",
    "summary": "Limits of use",
}
KEYS = {
    "worklist": (Key.Key_1, CTRL),
    "case": (Key.Key_2, CTRL),
    "evidence": (Key.Key_3, CTRL),
    "summary": (Key.Key_P, CTRL),
}


def chosen(user: User) -> str:
    index: QModelIndex = user.of_kind(QListView, "Chapters of the help").currentIndex()
    return str(index.data())


def opened(user: User) -> None:
    user.press(Key.Key_F1, NONE)
    user.qtbot.waitUntil(lambda: user.focus_name() == "Chapters of the help")


@pytest.mark.parametrize("place", CHAPTERS.keys())
def test_f1_opens_the_chapter_that_fits_the_page(reader: User, place: str) -> None:
    reader.open_first("superficial")
    reader.press(*KEYS[place])
    reader.settle()
    opened(reader)
    assert chosen(reader) == CHAPTERS[place]
    assert reader.see(CHAPTERS[place])


def test_the_help_is_searched_and_left_by_keys(user: User) -> None:
    opened(user)
    user.press(Key.Key_F, CTRL)
    assert user.focus_name() == "Search in the help"
    user.type("never a no")
    assert user.see("A missing fact is never a no", partly=True)
    user.press(Key.Key_Escape)
    assert user.see("How to begin")
    user.press(Key.Key_Down)
    user.press(Key.Key_Down)
    assert chosen(user) == "How the engine decides"
    user.press(Key.Key_Escape)
    user.qtbot.waitUntil(lambda: not user.has("Chapters of the help"))


def test_about_says_where_the_cases_are_kept(user: User) -> None:
    user.menu("&About")
    assert user.see(str(user.desk.settings.path.parent), partly=True)
    review = PartialDate.of(date.fromisoformat(user.desk.knowledge.base.edition.review_by))
    assert user.see(review.shown())


def test_an_id_in_the_help_opens_its_record_and_back_leads_to_the_chapter(user: User) -> None:
    opened(user)
    user.go_to("Chapters of the help")
    user.press(Key.Key_Down, times=2)
    silence = user.see("The article gives no dose, schedule or number of cycles for any regimen", partly=True)
    user.qtbot.keyClick(user.of_kind(QWidget, silence[0]), Key.Key_Return)
    user.qtbot.waitUntil(lambda: bool(user.see("Where it is used")))
    user.click("◂ Back")
    assert user.see("What it does not know")
