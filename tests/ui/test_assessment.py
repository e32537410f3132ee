"""The assessment beside the case: live, honest about being out of date, open down to its sources."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from enec_desktop.ui.widgets.prose import Prose
from tests.ui.acting import CTRL, Key, User

TAB = Qt.FocusPolicy.TabFocus


@pytest.fixture
def board(reader: User) -> User:
    """A user before a published patient with a liver metastasis."""
    reader.open_first("liver")
    return reader


def questions(user: User) -> dict[str, str]:
    """What the engine asks for the open case, by field."""
    found = user.desk.assessments.assess(user.stored())
    return {question.place.field: question.ask for question in found.questions}


def test_a_fact_that_was_asked_for_changes_the_assessment(board: User) -> None:
    board.chapter("Fitness")
    asked = questions(board)
    assert any(asked["ecog"] in text for text in board.assessment())
    board.choose("ECOG performance status", "1, restricted in strenuous work")
    board.settle()
    assert not any(asked["ecog"] in text for text in board.assessment())


def test_what_the_last_entry_changed_is_told_at_the_top_and_marked_on_the_cards(board: User) -> None:
    board.chapter("Fitness")
    assert not board.see("What is new")
    board.choose("ECOG performance status", "2, up more than half the day, no work")
    board.settle()
    assert board.see("What is new")
    told = " ".join(board.assessment())
    assert "Tumour treatment that leads: Carboplatin and etoposide (EC); before: Cisplatin" in told
    assert (
        "Cisplatin and etoposide (EP): after the others of its standing; before: in its usual place" in told
    )
    assert "changed with the last entry" in told


def test_an_assessment_is_greyed_the_moment_a_fact_changes(board: User) -> None:
    board.chapter("Fitness")
    board.choose("ECOG performance status", "1, restricted in strenuous work")
    assert board.see("being brought up to date")
    board.settle()
    assert not board.see("being brought up to date")


def test_a_missing_fact_that_matters_is_marked_at_its_field_and_chapter(board: User) -> None:
    board.chapter("Fitness")
    assert board.has("To be answered")
    chapters = board.find("Chapters")
    told = chapters.currentIndex().data(Qt.ItemDataRole.AccessibleDescriptionRole)  # type: ignore[attr-defined]
    assert "missing facts that matter" in told


def test_a_question_leads_to_its_field(board: User) -> None:
    ask = questions(board)["ecog"]
    board.go_to(next(text for text in board.assessment() if text.startswith(f"Go to the field: {ask}")))
    board.press(Key.Key_Return)
    board.qtbot.waitUntil(lambda: board.focus_name() == "ECOG performance status")


def test_a_sentence_opens_what_it_rests_on_and_escape_closes_it(board: User) -> None:
    board.press(Key.Key_F4)
    sentence = next(text for text in board.assessment() if text.startswith("First-line systemic treatment"))
    board.go_to(sentence)
    board.press(Key.Key_Return)
    assert board.see("Asked of this case", partly=True)
    board.press(Key.Key_Escape)
    assert not board.see("Asked of this case", partly=True)


def test_details_of_an_option_open_in_place(board: User) -> None:
    button = next(text for text in board.see("Show more: ", partly=True) if "Cisplatin" in text)
    assert not any(text == "Against" for text in board.see("Against"))
    board.go_to(button)
    board.press(Key.Key_Return)
    assert board.see("Against")


def test_details_that_are_open_stay_open_and_tell_what_is_recorded_now(board: User) -> None:
    board.chapter("Fitness")
    card = next(text for text in board.see("Show more: ", partly=True) if "Cisplatin" in text)
    board.click(card)
    for clearance, before in (("45", "90"), ("40", "45")):
        board.go_to("Creatinine clearance").selectAll()  # type: ignore[attr-defined]
        board.type(clearance)
        board.press(Key.Key_Return)
        board.settle()
        assert board.see(f"Recorded: Creatinine clearance: {clearance}", partly=True)
        assert not board.see(f"Recorded: Creatinine clearance: {before}", partly=True)
        assert board.has(card.replace("Show more", "Hide"))


def test_a_card_that_changed_is_read_aloud_in_the_order_in_which_it_is_seen(board: User) -> None:
    board.chapter("Fitness")
    for ecog in ("1, restricted in strenuous work", "2, up more than half the day, no work"):
        board.choose("ECOG performance status", ecog)
        board.settle()
        for card in board.find("Assessment").findChildren(QWidget):
            if card.property("role") == "card" and card.isVisible():
                told = (one for one in card.findChildren(Prose) if one.isVisible())
                heights = [one.mapTo(card, QPoint()).y() for one in told]
                assert heights == sorted(heights), card.findChild(QLabel).text()


def test_tab_reads_the_assessment_from_the_top_also_after_a_change(board: User) -> None:
    board.chapter("Fitness")
    board.choose("ECOG performance status", "2, up more than half the day, no work")
    board.settle()
    sheet = board.of_kind(QScrollArea, "Assessment")
    page = sheet.widget()
    there = [one for one in page.findChildren(QWidget) if one.isVisible() and one.focusPolicy() & TAB]
    sheet.setFocus()
    passed = []
    for _ in range(40):
        board.press(Key.Key_Tab)
        passed.append(QApplication.focusWidget().mapTo(page, QPoint(0, 0)).y())
    assert sorted(passed) == sorted(one.mapTo(page, QPoint(0, 0)).y() for one in there)[:40]
    same_line = 24
    assert all(later > top - same_line for top, later in pairwise(passed))


def test_tab_leaves_a_chapter_for_the_assessment_also_one_that_was_opened_later(board: User) -> None:
    for chapter in ("Patient", "Stage"):
        board.chapter(chapter)
        passed = [board.focus_name()]
        while passed[-1] not in ("As known", "Worklist"):
            board.press(Key.Key_Tab)
            passed.append(board.focus_name())
        assert passed[-1] == "As known", (chapter, passed)


def test_the_widened_assessment_takes_the_page_and_gives_it_back(board: User) -> None:
    board.press(Key.Key_F4)
    assert not board.has("Chapters")
    board.press(Key.Key_F4)
    assert board.has("Chapters")


def test_f6_goes_round_the_panes(board: User) -> None:
    board.go_to("Chapters")
    board.press(Key.Key_F6)
    assert isinstance(QApplication.focusWidget(), QLineEdit) or board.focus_name() == "Question"
    board.press(Key.Key_F6)
    assert board.focus_name() == "Assessment"
    board.press(Key.Key_F6)
    assert board.focus_name() == "Chapters"


def test_a_part_of_the_long_assessment_is_one_press_away(board: User) -> None:
    sheet = board.of_kind(QScrollArea, "Assessment")
    title = next(one for one in sheet.findChildren(QLabel) if one.text() == "Tumour treatment")

    def below_the_edge() -> int:
        return title.mapTo(sheet.viewport(), QPoint(0, 0)).y()

    assert below_the_edge() > sheet.viewport().height()
    board.click("Go to: Treatment")
    assert 0 <= below_the_edge() < title.height()
    board.press(Key.Key_1)
    assert sheet.verticalScrollBar().value() == 0


def test_an_earlier_point_in_time_is_assessed_with_what_was_known_then(reader: User) -> None:
    reader.open_first("seventies")
    latest = reader.assessment()
    later = "As known then: what came later is left out here."
    assert not reader.see(later)
    reader.choose("As known", reader.stored().of_kind("question")[0].fact("question").value)  # type: ignore[arg-type]
    reader.settle()
    assert reader.assessment() != latest
    assert later in [one.text() for one in reader.window.findChildren(QLabel) if one.isVisible()]


def test_only_the_newest_of_many_changes_is_shown(board: User) -> None:
    board.chapter("Fitness")
    choices = board.desk.vocabulary.field("fitness", "ecog").choices
    for words in (choices["0"], choices["2"], choices["1"]):
        board.choose("ECOG performance status", words)
    board.settle()
    fresh = board.desk.assessments.assess(board.stored())
    shown = board.assessment()
    for question in fresh.questions[:3]:
        assert any(question.ask in text for text in shown)
    board.press(Key.Key_Z, CTRL)
    board.settle()
    assert board.stored().of_kind("fitness")[0].fact("ecog").value == frozenset({"2"})


def test_below_all_advice_stands_what_it_is_and_how_old_its_knowledge_is(board: User) -> None:
    for key in (Key.Key_F4, Key.Key_F4):
        assert board.see("Supports, does not replace, the judgement of the team", partly=True)
        board.press(key)
    board.menu("What &if")
    assert board.see("Supports, does not replace, the judgement of the team", partly=True)
