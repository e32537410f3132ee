"""What is typed is a value or refused with one sentence; what can be meant in two ways is never guessed."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from enec_desktop.domain.case import Fact, FieldState, Quantity, Value
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.fact_document import fact_from_document, fact_to_document
from enec_desktop.domain.shown import show_typed
from enec_desktop.domain.strict import TEXT_CAP
from enec_desktop.domain.typed.units import unit_of
from enec_desktop.domain.typed.values import read_typed
from enec_desktop.domain.values import Interval
from enec_desktop.domain.vocabulary import Field
from tests.builders import vocabulary

EXAMPLES = 100_000 if os.environ.get("ENEC_LONG") == "1" else 300
TODAY = date(2026, 11, 24)
FIELDS = [f"{kind.name}.{name}" for kind in vocabulary().kinds.values() for name in kind.fields]


def field(name: str) -> Field:
    return vocabulary().field(*name.split("."))


def typed(name: str, text: str, unit: str | None = None) -> Value:
    return read_typed(field(name), text, unit, TODAY)


def refusal(name: str, text: str, unit: str | None = None) -> str:
    with pytest.raises(FieldProblem) as refused:
        typed(name, text, unit)
    return str(refused.value)


def number(low: float, high: float | None = None, unit: str | None = "%", about: bool = False) -> Quantity:
    return Quantity(Interval(low, low if high is None else high), unit, about)


ABOVE_90 = Quantity(Interval(low=90, low_open=True), "%")
BELOW_2 = Quantity(Interval(high=2, high_open=True), "%")
AT_LEAST_3, AT_MOST_20 = Quantity(Interval(low=3), "%"), Quantity(Interval(high=20), "%")

PERCENT = {
    "90": number(90),
    "90 %": number(90),
    "90%": number(90),
    "90 percent": number(90),
    "3.5": number(3.5),
    "3,5": number(3.5),
    "0,125": number(0.125),
    "1.234": number(1.234),
    "007": number(7),
    "> 90": ABOVE_90,
    ">90 %": ABOVE_90,
    "above 90": ABOVE_90,
    "More than 90": ABOVE_90,
    ">=3": AT_LEAST_3,
    "≥ 3": AT_LEAST_3,
    "at least 3": AT_LEAST_3,
    "<2": BELOW_2,
    "under 2": BELOW_2,
    "≤ 20": AT_MOST_20,
    "up to 20 %": AT_MOST_20,
    "> 1 and at most 3": Quantity(Interval(1, 3, low_open=True), "%"),
    "greater than 90": ABOVE_90,
    "no more than 20": AT_MOST_20,
    "maximum 20 %": AT_MOST_20,
    "3 or more": AT_LEAST_3,
    "60-69": number(60, 69),
    "６０～６９％": number(60, 69),
    "９０": number(90),
    "＞　９０　％": ABOVE_90,
    "３．５": number(3.5),
    "between 60 and 69": number(60, 69),
    "from 60 % to 69 %": number(60, 69),
    "5 pct": number(5),
    "90 %,": number(90),
    "roughly 30": number(30, about=True),
    "60 – 69": number(60, 69),
    "60 to 69 %": number(60, 69),
    "60%-69%": number(60, 69),
    "1,5-2.5": number(1.5, 2.5),
    "about 30": number(30, about=True),
    "~30": number(30, about=True),
    "≈ 30 %": number(30, about=True),
    "ca. 30": number(30, about=True),
    "Ca 30-40": number(30, 40, about=True),
    "about > 90": Quantity(Interval(low=90, low_open=True), "%", True),
}


@pytest.mark.parametrize("text", PERCENT)
def test_a_percentage_is_read(text: str) -> None:
    assert typed("specimen.ki67", text) == PERCENT[text]


NOT_A_NUMBER = "is not understood as a number; write it as 3.5, > 90, 60-69 or about 30."
NO_PERCENTAGE = {
    "": "Nothing is written; write a value, or choose a state",
    "1,234": '"1,234" can be 1234 or 1.234; write one of these.',
    "1.500": '"1.500" can be 1500 or 1.5; write one of these.',
    "1,234,567": "holds a mark between thousands; write 1234567.",
    "1.234,5": "holds a mark between thousands; write 1234.5.",
    "1'234": "holds a mark between thousands; write 1234.",
    "1 234": "holds a mark between thousands; write 1234.",
    "12.03.2026": '"12.03.2026" is not one number; write one decimal mark',
    ".5": '".5" is not one number; write one decimal mark with digits on both sides',
    "5.": '"5." is not one number',
    "3, 5": '"3," is not one number',
    "1e3": "is written with a power of ten; write the number in full.",
    "٩٠": '"٩٠" holds digits of another script; write them as 0 to 9.',
    "～90": NOT_A_NUMBER,
    "9" * 400: "has too many digits; write a smaller number.",
    "x" * 3000: "The text has 3000 characters; write only the value of Ki-67 index.",
    "über 90": f'"über 90" {NOT_A_NUMBER}',
    "90+": '"90+" can be > 90 or at least 90; write one of these.',
    "1-2-3": NOT_A_NUMBER,
    "> 90-95": NOT_A_NUMBER,
    "30 or 40": NOT_A_NUMBER,
    "> 1 and > 2": NOT_A_NUMBER,
    "> 1 and < 2 and < 3": NOT_A_NUMBER,
    "75s": NOT_A_NUMBER,
    "70s": "reads as an age; write 70-79 if that is meant.",
    "69-60": 'The range "69-60" is reversed; write the smaller number first: 60-69.',
    "> 3 and < 1": "write the smaller number first.",
    "120": "120 % is not possible for Ki-67 index; write 0-100 %.",
    "> 100": "> 100 % is not possible for Ki-67 index",
    "-5": "-5 % is not possible",
    "90 mg": '"mg" is not a unit of Ki-67 index; write %.',
    "pending": '"pending" is no value; choose the state "pending" of the field.',
    "N/A": 'choose the state "not applicable" of the field.',
    "?": 'choose the state "unknown" of the field.',
}


@pytest.mark.parametrize("text", NO_PERCENTAGE)
def test_no_percentage_is_refused_with_what_to_write(text: str) -> None:
    assert NO_PERCENTAGE[text] in refusal("specimen.ki67", text)


MEASURED: dict[tuple[str, str, str | None], Quantity] = {
    ("fitness.creatinine", "3.2 mg/dL", None): number(3.2, unit="mg/dL"),
    ("fitness.creatinine", "3,2 mg/dl", "µmol/L"): number(3.2, unit="mg/dL"),
    ("fitness.creatinine", "80 umol/l", None): number(80, unit="µmol/L"),
    ("fitness.creatinine", "80", "µmol/L"): number(80, unit="µmol/L"),
    ("fitness.platelets", "150 x 10⁹/L", None): number(150, unit="10^9/L"),
    ("fitness.creatinine", "80 micromol/L", None): number(80, unit="µmol/L"),
    ("fitness.platelets", "150 G/L", None): number(150, unit="10^9/L"),
    ("fitness.platelets", "150 x10E9/L", None): number(150, unit="10^9/L"),
    ("fitness.platelets", "150 10^3/µL", None): number(150, unit="10^9/L"),
    ("specimen.mitoses", "25 mitoses per 10 high power fields", None): number(25, unit="/10 HPF"),
    ("course.cycles", "4 cycles", None): number(4, unit=None),
    ("fitness.bilirubin", "1,5 ULN", None): number(1.5, unit="x ULN"),
    ("specimen.size", "5 mm", "cm"): number(5, unit="mm"),
    ("specimen.mitoses", "15/10 HPF", None): number(15, unit="/10 HPF"),
    ("specimen.mitoses", "15 per 10 hpf", None): number(15, unit="/10 HPF"),
    ("specimen.mitoses", "15/2mm2", "/10 HPF"): number(15, unit="/2 mm²"),
    ("specimen.mitoses", "15", "/10 HPF"): number(15, unit="/10 HPF"),
    ("specimen.mitoses", "25 (unit not stated)", None): number(25, unit="unit not stated"),
    ("specimen.pdl1", "50 %", "% TPS"): number(50, unit="% TPS"),
    ("identity.age", "70s", None): number(70, 79, unit="years"),
    ("identity.age", "70 years old", None): number(70, unit="years"),
    ("progression.months_from_start", "3 weeks", "months"): number(3, unit="weeks"),
    ("course.cycles", "4", None): number(4, unit=None),
    ("course.cycles", "4.0", None): number(4, unit=None),
    ("endoscopy.epicentre_below_egj", "+2", None): number(2, unit="cm"),
    ("endoscopy.epicentre_below_egj", "−5 to −2 cm", None): number(-5, -2, unit="cm"),
    ("endoscopy.epicentre_below_egj", "-5--2", None): number(-5, -2, unit="cm"),
}


@pytest.mark.parametrize("what", MEASURED)
def test_a_unit_is_the_one_typed_else_the_one_chosen(what: tuple[str, str, str | None]) -> None:
    assert typed(*what) == MEASURED[what]


WRONGLY_MEASURED: dict[tuple[str, str, str | None], str] = {
    ("fitness.creatinine", "90", None): "The unit is missing; write µmol/L or mg/dL behind the number.",
    ("fitness.creatinine", "90", "mg/dL"): "90 mg/dL (7956 µmol/L) is not possible for Creatinine; "
    "write 0.05656-28.28 mg/dL (5-2500 µmol/L), or correct the unit.",
    ("fitness.creatinine", "90", "g/L"): '"g/L" is not a unit of Creatinine; write µmol/L or mg/dL.',
    ("fitness.creatinine", "1 mg/dL - 90 µmol/L", None): "holds two units; write both ends in one unit.",
    ("specimen.mitoses", "15", None): "The unit is missing; write /2 mm²; /10 HPF; or unit not stated",
    ("specimen.pdl1", "50 %", None): '"%" is not a unit of PD-L1; write % TPS; CPS; or measure not stated.',
    ("course.cycles", "4.5", None): "Cycles takes whole numbers, not 4.5; write 4 or 5.",
    ("course.cycles", "4 weeks", None): '"weeks" is not a unit of Cycles; write the number alone.',
    ("fitness.platelets", "121 g/L", None): '"g/L" is not a unit of Platelets',
    ("course.cycles", "four", None): "write it as 4, > 4, 3-6 or about 4.",
    ("endoscopy.epicentre_below_egj", "-5-2", None): "can be read in two ways; write -5 to 2, or -5 to -2.",
}


@pytest.mark.parametrize("what", WRONGLY_MEASURED)
def test_a_unit_is_never_guessed(what: tuple[str, str, str | None]) -> None:
    assert WRONGLY_MEASURED[what] in refusal(*what)


OFFERED: dict[tuple[str, str, str | None], tuple[str, ...]] = {
    ("fitness.platelets", "1,500", None): ("1500", "1.5"),
    ("specimen.ki67", "> 1,234 %", None): ("> 1.234 %",),
    ("specimen.ki67", ".5", None): ("0.5",),
    ("specimen.mitoses", "1,5 -- 2", None): (),
    ("endoscopy.size", "1.500", None): ("1.5 mm", "1.5 cm"),
    ("specimen.ki67", "90+", None): ("> 90", "at least 90"),
    ("specimen.ki67", "69-60", None): ("60-69",),
    ("specimen.ki67", "٩٠", None): ("90",),
    ("fitness.creatinine", "80", None): ("80 µmol/L",),
    ("fitness.creatinine", "0.9", "µmol/L"): ("0.9 mg/dL",),
    ("fitness.creatinine", "1.500", "µmol/L"): ("1500", "1.5 mg/dL"),
    ("fitness.creatinine", "1,500", "mg/dL"): ("1500 µmol/L", "1.5"),
    ("specimen.mitoses", "15", None): ("15 /2 mm²", "15 /10 HPF", "15 unit not stated"),
    ("endoscopy.epicentre_below_egj", "-5-2", None): ("-5 to 2", "-5 to -2"),
    ("course.last_dose", "5/3/26", None): ("05-Mar-2026", "03-May-2026"),
    ("course.last_dose", "26-03-05", None): ("26-Mar-2005", "05-Mar-2026"),
    ("course.last_dose", "Mar 26", None): ("Mar-2026", "26-Mar-2026", "26-Mar-2025"),
    ("identity.birth_date", "5/3/26", None): ("05-Mar-1926", "03-May-1926", "05-Mar-2026", "03-May-2026"),
    ("specimen.cell_type", "sma", None): ("small cell", "small and large cell"),
    ("specimen.ki67", "ninety", None): (),
}


@pytest.mark.parametrize("what", OFFERED)
def test_what_can_have_been_meant_is_offered_and_never_chosen(what: tuple[str, str, str | None]) -> None:
    with pytest.raises(FieldProblem) as asked:
        typed(*what)
    assert asked.value.readings == OFFERED[what]


CHOSEN: dict[tuple[str, str], set[str]] = {
    ("specimen.cell_type", "small"): {"small"},
    ("specimen.cell_type", "LARGE CELL"): {"large"},
    ("specimen.cell_type", "small and"): {"mixed"},
    ("specimen.cell_type", "small or large"): {"small", "large"},
    ("specimen.cell_type", "small, large"): {"small", "large"},
    ("specimen.stated_class", "net g3 / minen"): {"net_g3", "minen"},
    ("specimen.expert_review", "not done"): {"no"},
    ("staging.t", "T1a/T1b"): {"T1a", "T1b"},
    ("staging.stage_group", "iv"): {"IV"},
    ("study.sstr_uptake", "none or low"): {"none"},
    ("study.sstr_uptake", "adequate OR none or low"): {"adequate", "none"},
    ("course.regimen", "EP, cisplatin + etoposide; EC; or ip"): {"EP", "EC", "IP"},
    ("fitness.ecog", "1"): {"1"},
}


@pytest.mark.parametrize("what", CHOSEN)
def test_a_choice_is_read_by_code_or_beginning_of_its_label(what: tuple[str, str]) -> None:
    assert typed(*what) == CHOSEN[what]


NOT_CHOSEN: dict[tuple[str, str], str] = {
    ("specimen.ttf1", "p"): 'write one of them, or several with "or" between them.',
    ("specimen.cell_type", "sma"): '"sma" can be small cell or small and large cell',
    ("specimen.cell_type", "small or"): '"small or" is not a choice of Cell type; write small cell.',
    ("specimen.cell_type", "small/"): "is not a choice of Cell type",
    (
        "specimen.margins",
        "R9",
    ): '"R9" is not a choice of Margins; write negative (R0) or positive (R1 or R2).',
    ("course.regimen", "cisplatin"): "write EP, cisplatin + etoposide; IP, cisplatin + irinotecan; or FP,",
    ("course.regimen", "xyz"): '"xyz" is not a choice of Regimen; choose from the list.',
    ("specimen.cell_type", "unknown"): 'choose the state "unknown" of the field.',
}


@pytest.mark.parametrize("what", NOT_CHOSEN)
def test_a_choice_that_is_not_plain_is_refused(what: tuple[str, str]) -> None:
    assert NOT_CHOSEN[what] in refusal(*what)


def test_free_text_is_kept_as_typed() -> None:
    assert typed("identity.name", "  Doe, J ") == "  Doe, J "
    assert typed("question.question", "First line?\r\n\tOr none?") == "First line?\n\tOr none?"
    assert typed("identity.name", "pending") == "pending"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A\nB", "holds a tab or a line break; write it on one line"),
        ("A\u2028B", "holds a tab or a line break"),
        ("A\x00B", "holds the unprintable character U+0000; take it out."),
        ("A" * (TEXT_CAP + 1), f"has {TEXT_CAP + 1} characters; write {TEXT_CAP} or fewer."),
        (" \n ", "Nothing is written"),
    ],
)
def test_text_a_case_file_cannot_hold_is_refused(text: str, said: str) -> None:
    assert said in refusal("identity.name", text)


@pytest.mark.parametrize("name", [name for name in FIELDS if field(name).units])
def test_every_unit_of_the_vocabulary_is_read_as_itself(name: str) -> None:
    for unit in field(name).units:
        assert unit_of(field(name), unit, None) == unit


@pytest.mark.parametrize("name", [name for name in FIELDS if field(name).choices])
def test_every_code_and_label_of_the_vocabulary_is_read_as_itself(name: str) -> None:
    for code, label in field(name).choices.items():
        assert typed(name, code) == typed(name, label.upper()) == {code}


_SCRAPS = st.sampled_from(
    [
        "> ",
        "<=",
        "about ",
        "~",
        "-",
        " to ",
        " and ",
        " or ",
        "/",
        ".",
        ",",
        " ",
        "'",
        "%",
        "mg/dL",
        "mm",
        "70s",
    ]
    + ["Mar", "2026", "today", "-2w", "T1", "small", "yes", "pending", "10^9/L", "1,234", "９", "\n", "", "x"]
)
_KEYS = st.lists(_SCRAPS | st.integers(0, 3000).map(str), max_size=6).map("".join)


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(FIELDS), _KEYS | st.text(max_size=20), st.booleans())
@example("course.last_dose", "９", False)
@example("course.last_dose", "٩", False)
@example("course.last_dose", "05/12/26", False)
def test_whatever_is_typed_is_a_value_of_the_case_file_or_refused_in_one_sentence(
    name: str, text: str, choose: bool
) -> None:
    where = field(name)
    try:
        value = read_typed(where, text, where.unit if choose else None, TODAY)
    except FieldProblem as refused:
        assert str(refused).endswith(".") and "\n" not in str(refused)
        for reading in refused.readings:
            read_typed(where, reading, where.unit if choose else None, TODAY)
        return
    fact = Fact(FieldState.VALUE, value)
    assert fact_from_document(fact_to_document(fact), where, "typed") == fact
    assert read_typed(where, show_typed(where, value), None, TODAY) == value


@settings(max_examples=EXAMPLES)
@given(st.decimals(0, 100, places=3).map(lambda n: f"{n:f}"), st.sampled_from(".,"), st.integers(0, 3))
def test_a_number_means_its_digits_with_either_mark(digits: str, mark: str, dropped: int) -> None:
    whole, _, decimals = digits.partition(".")
    decimals = decimals[: 3 - dropped]
    text = f"{whole}{mark}{decimals}" if decimals else whole
    meant = float(f"{whole}.{decimals or 0}")
    try:
        assert typed("specimen.ki67", text) == number(meant)
    except FieldProblem as refused:
        assert len(decimals) == 3 and f"can be {whole}{decimals} or " in str(refused)
