"""Names for who cannot see, size for who sees little, and nothing cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QScrollArea, QWidget

from enec_desktop.bootstrap import open_desk
from enec_desktop.paths import resources
from enec_desktop.ui.widgets.flow import GridField
from enec_desktop.ui.widgets.prose import Prose
from enec_desktop.ui.widgets.tag import Tag
from tests.ui.acting import ALT, CTRL, Key, User, spoken_name
from tests.ui.conftest import Opener

REAL = (Qt.WindowType.Window, Qt.WindowType.Dialog)
SEVENTIES = resources() / "demo" / "takagi-2021-ip-toxicity-nivo-rt.json"
INNER = ("qt_scrollarea_viewport", "qt_spinbox_lineedit")


PLACES = {
    "worklist": (Key.Key_1, CTRL),
    "case": (Key.Key_2, CTRL),
    "evidence": (Key.Key_3, CTRL),
    "what if": (Key.Key_4, CTRL),
    "hospital": (Key.Key_5, CTRL),
    "meetings": (Key.Key_6, CTRL),
    "summary": (Key.Key_P, CTRL),
}
DIALOGS: dict[str, Callable[[User], None]] = {
    "help": lambda user: user.press(Key.Key_F1),
    "keys": lambda user: user.menu("&Keys"),
    "about": lambda user: user.menu("&About"),
    "backups": lambda user: user.menu("&Backups and restoring…"),
    "palette": lambda user: user.press(Key.Key_K, CTRL),
}


def windows(user: User) -> list[QWidget]:
    """The window and the dialogs over it."""
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.windowType() in REAL]


def takes_focus(user: User) -> Iterator[QWidget]:
    for widget in user.window.findChildren(QWidget):
        reached = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        if widget.isVisible() and reached and widget.objectName() not in INNER:
            yield widget


@pytest.fixture
def one_patient(open_user: Opener, tmp_path: Path) -> User:
    """A user before a worklist of one sample patient, so that no other case is assessed meanwhile."""
    desk = open_desk(tmp_path / "store")
    desk.cases.take_in(desk.cases.read_file(SEVENTIES))
    desk.close()
    return open_user()


def unnamed(user: User) -> list[str]:
    return [
        f"{type(w).__name__} in {type(w.parent()).__name__}" for w in takes_focus(user) if not spoken_name(w)
    ]


def test_every_control_of_the_worklist_has_a_name(reader: User) -> None:
    reader.settle()
    assert unnamed(reader) == []


def test_every_control_of_the_case_has_a_name(reader: User) -> None:
    reader.open_first("seventies")
    for chapter in reader.desk.vocabulary.chapters.values():
        reader.chapter(chapter)
        assert unnamed(reader) == [], chapter


def test_every_control_of_every_place_has_a_name(reader: User) -> None:
    reader.open_first("superficial")
    for place, keys in PLACES.items():
        reader.press(*keys)
        reader.settle()
        assert unnamed(reader) == [], place


def test_every_control_of_the_alarm_has_a_name(reader: User) -> None:
    reader.window.trouble.happened.emit("", "Details of a fault")
    reader.click("Details")
    assert unnamed(reader) == []
    reader.faults.clear()


def dialogs(user: User) -> list[QWidget]:
    return [one for one in windows(user) if isinstance(one, QDialog)]


def test_every_control_of_every_dialog_has_a_name(reader: User) -> None:
    reader.open_first("superficial")
    for name, opened in DIALOGS.items():
        opened(reader)
        reader.qtbot.waitUntil(lambda: bool(dialogs(reader)))
        assert unnamed(reader) == [], name
        assert all(w.windowTitle() or w.accessibleName() for w in windows(reader)), name
        dialogs(reader)[0].close()
        reader.qtbot.waitUntil(lambda: not dialogs(reader))


def test_every_control_beside_a_field_has_a_name(reader: User) -> None:
    reader.open_first("seventies")
    reader.chapter("Pathology")
    reader.press(Key.Key_I, CTRL)
    assert unnamed(reader) == []
    reader.press(Key.Key_H, ALT)
    reader.settle()
    assert unnamed(reader) == []


def test_every_menu_item_and_every_place_of_the_rail_says_what_it_is(reader: User) -> None:
    actions = [one for one in reader.window.findChildren(QAction) if not one.isSeparator()]
    assert [one for one in actions if not one.text() and not one.menu()] == []


def cut_off(user: User) -> Iterator[str]:
    """Texts that need more room than they have, and pages wider than their window."""
    for label in user.window.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            if label.height() < needed or (not label.wordWrap() and label.width() < label.sizeHint().width()):
                yield f"label {label.text()!r}"
    for kind in (Prose, Tag, GridField):
        for widget in user.window.findChildren(kind):
            if widget.isVisible() and widget.height() < widget.heightForWidth(widget.width()):
                yield f"{kind.__name__} {widget.accessibleName()!r}"
    for button in user.window.findChildren(QAbstractButton):
        stiff = button.isVisible() and not button.hasHeightForWidth() and bool(button.text())
        if stiff and button.width() < button.minimumSizeHint().width():
            yield f"button {button.text()!r}"
    for area in user.window.findChildren(QScrollArea):
        inside = area.widget()
        if inside is not None and area.isVisible() and inside.width() > area.viewport().width():
            yield f"page {area.accessibleName()!r}: {inside.width()} in {area.viewport().width()}"


def nothing_is_cut_off(user: User) -> None:
    """Once the layout has settled."""
    user.qtbot.waitUntil(lambda: _none(list(cut_off(user))), timeout=30_000)


def _none(found: list[str]) -> bool:
    assert found == []
    return True


@pytest.mark.parametrize("steps", [0, 5])
def test_no_text_is_cut_off_from_usual_size_to_twice_that(one_patient: User, steps: int) -> None:
    one_patient.press(Key.Key_Plus, CTRL, times=steps)
    one_patient.open_first("seventies")
    for size in ((1366, 768), (1024, 768)):
        one_patient.window.resize(*size)
        for chapter in ("Patient", "Pathology", "Fitness", "Courses"):
            one_patient.chapter(chapter)
            nothing_is_cut_off(one_patient)
            assert (one_patient.window.width(), one_patient.window.height()) == size, chapter
        one_patient.press(Key.Key_F4)
        nothing_is_cut_off(one_patient)
        one_patient.press(Key.Key_F4)


@pytest.mark.parametrize("steps", [0, 5])
def test_every_place_keeps_to_a_small_screen(reader: User, steps: int) -> None:
    reader.window.resize(1024, 768)
    reader.press(Key.Key_Plus, CTRL, times=steps)
    reader.open_first("superficial")
    for place, modifiers in PLACES.values():
        reader.press(place, modifiers)
        reader.settle()
        reader.qtbot.wait(20)
        assert (reader.window.width(), reader.window.height()) == (1024, 768), place


def test_text_that_looks_like_markup_is_shown_as_it_is(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Patient")
    user.type("<b>x</b> & <i5 mm")
    user.press(Key.Key_Return)
    assert user.see("<b>x</b> & <i5 mm")
    labels = [label for label in user.window.findChildren(QLabel) if label.text()]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_another_look_keeps_the_place_and_what_is_typed(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Pathology")
    user.go_to("Ki-67 index")
    user.type("9")
    for look in ("&Dark", "&High contrast", "L&ight"):
        user.menu(look)
        user.qtbot.waitUntil(lambda: user.focus_name() == "Ki-67 index")
        assert user.find("Ki-67 index").text() == "9", look  # type: ignore[attr-defined]


def test_in_high_contrast_a_box_has_a_frame_on_every_side(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Fitness")
    user.menu("&High contrast")
    for box in ("Weight", "ECOG performance status", "Comorbidity"):
        picture = user.find(box).grab().toImage()
        right, bottom = picture.width() - 1, picture.height() - 1
        edges = [(0, bottom // 2), (right, bottom // 2), (right // 2, 0), (right // 2, bottom)]
        assert {picture.pixelColor(*place).name() for place in edges} == {"#ffffff"}, box
