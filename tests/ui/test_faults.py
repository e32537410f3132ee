"""Nothing fails silently: what was not saved is said in red, and the window goes on."""

from __future__ import annotations

import threading

import pytest

from enec_desktop.app.cases import CaseDesk
from enec_desktop.domain.case import FieldState
from enec_desktop.domain.errors import StoreRefused
from tests.ui.acting import CTRL, Key, User


@pytest.fixture
def typist(user: User) -> User:
    """A user before the patient chapter of a new case."""
    user.press(Key.Key_N, CTRL)
    user.chapter("Patient")
    return user


def said_in_red(user: User, text: str) -> None:
    """Wait for the red banner; the fault it tells of is expected."""
    user.qtbot.waitUntil(lambda: bool(user.see(text, partly=True)))
    user.faults.clear()


def test_a_bug_while_saving_ends_in_the_red_banner(typist: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(CaseDesk, "set_fact", broken)
    typist.type("SAMPLE")
    typist.press(Key.Key_Return)
    said_in_red(typist, "A fault in the program")
    assert typist.see("not saved")
    assert not typist.see("saved ", partly=True)[1:]
    monkeypatch.undo()
    assert typist.stored().of_kind("identity")[0].fact("name").state is FieldState.NOT_RECORDED


def test_what_was_typed_is_still_there_and_can_be_saved_afterwards(
    typist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise StoreRefused("The disk is full. Nothing was changed; make room and type it again.")

    monkeypatch.setattr(CaseDesk, "set_fact", refused)
    typist.type("SAMPLE")
    typist.press(Key.Key_Return)
    said_in_red(typist, "The disk is full.")
    monkeypatch.undo()
    typist.go_to("Name")
    typist.press(Key.Key_Return)
    assert typist.stored().of_kind("identity")[0].fact("name").value == "SAMPLE"


def test_a_fault_in_a_thread_ends_in_the_red_banner(user: User) -> None:
    def work() -> None:
        raise RuntimeError("planted in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    said_in_red(user, "A fault in the program")


def test_a_fault_in_the_assessment_ends_in_the_red_banner(
    typist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    typist.settle()

    def broken(*_: object) -> None:
        raise ValueError("planted in the engine")

    monkeypatch.setattr(type(typist.desk.assessments), "sections", broken)
    typist.type("SAMPLE")
    typist.press(Key.Key_Return)
    said_in_red(typist, "A fault in the program")


def test_the_details_can_be_opened_and_the_banner_closed(user: User) -> None:
    def fault() -> None:
        raise RuntimeError("planted in a slot")

    user.window.places.worklist.keys_wanted.connect(fault)
    user.qtbot.keyClick(user.table() if user.has("Cases") else user.window, Key.Key_F, CTRL)
    user.window.places.worklist.keys_wanted.emit()
    said_in_red(user, "A fault in the program")
    user.click("Details")
    user.click("Close")
    assert not user.see("A fault in the program", partly=True)
