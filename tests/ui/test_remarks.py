"""Remarks on what is recorded: beside the field, listed for the case, answered with a reason that is kept."""

from __future__ import annotations

import pytest

from enec_desktop.domain.case import Fact
from tests.ui.acting import CTRL, Key, User
from tests.ui.conftest import Opener


@pytest.fixture
def doubtful(open_user: Opener) -> User:
    """A user who recorded NET G1 with a Ki-67 of 30 %: the class of G1 ends below 3 % (WHO 2019)."""
    user = open_user()
    user.press(Key.Key_N, CTRL)
    user.chapter("Pathology")
    user.choose("Diagnosis, coded", "NET G1")
    user.go_to("Ki-67 index")
    user.type("30")
    user.press(Key.Key_Return)
    user.settle()
    return user


def ki67(user: User) -> Fact:
    return user.stored().of_kind("specimen")[-1].fact("ki67")


REMARK = "Ki-67 index: 30 %; Diagnosis, coded: NET G1. The stated grade does not fit"


def test_a_contradiction_stands_beside_the_fields_it_comes_from(doubtful: User) -> None:
    assert doubtful.see(REMARK, partly=True)
    assert doubtful.see("Does not fit Ki-67 index", partly=True)
    assert doubtful.see("Remarks: 1")


def test_a_remark_is_answered_by_keyboard_and_the_reason_is_kept_with_who_and_when(doubtful: User) -> None:
    doubtful.go_to("Ki-67 index")
    doubtful.press(Key.Key_Tab)
    while not doubtful.focus_name().startswith("Give the reason why it stands: Ki-67"):
        doubtful.press(Key.Key_Tab)
    doubtful.press(Key.Key_Return)
    doubtful.type("Counted twice, 2 mm² hot spot")
    doubtful.press(Key.Key_Return)
    doubtful.settle()
    (answer,) = ki67(doubtful).answers
    assert answer.reason == "Counted twice, 2 mm² hot spot" and answer.who and answer.on
    assert doubtful.see("Stands: Counted twice, 2 mm² hot spot (", partly=True)
    assert doubtful.see("Remarks: all answered")
    specimen = doubtful.stored().of_kind("specimen")[-1].id
    change = doubtful.desk.cases.history(doubtful.stored().id, specimen, "ki67")[-1]
    assert change.reason == answer.reason and change.who == answer.who


def test_an_answer_holds_for_these_values_alone_and_is_undone_like_any_change(doubtful: User) -> None:
    doubtful.click("Give a reason")
    doubtful.type("Reviewed")
    doubtful.press(Key.Key_Return)
    doubtful.settle()
    assert doubtful.see("Remarks: all answered")
    doubtful.go_to("Ki-67 index")
    doubtful.press(Key.Key_A, CTRL)
    doubtful.type("4")
    doubtful.press(Key.Key_Return)
    doubtful.settle()
    assert doubtful.see("Remarks: 1")
    doubtful.press(Key.Key_Z, CTRL, times=2)
    doubtful.settle()
    assert ki67(doubtful).answers == ()


def test_a_reason_half_typed_survives_an_assessment_that_arrives(doubtful: User) -> None:
    doubtful.click("Give a reason")
    doubtful.type("Rev")
    doubtful.window.case.assess_again()
    doubtful.settle()
    doubtful.type("iewed")
    doubtful.press(Key.Key_Return)
    assert [answer.reason for answer in ki67(doubtful).answers] == ["Reviewed"]


def test_the_list_of_open_remarks_leads_to_the_field(doubtful: User) -> None:
    doubtful.chapter("Patient")
    doubtful.click("Remarks: 1")
    (line,) = doubtful.see("Pathology · Ki-67 index: " + REMARK, partly=True)
    doubtful.click(line)
    doubtful.qtbot.waitUntil(lambda: doubtful.focus_name() == "Ki-67 index")


def test_a_number_outside_the_usual_is_kept_and_its_reason_too(doubtful: User) -> None:
    doubtful.chapter("Fitness")
    doubtful.go_to("Platelets")
    doubtful.type("1500")
    doubtful.press(Key.Key_Return)
    assert doubtful.see("1500 × 10⁹/L lies outside the usual", partly=True)
    doubtful.click("Give a reason")
    doubtful.type("Essential thrombocythaemia")
    doubtful.press(Key.Key_Return)
    (answer,) = doubtful.stored().of_kind("fitness")[-1].fact("platelets").answers
    assert answer.reason == "Essential thrombocythaemia"
