"""A new case, typed without a mouse."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from enec_desktop.domain.case import Fact, FieldState, Quantity
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval
from tests.ui.acting import CTRL, NONE, Key, User
from tests.ui.conftest import Opener


def test_a_case_typed_by_keyboard_alone_is_found_again_after_a_restart(open_user: Opener) -> None:
    user = open_user()
    assert user.focus_name() == "New case"
    user.press(Key.Key_Space)
    assert user.focus_name() == "Name"
    user.type("SAMPLE, Patient")
    user.press(Key.Key_Return)
    user.type("0042317")
    user.press(Key.Key_Return)
    user.type("14 Jul 1945")
    user.press(Key.Key_Tab)
    user.press(Key.Key_Tab)
    user.press(Key.Key_2)
    patient = user.stored().of_kind("identity")[0]
    assert patient.fact("birth_date").value == PartialDate(1945, 7, 14)
    assert patient.fact("sex").value == frozenset({"male"})
    user.chapter("Question")
    user.type("Which first-line treatment?")
    user.press(Key.Key_Return)

    user = open_user()
    assert user.lines() == ["SAMPLE, Patient"]
    user.open_first("0042317")
    assert user.see("SAMPLE, Patient")
    assert user.see("born 14-Jul-1945", partly=True)
    assert user.see("No. 0042317")


def test_the_first_fact_of_an_empty_card_makes_its_entry(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Pathology")
    assert user.stored().of_kind("specimen") == ()
    user.go_to("Ki-67 index")
    user.type("90")
    user.press(Key.Key_Tab)
    (specimen,) = user.stored().of_kind("specimen")
    expected = Fact(FieldState.VALUE, Quantity(Interval.point(90), "%"))
    assert specimen.fact("ki67") == expected
    user.go_to("Diagnosis as stated")
    user.type("small cell carcinoma")
    user.press(Key.Key_Return)
    assert [entry.id for entry in user.stored().of_kind("specimen")] == [specimen.id]


def test_an_open_question_stays_behind_what_is_added(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Courses")
    user.click("Add course of treatment")
    kinds = [entry.kind for entry in user.stored().entries]
    assert kinds == ["identity", "course", "question"]


def test_a_lesion_is_added_inside_its_study_and_removed_again(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.chapter("Imaging")
    user.go_to("Tracer")
    user.type("FDG")
    user.press(Key.Key_Return)
    user.click("Add lesion or node")
    (lesion,) = user.stored().of_kind("lesion")
    assert lesion.of == user.stored().of_kind("study")[0].id
    user.press(Key.Key_Z, CTRL)
    assert user.stored().of_kind("lesion") == ()


def test_what_is_half_typed_goes_to_its_own_patient_when_another_case_is_opened(reader: User) -> None:
    reader.press(Key.Key_Return)
    before = reader.stored().id
    reader.chapter("Patient")
    reader.type("Half typed")
    reader.press(Key.Key_1, CTRL)
    reader.press(Key.Key_J)
    reader.press(Key.Key_Return)
    assert reader.stored().id != before
    assert reader.desk.cases.open(before).of_kind("identity")[0].fact("name").value == "Half typed"
    assert reader.stored().of_kind("identity")[0].fact("name").value is None


def test_letters_typed_right_after_n_are_in_the_first_field(reader: User) -> None:
    """All keys stand in the queue of the window before the page of the case has been made."""
    window = reader.window.windowHandle()
    for letter in ("n", *"Meyer, Anna"):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.postEvent(window, QKeyEvent(kind, ord(letter.upper()), NONE, letter))
    reader.qtbot.waitUntil(lambda: reader.focus_name() == "Name")
    reader.press(Key.Key_Tab)
    assert reader.stored().of_kind("identity")[0].fact("name").value == "Meyer, Anna"


def test_a_name_or_number_of_300_letters_without_a_blank_stands_whole_and_widens_nothing(user: User) -> None:
    user.press(Key.Key_N)
    user.type("X" * 300)
    user.press(Key.Key_Tab)
    user.type("1" * 300)
    user.press(Key.Key_Tab)
    assert user.see(f"Patient: {'X' * 300}, ", partly=True)
    assert user.window.minimumSizeHint().width() < 1024
    labels = [one for one in user.window.findChildren(QLabel) if one.isVisible()]
    name = next(one for one in labels if one.text().count("X") == 300)
    user.qtbot.waitUntil(lambda: name.height() > 2 * name.fontMetrics().height())


def test_a_name_pasted_with_line_breaks_and_tabs_goes_on_in_one_line(user: User) -> None:
    user.press(Key.Key_Space)
    QApplication.clipboard().setText(" Smith,\r\n\tJohn \n")
    user.press(Key.Key_V, CTRL)
    user.press(Key.Key_Tab)
    assert user.stored().of_kind("identity")[0].fact("name").value == "Smith, John"


def test_a_number_that_takes_several_lines_is_seen_from_its_first_digit_on(user: User) -> None:
    user.press(Key.Key_Space)
    box = user.of_kind(QPlainTextEdit, "Hospital number")
    box.setFocus()
    user.type("1" * 90)
    one_line = box.fontMetrics().lineSpacing()
    user.qtbot.waitUntil(lambda: box.height() > 2 * one_line)
    assert box.verticalScrollBar().value() == 0


def test_the_last_of_many_lines_of_a_text_is_seen_in_full(user: User) -> None:
    user.press(Key.Key_Space)
    user.chapter("Question")
    box = user.of_kind(QPlainTextEdit, "Question")
    user.type("Which treatment comes next? " * 60)
    end = box.textCursor()
    end.movePosition(QTextCursor.MoveOperation.End)
    user.qtbot.waitUntil(lambda: box.height() > 10 * box.fontMetrics().height())
    assert box.cursorRect(end).bottom() <= box.viewport().height()
