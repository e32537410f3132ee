"""Conditions as a physician writes them: what each form means, and what a wrong one is told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enec_desktop.domain.rule import ALWAYS, And, Compare, Condition, Known, Not, OneOf, Or
from enec_desktop.domain.values import Codes, Interval, ValueSet
from enec_desktop.knowledge.parsing import ConditionFault, parse_condition

NAMES: dict[str, ValueSet] = {
    "specimen.ki67": Interval(0, 100),
    "clock.months": Interval(0, 600),
    "endoscopy.below_junction": Interval(-40, 20),
    "tumour.m": Codes({"M0", "M1"}),
    "fitness.ecog": Codes({"0", "1", "2", "3", "4"}),
    "staging.stage_group": Codes({"0", "I", "IVA", "IVB"}),
    "course.regimen": Codes({"EP", "FOLFIRI", "none", "not_seen", "known", "in"}),
}
NUMBERS = sorted(name for name, values in NAMES.items() if isinstance(values, Interval))
CODED = {name: values for name, values in NAMES.items() if isinstance(values, frozenset)}

M1 = OneOf("tumour.m", Codes({"M1"}))
FIT = OneOf("fitness.ecog", Codes({"0", "1"}))
HIGH = Compare("specimen.ki67", ">", 20.0)


def parsed(text: str) -> Condition:
    return parse_condition(text, NAMES)


def refusal(text: str) -> str:
    with pytest.raises(ConditionFault) as refused:
        parsed(text)
    return str(refused.value)


FORMS: list[tuple[str, Condition]] = [
    ("always", ALWAYS),
    ("tumour.m == M1", M1),
    ("tumour.m != M1", Not(M1)),
    ("fitness.ecog in (0, 1)", FIT),
    ("fitness.ecog in (1,0,1)", FIT),
    ("fitness.ecog not in (0, 1)", Not(FIT)),
    ("fitness.ecog == 2", OneOf("fitness.ecog", Codes({"2"}))),
    ("course.regimen == known", OneOf("course.regimen", Codes({"known"}))),
    ("course.regimen in (in, none)", OneOf("course.regimen", Codes({"in", "none"}))),
    ("specimen.ki67 > 20", HIGH),
    ("specimen.ki67>20", HIGH),
    ("20 < specimen.ki67", HIGH),
    ("specimen.ki67 != 20.5", Compare("specimen.ki67", "!=", 20.5)),
    ("endoscopy.below_junction < -2.5", Compare("endoscopy.below_junction", "<", -2.5)),
    ("known(specimen.ki67)", Known("specimen.ki67")),
    ("not known(specimen.ki67)", Not(Known("specimen.ki67"))),
    ("not not tumour.m == M1", Not(Not(M1))),
    ("((tumour.m == M1))", M1),
    (" tumour.m\n  == M1\t", M1),
]


@pytest.mark.parametrize(("text", "meaning"), FORMS, ids=[text.strip() for text, _ in FORMS])
def test_each_form_means_what_it_says(text: str, meaning: Condition) -> None:
    assert parsed(text) == meaning


def test_a_chained_comparison_is_both_of_its_halves() -> None:
    low, high = Compare("specimen.ki67", ">=", 3.0), Compare("specimen.ki67", "<=", 20.0)
    assert parsed("3 <= specimen.ki67 <= 20") == And((low, high))
    assert parsed("20 >= specimen.ki67 > 3") == And((high, Compare("specimen.ki67", ">", 3.0)))


def test_and_binds_tighter_than_or_and_not_tighter_than_and() -> None:
    assert parsed("tumour.m == M1 or specimen.ki67 > 20 and fitness.ecog in (0, 1)") == Or(
        (M1, And((HIGH, FIT)))
    )
    assert parsed("not tumour.m == M1 and specimen.ki67 > 20") == And((Not(M1), HIGH))
    assert parsed("not (tumour.m == M1 and specimen.ki67 > 20)") == Not(And((M1, HIGH)))


def test_parts_joined_by_one_word_stand_side_by_side() -> None:
    text = "tumour.m == M1 and specimen.ki67 > 20 and fitness.ecog in (0, 1)"
    assert parsed(text) == And((M1, HIGH, FIT))
    assert parsed(text.replace(" and ", " or ")) == Or((M1, HIGH, FIT))


def test_parentheses_keep_their_parts_together() -> None:
    assert parsed("tumour.m == M1 and (specimen.ki67 > 20 and fitness.ecog in (0, 1))") == And(
        (M1, And((HIGH, FIT)))
    )


WRONG = [
    ("", "the condition is empty; write always where it always holds"),
    ("   ", "the condition is empty"),
    ("tumour.m = M1", '"= M1" cannot be read'),
    ("specimen.ki67 > 20 %", '"%" cannot be read'),
    ("specimen.ki67 > 1e3", '"1e3" stands where a number is expected'),
    ("specimen.ki67 > .5", '".5" cannot be read'),
    ("tumor.m == M1", '"tumor.m" is no fact; did you mean tumour.m?'),
    ("nothing_like_it == M1", '"nothing_like_it" is no fact'),
    ("known(specimen.ki76)", '"specimen.ki76" is no fact; did you mean specimen.ki67?'),
    ("tumour.m == m1x", '"m1x" is no code of tumour.m; it is one of M0, M1'),
    ("course.regimen == FOLFIRY", '"FOLFIRY" is no code of course.regimen; did you mean FOLFIRI?'),
    ("fitness.ecog in (0, 5)", '"5" is no code of fitness.ecog; it is one of 0, 1, 2, 3, 4'),
    ("tumour.m < M1", "tumour.m holds codes; compare it with == or in (...)"),
    ("1 <= fitness.ecog", "fitness.ecog holds codes, not numbers"),
    ("specimen.ki67 in (3, 20)", "specimen.ki67 holds numbers; compare it with <, <=, ==, >= or >"),
    ("specimen.ki67 == high", '"high" stands where a number is expected'),
    ("specimen.ki67 20", '"20" stands where a comparison such as == or >= is expected'),
    ("3 specimen.ki67", '"specimen.ki67" stands where a comparison such as == or >= is expected'),
    ("3 <= specimen.ki67 <= high", '"high" stands where a number is expected'),
    ("specimen.ki67 >= 3 <= 20", '"<=" is not expected here; join conditions with and / or'),
    ("tumour.m == M1 specimen.ki67 > 20", '"specimen.ki67" is not expected here'),
    ("(tumour.m == M1", '")" is expected before "the end"'),
    ("tumour.m == M1)", '")" is not expected here'),
    ("fitness.ecog in 0, 1", '"(" is expected before "0"'),
    ("fitness.ecog in (0 1)", '")" is expected before "1"'),
    ("fitness.ecog in ()", '")" is no code of fitness.ecog'),
    ("fitness.ecog not 1", '"in" is expected before "1"'),
    ("known specimen.ki67", '"(" is expected before "specimen.ki67"'),
    ("tumour.m ==", "the condition ends too early"),
    ("tumour.m == M1 and", "the condition ends too early"),
    ("not", "the condition ends too early"),
    ("and tumour.m == M1", '"and" is no fact'),
    ("tumour.m and specimen.ki67 > 20", '"and" stands where a comparison'),
]


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[text or "nothing" for text, _ in WRONG])
def test_a_wrong_form_is_told_where_and_what_to_write(text: str, told: str) -> None:
    assert told in refusal(text)


def test_a_word_of_the_language_is_never_taken_for_a_fact() -> None:
    with pytest.raises(ConditionFault, match='"in" is no fact'):
        parse_condition("in == a", {"in": Codes({"a"})})


@st.composite
def leaf(draw: Any) -> Condition:
    kind = draw(st.sampled_from(["number", "codes", "known"]))
    if kind == "known":
        return Known(draw(st.sampled_from(sorted(NAMES))))
    if kind == "number":
        number = draw(st.integers(-4800, 4800)) / 8
        return Compare(
            draw(st.sampled_from(NUMBERS)),
            draw(st.sampled_from(["<", "<=", "==", "!=", ">=", ">"])),
            number,
        )
    name = draw(st.sampled_from(sorted(CODED)))
    return OneOf(name, draw(st.frozensets(st.sampled_from(sorted(CODED[name])), min_size=1)))


def deeper(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return parts.map(Not) | several.map(And) | several.map(Or)


CONDITIONS = st.recursive(leaf() | st.just(ALWAYS), deeper, max_leaves=12)


def printed(condition: Condition) -> str:
    """A condition as a knowledge file would write it, every part in parentheses."""
    match condition:
        case And(()):
            return "always"
        case And(parts):
            return " and ".join(f"({printed(part)})" for part in parts)
        case Or(parts):
            return " or ".join(f"({printed(part)})" for part in parts)
        case Not(part):
            return f"not ({printed(part)})"
        case Known(name):
            return f"known({name})"
        case Compare(name, sign, number):
            return f"{name} {sign} {number}"
        case OneOf(name, codes):
            return f"{name} in ({', '.join(sorted(codes))})"
    raise AssertionError(condition)


@given(CONDITIONS)
def test_any_condition_printed_and_read_again_is_the_same(condition: Condition) -> None:
    assert parsed(printed(condition)) == condition


TOKENS = ["and", "or", "not", "in", "known", "always", "(", ")", ",", "==", "<", "3", "-1.5", "M1", "0", "x-"]


@given(st.lists(st.sampled_from(TOKENS + sorted(NAMES)), max_size=8).map(" ".join) | st.text(max_size=20))
def test_any_other_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        found = parsed(text)
    except ConditionFault as fault:
        assert str(fault)
    else:
        assert parsed(printed(found)) == found
