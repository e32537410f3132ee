"""Case documents: what comes back unchanged, where the limits lie, and one clear line for all else."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.domain.case import NOT_RECORDED, Case, Entry, Fact, FieldState, Quantity
from enec_desktop.domain.case_document import (
    MOST_ENTRIES,
    entry_to_document,
    from_document,
    to_document,
    with_fact_from_document,
)
from enec_desktop.domain.errors import CaseRefused
from enec_desktop.domain.fact_document import fact_to_document
from enec_desktop.domain.strict import TEXT_CAP
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Field
from tests.builders import case, cases, entry, facts, vocabulary

NUMBERS = [
    (kind.name, field, unit)
    for kind in vocabulary().kinds.values()
    for field in kind.fields.values()
    for unit, factor in field.units.items()
    if factor in (None, 1.0) and field.hard != Interval()
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def refusal(*entries: dict[str, Any]) -> str:
    with pytest.raises(CaseRefused) as refused:
        case(*entries)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def only_fact(kind: str, **facts: Any) -> Fact:
    (name,) = facts
    return case(entry(kind, **facts)).entries[0].fact(name)


@given(cases())
def test_a_case_comes_back_from_its_document_unchanged(any_case: Case) -> None:
    written = json.loads(json.dumps(to_document(any_case), allow_nan=False))
    assert from_document(written, vocabulary()) == any_case


@given(JSON)
def test_what_is_no_case_is_refused_and_never_a_crash(anything: object) -> None:
    with pytest.raises(CaseRefused):
        from_document(anything, vocabulary())


@given(cases(), JSON, st.randoms(use_true_random=False))
def test_a_document_with_one_part_replaced_is_taken_whole_or_refused(
    any_case: Case, anything: object, chance: Any
) -> None:
    whole = to_document(any_case)
    part: Any = whole
    while isinstance(part, dict | list) and part:
        parent, key = part, chance.choice(list(part) if isinstance(part, dict) else range(len(part)))
        part = parent[key]
        if chance.random() < 0.4:
            break
    parent[key] = anything
    try:
        taken = from_document(whole, vocabulary())
    except CaseRefused as refused:
        assert "\n" not in str(refused)
    else:
        assert from_document(to_document(taken), vocabulary()) == taken


@pytest.mark.parametrize(("kind", "field", "unit"), NUMBERS, ids=[f"{k}.{f.name} {u}" for k, f, u in NUMBERS])
def test_the_ends_of_a_range_are_possible_and_what_lies_beyond_is_not(
    kind: str, field: Field, unit: str
) -> None:
    step = 1.0 if field.whole else 0.01
    for end, beyond in ((field.hard.low, field.hard.low - step), (field.hard.high, field.hard.high + step)):
        taken = only_fact(kind, **{field.name: {"value": end, "unit": unit}}).value
        assert taken == Quantity(Interval.point(end), unit)
        assert "is not possible" in refusal(entry(kind, **{field.name: {"value": beyond, "unit": unit}}))


def test_a_number_without_unit_takes_the_only_one_of_its_field() -> None:
    assert only_fact("specimen", ki67=90).value == Quantity(Interval.point(90), "%")


def test_a_number_of_two_units_needs_its_unit() -> None:
    assert 'write "unit": one of µmol/L, mg/dL' in refusal(entry("fitness", creatinine=90))


def test_a_refused_value_is_told_in_both_units() -> None:
    said = refusal(entry("fitness", creatinine={"value": 90, "unit": "mg/dL"}))
    assert "90 mg/dL (7956 µmol/L)" in said
    assert "5 to 2500 µmol/L" in said


def test_a_unit_that_cannot_be_converted_is_kept_as_written() -> None:
    kept = only_fact("specimen", mitoses={"value": 15, "unit": "/10 HPF"}).value
    assert kept == Quantity(Interval.point(15), "/10 HPF")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"from": 3, "to": 5}, Interval(3, 5)),
        ({"above": 3}, Interval(low=3, low_open=True)),
        ({"at_least": 3}, Interval(low=3)),
        ({"below": 3}, Interval(high=3, high_open=True)),
        ({"at_most": 3}, Interval(high=3)),
        ({"above": 3, "at_most": 5}, Interval(3, 5, True)),
        ({"at_least": 3, "below": 5}, Interval(3, 5, False, True)),
    ],
)
def test_a_range_keeps_which_of_its_ends_belong_to_it(written: dict[str, int], read: Interval) -> None:
    assert only_fact("specimen", ki67={"value": written}).value == Quantity(read, "%")


def test_about_stays_about() -> None:
    assert only_fact("specimen", ki67={"value": {"about": 70}}).value == Quantity(
        Interval.point(70), "%", about=True
    )


@pytest.mark.parametrize("state", ["not done", "pending", "unknown", "not applicable"])
def test_a_state_says_why_there_is_no_value(state: str) -> None:
    assert only_fact("specimen", ki67={"state": state}) == Fact(FieldState(state))


def test_a_remark_may_stand_where_nothing_is_recorded() -> None:
    remark = {"state": "not recorded", "note": "asked for on the phone"}
    assert only_fact("specimen", ki67=remark).note == "asked for on the phone"


def test_not_recorded_without_a_remark_is_never_written() -> None:
    untouched = Entry("biopsy", "specimen").with_fact("ki67", NOT_RECORDED)
    assert entry_to_document(untouched)["facts"] == {}


def test_equal_cases_give_equal_documents_whatever_the_order_of_their_facts() -> None:
    one = case(entry("specimen", ki67=90, stated_class="nec"))
    other = case(entry("specimen", stated_class="nec", ki67=90))
    assert json.dumps(to_document(one)) == json.dumps(to_document(other))


def test_text_may_be_as_long_as_the_cap_and_no_longer() -> None:
    assert only_fact("progression", site_as_stated="x" * TEXT_CAP).value == "x" * TEXT_CAP
    assert "20000 or fewer" in refusal(entry("progression", site_as_stated="x" * (TEXT_CAP + 1)))


def test_a_line_break_may_stand_in_a_long_text_only() -> None:
    assert only_fact("fitness", comorbidity="diabetes\nasthma").value == "diabetes\nasthma"
    assert "U+000A" in refusal(entry("fitness", allergies="none\nknown"))


@pytest.mark.parametrize(
    "text", ["tumour <i10 mm", "</para>", "=1+1", "Łódź 肿瘤 é", "a  b ", "O'Neil \\ \""]
)
def test_text_is_kept_letter_for_letter(text: str) -> None:
    assert only_fact("progression", site_as_stated=text).value == text


def test_a_message_quotes_what_it_refuses_on_one_short_line() -> None:
    said = refusal(entry("identity", sex="\n\u202e" * 500))
    assert "\u202e" not in said
    assert len(said) < 250


def test_a_history_longer_than_any_is_refused() -> None:
    many = [entry("progression", f"p{i}") for i in range(MOST_ENTRIES + 1)]
    assert refusal(*many).startswith("entries: there are 2001")


def read_or_refused(read: Callable[[], Case]) -> Case | str:
    """The case, or the words of its refusal."""
    try:
        return read()
    except CaseRefused as refused:
        return str(refused)


@given(cases(), st.data())
def test_one_fact_read_alone_gives_what_the_whole_document_gives(old: Case, data: st.DataObject) -> None:
    document = to_document(old)
    if not old.entries:
        return
    place = data.draw(st.integers(0, len(old.entries) - 1))
    entry_id, fields = old.entries[place].id, vocabulary().kinds[old.entries[place].kind].fields
    field = data.draw(st.sampled_from(list(fields.values())))
    raw = data.draw(st.none() | facts(field).map(fact_to_document) | JSON)
    document["entries"][place]["facts"].pop(field.name, None)
    if raw is not None:
        document["entries"][place]["facts"][field.name] = raw
    whole = read_or_refused(lambda: from_document(document, vocabulary()))
    alone = read_or_refused(lambda: with_fact_from_document(old, entry_id, field.name, raw, vocabulary()))
    assert alone == whole
    if isinstance(alone, Case):
        assert list(to_document(alone)["entries"][place]["facts"]) == list(alone.entries[place].facts)
