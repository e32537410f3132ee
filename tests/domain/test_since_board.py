"""What is new since the board decided last."""

from __future__ import annotations

from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.since_board import since_board

CASE = Case(
    "one",
    "",
    (
        Entry("patient", "identity"),
        Entry("first", "question"),
        Entry("decided", "decision"),
        Entry("do", "action", of="decided"),
        Entry("scan", "study"),
        Entry("spot", "lesion", of="scan"),
        Entry("again", "question"),
        Entry("later", "study"),
    ),
)


def test_before_the_first_decision_nothing_is_told_as_new() -> None:
    assert since_board(CASE, "first") == (None, ())


def test_between_decision_and_question_events_are_new_and_their_parts_go_with_them() -> None:
    decision, later = since_board(CASE, "again")
    assert decision is not None and decision.id == "decided"
    assert [entry.id for entry in later] == ["scan"]


def test_without_its_question_everything_after_the_decision_is_new() -> None:
    assert [entry.id for entry in since_board(CASE, "gone")[1]] == ["scan", "later"]
