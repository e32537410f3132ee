"""One line finds everything, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from tests.ui.acting import CTRL, SHIFT, Key, User


def palette(user: User) -> list[str]:
    """Open the palette, or read the open one: its lines."""
    if not user.has("Found"):
        user.press(Key.Key_K, CTRL)
        user.qtbot.waitUntil(lambda: user.focus_name() == "What to find")
    model = user.of_kind(QListView, "Found").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def find(user: User, text: str) -> list[str]:
    palette(user)
    user.type(text)
    return palette(user)


def leave(user: User) -> None:
    user.press(Key.Key_Escape)
    user.qtbot.waitUntil(lambda: user.window.isActiveWindow() and QApplication.focusWidget() is not None)
    assert not user.has("Found")


def test_a_case_is_found_by_its_title_and_opened(reader: User) -> None:
    assert find(reader, "superficial")[0].startswith("Superficial")
    reader.press(Key.Key_Return)
    reader.settle()
    assert reader.stored().title.startswith("Superficial")
    assert not reader.has("Found")


def enter_ann_lee(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Patient")
    user.type("LEE, Ann")
    user.press(Key.Key_Return)
    user.type("0042317")
    user.press(Key.Key_Return)
    user.press(Key.Key_1, CTRL)


def test_a_case_is_found_by_its_number(user: User) -> None:
    enter_ann_lee(user)
    assert find(user, "00423") == ["LEE, Ann"]
    leave(user)
    assert "Undo Hospital number: 0042317 → not recorded" in find(user, "undo")


def test_hidden_names_are_hidden_here_too(user: User) -> None:
    enter_ann_lee(user)
    user.press(Key.Key_L, CTRL)
    found = find(user, "0042317")
    assert len(found) == 1
    assert found[0].startswith("Patient ")
    model = user.of_kind(QListView, "Found").model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole, Qt.ItemDataRole.AccessibleTextRole)
    said = " ".join(str(model.index(0, 0).data(role)) for role in roles)
    assert "LEE" not in said
    assert "0042317" not in said


def test_a_command_runs_only_when_it_is_confirmed(reader: User) -> None:
    before = reader.lines()
    assert find(reader, "new c")[0] == "New case"
    leave(reader)
    assert reader.lines() == before
    find(reader, "new c")
    reader.press(Key.Key_Return)
    reader.qtbot.waitUntil(lambda: reader.focus_name() == "Name")


def test_the_letters_of_a_command_in_order_find_it(reader: User) -> None:
    assert "Load sample patients" in find(reader, "lsmpl")


def test_down_goes_to_the_next_line_while_the_cursor_stays_in_the_text(reader: User) -> None:
    lines = find(reader, "case")
    reader.press(Key.Key_Down)
    assert reader.of_kind(QListView, "Found").currentIndex().data() == lines[1]
    assert reader.focus_name() == "What to find"


def test_a_chapter_is_offered_only_while_a_case_is_open(reader: User) -> None:
    assert "Pathology" not in find(reader, "pathology")[:1]
    leave(reader)
    reader.open_first("seventies")
    assert find(reader, "pathology")[0] == "Pathology"
    reader.press(Key.Key_Return)
    assert reader.has("Ki-67 index")


def test_a_topic_of_the_knowledge_is_found_and_shown(reader: User) -> None:
    assert find(reader, "CT1-014")
    reader.press(Key.Key_Return)
    reader.qtbot.waitUntil(lambda: bool(reader.see("CT1-014", partly=True)))


def test_what_nobody_knows_is_said_and_enter_does_nothing(reader: User) -> None:
    assert find(reader, "zzzzqq") == []
    assert reader.see("Nothing is called so and no case holds it.", partly=True)
    reader.press(Key.Key_Return)
    assert reader.has("Found")


def test_the_palette_opens_from_a_field_and_leaves_what_is_typed(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Patient")
    user.type("Half")
    palette(user)
    leave(user)
    assert user.focus_name() == "Name"
    user.type(" typed")
    user.press(Key.Key_Return)
    assert user.stored().of_kind("identity")[0].fact("name").value == "Half typed"


@pytest.mark.parametrize("place", [Key.Key_1, Key.Key_3, Key.Key_5])
def test_a_question_mark_shows_the_keys_where_no_text_is_typed(reader: User, place: Key) -> None:
    reader.press(place, CTRL)
    reader.settle()
    if isinstance(QApplication.focusWidget(), QLineEdit):
        reader.press(Key.Key_Question)
        assert not reader.has("Keys")
        reader.press(Key.Key_Tab)
    reader.press(Key.Key_Question)
    reader.qtbot.waitUntil(lambda: reader.has("Keys"))


def test_the_look_changes_by_key_and_comes_round_again(user: User) -> None:
    def ground() -> str:
        return QApplication.palette().window().color().name()

    seen = []
    for _ in range(4):
        user.press(Key.Key_L, CTRL | SHIFT)
        seen.append(ground())
    assert len(set(seen)) == 3
    assert "#000000" in seen


@pytest.mark.parametrize(
    ("typed", "chapter"),
    [("how the eng", "How the engine decides"), ("limits of", "Limits of use")],
)
def test_a_chapter_of_the_help_is_found_and_opened(user: User, typed: str, chapter: str) -> None:
    assert chapter in find(user, typed)[:3]
    while str(user.of_kind(QListView, "Found").currentIndex().data()) != chapter:
        user.press(Key.Key_Down)
    user.press(Key.Key_Return)
    user.qtbot.waitUntil(lambda: user.focus_name() == "Chapters of the help")
    assert user.of_kind(QListView, "Chapters of the help").currentIndex().data() == chapter
