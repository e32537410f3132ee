"""Copies are made at the end and on request, listed, and brought back from the list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from enec_desktop.app.copy_checks import FILE as CHECKS
from enec_desktop.ui.tasks import Tasks
from tests.store.spoiling import spoil
from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener, Starts


def named_case(user: User, name: str) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Patient")
    user.type(name)
    user.press(Key.Key_Return)


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "store" / "backups").glob("enec-*.db"))


def open_list(user: User) -> None:
    user.menu("&Backups and restoring…")
    user.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QDialog))


def close_list(user: User) -> None:
    user.click("Close")
    user.window.activateWindow()
    user.qtbot.waitUntil(user.window.isActiveWindow)


def test_the_end_of_the_program_leaves_a_copy_only_when_something_changed(
    open_user: Opener, tmp_path: Path
) -> None:
    named_case(open_user(), "FIRST")
    open_user()
    assert len(copies(tmp_path)) == 1
    open_user()
    assert len(copies(tmp_path)) == 1


def test_all_cases_come_back_from_the_list_and_what_was_there_is_kept(user: User) -> None:
    named_case(user, "FIRST")
    open_list(user)
    assert user.focus_name() == "Back up now"
    user.press(Key.Key_Space)
    user.qtbot.waitUntil(lambda: bool(user.see("A copy of 1 case was made and checked", partly=True)))
    assert user.focus_name() == "Back up now"
    close_list(user)
    named_case(user, "SECOND")
    open_list(user)
    user.click("Bring back…")
    assert user.see("The cases stored now (2) are copied first", partly=True)
    user.click("Bring back")
    assert user.see("1 case is back.", partly=True)
    close_list(user)
    assert user.lines() == ["FIRST"]
    assert not user.see("Patient: SECOND", partly=True)
    open_list(user)
    rows = user.table_of("Backups")
    assert [row[1] for row in rows] == ["2", "1"]
    assert rows[0][3] == "before restoring"


def test_not_now_and_escape_leave_all_as_it_is(user: User) -> None:
    named_case(user, "FIRST")
    open_list(user)
    user.click("Back up now")
    user.click("Bring back…")
    assert user.focus_name() == "Not now"
    user.click("Not now")
    assert user.has("Bring back…")
    user.click("Bring back…")
    user.press(Key.Key_Escape)
    assert user.has("Bring back…")
    user.press(Key.Key_Escape)
    assert not any(dialog.isVisible() for dialog in user.window.findChildren(QDialog))
    assert user.stored().of_kind("identity")[0].fact("name").value == "FIRST"


def test_the_stored_cases_are_checked_on_request(user: User) -> None:
    named_case(user, "FIRST")
    open_list(user)
    user.click("Check the stored cases")
    assert user.see("All stored cases are whole.")


def test_a_copy_that_fails_at_the_end_is_told_at_the_next_start(open_user: Opener, tmp_path: Path) -> None:
    user = open_user()
    named_case(user, "FIRST")
    (tmp_path / "file").touch()
    user.desk.backups.choose_folder(tmp_path / "file")
    user = open_user()
    missed = "No copy was made when the program ended last."
    user.qtbot.waitUntil(lambda: bool(user.see(missed, partly=True)))


def test_a_folder_that_cannot_be_written_is_said_in_the_list(user: User, tmp_path: Path) -> None:
    named_case(user, "FIRST")
    (tmp_path / "file").touch()
    user.desk.backups.choose_folder(tmp_path / "file")
    open_list(user)
    user.click("Back up now")
    assert user.see("cannot be written", partly=True)
    close_list(user)


@pytest.mark.parametrize(
    ("name", "value"), [("Keep the newest", 3), ("and the last of each month, for months", 0)]
)
def test_how_many_are_kept_is_a_setting(open_user: Opener, name: str, value: int) -> None:
    user = open_user()
    open_list(user)
    user.go_to(name)
    user.press(Key.Key_A, CTRL)
    user.type(str(value))
    user.press(Key.Key_Tab)
    close_list(user)
    assert value in open_user().desk.backups.keeps


def test_a_copy_that_cannot_be_read_says_why_and_is_never_the_chosen_one(user: User, tmp_path: Path) -> None:
    named_case(user, "FIRST")
    open_list(user)
    user.click("Back up now")
    good, bad, short = copies(tmp_path)[0], "enec-20991231T000000Z.db", "enec-20991230T000000Z.db"
    folder = tmp_path / "store" / "backups"
    content = (folder / good).read_bytes()
    (folder / bad).write_bytes(b"x" * 5000)
    (folder / short).write_bytes(content[: len(content) // 2 // 4096 * 4096])
    close_list(user)
    open_list(user)
    assert [row[1] for row in user.table_of("Backups")] == ["cannot be read", "cannot be read", "1"]
    assert user.find("Bring back…").isEnabled()
    user.click("Bring back…")
    assert user.see("Bring back the 1 case", partly=True)
    user.click("Not now")
    user.go_to("Backups")
    user.press(Key.Key_Up)
    assert user.see(f"{short} cannot be brought back. It was cut off", partly=True)
    assert not user.find("Bring back…").isEnabled()
    user.press(Key.Key_Up)
    assert user.see("file is not a database", partly=True)
    user.press(Key.Key_Down, times=2)
    assert not user.see("cannot be brought back", partly=True)
    close_list(user)


def test_what_came_back_beside_the_cases_shows_without_a_restart(open_user: Opener, tmp_path: Path) -> None:
    user, store = open_user(), tmp_path / "store"
    named_case(user, "FIRST")
    (store / "site.toml").write_text('name = "Sample hospital"\n')
    user.desk.settings.set_all({"look": "dark", "worklist.columns": ["name", "sex"]})
    open_list(user)
    user.click("Back up now")
    close_list(user)
    user.window.close()
    for name in ("site.toml", "settings.json"):
        (store / name).unlink()
    user = open_user()
    assert user.window.theme.look == "system"
    assert user.desk.site.profile.name == ""
    open_list(user)
    user.press(Key.Key_End)
    user.click("Bring back…")
    user.click("Bring back")
    assert user.see("The profile of this hospital came back", partly=True)
    assert user.see("Settings that were not set here came back", partly=True)
    close_list(user)
    assert user.desk.site.profile.name == "Sample hospital"
    header = user.table().horizontalHeader()
    assert sum(not header.isSectionHidden(at) for at in range(header.count())) == 2


@contextmanager
def held(user: User) -> Iterator[None]:
    """What other threads find arrives afterwards."""
    tasks = user.window.findChild(Tasks)
    tasks.hold()
    yield
    tasks.let_go()


def two_unread_copies(open_user: Starts, tmp_path: Path) -> list[Path]:
    """Copies of which nothing is known, the older one first; the program is closed."""
    for name in ("FIRST", "SECOND"):
        named_case(open_user(), name)
    open_user.close()
    (tmp_path / "store" / CHECKS).unlink()
    found = (tmp_path / "store" / "backups" / name for name in copies(tmp_path))
    # Two of one second are not in the order of their names.
    return sorted(found, key=lambda path: path.stat().st_mtime_ns)


def test_copies_are_read_while_the_list_is_open_and_each_line_says_when(
    open_user: Starts, tmp_path: Path
) -> None:
    two_unread_copies(open_user, tmp_path)
    user = open_user()
    with held(user):
        open_list(user)
        assert [row[4] for row in user.table_of("Backups")] == ["being checked"] * 2
    user.qtbot.waitUntil(lambda: user.table_of("Backups")[1][4].startswith("checked "))
    close_list(user)
    open_list(user)
    assert user.table_of("Backups")[0][4].startswith("checked ")
    close_list(user)


def test_a_damaged_copy_says_so_and_is_not_brought_back(open_user: Starts, tmp_path: Path) -> None:
    _, new = two_unread_copies(open_user, tmp_path)
    spoil(new)
    user = open_user()
    with held(user):
        open_list(user)
        user.click("Bring back…")
        assert user.see("Bring back the 2 cases", partly=True)
    user.qtbot.waitUntil(lambda: user.table_of("Backups")[1][4].startswith("checked "))
    assert user.table_of("Backups")[0][4] == "damaged: do not restore from this"
    # The question about it was taken back.
    assert not user.see("Bring back the 2 cases", partly=True)
    assert user.see(f"{new.name} cannot be brought back. It was read from end to end", partly=True)
    assert not user.find("Bring back…").isEnabled()
    user.go_to("Backups")
    user.press(Key.Key_Down)
    assert user.find("Bring back…").isEnabled()
    close_list(user)
    open_list(user)
    assert user.find("Bring back…").isEnabled()
    close_list(user)


def test_a_list_closed_at_once_holds_no_copy_open(open_user: Starts, tmp_path: Path) -> None:
    made = two_unread_copies(open_user, tmp_path)
    user = open_user()
    open_list(user)
    close_list(user)
    held = {link.resolve() for link in Path("/proc/self/fd").glob("*")} if Path("/proc").exists() else set()
    assert not held & {one.resolve() for one in made}
    open_list(user)
    user.qtbot.waitUntil(lambda: user.table_of("Backups")[0][4].startswith("checked "))
    close_list(user)
