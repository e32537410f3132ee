"""What the reader makes of single sentences, by what a pathologist or radiologist means with them."""

import pytest

from enec_desktop.domain.case import Quantity
from enec_desktop.domain.reading.offers import Reading
from enec_desktop.domain.reading.reader import Reader
from tests.reading.score import TODAY, reader


@pytest.fixture(scope="module")
def made() -> Reader:
    return reader()[0]


def said(reading: Reading) -> dict[str, str]:
    return {
        f"{one.kind}.{one.field}": (
            f"{one.value.interval.low:g} {one.value.unit}"
            if isinstance(one.value, Quantity)
            else "|".join(one.value)
            if isinstance(one.value, frozenset)
            else str(one.value)
        )
        for one in reading.offers
    }


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("Synaptophysin, chromogranin A and CD56 positive.", "specimen.cd56", "positive"),
        (
            "The cells are positive for synaptophysin and INSM1, and negative for p40.",
            "specimen.p40",
            "negative",
        ),
        ("Chromogranin (focal +), synaptophysin +.", "specimen.chromogranin", "patchy"),
        ("免疫组化：Syn（+），CgA（弱+），RB1（缺失）。", "specimen.rb1", "lost"),
        ("Ki67: approx. 80-\n90 %", "specimen.ki67", "80 %"),
        ("38 mitoses\nper 2 mm2", "specimen.mitoses", "38 /2 mm²"),
        ("Mitoses: 31/10 HPF", "specimen.mitoses", "31 /10 HPF"),
    ],
)
def test_a_plain_statement_of_a_pathologist_is_offered(
    made: Reader, text: str, fact: str, value: str
) -> None:
    assert said(made.read(f"HISTOLOGY\n{text}", TODAY)).get(fact) == value


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Synaptophysin, chromogranin and Ki-67 not carried out.", "specimen.synaptophysin"),
        ("SSTR2 and PD-L1 to follow in an addendum.", "specimen.sstr2"),
        ("Family history: mother died of neuroendocrine carcinoma.", "specimen.stated_class"),
        ("Clinical details: ?small cell carcinoma", "specimen.stated_class"),
        ("Diagnosis: suspicious for neuroendocrine carcinoma.", "specimen.stated_class"),
        ("Diagnosis: no evidence of neuroendocrine carcinoma.", "specimen.stated_class"),
        ("Ki-67 of the previous biopsy 60 %.", "specimen.ki67"),
        ("Tumour cell content 70 %, VAF 40 %.", "specimen.ki67"),
        ("Adenocarcinoma component: synaptophysin -, CDX2 +.", "specimen.gland_marker"),
        ("CK7 neg., CK20 neg.", "specimen.cytokeratin"),
        ("Mitoses 12 per mm2.", "specimen.mitoses"),
    ],
)
def test_what_is_open_past_or_of_others_is_not_offered(made: Reader, text: str, fact: str) -> None:
    assert fact not in said(made.read(f"HISTOLOGY\n{text}", TODAY))


def test_two_readings_of_one_field_are_shown_as_a_doubt_and_not_offered(made: Reader) -> None:
    reading = made.read("HISTOLOGY\nKi-67 60 %. The Ki-67 index is 85 %.", TODAY)
    assert "specimen.ki67" not in said(reading)
    assert [doubt.field for doubt in reading.doubts] == ["ki67"]


def test_an_addendum_takes_the_place_of_the_older_value_and_names_it(made: Reader) -> None:
    text = "HISTOLOGY\nDiagnosis:\nKi-67: 60 %\n\nADDENDUM: Recount on deeper levels.\nKi-67: 85 %\n"
    reading = made.read(text, TODAY)
    assert said(reading)["specimen.ki67"] == "85 %"
    assert next(one.replaces for one in reading.offers if one.field == "ki67") == "Ki-67: 60 %"


def test_a_type_left_open_between_two_is_not_offered_nor_its_cells(made: Reader) -> None:
    text = (
        "HISTOLOGY\nDiagnosis: The distinction between NET G3 and large cell NEC cannot be made. Favour NEC."
    )
    found = said(made.read(text, TODAY))
    assert not {"specimen.stated_class", "specimen.cell_type"} & found.keys()


def test_parts_with_tumour_are_told_apart_and_a_part_without_is_left_out(made: Reader) -> None:
    text = (
        "PATHOLOGY REPORT\nSPECIMEN:\nA. Esophagus, biopsy\nB. Liver, core biopsy\nC. Stomach, biopsy\n\n"
        "DIAGNOSIS:\nA. Neuroendocrine carcinoma. Ki-67: 80 %\n"
        "B. Metastatic neuroendocrine carcinoma. Ki-67: 60 %\nC. Gastric mucosa, no malignancy. Ki-67: 5 %\n"
    )
    reading = made.read(text, TODAY)
    assert [
        (reading.targets[one.target].label, one.value.interval.low)
        for one in reading.offers
        if one.field == "ki67" and isinstance(one.value, Quantity)
    ] == [("Esophagus, biopsy", 80), ("Liver, core biopsy", 60)]


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
