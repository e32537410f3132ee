"""Cases that came in say on the list what they are before anybody opens them."""

from __future__ import annotations

from tests.ui.acting import CTRL, Key, User

MOMENT = 3


def test_loaded_samples_are_assessed_one_after_the_other(user: User) -> None:
    user.menu("Load &sample patients")
    user.settle()
    assert "not assessed yet" not in user.lines(MOMENT)
    assert "first-line systemic treatment" in user.lines(MOMENT)


def test_a_case_opened_meanwhile_stays_open_and_the_list_is_complete_afterwards(user: User) -> None:
    user.menu("Load &sample patients")
    user.press(Key.Key_Return)
    user.settle()
    assert user.has("Chapters")
    user.press(Key.Key_1, CTRL)
    user.settle()
    assert "not assessed yet" not in user.lines(MOMENT)
