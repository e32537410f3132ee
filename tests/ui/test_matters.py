"""What can change the answer stands first in its block, unfolded and marked, and nothing jumps meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from enec_desktop.domain.case import Entry, Fact, FieldState
from enec_desktop.ui.widgets.asks import Ask
from enec_desktop.ui.widgets.field_layout import Block, KindLayout, Spot
from enec_desktop.ui.widgets.field_order import FieldOrder
from tests.ui.acting import Key, User

LAYOUT = KindLayout(
    (
        Block("blood", (Spot("creatinine"), Spot("platelets"), Spot("sodium", rare=True))),
        Block("other", (Spot("allergies"), Spot("dpyd", rare=True))),
    )
)
ENTRY = Entry("", "fitness")
GIVEN = Entry("", "fitness", {"sodium": Fact(FieldState.VALUE, "140")})


def names(order: FieldOrder, group: str) -> list[str]:
    return [spot.name for spot in order.spots(group)]


def ordered(*asked: str) -> FieldOrder:
    order = FieldOrder(LAYOUT, ())
    order.asks = {name: Ask("why") for name in asked}
    return order


def test_what_matters_is_unfolded_before_the_rest_of_its_block_in_the_order_made_by_hand() -> None:
    order = ordered("sodium", "platelets")
    assert order.folded("blood", ENTRY) == {"sodium"}
    order.settle(ENTRY)
    assert names(order, "blood") == ["platelets", "sodium", "creatinine"]
    assert order.folded("blood", ENTRY) == set()
    assert order.folded("other", ENTRY) == {"dpyd"}


def test_a_block_in_use_waits_and_counts_what_matters_in_it() -> None:
    order = ordered("sodium", "dpyd")
    order.settle(ENTRY, but="blood")
    assert order.waits(ENTRY)
    assert names(order, "blood") == ["creatinine", "platelets", "sodium"]
    assert order.open_asks(order.folded("blood", ENTRY), ENTRY) == ["sodium"]
    assert names(order, "other") == ["dpyd", "allergies"]
    order.settle(ENTRY)
    assert not order.waits(ENTRY)
    assert names(order, "blood")[0] == "sodium"


def test_a_field_that_was_filled_stays_in_front_until_the_chapter_is_opened_again() -> None:
    order = ordered("sodium")
    order.settle(ENTRY)
    order.settle(GIVEN)
    assert names(order, "blood")[0] == "sodium"
    order.settle(GIVEN, afresh=True)
    assert names(order, "blood")[0] == "creatinine"


def test_what_is_recorded_and_wants_another_look_matters_too() -> None:
    order = FieldOrder(LAYOUT, ())
    order.asks = {"sodium": Ask("too old", again=True)}
    order.settle(GIVEN)
    assert names(order, "blood")[0] == "sodium"


@pytest.fixture
def nurse(reader: User) -> User:
    """A user in the fitness of a patient whose first line waits for kidney, counts and performance."""
    reader.open_first("large cell")
    reader.chapter("Fitness")
    reader.settle()
    return reader


def place(user: User, name: str) -> tuple[int, int]:
    """Where a field stands in its chapter: line and column."""
    inside: QWidget = user.find("Facts of the chapter")
    spot = user.find(name).mapTo(inside, QPoint())
    return spot.y(), spot.x()


def test_the_clearance_stands_before_the_creatinine_and_a_rare_limit_is_unfolded(nurse: User) -> None:
    """EP waits for the clearance; haemoglobin clears nothing of it. DPYD decides about fluoropyrimidines."""
    assert place(nurse, "Creatinine clearance") < place(nurse, "Creatinine")
    assert place(nurse, "Platelets") < place(nurse, "Haemoglobin")
    assert nurse.has("DPD activity (DPYD)")
    assert not nurse.has("Calcium (corrected)")


def test_no_field_jumps_while_it_is_typed_in_or_once_it_is_filled(nurse: User) -> None:
    nurse.go_to("Creatinine clearance")
    nurse.type("9")
    before = [place(nurse, name) for name in ("Creatinine clearance", "Creatinine", "Platelets")]
    nurse.type("5")
    nurse.press(Key.Key_Return)
    nurse.settle()
    assert [place(nurse, name) for name in ("Creatinine clearance", "Creatinine", "Platelets")] == before
    assert nurse.stored().of_kind("fitness")


def test_a_chapter_opened_again_has_what_still_matters_in_front(nurse: User) -> None:
    nurse.go_to("Creatinine clearance")
    nurse.type("95")
    nurse.press(Key.Key_Return)
    nurse.settle()
    nurse.chapter("Patient")
    nurse.chapter("Fitness")
    nurse.settle()
    assert place(nurse, "Platelets") < place(nurse, "Creatinine clearance")
