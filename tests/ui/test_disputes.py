"""Disagreeing is as easy as agreeing: by key and mouse, kept in the case, never part of the advice."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import NOT_RECORDED, Fact, FieldState
from enec_desktop.domain.opinion import Opinion
from tests.ui.acting import CTRL, SHIFT, Key, User
from tests.ui.conftest import Opener
from tests.ui.test_faults import full_disk, said_in_red

EP = "Cisplatin and etoposide (EP)"
HOSTILE = "<b>not</b> for her & him <img src=x>"


@pytest.fixture
def board(with_samples: None, open_user: Opener, monkeypatch: pytest.MonkeyPatch) -> User:
    """Anna before a published patient with a liver metastasis; EP stands among the options."""
    monkeypatch.setenv("LOGNAME", "anna")
    user = open_user()
    user.open_first("liver")
    return user


def opinions(user: User) -> tuple[Opinion, ...]:
    return user.stored().opinions


def onto(user: User, name: str) -> None:
    """Go to a button of a card, where it is scrolled to."""
    user.go_to(name)
    assert user.focus_name() == name


def clipboard() -> str:
    return QApplication.clipboard().text()


def test_one_click_agrees_and_one_click_disagrees(board: User) -> None:
    board.click(f"Agree: {EP}")
    (said,) = opinions(board)
    assert (said.agrees, said.who, said.option) == (True, "anna", "cisplatin-etoposide")
    board.click(f"Disagree: {EP}")
    (said,) = opinions(board)
    assert (said.agrees, said.reason, said.text) == (False, "", "")
    assert board.see("Disagreed by anna on", partly=True) and board.see(": no reason given.", partly=True)


def test_an_opinion_keeps_what_the_advice_was(board: User) -> None:
    found = board.desk.assessments.assess(board.stored())
    board.click(f"Disagree: {EP}")
    (said,) = opinions(board)
    rows = [
        (verdict.row, verdict.standing, verdict.certainty)
        for view in found.moments
        for group in view.groups
        for option in group.options
        for verdict in option.verdicts
        if option.id == said.option
    ]
    assert (said.rule, said.standing, said.certainty) in rows
    assert said.edition == found.edition
    assert said.on == board.window.case.case.opinions[0].on


def test_the_key_d_disagrees_and_enter_keeps_the_reason_in_the_words_typed(board: User) -> None:
    onto(board, f"Agree: {EP}")
    board.press(Key.Key_D)
    assert board.focus_name() == f"Why, in your words: {EP}"
    board.type(HOSTILE)
    board.press(Key.Key_Return)
    (said,) = opinions(board)
    assert (said.agrees, said.text) == (False, HOSTILE)
    assert board.see(HOSTILE, partly=True)
    assert board.focus_name() == f"Take back that you disagree: {EP}"
    board.press(Key.Key_D)
    assert opinions(board) == ()


def test_enter_without_words_says_that_no_reason_was_given(board: User) -> None:
    onto(board, f"Disagree: {EP}")
    board.press(Key.Key_D)
    board.press(Key.Key_Return)
    assert not board.has(f"Why, in your words: {EP}")
    assert board.see("no reason given", partly=True)


def test_the_key_a_agrees_and_the_same_again_takes_it_back(board: User) -> None:
    onto(board, f"Agree: {EP}")
    board.press(Key.Key_A)
    assert [one.agrees for one in opinions(board)] == [True]
    board.press(Key.Key_A)
    assert opinions(board) == ()


def test_a_coded_reason_is_chosen_from_the_list_of_deviations(board: User) -> None:
    board.click(f"Disagree: {EP}")
    board.choose(f"Kind of reason: {EP}", "patient's wish")
    board.go_to(f"Why, in your words: {EP}")
    board.type("no hospital stay")
    board.press(Key.Key_Return)
    (said,) = opinions(board)
    assert (said.reason, said.text) == ("wish", "no hospital stay")
    assert board.see("patient's wish; no hospital stay", partly=True)


def test_an_opinion_is_undone_and_redone_and_survives_a_restart(board: User, open_user: Opener) -> None:
    board.click(f"Disagree: {EP}")
    board.type("Hearing")
    board.press(Key.Key_Return)
    board.settle()
    board.press(Key.Key_Z, CTRL)
    board.settle()
    assert [one.text for one in opinions(board)] == [""]
    board.press(Key.Key_Z, CTRL)
    board.settle()
    assert opinions(board) == () and not board.see("Disagreed by", partly=True)
    board.press(Key.Key_Z, CTRL | SHIFT, times=2)
    board.settle()
    again = open_user()
    again.open_first("liver")
    assert [one.text for one in opinions(again)] == ["Hearing"]
    assert again.see("Disagreed by anna on", partly=True)


def test_two_people_have_an_opinion_each_of_one_rule(
    board: User, open_user: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    board.click(f"Disagree: {EP}")
    monkeypatch.setenv("LOGNAME", "bert")
    bert = open_user()
    bert.open_first("liver")
    bert.click(f"Agree: {EP}")
    assert [(one.who, one.agrees) for one in opinions(bert)] == [("anna", False), ("bert", True)]
    assert bert.see("Disagreed by anna", partly=True) and bert.see("Agreed by bert", partly=True)
    bert.click(f"Take back that you agree: {EP}")
    assert [one.who for one in opinions(bert)] == ["anna"]


def test_the_card_that_a_sentence_opens_has_the_same_keys(board: User) -> None:
    board.press(Key.Key_F4)
    row, because = leading_row(board)
    board.go_to(because)
    board.press(Key.Key_Left)
    board.press(Key.Key_Return)
    board.press(Key.Key_D)
    board.type("from the rule")
    board.press(Key.Key_Return)
    (said,) = opinions(board)
    assert (said.rule, said.text) == (row, "from the rule")


@pytest.mark.parametrize("of_a_limit", [False, True])
def test_the_question_of_the_day_and_a_limit_are_disputed_by_the_same_keys(
    board: User, *, of_a_limit: bool
) -> None:
    board.press(Key.Key_F4)
    found = board.desk.assessments.assess(board.stored())
    rule, words = limit(found) if of_a_limit else (f"moment/{found.moments[0].moment}", question(found))
    if of_a_limit:
        board.click(f"Show more: {EP}")
    board.go_to(next(one for one in board.assessment() if words in one))
    board.press(Key.Key_Left)
    board.press(Key.Key_Return)
    board.press(Key.Key_D)
    board.type(HOSTILE)
    board.press(Key.Key_Return)
    (said,) = opinions(board)
    assert (said.rule, said.agrees, said.text) == (rule, False, HOSTILE)
    board.qtbot.waitUntil(lambda: bool(board.see("Opinions on the question of the day and on limits")))
    assert board.see("Disagreed by anna on", partly=True)
    board.press(Key.Key_A)
    assert [one.agrees for one in opinions(board)] == [True]
    board.press(Key.Key_A)
    assert opinions(board) == () and not board.see("Opinions on the question of the day and on limits")


def question(found: Assessment) -> str:
    label = found.moments[0].label
    return label[:1].upper() + label[1:]


def limit(found: Assessment) -> tuple[str, str]:
    """A limit of EP that cannot be judged yet, and its words."""
    options = [option for view in found.moments for group in view.groups for option in group.options]
    alerts = next(option for option in options if option.title == EP).alerts
    alert = next(one for one in alerts if one.fires is None)
    return alert.id, alert.text


def leading_row(user: User) -> tuple[str, str]:
    """The row that EP stands by, with its sentence."""
    found = user.desk.assessments.assess(user.stored())
    options = [option for view in found.moments for group in view.groups for option in group.options]
    lead = next(option for option in options if option.title == EP).verdicts[0]
    return lead.row, lead.because


def test_a_long_reason_is_kept_and_shown_whole(board: User) -> None:
    long = "Renal function falling, " * 13
    board.click(f"Disagree: {EP}")
    board.type(long)
    board.press(Key.Key_Return)
    (said,) = opinions(board)
    assert said.text == long.strip() and len(said.text) > 300
    assert board.see(long.strip(), partly=True)


def test_an_opinion_changes_nothing_of_the_advice(board: User) -> None:
    before, case = board.desk.assessments.assess(board.stored()), board.stored()
    board.click(f"Disagree: {EP}")
    board.press(Key.Key_Return)
    assert board.desk.assessments.assess(board.stored()) == before
    assert board.stored().entries == case.entries


def test_a_save_that_fails_keeps_the_reason_that_was_typed(board: User) -> None:
    board.click(f"Disagree: {EP}")
    board.type("Hearing loss")
    with full_disk():
        board.press(Key.Key_Return)
        said_in_red(board, "was not saved")
    assert board.find(f"Why, in your words: {EP}").property("text") == "Hearing loss"
    assert [one.text for one in opinions(board)] == [""]
    board.press(Key.Key_Return)
    assert [one.text for one in opinions(board)] == ["Hearing loss"]


def test_an_opinion_that_cannot_be_kept_is_not_shown_as_kept(board: User) -> None:
    onto(board, f"Agree: {EP}")
    with full_disk():
        board.press(Key.Key_A)
        said_in_red(board, "was not saved")
    assert opinions(board) == ()
    assert board.has(f"Agree: {EP}") and not board.see("Agreed by", partly=True)


def test_a_reason_half_typed_goes_to_its_own_patient_when_another_is_opened(board: User) -> None:
    first = board.stored().id
    board.click(f"Disagree: {EP}")
    board.type("Frail")
    board.press(Key.Key_1, CTRL)
    board.open_first("diaphragmatic")
    second = board.stored().id
    assert second != first and opinions(board) == ()
    assert [one.text for one in board.desk.cases.open(first).opinions] == ["Frail"]


def test_a_reason_half_typed_survives_an_assessment_that_arrives_and_other_looks(board: User) -> None:
    board.click(f"Disagree: {EP}")
    board.type("Fra")
    board.window.case.assess_again()
    board.settle()
    board.press(Key.Key_L, CTRL | SHIFT)
    board.type("il")
    board.press(Key.Key_Return)
    assert [one.text for one in opinions(board)] == ["Frail"]


def test_an_opinion_of_advice_that_no_longer_stands_stays_visible(board: User) -> None:
    board.click(f"Disagree: {EP}")
    board.press(Key.Key_Return)
    assert not board.see("earlier advice", partly=True)
    record(board, cell_type="", stated_class="minen")
    assert board.has(f"Agree: {EP}"), "EP stands by another row"
    earlier = "Said of an earlier advice: recommended · certain, knowledge"
    assert board.see(earlier, partly=True)
    record(board, cell_type="", stated_class="squamous")
    assert not board.has(f"Agree: {EP}")
    assert board.see("Opinions of an earlier advice") and board.see(earlier, partly=True)
    record(board, cell_type="large", stated_class="nec")
    assert board.has(f"Take back that you disagree: {EP}") and not board.see(earlier, partly=True)


def test_an_opinion_of_earlier_advice_is_taken_back_on_the_card(board: User) -> None:
    board.click(f"Disagree: {EP}")
    board.press(Key.Key_Return)
    record(board, cell_type="", stated_class="minen")
    board.qtbot.waitUntil(lambda: board.find("Take back").height() > 0)
    board.click("Take back")
    assert opinions(board) == () and not board.see("earlier advice", partly=True)


def test_what_the_advice_was_is_said_where_it_has_become_less_certain(board: User) -> None:
    board.click(f"Disagree: {EP}")
    board.press(Key.Key_Return)
    record(board, cell_type="large", stated_class="net_g1")
    assert board.see("The advice was then: recommended · certain", partly=True)


def record(user: User, **codes: str) -> None:
    """Record facts of the specimen (empty: not recorded), and open the case again."""
    case_id = user.stored().id
    for field, code in codes.items():
        fact = Fact(FieldState.VALUE, frozenset({code})) if code else NOT_RECORDED
        user.desk.cases.set_fact(case_id, "first-reading", field, fact)
    user.press(Key.Key_1, CTRL)
    user.open_first("liver")
    user.settle()


def test_names_that_are_hidden_are_not_in_what_is_copied(board: User) -> None:
    board.chapter("Patient")
    board.go_to("Name")
    board.type("LEE, Mina")
    board.press(Key.Key_Return)
    board.settle()
    board.click(f"Disagree: {EP}")
    board.type("Mrs Lee Mina wishes no infusion; LEE, MINA")
    board.press(Key.Key_Return)
    board.press(Key.Key_C, CTRL | SHIFT)
    assert "LEE, Mina" in clipboard()
    board.press(Key.Key_L, CTRL)
    board.settle()
    board.click("Copy the outcome as text")
    assert "Mina" not in clipboard() and "MINA" not in clipboard()
    assert "OUTCOME OF THE ASSESSMENT" in clipboard()


def test_the_outcome_is_copied_with_edition_date_ids_and_its_limits(board: User) -> None:
    board.click(f"Disagree: {EP}")
    board.type(HOSTILE)
    board.press(Key.Key_Return)
    board.click("Copy the outcome as text")
    text = clipboard()
    base = board.desk.knowledge.base
    assert f"Knowledge {base.edition.version} of {base.edition.date}" in text
    assert f"Copied on {opinions(board)[0].on.shown()}" in text
    told = " ".join(text.split())
    for words in (
        "AT A GLANCE",
        "STAGE",
        "OPTIONS",
        EP,
        "Disagreed by anna",
        opinions(board)[0].rule,
        HOSTILE,
    ):
        assert words in told
    for words in ("not for patients, not for emergencies", "does not replace it", "Not a certified medical"):
        assert words in told
    assert QApplication.clipboard().mimeData().hasHtml() is False
    assert board.see("Copied as text: the outcome")


def test_the_key_copies_the_card_the_cursor_is_in(board: User) -> None:
    onto(board, f"Agree: {EP}")
    board.press(Key.Key_C, CTRL | SHIFT)
    text = clipboard()
    assert EP in text and "AT A GLANCE" not in text and "does not replace it" in text
    board.click(f"Copy as text: {EP}")
    assert clipboard() == text


def test_a_record_of_the_evidence_is_copied_whole_and_of_no_patient(board: User) -> None:
    board.press(Key.Key_3, CTRL)
    board.window.places.evidence.open_record("CT1-014")
    board.press(Key.Key_C, CTRL | SHIFT)
    assert "CT1-014" in clipboard() and "Patient:" not in clipboard()
