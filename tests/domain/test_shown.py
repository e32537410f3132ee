"""Facts in words, and edit lines that read back as the value they were made from."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enec_desktop.domain.case import NOT_RECORDED, Fact, FieldState, PartialDate, Quantity
from enec_desktop.domain.shown import show_fact, show_typed, shown_amount, shown_number
from enec_desktop.domain.typed.values import read_typed
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Field, FieldType
from tests.builders import codes, quantity, value, values, vocabulary

LONG = os.environ.get("ENEC_LONG") == "1"
LAST_DAY = date(2199, 12, 31)
FIELDS = {
    f"{kind.name}.{name}": kind.fields[name] for kind in vocabulary().kinds.values() for name in kind.fields
}
EXAMPLES = 100_000 // len(FIELDS) if LONG else 15

SHOWN: list[tuple[str, Fact, str]] = [
    ("specimen.ki67", quantity(90, "%"), "90 %"),
    ("specimen.ki67", value(Quantity(Interval(low=90, low_open=True), "%")), "> 90 %"),
    ("specimen.ki67", quantity(3, "%", to=20), "3-20 %"),
    ("specimen.ki67", value(Quantity(Interval(high=20), "%", about=True)), "about at most 20 %"),
    ("specimen.ki67", value(Quantity(Interval(1, 3, low_open=True), "%")), "> 1 and at most 3 %"),
    ("specimen.size", value(Quantity(Interval.point(30.0), "mm", about=True)), "about 30 mm"),
    ("specimen.size", quantity(0.50, "cm"), "0.5 cm"),
    ("specimen.mitoses", quantity(25, "/10 HPF"), "25 /10 HPF"),
    ("endoscopy.epicentre_below_egj", quantity(-5, "cm", to=-2), "-5 to -2 cm"),
    ("course.cycles", quantity(4), "4"),
    ("specimen.cell_type", codes("large", "small"), "small cell or large cell"),
    ("fitness.ecog", codes("0", "1", "2"), "0, fully active; 1, restricted in strenuous work; or 2, up more"),
    ("course.last_dose", value(PartialDate(2026, 3, 12)), "12-Mar-2026"),
    ("course.last_dose", value(PartialDate(2026, 3)), "Mar-2026"),
    ("identity.name", value(" Doe, J"), " Doe, J"),
    ("specimen.ki67", NOT_RECORDED, "not recorded"),
    ("specimen.ki67", Fact(FieldState.PENDING), "pending"),
    ("specimen.ki67", Fact(FieldState.NOT_DONE), "not done"),
    ("specimen.ki67", Fact(FieldState.UNKNOWN), "unknown"),
    ("specimen.ki67", Fact(FieldState.NOT_APPLICABLE), "does not apply"),
]


@pytest.mark.parametrize(("name", "fact", "words"), SHOWN)
def test_a_fact_is_shown_in_words(name: str, fact: Fact, words: str) -> None:
    assert show_fact(FIELDS[name], fact).startswith(words)
    assert len(words) > 50 or show_fact(FIELDS[name], fact) == words


@settings(max_examples=EXAMPLES)
@pytest.mark.parametrize("name", FIELDS)
@given(st.data())
def test_every_value_reads_back_from_its_edit_line(name: str, data: st.DataObject) -> None:
    field = FIELDS[name]
    found = data.draw(values(field))
    unit = found.unit if isinstance(found, Quantity) else None
    assert read_typed(field, show_typed(field, found), None, LAST_DAY) == found
    assert read_typed(field, show_typed(field, found, with_unit=False), unit, LAST_DAY) == found


@pytest.mark.parametrize("name", [name for name in FIELDS if FIELDS[name].type is FieldType.CHOICE])
def test_every_pair_of_choices_reads_back_from_its_edit_line(name: str) -> None:
    field = FIELDS[name]
    for one in field.choices:
        for other in field.choices:
            pair = frozenset({one, other})
            assert read_typed(field, show_typed(field, pair), None, LAST_DAY) == pair


def test_labels_that_would_read_as_another_choice_give_way_to_codes() -> None:
    labels = {"a": "one", "b": "other", "c": "one or other"}
    field = Field("x", "X", FieldType.CHOICE, {}, Interval(), Interval(), labels, "g")
    assert show_typed(field, frozenset({"a", "b"})) == "a or b"
    assert show_typed(field, frozenset({"c"})) == "one or other"
    ambiguous = {"a": "one", "b": "one", "c": "other"}
    twice = Field("x", "X", FieldType.CHOICE, {}, Interval(), Interval(), ambiguous, "g")
    assert show_typed(twice, frozenset({"a"})) == "a"


@settings(max_examples=100_000 if LONG else 300)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_shows_all_its_digits_and_no_zero_too_many(number: float) -> None:
    words = shown_number(number)
    assert float(words) == number
    assert "e" not in words and "+" not in words and words != "-0"
    assert not ("." in words and words.endswith(("0", ".")))


def test_a_converted_amount_is_rounded_to_four_digits() -> None:
    assert shown_amount(Interval.point(282.8814), "µmol/L", rounded=True) == "282.9 µmol/L"
    assert shown_amount(Interval(), None) == "any number"


def test_one_point_is_not_several() -> None:
    assert shown_amount(Interval(1), "points") == "at least 1 point"
    assert shown_amount(Interval(0, 11), "points") == "0-11 points"
