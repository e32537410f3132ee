"""A report is pasted, its values are taken or refused by key, and only what was taken is written."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QTextEdit

from enec_desktop.domain.case import Entry, Quantity
from tests.ui.acting import CTRL, SHIFT, Key, User

REPORTS = Path(__file__).parents[1] / "reading" / "reports"
LIST, TEXT = "Values found", "Report text"
PATHOLOGY = """PATHOLOGY REPORT   Accession no. S26-118   Date of report: 12 Mar 2026
Specimen: esophagus, biopsy

Diagnosis: Neuroendocrine carcinoma, small cell type.
Synaptophysin positive, chromogranin negative. Ki-67: 90 %.
"""
STAINS = """PATHOLOGY REPORT   Accession no. S26-118   Date of report: 12 Mar 2026
Specimen: esophagus, biopsy

Synaptophysin positive, chromogranin negative. CD56 positive. Ki-67: 90 %.
"""
"""Without a diagnosis: what is written of it is weighed at once."""


def paste(user: User, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    user.press(Key.Key_V, CTRL | SHIFT)
    user.settle()


def write(user: User) -> None:
    """Write what was taken, and wait until the window has the keys again."""
    user.press(Key.Key_Return, CTRL)
    user.window.activateWindow()
    user.qtbot.waitUntil(user.window.isActiveWindow)
    user.settle()


def new_case(user: User) -> None:
    user.press(Key.Key_N, CTRL)
    user.settle()


def lines(user: User) -> list[str]:
    box = user.of_kind(QListWidget, LIST)
    return [box.item(row).text() for row in range(box.count())]


def go_to(user: User, words: str) -> None:
    box = user.of_kind(QListWidget, LIST)
    for _ in range(box.count()):
        if words in box.currentItem().text():
            return
        user.press(Key.Key_J)
    raise AssertionError(f"{words} is not offered: {lines(user)}")


def specimen(user: User) -> Entry:
    (found,) = user.stored().of_kind("specimen")
    return found


def test_what_is_taken_by_key_is_written_with_its_source_day_and_words(user: User) -> None:
    new_case(user)
    paste(user, PATHOLOGY)
    go_to(user, "Ki-67 index")
    user.press(Key.Key_Return)
    write(user)
    entry = specimen(user)
    assert set(entry.facts) == {"ki67"}
    fact = entry.fact("ki67")
    assert isinstance(fact.value, Quantity) and fact.value.interval.low == 90
    assert (fact.source, fact.note) == ("S26-118", '"Ki-67: 90 %"')
    assert fact.on is not None and fact.on.iso() == "2026-03-12"
    assert entry.date == fact.on
    assert user.see("Written from the report: 1. Ctrl+Z takes all of it back as one.")


OUTSIDE = (
    PATHOLOGY
    + """
