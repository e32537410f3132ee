"""An entry, its time, an answer, an import, the hospital and a habit say so when they cannot be kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from enec_desktop.domain.worklist import Where
from tests.ui.acting import CTRL, Key, User
from tests.ui.test_faults import FAILING, forget_faults, full_disk, said_in_red, stored_in, text_of
from tests.ui.test_import import dropped, press_button, table_file

TWO = "Hospital number;Name\n0042;Anna\n0043;Bert\n"
DATE = "Course of treatment 1: Date"


@pytest.fixture
def historian(user: User) -> User:
    """A user before two courses and a progression, none of them dated."""
    user.press(Key.Key_N, CTRL)
    user.chapter("Courses")
    user.click("Add course of treatment")
    user.click("Add course of treatment")
    user.click("Add progression or relapse")
    user.qtbot.waitUntil(lambda: user.focus_name() == "Type")
    user.settle()
    return user


def press(user: User, name: str) -> None:
    user.go_to(name)
    user.press(Key.Key_Space)


def add(user: User) -> None:
    user.click("Add course of treatment")


def move(user: User) -> None:
    line = next(
        one
        for one in user.window.findChildren(QWidget)
        if one.isVisible() and one.accessibleName().startswith("Timeline of")
    )
    line.setFocus()
    user.press(Key.Key_Left, times=9)
    user.press(Key.Key_Right, CTRL)


def remove(user: User) -> None:
    button = user.of_kind(QToolButton, "Move or remove: Course of treatment 2")
    menu = button.menu()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text() == "Remove").trigger()


def date(user: User) -> None:
    if not user.has(DATE):
        line = next(
            one
            for one in user.window.findChildren(QWidget)
            if one.isVisible() and one.accessibleName().startswith("Timeline of")
        )
        line.setFocus()
        user.press(Key.Key_Left, times=9)
        user.press(Key.Key_D)
        user.qtbot.waitUntil(lambda: user.focus_name() == DATE)
        user.type("Mar 2021")
    user.go_to(DATE)
    user.press(Key.Key_Return)


ENTRIES: dict[str, Callable[[User], None]] = {"add": add, "move": move, "remove": remove, "date": date}


@pytest.mark.parametrize("failing", FAILING)
@pytest.mark.parametrize("slot", ENTRIES)
def test_an_entry_that_cannot_be_changed_stays_and_the_red_banner_says_so(
    historian: User, slot: str, failing: str
) -> None:
    before = stored_in(historian)
    fails, said = FAILING[failing]
    with fails():
        ENTRIES[slot](historian)
        said_in_red(historian, said)
        historian.settle()
        historian.faults.clear()
        assert not historian.see("saved 1", partly=True) and not historian.see("saved 0", partly=True)
    assert stored_in(historian) == before
    if slot == "date":
        assert text_of(historian, DATE) == "Mar 2021"
    ENTRIES[slot](historian)
    historian.settle()
    assert stored_in(historian) != before
    assert historian.desk.backups.verify() == ()
    forget_faults(historian)


@pytest.mark.parametrize("failing", FAILING)
def test_a_reason_that_cannot_be_kept_stays_typed(user: User, failing: str) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Pathology")
    user.choose("Diagnosis, coded", "NET G1")
    user.go_to("Ki-67 index")
    user.type("30")
    user.press(Key.Key_Return)
    user.settle()
    user.click("Give a reason")
    user.type("Counted twice")
    before = stored_in(user)
    fails, said = FAILING[failing]
    with fails():
        user.press(Key.Key_Return)
        said_in_red(user, said)
        user.settle()
        user.faults.clear()
    assert stored_in(user) == before
    name = next(one for one in user.see("Why", partly=True) if one.startswith("Why it stands"))
    assert text_of(user, name) == "Counted twice"
    user.go_to(name)
    user.press(Key.Key_Return)
    user.settle()
    assert user.see("Stands: Counted twice (", partly=True)
    forget_faults(user)


@pytest.mark.parametrize("failing", FAILING)
def test_an_import_and_its_undo_that_cannot_be_written_leave_all_as_it_was(
    user: User, tmp_path: Path, failing: str
) -> None:
    dropped(user, [table_file(tmp_path, TWO)])
    press_button(user, "Check the rows")
    fails, _ = FAILING[failing]
    said = "nothing of it was kept" if failing == "full disk" else "A fault in the program"
    with fails():
        press(user, "Write 2 cases")
        said_in_red(user, said)
        assert user.has("Write 2 cases") and not user.see("Written:", partly=True)
    assert user.desk.cases.ids() == ()
    press(user, "Write 2 cases")
    user.settle()
    before = stored_in(user)
    with fails():
        press(user, "Undo this import")
        said_in_red(user, said)
        assert user.has("Undo this import") and not user.see("taken back.", partly=True)
    assert stored_in(user) == before
    press(user, "Undo this import")
    user.settle()
    assert {user.desk.worklist.where(one) for one in user.desk.cases.ids()} == {Where.ARCHIVE}
    forget_faults(user)


@pytest.mark.parametrize("failing", FAILING)
def test_a_case_that_cannot_be_erased_stays_in_the_bin_whole(user: User, failing: str) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Patient")
    user.type("ANNA")
    user.press(Key.Key_Return)
    user.settle()
    user.menu("Put into the b&in")
    user.click("Bin, 1 case")
    user.click("Empty the bin…")
    user.click("I have looked at what lies in the bin")
    before = stored_in(user)
    fails, _ = FAILING[failing]
    with fails():
        user.click("Erase 1 for good")
        said_in_red(user, "nothing of it was kept" if failing == "full disk" else "A fault in the program")
        assert not user.see("Erased for good", partly=True)
    assert stored_in(user) == before
    assert user.desk.backups.verify() == ()
    user.window.activateWindow()
    user.click("Empty the bin…")
    user.click("I have looked at what lies in the bin")
    user.click("Erase 1 for good")
    assert user.desk.cases.ids() == ()
    forget_faults(user)


def test_the_profile_that_cannot_be_written_says_so_and_what_was_typed_stays(user: User) -> None:
    user.press(Key.Key_5, CTRL)
    user.go_to("Name of the hospital")
    user.type("St Example")
    with full_disk():
        user.press(Key.Key_Return)
        assert user.see("The profile of before is kept.", partly=True)
        assert text_of(user, "Name of the hospital") == "St Example"
    assert user.desk.site.check() == () and user.desk.site.profile.name == ""
    user.go_to("Name of the hospital")
    user.press(Key.Key_Return)
    assert user.desk.site.profile.name == "St Example"
    assert not user.see("The profile of before is kept.", partly=True)


def test_a_habit_that_cannot_be_kept_is_said_once_and_holds_until_the_end(user: User) -> None:
    user.settle()
    with full_disk():
        user.press(Key.Key_Plus, CTRL)
        user.qtbot.waitUntil(lambda: bool(user.see("They last until the program ends.", partly=True)))
        user.click("Close")
        user.press(Key.Key_Plus, CTRL)
        assert not user.see("They last until the program ends.", partly=True)
    assert user.window.theme.zoom > 1.0
    forget_faults(user)
