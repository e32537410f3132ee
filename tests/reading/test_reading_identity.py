"""Who a report is about: names and numbers as heads of reports write them, and those of others."""

import pytest

from enec_desktop.domain.reading.reader import Reader
from tests.reading.saying import said
from tests.reading.score import TODAY


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Surname: ASHDOWN-PELL     Forename: Graham T      DOB: 22/06/1957", "Graham T ASHDOWN-PELL"),
        ("Patient:  NGUYEN-FARRELL Dianne              UR: 0639 2281", "NGUYEN-FARRELL Dianne"),
        ("Name  WETHERALD, Joan Beatrice      NHS No 900 000 4417", "WETHERALD, Joan Beatrice"),
        (
            "Name         : Mr. Raghunath B. Kelkar-Pai         Age / Sex : 59 Yrs / M",
            "Raghunath B. Kelkar-Pai",
        ),
        ("NAME: O'BRIEN Mary Jane    HOSP NO: A123456", "O'BRIEN Mary Jane"),
        ("Patient name: García López, María José   UHID: 2024-1188/77", "García López, María José"),
        ("WREN, PATRICIA    MRN: 80-2217-5", "WREN, PATRICIA"),
        ("Consultant name: SMITH, John", None),
        ("Next of kin's name: SMITH John", None),
        ("Name: Oncology Ward   Name of test: CRP", None),
        ("Patient: transferred today from elsewhere", None),
        ("Patient: see label", None),
    ],
)
def test_a_name_is_that_of_the_patient_in_any_order(made: Reader, head: str, name: str | None) -> None:
    assert said(made.read(f"HISTOPATHOLOGY REPORT\n{head}\n", TODAY)).get("identity.name") == name


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("UR: 0639 2281      D.O.B. 14/02/1963", "0639 2281"),
        ("UHID         : SJ-2025-118204     Biopsy No.: H/9934/25", "SJ-2025-118204"),
        ("Hosp No: BR7720416        Consultant: Miss R Okonjo", "BR7720416"),
        ("MRN: CH-558301     DOB: 4/17/1960", "CH-558301"),
        ("住院号:202604-1177     标本号:0408-3321", "202604-1177"),
        ("MRN 123456   12/03/2026", "123456"),
        ("MRN 4471 64 y", None),
        ("MRN: see label. Study ID 1234567", None),
        ("Their MRN 1234567", None),
    ],
)
def test_a_number_of_the_patient_ends_where_something_else_begins(
    made: Reader, head: str, number: str | None
) -> None:
    found = said(made.read(f"HISTOPATHOLOGY REPORT\n{head}\n", TODAY))
    assert found.get("identity.hospital_number") == number


def test_the_number_and_age_of_a_relative_are_not_the_patients(made: Reader) -> None:
    text = (
        "Dear colleague,\nRE: Mr John Smith, DOB 01/02/1950. His wife, Ann, 62 yrs/F, MRN 998877, attends.\n"
    )
    found = said(made.read(text, TODAY))
    assert found == {"identity.name": "John Smith", "identity.sex": "male"}
