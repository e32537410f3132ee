"""Names for who cannot see, size for who sees little, and nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from enec_desktop.ui.widgets.flow import GridField
from enec_desktop.ui.widgets.prose import Prose
from enec_desktop.ui.widgets.tag import Tag
from tests.ui.acting import CTRL, Key, User, spoken_name

INNER = ("qt_scrollarea_viewport", "qt_spinbox_lineedit")


def takes_focus(user: User) -> Iterator[QWidget]:
    for widget in user.window.findChildren(QWidget):
        reached = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        if widget.isVisible() and reached and widget.objectName() not in INNER:
            yield widget


def unnamed(user: User) -> list[str]:
    return [
        f"{type(w).__name__} in {type(w.parent()).__name__}" for w in takes_focus(user) if not spoken_name(w)
    ]


def test_every_control_of_the_worklist_has_a_name(reader: User) -> None:
    assert unnamed(reader) == []


def test_every_control_of_the_case_has_a_name(reader: User) -> None:
    reader.open_first("seventies")
    for chapter in reader.desk.vocabulary.chapters.values():
        reader.chapter(chapter)
        assert unnamed(reader) == [], chapter


def test_every_control_of_the_summary_has_a_name(reader: User) -> None:
    reader.open_first("superficial")
    reader.press(Key.Key_P, CTRL)
    reader.settle()
    assert unnamed(reader) == []


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
    user.qtbot.waitUntil(lambda: _none(list(cut_off(user))))


def _none(found: list[str]) -> bool:
    assert found == []
    return True


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
@pytest.mark.parametrize("steps", [0, 5])
def test_no_text_is_cut_off_from_usual_size_to_twice_that(
    reader: User, size: tuple[int, int], steps: int
) -> None:
    reader.window.resize(*size)
    reader.press(Key.Key_Plus, CTRL, times=steps)
    reader.open_first("seventies")
    for chapter in ("Patient", "Pathology", "Fitness", "Courses"):
        reader.chapter(chapter)
        nothing_is_cut_off(reader)
    reader.press(Key.Key_F4)
    nothing_is_cut_off(reader)


def test_text_that_looks_like_markup_is_shown_as_it_is(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Patient")
    user.type("<b>x</b> & <i5 mm")
    user.press(Key.Key_Return)
    assert user.see("<b>x</b> & <i5 mm")
    labels = [label for label in user.window.findChildren(QLabel) if label.text()]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


@pytest.mark.parametrize("look", ["&Dark", "&High contrast", "L&ight"])
def test_another_look_keeps_the_place_and_what_is_typed(user: User, look: str) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Pathology")
    user.go_to("Ki-67 index")
    user.type("9")
    from PySide6.QtGui import QAction

    next(a for a in user.window.findChildren(QAction) if a.text() == look).trigger()
    user.qtbot.waitUntil(lambda: user.focus_name() == "Ki-67 index")
    assert user.find("Ki-67 index").text() == "9"  # type: ignore[attr-defined]
