"""The timeline: chosen, opened, dated and moved by key; opened by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from enec_desktop.app.timeline import timeline
from enec_desktop.domain.drawing import Line
from enec_desktop.domain.time import Elapsed, PartialDate
from enec_desktop.domain.timeline import Stop
from enec_desktop.domain.values import Interval
from tests.ui.acting import CTRL, Key, User


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
    line(user).setFocus()
    return user


def line(user: User) -> QWidget:
    widgets = (one for one in user.window.findChildren(QWidget) if one.isVisible())
    return next(one for one in widgets if one.accessibleName().startswith("Timeline of"))


def kinds(user: User) -> list[str]:
    return [entry.id for entry in user.stored().entries if entry.kind in ("course", "progression")]


def test_arrows_choose_an_event_and_say_which(historian: User) -> None:
    historian.press(Key.Key_Left, times=9)
    assert historian.focus_name() == ("Timeline of 3 events; chosen: Course of treatment 1, no date")
    historian.press(Key.Key_Right, times=2)
    assert "Progression or relapse" in historian.focus_name()


def test_control_and_an_arrow_move_an_event_in_the_history(historian: User) -> None:
    assert kinds(historian) == ["course-1", "course-2", "progression-1"]
    historian.press(Key.Key_Left, times=9)
    historian.press(Key.Key_Right, times=2)
    historian.press(Key.Key_Left, CTRL)
    assert kinds(historian) == ["course-1", "progression-1", "course-2"]
    assert "Progression or relapse" in line(historian).accessibleName()
    historian.press(Key.Key_Z, CTRL)
    assert kinds(historian) == ["course-1", "course-2", "progression-1"]


def test_d_asks_for_the_date_and_a_date_against_the_order_moves_the_event(historian: User) -> None:
    historian.press(Key.Key_Left, times=9)
    historian.press(Key.Key_D)
    name = "Course of treatment 1: Date"
    historian.qtbot.waitUntil(lambda: historian.focus_name() == name)
    historian.type("Mar 2021")
    historian.press(Key.Key_Return)
    assert historian.stored().entry("course-1").date == PartialDate(2021, 3)


def test_enter_and_a_click_open_an_event(historian: User) -> None:
    historian.chapter("Patient")
    line(historian).setFocus()
    historian.press(Key.Key_Left, times=9)
    historian.press(Key.Key_Return)
    historian.qtbot.waitUntil(lambda: historian.focus_name() == "Modality")
    historian.chapter("Patient")
    shown = line(historian)
    for x in range(shown.width() // 5, shown.width(), 12):
        historian.qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(x, 9))
    historian.qtbot.waitUntil(lambda: historian.focus_name() == "Modality")
    assert "Course of treatment 2" in shown.accessibleName()


def test_an_undated_event_is_hatched_and_a_dated_one_is_filled() -> None:
    names = {"course": "Courses"}
    undated = timeline([Stop("a", "course", None)], {"a": "EP"}, names, 400)
    dated = timeline([Stop("a", "course", Interval.point(700_000))], {"a": "EP"}, names, 400)
    hatches = [
        sum(
            isinstance(shape, Line) and shape.x1 != shape.x2 and shape.y1 != shape.y2
            for shape in one.drawing.shapes
        )
        for one in (undated, dated)
    ]
    assert hatches == [3, 0]


def test_a_time_after_an_event_is_typed_where_the_date_is(historian: User) -> None:
    historian.press(Key.Key_Left, times=9)
    historian.press(Key.Key_Return)
    historian.qtbot.waitUntil(lambda: historian.focus_name() == "Modality")
    historian.choose("Modality", "esophagectomy")
    line(historian).setFocus()
    historian.press(Key.Key_Right, times=9)
    historian.press(Key.Key_D)
    historian.qtbot.waitUntil(lambda: historian.focus_name() == "Progression or relapse: Date")
    historian.type("13 months after surgery")
    historian.press(Key.Key_Return)
    assert historian.stored().entry("progression-1").elapsed == Elapsed("course-1", Interval.point(13))
    assert historian.see("13 months after esophagectomy", partly=True)
