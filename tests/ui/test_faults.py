"""Nothing fails silently: what was not saved is said in red, and the window goes on."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from enec_desktop.store.driver import Database
from tests.ui.acting import CTRL, SHIFT, Key, User


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


def forget_faults(user: User) -> None:
    """What failed in a timer meanwhile, such as the place one is at, is told by an event of its own."""
    QApplication.processEvents()
    user.faults.clear()


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process can be written: the system calls fail, nothing is planted."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@contextmanager
def broken_store() -> Iterator[None]:
    """A bug at the edge of the store: what writes there raises what nobody expects."""
    run = Database.run

    def broken(database: Database, sql: str, *values: object) -> int:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise ZeroDivisionError("planted")
        return run(database, sql, *values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "run", broken)
        yield


def type_name(user: User) -> None:
    user.go_to("Name")
    user.press(Key.Key_A, CTRL)
    user.type("OTHER")
    user.press(Key.Key_Return)


def type_age(user: User) -> None:
    user.go_to("Age")
    user.press(Key.Key_A, CTRL)
    user.type("70")
    user.press(Key.Key_Tab)


def choose_sex(user: User, sex: str = "f") -> None:
    user.go_to("Sex")
    user.type(sex)


def next_state(user: User) -> None:
    user.go_to("Age")
    user.press(Key.Key_Period, CTRL)


def undo(user: User) -> None:
    user.press(Key.Key_Z, CTRL)


def redo(user: User) -> None:
    user.press(Key.Key_Z, CTRL | SHIFT)


def archive(user: User) -> None:
    user.menu("Put into the &archive")


def into_bin(user: User) -> None:
    user.menu("Put into the b&in")


def new_case(user: User) -> None:
    user.press(Key.Key_N, CTRL)


SAVING: dict[str, Callable[[User], None]] = {
    "a text": type_name,
    "a number": type_age,
    "a choice": choose_sex,
    "a state": next_state,
    "undo": undo,
    "redo": redo,
    "the archive": archive,
    "the bin": into_bin,
    "a new case": new_case,
}
FAILING = {
    "full disk": (full_disk, "was not saved and nothing of it was kept: the disk"),
    "bug": (broken_store, "A fault in the program"),
}


def stored_in(user: User) -> tuple[object, ...]:
    """What is stored, as far as anyone can see it; drafts are no facts."""
    ids = user.desk.cases.ids()
    away = {case_id: user.desk.worklist.where(case_id) for case_id in ids}
    return away, *((case_id, user.desk.cases.stored(case_id)) for case_id in ids)


@pytest.mark.skipif(os.name == "nt", reason="no limit of file sizes there")
@pytest.mark.parametrize("failing", FAILING)
@pytest.mark.parametrize("slot", SAVING)
def test_every_act_that_saves_ends_in_the_red_banner_when_it_fails_and_works_afterwards(
    typist: User, slot: str, failing: str
) -> None:
    typist.type("SAMPLE")
    typist.press(Key.Key_Return)
    choose_sex(typist, "m")
    choose_sex(typist, "f")
    undo(typist)
    typist.settle()
    before = stored_in(typist)
    fails, said = FAILING[failing]
    with fails():
        SAVING[slot](typist)
        said_in_red(typist, said)
        typist.settle()
        typist.faults.clear()
        assert typist.see("earlier changes are saved", partly=True)
        assert not typist.see("saved 1", partly=True) and not typist.see("saved 0", partly=True)
    assert stored_in(typist) == before
    if slot == "a text":
        assert typist.has("Name") and text_of(typist, "Name") == "OTHER"
        typist.go_to("Name")
        typist.press(Key.Key_Return)
    else:
        SAVING[slot](typist)
    typist.settle()
    assert stored_in(typist) != before
    forget_faults(typist)


def text_of(user: User, name: str) -> str:
    line = user.find(name)
    assert isinstance(line, QLineEdit | QPlainTextEdit)
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


@pytest.mark.skipif(os.name == "nt", reason="no limit of file sizes there")
def test_the_text_typed_on_a_full_disk_stays_and_is_saved_when_there_is_room(typist: User) -> None:
    typist.settle()
    with full_disk():
        typist.type("SAM")
        typist.qtbot.waitUntil(lambda: len(typist.faults) >= 3)
        assert typist.see("What you typed was not saved", partly=True)
        typist.press(Key.Key_Return)
        said_in_red(typist, "The change was not saved and nothing of it was kept")
        assert text_of(typist, "Name") == "SAM"
        typist.settle()
    forget_faults(typist)
    typist.go_to("Name")
    typist.press(Key.Key_Return)
    assert typist.stored().of_kind("identity")[0].fact("name").value == "SAM"
    assert typist.see("saved ", partly=True)


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
