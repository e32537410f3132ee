"""What the reader makes of laboratory reports: units, limits, days, and results that settle a question."""

import pytest

from enec_desktop.domain.reading.reader import Reader
from tests.reading.saying import said
from tests.reading.score import TODAY


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Her sodium had been 124 on admission, today 134 mmol/L", "134 mmol/L"),
        ("Na 116 on admission, 132 at discharge", "132 mmol/L"),
        ("Sodium 134 mmol/L (in January 124 mmol/L)", "134 mmol/L"),
        ("Na 134, previously 124", "134 mmol/L"),
        ("Na 124 on admission", None),
    ],
)
def test_then_and_now_are_told_apart_in_prose(made: Reader, text: str, value: str | None) -> None:
    assert said(made.read(f"LABORATORY\n{text}.\n", TODAY)).get("fitness.sodium") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Bilirubin 3,6 mg/dl (upper limit 1,2), GGT 410", "3 x ULN"),
        ("T bili 0.9 (ULN 1.2)", "0.75 x ULN"),
        ("Bilirubin 1.4 x ULN", "1.4 x ULN"),
        ("Bilirubin 14 umol/L", None),
    ],
)
def test_an_upper_limit_is_read_in_words(made: Reader, text: str, value: str | None) -> None:
    assert said(made.read(f"LABORATORY\n{text}\n", TODAY)).get("fitness.bilirubin") == value


def test_a_number_is_read_whole_or_not_at_all(made: Reader) -> None:
    found = said(made.read("LABORATORY\nANC 8,740/cumm, platelet count 3.42 lakh/cumm.\n", TODAY))
    assert found.get("fitness.neutrophils") in (None, "8.74 10^9/L")
    assert found.get("fitness.platelets") in (None, "342 10^9/L")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Platelets 1,50,000 /cumm", "150 10^9/L"),
        ("Platelets 2,10,000 cells/cumm (1,50,000 - 4,10,000)", "210 10^9/L"),
        ("Platelets 12,10,000 /uL", "1210 10^9/L"),
        ("Platelets 210,000 /uL", "210 10^9/L"),
    ],
)
def test_a_count_grouped_by_lakhs_is_not_read_a_thousandfold_too_low(
    made: Reader, text: str, value: str
) -> None:
    assert said(made.read(f"LABORATORY\n{text}\n", TODAY)).get("fitness.platelets") == value


@pytest.mark.parametrize("text", ["Platelets 210.000 /uL", "Platelets 1.210.000 /uL"])
def test_a_count_whose_mark_may_divide_thousands_is_not_offered(made: Reader, text: str) -> None:
    assert "fitness.platelets" not in said(made.read(f"LABORATORY\n{text}\n", TODAY))


@pytest.mark.parametrize("remark", ["platelet clumps", "EDTA聚集", "结果不可靠"])
def test_a_count_the_laboratory_calls_unreliable_is_not_offered(made: Reader, remark: str) -> None:
    found = said(made.read(f"LABORATORY\nPlatelets 61 10^9/L {remark}\n", TODAY))
    assert "fitness.platelets" not in found


def test_a_reference_range_in_front_of_the_values_is_none_of_them(made: Reader) -> None:
    table = "LABORATORY\n   Normal  03.03.26  17.03.26\nNeutrophils G/l  1.8-7.5   4.2   1.6\n"
    assert said(made.read(table, TODAY)) == {"fitness.neutrophils": "1.6 10^9/L"}


def test_a_reference_range_is_no_date_that_tells_how_dates_are_written(made: Reader) -> None:
    text = "LABORATORY\nCOLLECTED 03/09/2026\nHGB 10.2 g/dL 13.5-17.5\n"
    assert made.read(text, TODAY).reports[0].date is None


@pytest.mark.parametrize(
    ("row", "fact", "value"),
    [
        ("HGB  10.2 L  g/dL  13.5-17.5", "fitness.haemoglobin", "10.2 g/dL"),
        ("PLT 412 K/uL", "fitness.platelets", "412 10^9/L"),
        ("LDH  450 H U/L 120-225", "fitness.ldh", "2 x ULN"),
        ("Creatinine, serum 82 umol/L", "fitness.creatinine", "82 µmol/L"),
    ],
)
def test_a_laboratory_row_is_offered_in_the_unit_it_names(
    made: Reader, row: str, fact: str, value: str
) -> None:
    assert said(made.read(f"LABORATORY\n{row}\n", TODAY)).get(fact) == value


@pytest.mark.parametrize(
    ("row", "fact"),
    [
        ("Haemoglobin 6.3 mmol/l", "fitness.haemoglobin"),
        ("LDH 450 U/L", "fitness.ldh"),
        ("Creatinine, urine 6.2 mmol/L", "fitness.creatinine"),
        ("eGFR 74 mL/min/1.73m2", "fitness.creatinine_clearance"),
        ("Neutrophils % 72", "fitness.neutrophils"),
        ("Calcium 2.1 mmol/L", "fitness.calcium"),
        ("LDH 512 U/L (125-220), sample haemolysed", "fitness.ldh"),
        ("Creatinine 5", "fitness.creatinine"),
        ("Platelets 1.2 x10^5/uL", "fitness.platelets"),
        ("Platelets 12 x10^4/mm3", "fitness.platelets"),
        ("血小板 15万/uL", "fitness.platelets"),
    ],
)
def test_a_row_of_another_unit_fluid_or_without_its_limit_is_not_offered(
    made: Reader, row: str, fact: str
) -> None:
    assert fact not in said(made.read(f"LABORATORY\n{row}\n", TODAY))


def test_the_newest_column_of_a_table_counts(made: Reader) -> None:
    table = (
        "LABORATORY\n            12/09/25   01/20/26\nHGB g/dL    12.1       9.8\nNA mmol/L   138        -\n"
    )
    assert said(made.read(table, TODAY)) == {"fitness.haemoglobin": "9.8 g/dL"}


def test_a_line_of_sodium_behind_a_value_does_not_take_it_back(made: Reader) -> None:
    text = "LABORATORY\nLDH 312 U/L 120-250\nNa 136 mmol/L"
    assert said(made.read(text, TODAY)) == {"fitness.ldh": "1.25 x ULN", "fitness.sodium": "136 mmol/L"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("HBsAg negative\nanti-HBc reactive", {"fitness.hepatitis_b": "past"}),
        ("HBsAg positive", {"fitness.hepatitis_b": "active"}),
        ("HBsAg negative", {}),
        ("anti-HCV reactive\nHCV RNA not detected", {"fitness.hepatitis_c": "past"}),
        ("anti-HCV reactive", {}),
    ],
)
def test_hepatitis_is_told_only_by_the_results_that_settle_it(
    made: Reader, text: str, facts: dict[str, str]
) -> None:
    assert said(made.read(f"VIROLOGY\n{text}\n", TODAY)) == facts
