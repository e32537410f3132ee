"""Text as it is copied: pages, running heads, soft hyphens, wide letters, scanned digits."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enec_desktop.domain.case import Quantity
from enec_desktop.domain.reading.offers import Reading
from enec_desktop.domain.reading.reader import Reader
from tests.reading.saying import said
from tests.reading.score import TODAY

TEXTS = [
    (Path(__file__).parent / folder / f"{name}.txt").read_text(encoding="utf-8")
    for folder, name in (
        ("reports", "01-oesophagus-biopsy"),
        ("reports", "16-zh-esd"),
        ("last", "08-uk-lab"),
        ("last", "06-us-petct"),
        ("later", "67-clinic-letter-nz"),
    )
]
WIDE = {chr(n): chr(n + 0xFEE0) for n in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}


def values(reading: Reading) -> list[tuple[str, str, str]]:
    """What is offered, without the words of free texts, which stay as they are written."""
    return sorted(
        (one.kind, one.field, "text" if isinstance(one.value, str) else str(one.value))
        for one in reading.offers
    )


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_signs_that_nobody_sees_and_wide_letters_change_nothing(made: Reader, text: str) -> None:
    wanted = values(made.read(text, TODAY))
    assert values(made.read(re.sub(r"(?<=[a-z]{3})(?=[a-z]{2})", "\u00ad", text), TODAY)) == wanted
    assert values(made.read("\ufeff" + text.replace(" ", "\u200b \u00a0"), TODAY)) is not None
    assert values(made.read(text.replace(" ", "\u00a0").replace("\n", "\r\n"), TODAY)) == wanted
    wide = re.sub(r"(?<![A-Za-z])\d+(?![A-Za-z])", lambda one: "".join(map(WIDE.get, one[0])), text)
    numbers = {one for one in values(made.read(wide, TODAY)) if one[2] != "text"}
    assert numbers <= set(wanted)


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_head_of_a_page_between_any_two_lines_adds_no_value(made: Reader, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    lines = text.split("\n")
    at = data.draw(st.integers(min_value=4, max_value=len(lines) - 1))
    head = "\nQUAY HOSPITAL TRUST   H-99     Page 2 of 3\n"
    wanted = set(values(made.read(text, TODAY)))
    broken = "\n".join(lines[:at]) + head + "\n".join(lines[at:])
    assert set(values(made.read(broken, TODAY))) <= wanted


@pytest.mark.parametrize(
    "between",
    [
        "\nPage 2 of 3      Quay Hospital   H-99\n",
        "\n\n   - Page 2/3 -\n\n",
        "\n                 Page 2\n",
        "\nCT REPORT QUAY HOSPITAL\n   Page 2 of 3\n",
    ],
)
def test_a_negation_reaches_over_the_head_of_a_page(made: Reader, between: str) -> None:
    head = "CT REPORT QUAY HOSPITAL\nCHEST AND ABDOMEN\nPerformed 2026-03-02\nFindings: Lungs clear.\n"
    text = f"{head}The liver shows no evidence of{between}metastasis measuring 14 mm.\n"
    assert not [name for name in said(made.read(text, TODAY)) if name.startswith("lesion")]


@pytest.mark.parametrize(
    "drawn", ["\f", "--------------------\n", "\fHISTOPATHOLOGY REPORT   Page 2 of 2\n", "Page 2 of 2\n"]
)
def test_an_addendum_behind_a_line_or_on_the_next_page_stands_against_the_first_count(
    made: Reader, drawn: str
) -> None:
    text = (
        "HISTOPATHOLOGY REPORT\nDiagnosis: Large cell neuroendocrine carcinoma.\nKi-67: 70 %.\n"
        f"{drawn}ADDENDUM\nKi-67 recounted: 90 %.\n"
    )
    counts = [one.value for one in made.read(text, TODAY).offers if one.field == "ki67"]
    assert [one.interval.low for one in counts if isinstance(one, Quantity)] == [90]


def test_a_history_goes_on_behind_a_drawn_line(made: Reader) -> None:
    text = "HISTOLOGY\nFamily history:\n------------\nSmall cell carcinoma of the lung, Ki-67: 90 %.\n"
    assert said(made.read(text, TODAY)) == {}


@pytest.mark.parametrize(
    ("line", "fact", "value"),
    [
        ("HISTOLOGY\nKi-67: 8O %.", "specimen.ki67", "80 %"),
        ("HISTOLOGY\nMitoses: l2/10 HPF.", "specimen.mitoses", None),
        ("HISTOLOGY\nKi-67: S0 %.", "specimen.ki67", None),
        ("LABORATORY\nNa l37 mmol/L", "fitness.sodium", None),
        ("LABORATORY\nAlbumin 3I g/L", "fitness.albumin", None),
        ("LABORATORY\nCreatinine 8S umol/L", "fitness.creatinine", None),
        ("LABORATORY\nNeutrophils O.5 x10^9/L", "fitness.neutrophils", None),
        ("LABORATORY\nHaemoglobin 1 04 g/L", "fitness.haemoglobin", None),
        ("LABORATORY\nNeutrophils 1. 5 x10^9/L", "fitness.neutrophils", None),
    ],
)
def test_a_digit_that_a_scanner_spoilt_is_mended_only_where_it_can_be_no_other(
    made: Reader, line: str, fact: str, value: str | None
) -> None:
    assert said(made.read(f"{line}\n", TODAY)).get(fact) == value
