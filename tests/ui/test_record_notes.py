"""A note of the hospital on a record of the evidence: by key and click, marked wherever the id stands."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener
from tests.ui.test_faults import full_disk

HOSTILE = "<b>not</b> for us & ours"


def open_claim(user: User) -> None:
    user.press(Key.Key_3, CTRL)
    user.type("CT1-014")
    user.press(Key.Key_Return)
    user.press(Key.Key_Return)
    user.qtbot.waitUntil(lambda: user.has("Add a note"))


def test_a_note_is_kept_shown_as_typed_and_there_after_a_restart(user: User, open_user: Opener) -> None:
    open_claim(user)
    user.click("Add a note")
    user.type(HOSTILE)
    user.press(Key.Key_Return)
    assert user.see(f"Note: {HOSTILE} (", partly=True)
    again = open_user()
    open_claim(again)
    assert again.see(f"Note: {HOSTILE} (", partly=True)


def test_a_note_is_edited_deleted_and_brought_back(user: User) -> None:
    open_claim(user)
    user.click("Add a note")
    user.type("one")
    user.press(Key.Key_Return)
    user.qtbot.waitUntil(lambda: user.find("Edit").height() > 0)
    user.click("Edit")
    user.type(" two")
    user.press(Key.Key_Return)
    assert user.see("Note: one two (", partly=True)
    user.qtbot.waitUntil(lambda: user.find("Delete").height() > 0)
    user.click("Delete")
    assert user.see("A note was deleted (", partly=True) and not user.see("Note: one two", partly=True)
    user.qtbot.waitUntil(lambda: user.find("Bring back").height() > 0)
    user.click("Bring back")
    assert user.see("Note: one two (", partly=True)


def test_a_note_that_cannot_be_kept_stays_typed_and_escape_keeps_none(user: User) -> None:
    open_claim(user)
    user.click("Add a note")
    user.type("half")
    with full_disk():
        user.press(Key.Key_Return)
        assert user.see("was not saved", partly=True)
    assert user.find("Note on CT1-014").property("text") == "half"
    user.press(Key.Key_Escape)
    assert not user.has("Note on CT1-014") and user.desk.notes.of_record("CT1-014") == ()


def test_a_note_beside_the_assessment_marks_every_sentence_that_rests_on_its_record(reader: User) -> None:
    reader.open_first("liver")
    reader.qtbot.waitUntil(lambda: reader.has("Agree: Cisplatin and etoposide (EP)"))
    (because,) = [one for one in reader.assessment() if one.endswith("EP also carries the guideline mark.")]
    reader.go_to(because)
    reader.press(Key.Key_Return)
    reader.qtbot.waitUntil(lambda: reader.find("Add a note").height() > 0)
    reader.click("Add a note")
    reader.type("seen here")
    reader.press(Key.Key_Return)
    assert reader.see("Note: seen here (", partly=True)
    reader.go_to(because)
    reader.press(Key.Key_C, CTRL)
    assert "CT1\u2011008 · note" in QApplication.clipboard().text()