The outside hospital reported CD56 negative. By definition Ki-67 is above 20 %.
Report of the patient in bed 14: TTF-1 positive.
"""
)


def test_what_is_told_of_others_is_said_beside_the_offers_with_its_reason(user: User) -> None:
    new_case(user)
    paste(user, OUTSIDE)
    assert not any("CD56" in line or "TTF" in line for line in lines(user))
    assert user.see("Not read, as told of something else", partly=True)
    assert user.see("an outside or earlier report (“CD56 negative”)", partly=True)
    assert user.see("another person (“TTF-1 positive”)", partly=True)
    assert user.see("criteria or literature (“Ki-67 is above 20 %”)", partly=True)


def test_nothing_enters_by_opening_moving_or_leaving(user: User) -> None:
    new_case(user)
    before = user.stored()
    paste(user, PATHOLOGY)
    user.press(Key.Key_J, times=3)
    user.press(Key.Key_K)
    user.press(Key.Key_Delete)
    user.press(Key.Key_Return, CTRL)
    user.press(Key.Key_Escape)
    assert not user.has(LIST)
    assert user.stored() == before


def test_a_group_is_taken_by_one_key_and_undone_in_one_named_step(user: User) -> None:
    new_case(user)
    before = user.stored()
    paste(user, STAINS)
    go_to(user, "Synaptophysin")
    user.press(Key.Key_A)
    write(user)
    taken = len(specimen(user).facts)
    assert taken >= 6
    assert user.desk.cases.undo_words(before.id) == f"Report S26-118: {taken} values"
    user.press(Key.Key_Z, CTRL)
    user.settle()
    assert user.stored() == before


def test_a_refused_value_stays_out_and_z_takes_a_word_back(user: User) -> None:
    new_case(user)
    paste(user, PATHOLOGY)
    go_to(user, "Synaptophysin")
    user.press(Key.Key_N)
    assert any(line.startswith("Refused · Synaptophysin") for line in lines(user))
    user.press(Key.Key_A)
    assert not any(line.startswith("Taken · Synaptophysin") for line in lines(user))
    user.press(Key.Key_Z, times=2)
    assert not any(line.startswith(("Taken", "Refused")) for line in lines(user))


def test_leaving_with_something_taken_asks_first(user: User) -> None:
    new_case(user)
    paste(user, PATHOLOGY)
    user.press(Key.Key_Y)
    user.press(Key.Key_Escape)
    assert user.has("Leave without writing")
    assert user.focus_name() == "Stay"
    user.press(Key.Key_Escape)
    assert user.has(LIST) and not user.has("Leave without writing")
    user.press(Key.Key_Escape)
    user.click("Leave without writing")
    assert not user.has(LIST)
    assert user.stored().of_kind("specimen") == ()


def test_another_value_that_stands_there_is_told_and_not_taken_with_its_group(user: User) -> None:
    new_case(user)
    paste(user, STAINS)
    user.press(Key.Key_A)
    write(user)
    paste(user, STAINS.replace("90 %", "60 %"))
    offered = [line for line in lines(user) if line.startswith("Ki-67")]
    assert offered == ["Ki-67 index: 60 %\nRecorded there: 90 %. Taking replaces it."]
    go_to(user, "Ki-67 index")
    user.press(Key.Key_A)
    assert any(line.startswith("Ki-67 index") for line in lines(user))
    user.press(Key.Key_Y)
    write(user)
    value = specimen(user).fact("ki67").value
    assert isinstance(value, Quantity) and value.interval.low == 60


def test_the_same_report_twice_offers_nothing_twice(user: User) -> None:
    new_case(user)
    paste(user, STAINS)
    user.press(Key.Key_A)
    write(user)
    paste(user, STAINS)
    assert user.see("All values found are recorded already.")
    user.press(Key.Key_Escape)


def test_where_a_group_goes_can_be_changed(user: User) -> None:
    new_case(user)
    paste(user, STAINS)
    user.press(Key.Key_A)
    write(user)
    paste(user, STAINS.replace("S26-118", "S26-400").replace("90 %", "60 %").replace("12 Mar", "02 Apr"))
    assert lines(user)[0].replace("\N{NON-BREAKING HYPHEN}", "-") == "Specimen → new entry, 02-Apr-2026"
    user.choose("Goes to", "Specimen · biopsy of the primary, 12-Mar-2026")
    assert any("Recorded there: 90 %" in line for line in lines(user))
    user.press(Key.Key_Escape)


def test_a_report_of_another_patient_is_cautioned_before_anything_can_be_taken(user: User) -> None:
    new_case(user)
    case = user.stored()
    patient = case.of_kind("identity")[0].id
    paste(user, f"{PATHOLOGY}\nPatient: ADAMS, RUTH   DOB 09/30/1951\n")
    go_to(user, "Born")
    user.press(Key.Key_A)
    write(user)
    assert user.stored().entry(patient).facts
    paste(user, f"{PATHOLOGY}\nPatient: MOSS, ANNE   DOB 09/13/1950\n")
    assert user.see("Is this the right patient?", partly=True)
    assert user.focus_name() == "It is this patient"
    assert not user.find(LIST).isEnabled()
    user.press(Key.Key_Space)
    assert user.find(LIST).isEnabled()
    assert not user.see("Is this the right patient?", partly=True)
    user.press(Key.Key_Escape)


def test_without_a_text_the_window_says_what_to_paste(user: User) -> None:
    new_case(user)
    paste(user, "")
    box = user.of_kind(QPlainTextEdit, TEXT)
    assert "Paste the text of a pathology, imaging or laboratory report here" in box.placeholderText()
    user.qtbot.waitUntil(lambda: user.focus_name() == TEXT)
    box.setPlainText("Dear colleague, thank you. No carcinoma was seen.")
    user.press(Key.Key_Return, CTRL)
    user.settle()
    assert user.see("No value was found that is plain enough to offer.", partly=True)
    user.press(Key.Key_Escape)


def test_every_offer_of_a_real_report_can_be_taken_and_written(user: User) -> None:
    new_case(user)
    paste(user, (REPORTS / "21-ct-staging.txt").read_text(encoding="utf-8"))
    box = user.of_kind(QListWidget, LIST)
    offers = sum(not line.count("→") for line in lines(user))
    for _ in range(box.count()):
        user.press(Key.Key_A)
        user.press(Key.Key_J, times=1)
    taken = sum(line.startswith("Taken") for line in lines(user))
    assert taken == offers
    write(user)
    case = user.stored()
    assert sum(len(entry.facts) for entry in case.entries) == taken
    for lesion in case.of_kind("lesion"):
        assert lesion.of is not None


def test_the_words_of_the_current_offer_stand_on_the_accent_in_the_text(user: User) -> None:
    new_case(user)
    paste(user, PATHOLOGY)
    go_to(user, "Chromogranin A")
    box = user.of_kind(QPlainTextEdit, TEXT)
    accent = user.window.theme.colour("accent")
    marked: list[QTextEdit.ExtraSelection] = list(box.extraSelections())
    current = [one.cursor.selectedText() for one in marked if one.format.background().color() == accent]
    assert current == ["chromogranin negative"]
    user.press(Key.Key_Escape)
