"""Every place that can be empty says what stands there, why it is empty and what to do."""

from __future__ import annotations

from tests.ui.acting import ALT, CTRL, Key, User


def test_an_empty_list_teaches_beside_it_too(user: User) -> None:
    user.window.resize(1700, 900)
    user.qtbot.waitUntil(lambda: bool(user.see("The list has no line now.", partly=True)))
    assert user.see("No case is at work.") and user.has("Load sample patients")


def test_a_search_of_the_hospital_without_a_hit_says_what_finds_more(user: User) -> None:
    user.press(Key.Key_5, CTRL)
    assert user.see("fill in these lines, then press Keep trial", partly=True)
    user.type("zzz")
    assert user.see("No option, drug or procedure holds these words.", partly=True)
    user.press(Key.Key_Backspace, times=3)
    assert not user.see("No option, drug or procedure holds these words.", partly=True)


def test_an_empty_case_teaches_in_what_if_in_its_courses_and_in_the_history(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Courses")
    assert user.see("Add the first one below.", partly=True)
    user.chapter("Fitness")
    user.go_to("Weight")
    user.press(Key.Key_H, ALT)
    user.qtbot.waitUntil(lambda: bool(user.see("Nobody has touched this field yet.", partly=True)))
    user.press(Key.Key_4, CTRL)
    user.type("zzz")
    assert user.see("No fact holds these words.", partly=True)
    user.qtbot.waitUntil(lambda: bool(user.see("Choose a fact at the left", partly=True)))


def test_the_palette_teaches_where_nothing_is_found(user: User) -> None:
    user.press(Key.Key_K, CTRL)
    user.qtbot.waitUntil(lambda: user.focus_name() == "What to find")
    user.type("zzzz")
    assert user.see("Fewer letters find more", partly=True)
    user.press(Key.Key_Escape)
