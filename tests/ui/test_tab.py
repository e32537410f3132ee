"""The Tab key goes through a chapter as it is read, and out of it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.acting import CTRL, Key, User

FARTHEST = 250
"""More stops than any chapter has."""


def is_inside(user: User) -> bool:
    widget = QApplication.focusWidget()
    return widget is not None and user.find("Facts of the chapter").isAncestorOf(widget)


def stops_on_the_way_out(user: User) -> list[str]:
    """The names Tab halts at from here to the first stop outside the chapter."""
    passed: list[str] = []
    while is_inside(user) and len(passed) < FARTHEST:
        passed.append(user.focus_name())
        user.press(Key.Key_Tab)
    return passed


@pytest.mark.parametrize("chapter", ["Patient", "Endoscopy", "Stage", "Fitness", "Wishes"])
def test_tab_leads_out_of_a_chapter_with_everything_unfolded(user: User, chapter: str) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter(chapter)
    while True:
        folded = [words for words in user.spoken() if words.endswith(")") and " (" in words]
        if not folded:
            break
        user.click(folded[0])
    user.chapter(chapter)
    assert len(stops_on_the_way_out(user)) < FARTHEST


def test_tab_leads_from_one_card_to_the_next_and_to_what_can_be_added(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Stage")
    user.go_to("Edition")
    user.press(Key.Key_Tab)
    passed = stops_on_the_way_out(user)
    assert passed.index("Stated by") < passed.index("Resectability") < passed.index("Add TNM statement")
