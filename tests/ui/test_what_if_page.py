"""What if, by keyboard: a fact, another value, both sides; the store is not written."""

from __future__ import annotations

import pytest

from tests.ui.acting import CTRL, Key, User


@pytest.fixture
def page(reader: User) -> User:
    """A user on the page, before a published patient with a liver metastasis."""
    reader.open_first("liver")
    reader.press(Key.Key_4, CTRL)
    reader.settle()
    return reader


def assume(user: User, fact: str, value: str) -> None:
    user.go_to("Fact to try out")
    user.press(Key.Key_A, CTRL)
    user.type(fact)
    user.press(Key.Key_Down)
    user.press(Key.Key_Return)
    user.type(value)
    user.press(Key.Key_Return)
    user.settle()


def test_the_page_says_that_nothing_is_saved(page: User) -> None:
    assert page.see("What if: a copy of the case. Nothing on this page is saved to the case.")
    assert page.focus_name() == "Fact to try out"


def test_a_value_typed_shows_both_sides_and_marks_what_differs(page: User) -> None:
    before = page.desk.cases.revision(page.window.case.case.id)
    assume(page, "creatinine clearance", "40")
    assert page.see("Assumed: Creatinine clearance: 40 mL/min.")
    assert page.see("recommended · certain · not cleared", partly=True)
    assert page.see("Stop: recommended · certain · blocked", partly=True)
    assert page.desk.cases.revision(page.window.case.case.id) == before


def test_a_choice_is_taken_by_its_first_letter_and_enter(page: User) -> None:
    assume(page, "ECOG", "3")
    assert page.see("Assumed: ECOG performance status: 3, in bed or chair more than half the day.")


def test_an_assumption_is_taken_back_by_its_chip(page: User) -> None:
    assume(page, "ECOG", "3")
    assume(page, "creatinine clearance", "40")
    page.click("No longer assume Creatinine clearance: 40 mL/min")
    page.settle()
    assert page.see("Assumed: ECOG performance status: 3, in bed or chair more than half the day.")
    page.click("No longer assume ECOG performance status: 3, in bed or chair more than half the day")
    page.settle()
    assert page.see("Nothing is assumed yet.")


def test_a_value_that_cannot_be_read_is_said_beside_its_line_and_changes_nothing(page: User) -> None:
    assume(page, "creatinine clearance", "plenty")
    assert page.see("Creatinine clearance:", partly=True)
    assert page.see("Nothing is assumed yet.")


def test_another_case_starts_without_assumptions(page: User) -> None:
    assume(page, "ECOG", "3")
    page.press(Key.Key_1, CTRL)
    page.open_first("superficial")
    page.press(Key.Key_4, CTRL)
    page.settle()
    assert page.see("Nothing is assumed yet.")


def test_an_option_named_there_opens_in_evidence(page: User) -> None:
    assume(page, "creatinine clearance", "40")
    page.go_to("Cisplatin and etoposide (EP)")
    page.press(Key.Key_Return)
    assert page.has("Search in all evidence")
    assert page.see("Read from the top", partly=True)


def test_why_an_option_is_not_for_this_situation_opens_by_key(reader: User) -> None:
    reader.open_first("liver")
    name = "options whose conditions do not hold"
    reader.qtbot.waitUntil(lambda: bool(reader.see(name, partly=True)))
    (title,) = [one for one in reader.see(name, partly=True) if one.startswith("Show more")]
    reader.go_to(title)
    reader.press(Key.Key_Return)
    assert reader.see("Does not hold: Question of the day", partly=True)
    reader.go_to("Show more: Adjuvant chemotherapy")
    reader.press(Key.Key_Return)
    assert reader.see("Asked of this case: does not hold.")
