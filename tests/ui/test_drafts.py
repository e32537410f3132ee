"""No key is lost: what is half typed comes back after a crash, as a draft, at the place it was typed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from enec_desktop.domain.case import FieldState, Quantity
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval
from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener

ROOT = Path(__file__).parents[2]
NOT_SAVED = re.compile(
    r"Not saved yet: typed \d\d:\d\d\. Enter saves it, Escape brings back what is recorded\."
)


def text_in(user: User, name: str) -> str:
    line = user.find(name)
    assert isinstance(line, QLineEdit | QPlainTextEdit)
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def weight(user: User) -> object:
    entries = user.stored().of_kind("fitness")
    return entries[0].fact("weight").value if entries else None


def after_kill_9(open_user: Opener, folder: Path, scene: str, field: str) -> User:
    """A user who starts again after the end of a scene and finds the cursor where it was."""
    command = [sys.executable, "-m", "tests.ui.broken_off", str(folder / "store"), scene]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    assert done.returncode == -9, done.stderr.decode()
    user = open_user()
    user.qtbot.waitUntil(lambda: user.focus_name() == field)
    return user


@pytest.fixture
def survivor(open_user: Opener, tmp_path: Path) -> User:
    """A user who starts again after kill -9 in the middle of a weight."""
    return after_kill_9(open_user, tmp_path, "weight", "Weight")


def test_kill_9_comes_back_to_the_case_the_chapter_and_the_field_with_what_was_typed(survivor: User) -> None:
    assert survivor.see("The program did not end as usual last time.", partly=True)
    assert text_in(survivor, "Weight") == "72"
    assert any(NOT_SAVED.search(text) for text in survivor.see("Not saved yet", partly=True))
    assert weight(survivor) is None


def test_a_draft_becomes_a_fact_by_enter_only(survivor: User) -> None:
    survivor.press(Key.Key_Tab)
    survivor.go_to("Height")
    survivor.chapter("Patient")
    survivor.chapter("Fitness")
    assert weight(survivor) is None
    survivor.go_to("Weight")
    assert text_in(survivor, "Weight") == "72"
    survivor.press(Key.Key_Return)
    assert weight(survivor) == Quantity(Interval.point(72), "kg")
    assert not survivor.see("Not saved yet", partly=True)
    assert survivor.desk.drafts.of_case(survivor.stored().id) == ()


def test_a_draft_that_is_typed_on_is_saved_as_usual(survivor: User) -> None:
    survivor.type(".5")
    survivor.press(Key.Key_Tab)
    assert weight(survivor) == Quantity(Interval.point(72.5), "kg")


def test_escape_drops_a_draft(survivor: User) -> None:
    survivor.press(Key.Key_Escape)
    assert text_in(survivor, "Weight") == ""
    assert not survivor.see("Not saved yet", partly=True)
    assert survivor.desk.drafts.of_case(survivor.stored().id) == ()


def test_another_change_of_looks_leaves_a_draft_a_draft(survivor: User) -> None:
    survivor.press(Key.Key_Plus, CTRL)
    survivor.settle()
    assert text_in(survivor, "Weight") == "72"
    assert survivor.see("Not saved yet", partly=True)
    assert weight(survivor) is None


def test_an_orderly_end_saves_what_can_be_read_and_keeps_what_cannot(open_user: Opener) -> None:
    user = open_user()
    user.press(Key.Key_N, CTRL)
    user.chapter("Patient")
    user.type("SAMPLE")
    user.press(Key.Key_Return)
    user.chapter("Fitness")
    user.go_to("Weight")
    user.type("heavy")
    user.press(Key.Key_Tab)
    user.go_to("Height")
    user.type("180")
    case_id = user.stored().id

    user = open_user()
    assert not user.see("The program did not end as usual", partly=True)
    user.open_first("sample")
    user.chapter("Fitness")
    assert text_in(user, "Weight") == "heavy"
    assert user.see("Not saved yet", partly=True)
    assert user.desk.cases.open(case_id).of_kind("fitness")[0].fact("height").value == Quantity(
        Interval.point(180), "cm"
    )
    assert user.stored().of_kind("fitness")[0].fact("weight").state is FieldState.NOT_RECORDED


def test_a_saved_field_leaves_no_draft(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Fitness")
    user.go_to("Weight")
    user.type("7")
    assert [draft.text for draft in user.desk.drafts.of_case(user.stored().id)] == ["7"]
    user.type("2")
    assert [draft.text for draft in user.desk.drafts.of_case(user.stored().id)] == ["72"]
    user.press(Key.Key_Return)
    assert user.desk.drafts.of_case(user.stored().id) == ()
    line = user.go_to("Weight")
    assert isinstance(line, QLineEdit)
    line.selectAll()
    user.type("72.0")
    user.press(Key.Key_Return)
    assert user.desk.drafts.of_case(user.stored().id) == ()


def test_the_report_of_a_fact_comes_back_after_kill_9_and_is_saved_by_enter_only(
    open_user: Opener, tmp_path: Path
) -> None:
    user = after_kill_9(open_user, tmp_path, "details", "Weight: Report")
    assert text_in(user, "Weight: Report") == "Lab 4"
    assert user.see("Not saved yet", partly=True)
    user.chapter("Patient")
    user.chapter("Fitness")
    entry = user.stored().of_kind("fitness")[0]
    assert (entry.fact("weight").value, entry.fact("weight").source) == (weight(user), None)
    assert text_in(user, "Weight: Report") == "Lab 4"
    user.go_to("Weight: Report")
    user.type("2")
    user.press(Key.Key_Return)
    assert user.stored().of_kind("fitness")[0].fact("weight").source == "Lab 42"
    assert not user.see("Not saved yet", partly=True)
    assert user.desk.drafts.of_case(user.stored().id) == ()


def test_the_date_of_an_entry_comes_back_after_kill_9(open_user: Opener, tmp_path: Path) -> None:
    user = after_kill_9(open_user, tmp_path, "date", "Specimen: Date")
    assert text_in(user, "Specimen: Date") == "12 Ma"
    assert user.see("Not saved yet", partly=True)
    assert user.stored().of_kind("specimen")[0].date is None
    user.go_to("Specimen: Date")
    user.type("r 2026")
    user.press(Key.Key_Return)
    assert user.stored().of_kind("specimen")[0].date == PartialDate(2026, 3, 12)
    assert text_in(user, "Specimen: Date") == "12-Mar-2026"
    assert user.desk.drafts.of_case(user.stored().id) == ()


def test_a_note_that_is_saved_leaves_a_date_that_cannot_be_read_as_it_was_typed(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Fitness")
    user.go_to("Weight")
    user.type("72")
    user.press(Key.Key_Return)
    user.go_to("Weight")
    user.press(Key.Key_I, CTRL)
    user.type("some day")
    user.go_to("Weight: Note")
    user.type("as told")
    user.press(Key.Key_Return)
    assert text_in(user, "Weight: Date") == "some day"
    assert user.stored().of_kind("fitness")[0].fact("weight").note == "as told"
    assert [draft.text for draft in user.desk.drafts.of_case(user.stored().id)] == ["some day"]
