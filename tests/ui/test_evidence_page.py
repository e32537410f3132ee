"""The evidence browser: found by typing, read, followed by key and mouse, and left again."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QListView

from tests.ui.acting import ALT, CTRL, Key, User


def records(user: User) -> QListView:
    return user.of_kind(QListView, "Records found")


def lines(user: User) -> list[str]:
    model = records(user).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount(QModelIndex()))]


def test_typing_narrows_the_list_and_the_counts_at_once(user: User) -> None:
    user.press(Key.Key_3, CTRL)
    assert user.focus_name() == "Search in all evidence"
    whole = len(lines(user))
    user.type("folfirinox")
    assert 0 < len(lines(user)) < whole
    assert user.see(f"{len(lines(user))} of {whole} records")
    options = next(one for one in user.see("options, ", partly=True) if one.endswith("records"))
    user.click(options)
    assert len(lines(user)) == int(options.split()[1])


def test_a_word_nobody_wrote_is_answered_with_a_sentence(user: User) -> None:
    user.press(Key.Key_3, CTRL)
    user.type("xylophone")
    assert lines(user) == []
    assert user.see("No record holds all these words", partly=True)
    user.press(Key.Key_Escape)
    assert lines(user)


def test_down_walks_the_list_and_enter_goes_to_the_record(user: User) -> None:
    user.press(Key.Key_3, CTRL)
    user.type("CT1-014")
    user.press(Key.Key_Down)
    assert user.focus_name() == "Records found"
    assert user.see("■ extrapulmonary or GEP NEC.", partly=True)
    user.press(Key.Key_Return)
    assert user.focus_name() == "Record"
    user.press(Key.Key_Escape)
    assert user.focus_name() == "Records found"


def test_a_link_opens_another_record_and_alt_left_and_right_go_back_and_forward(user: User) -> None:
    user.press(Key.Key_3, CTRL)
    user.type("D05")
    user.press(Key.Key_Down)
    user.press(Key.Key_Return)
    link = next(one for one in user.see("FOLFIRINOX: standing", partly=True))
    user.go_to(link)
    user.press(Key.Key_Return)
    assert user.see("Read from the top", partly=True)
    user.press(Key.Key_Left, ALT)
    assert user.see("Known error D05", partly=True)
    user.press(Key.Key_Right, ALT)
    assert user.see("Read from the top", partly=True)
    user.click("◂ Back")
    assert user.see("Known error D05", partly=True)


def test_the_known_errors_of_a_claim_stand_open_on_its_page(user: User) -> None:
    user.press(Key.Key_3, CTRL)
    user.type("CT1-014")
    user.press(Key.Key_Down)
    assert user.see("Known error D55", partly=True)
    assert user.see("The words qualify mPFS only.")


def test_any_reference_of_an_assessment_opens_in_the_browser(reader: User) -> None:
    reader.open_first("liver")
    reader.qtbot.waitUntil(lambda: bool(reader.see("First-line systemic treatment.")))
    why = "First-line systemic treatment."
    reader.go_to(why)
    reader.press(Key.Key_Return, CTRL)
    assert reader.has("Search in all evidence")
    assert reader.see("Question of the day: first-line systemic treatment")
    reader.press(Key.Key_2, CTRL)
    reader.click("Open in Evidence")
    assert reader.has("Search in all evidence")


def test_the_rail_opens_the_browser_and_the_patient_stays_named(reader: User) -> None:
    reader.open_first("liver")
    reader.click("Evidence")
    assert reader.has("Search in all evidence")
    assert reader.see("Patient:", partly=True) or reader.see("liver metastasis", partly=True)


def test_ctrl_f_searches_evidence_where_evidence_is_read(user: User) -> None:
    user.press(Key.Key_3, CTRL)
    user.type("fistula")
    user.press(Key.Key_Down)
    user.press(Key.Key_F, CTRL)
    assert user.focus_name() == "Search in all evidence"
    user.press(Key.Key_1, CTRL)
    user.press(Key.Key_F, CTRL)
    assert user.focus_name() == "Search in all cases"
