"""Tables of laboratory values as pasted: columns of days, results beside older ones, two sets in a row."""

import pytest

from enec_desktop.domain.reading.reader import Reader
from tests.reading.saying import said
from tests.reading.score import TODAY


def read(made: Reader, *lines: str) -> dict[str, str]:
    return said(made.read("\n".join(("LABORATORY REPORT", *lines, "")), TODAY))


def test_days_with_the_hour_head_columns_of_which_the_newest_counts(made: Reader) -> None:
    head = "Collected          22/12/25 08:55   12/01/26 09:20   19/01/26 08:40   Ref range"
    found = read(
        made, head, "Haemoglobin g/L    118              104              101 L            115 - 165"
    )
    assert found == {"fitness.haemoglobin": "101 g/L"}


def test_collected_and_received_are_no_two_columns(made: Reader) -> None:
    found = read(
        made, "Collected 12/03/2025 07:12   Received 12/03/2025 07:31", "Sodium 129 L 135-146 mmol/L"
    )
    assert found == {"fitness.sodium": "129 mmol/L"}


@pytest.mark.parametrize(
    ("days", "value"),
    [
        ("30/01/2026   02/02/2026", "134 mmol/L"),
        ("03/01/2026   02/02/2026", None),
        ("02/02/2026   02/02/2026", None),
        ("02-02-2026   30-01-2026", "128 mmol/L"),
    ],
)
def test_the_newest_day_is_found_however_days_are_written_or_nothing_is_read(
    made: Reader, days: str, value: str | None
) -> None:
    found = read(made, f"Test   {days}   Ref", "Na     128          134          135-145 mmol/L")
    assert found.get("fitness.sodium") == value


@pytest.mark.parametrize("tab", ["\t", " | "])
def test_an_empty_result_is_not_filled_from_the_column_before(made: Reader, tab: str) -> None:
    rows = [
        ("Test", "Result", "Previous", "Ref", "Unit"),
        ("Sodium", "131", "128", "135-145", "mmol/L"),
        ("Albumin", "", "32", "35-50", "g/L"),
    ]
    assert read(made, *(tab.join(row) for row in rows)) == {"fitness.sodium": "131 mmol/L"}


def test_columns_that_lost_their_places_give_only_full_rows(made: Reader) -> None:
    found = read(
        made, "项目 结果 参考范围 单位 上次结果", "钠 139.5 137-147 mmol/L 141.0", "白蛋白 35-50 g/L 32"
    )
    assert found == {"fitness.sodium": "139.5 mmol/L"}


def test_a_row_with_an_empty_day_is_read_by_the_place_of_its_numbers(made: Reader) -> None:
    found = read(
        made,
        "              01/02/26   08/02/26   15/02/26",
        "Na mmol/L     130                   137",
        "Hb g/L                   101",
    )
    assert found == {"fitness.sodium": "137 mmol/L"}


def test_two_sets_side_by_side_keep_their_own_numbers_and_units(made: Reader) -> None:
    found = read(
        made,
        "Na   137 mmol/L    K 4.0 mmol/L",
        "Platelets 412 10^9/L (150-400)   Foo 12 g/L   Albumin 31 g/L",
        "Hb   ---           Neutrophils 2.0 x10^9/L",
        "Creatinine         Foo 82 umol/L",
    )
    assert found == {
        "fitness.sodium": "137 mmol/L",
        "fitness.platelets": "412 10^9/L",
        "fitness.albumin": "31 g/L",
        "fitness.neutrophils": "2 10^9/L",
    }


@pytest.mark.parametrize(
    "line",
    [
        "Haemoglobin 98 g/L  Day 1   104 g/L Day 8",
        "Haemoglobin 98 g/L   after two units 104 g/L",
        "Haemoglobin 98/104 g/L",
        "Pleural fluid haemoglobin 98 g/L",
    ],
)
def test_two_values_without_columns_give_none(made: Reader, line: str) -> None:
    assert read(made, line) == {}


@pytest.mark.parametrize(
    "remark", ["Sample slightly haemolysed, LDH may be overestimated.", "标本轻度溶血,K、LDH仅供参考。"]
)
def test_a_value_that_a_remark_calls_doubtful_is_not_offered(made: Reader, remark: str) -> None:
    assert read(made, "LDH 300 U/L 120-250", "Na 137 mmol/L", "", remark) == {"fitness.sodium": "137 mmol/L"}
