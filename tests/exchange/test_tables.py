"""Tables as hospitals and spreadsheets write them: read as they are meant, or refused in one sentence."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from enec_desktop.domain.columns import read_address
from enec_desktop.domain.errors import EnecError, FieldProblem
from enec_desktop.domain.intake import Cell, CellKind, Reading, TableFile
from enec_desktop.exchange.case_rows import Column, RowReader, RowSays
from enec_desktop.exchange.cell_values import Manner
from enec_desktop.exchange.tables import read_table
from tests.builders import vocabulary

TODAY = Manner(date(2026, 11, 24))


def table(content: bytes | str, name: str = "a.csv", **reading: str) -> TableFile:
    data = content.encode() if isinstance(content, str) else content
    return read_table(data, name, Reading(**reading))


def cells(read: TableFile) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in read.lines]


def book(*rows: list[object]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    return made


def content(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rezipped(data: bytes, changes: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *changes}:
            new.writestr(name, changes.get(name) or old.read(name))
    return out.getvalue()


def row(read: TableFile, *addresses: str) -> RowSays:
    """What the first row says when its columns are taken in as these parts."""
    columns = []
    for at, text in enumerate(addresses):
        address = read_address(text, vocabulary())
        assert address is not None
        columns.append(Column(at, text, address))
    return RowReader(columns, vocabulary(), TODAY).read(read.lines[0])


def refusal(read: TableFile, address: str) -> str:
    (trouble,) = row(read, address).troubles
    return trouble.sentence


CHINESE = "姓名,住院号,年龄\n张三,0042,66\n李四,0043,70\n"
GERMAN = "Name;Größe;Ki-67\nMüßig, Jörg;1,80;90,5\nBéatrice;1,75;7\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8"),
        (CHINESE, "utf-16", "utf-16-le"),
        (CHINESE, "gb18030", "gb18030"),
        (GERMAN, "cp1252", "cp1252"),
        (GERMAN, "utf-16-le", "utf-16-le"),
        (GERMAN, "utf-16-be", "utf-16-be"),
        ("Name,Age\nLi,66\n", "ascii", "utf-8"),
    ],
)
def test_encodings_are_found_out(text: str, encoding: str, found: str) -> None:
    read = table(text.encode(encoding))
    assert read.reading.encoding == found
    assert [list(read.headings), *cells(read)] == [
        one.split(";" if ";" in one else ",") for one in text.splitlines()
    ]
    assert read.doubtful == (found in ("gb18030", "cp1252") or encoding in ("utf-16-le", "utf-16-be"))


def test_another_encoding_can_be_chosen_and_is_then_not_doubted() -> None:
    read = table(CHINESE.encode("gb18030"), encoding="gb18030")
    assert (read.headings[0], read.doubtful) == ("姓名", False)
    with pytest.raises(EnecError, match=r"a.csv: byte 1 of the file is not utf-8; choose another"):
        table(CHINESE.encode("gb18030"), encoding="utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found_out_beside_decimal_commas(delimiter: str) -> None:
    lines = [["Name", "Born", "Ki-67"], ["Li", "12.3.1950", '"90,5"'], ["Wu; Bo", "1948", "7"]]
    text = "\r\n".join(delimiter.join(f'"{c}"' if ";" in c else c for c in line) for line in lines)
    assert table(text).reading.delimiter == delimiter


def test_a_decimal_comma_does_not_make_the_comma_a_delimiter() -> None:
    read = table("Name;Ki-67\nLi;90,5\nWu;7,5\n")
    assert cells(read) == [["Li", "90,5"], ["Wu", "7,5"]]


def test_the_line_that_names_the_separator_is_no_heading() -> None:
    assert table("sep=|\r\nName|Age\r\nLi|66\r\n").headings == ("Name", "Age")


def test_line_breaks_inside_quotes_stay_in_their_cell_and_rows_keep_their_line() -> None:
    read = table('Name,Note\r\n"Li","one\r\ntwo"\r\n\r\nWu,three\r\n')
    assert cells(read) == [["Li", "one\r\ntwo"], ["Wu", "three"]]
    assert [line.number for line in read.lines] == [2, 5]


def test_a_title_above_the_headings_is_left_out() -> None:
    assert table("Export of 24 November\nName,Age\nLi,66\n").headings == ("Name", "Age")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "The file is empty"),
        (b"Name,Age\r\n", "headings and no row below"),
        (b'Name,Age\n"Li,66\nWu,70\n', "a quotation mark is opened and not closed"),
        (b"Name,Age\nLi, Bo,66\n", "3 cells under 2 headings"),
        (b"%PDF-1.7 ...", "PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "locked by a password, or one of the old .xls"),
        (b"PK\x03\x04 not really a zip", "cannot be read"),
        (b"SQLite format 3\0", "a database"),
        (b"x" * 60_000_001, "larger than 60 MB"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(data: bytes, sentence: str, tmp_path: Path) -> None:
    from enec_desktop.exchange.tables import file_content

    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(EnecError, match=re.escape(sentence)) as refused:
        table(file_content(path))
    assert str(refused.value).startswith("a.csv")
    assert "\n" not in str(refused.value)


def test_a_workbook_named_csv_is_read_as_a_workbook() -> None:
    assert cells(table(content(book(["Name", "Age"], ["Li", 66])), "a.csv")) == [["Li", "66"]]


def test_three_hundred_columns_and_a_cell_of_a_megabyte_are_read() -> None:
    read = table(",".join(f"c{n}" for n in range(300)) + "\n" + "x" * 1_000_000 + "," * 299 + "\n")
    assert len(read.headings) == 300
    assert "1000000 characters; write 20000 or fewer" in refusal(read, "identity.name")
    assert "1000000 characters" in refusal(read, "specimen.ki67")


def test_dates_of_both_epochs_are_the_days_they_show() -> None:
    for epoch in (None, CALENDAR_MAC_1904):
        made = book(["Born"], [datetime(1950, 3, 12)])
        if epoch is not None:
            made.epoch = epoch
        read = table(content(made), "a.xlsx")
        assert read.lines[0].cells[0] == Cell("1950-03-12", CellKind.DATE)
        assert row(read, "identity.birth_date").troubles == []


def test_a_day_number_without_the_format_of_a_date_is_refused() -> None:
    read = table(content(book(["Born"], [18334])), "a.xlsx")
    assert "perhaps the day number of a spreadsheet" in refusal(read, "identity.birth_date")


def test_a_value_that_the_spreadsheet_made_a_date_is_refused() -> None:
    read = table(content(book(["Ki-67"], [datetime(2026, 3, 5)])), "a.xlsx")
    assert "The spreadsheet holds a date here" in refusal(read, "specimen.ki67")


def test_numbers_stored_as_text_are_numbers_and_long_numbers_are_refused() -> None:
    read = table(content(book(["Ki-67", "Id"], ["90", 110101195003120012])), "a.xlsx")
    says = row(read, "specimen.ki67", "identity.national_id")
    assert [trouble.column for trouble in says.troubles] == ["identity.national_id"]
    assert "keeps only 15 digits" in says.troubles[0].sentence


def test_formulas_count_by_their_value_and_those_without_one_are_refused() -> None:
    data = content(book(["Ki-67", "Name"], ["=45*2", "Li"]))
    assert "A formula without a stored value" in refusal(table(data, "a.xlsx"), "specimen.ki67")
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        raw = package.read(sheet)
    valued = re.sub(rb"</f><v ?/>|</f><v></v>", b"</f><v>90</v>", raw)
    assert valued != raw
    assert cells(table(rezipped(data, {sheet: valued}), "a.xlsx")) == [["90", "Li"]]


def test_error_cells_are_refused() -> None:
    read = table(content(book(["Ki-67"], ["#N/A"])), "a.xlsx")
    assert "The spreadsheet shows #N/A here" in refusal(read, "specimen.ki67")


def test_cells_below_a_merged_one_are_refused_and_not_taken_as_empty() -> None:
    made = book(["Hospital number", "Ki-67"], [42, 90], [None, 80])
    made.active.merge_cells("A2:A3")
    read = table(content(made), "a.xlsx")
    assert [line.cells[0].kind for line in read.lines] == [CellKind.NUMBER, CellKind.MERGED]


def test_another_sheet_can_be_chosen_and_hidden_ones_are_left_out() -> None:
    made = book(["Name"], ["Li"])
    made.create_sheet("Second").append(["Age"])
    made["Second"].append([66])
    made.create_sheet("Secret").sheet_state = "hidden"
    read = table(content(made), "a.xlsx")
    assert read.sheets == ("Sheet", "Second")
    assert table(content(made), "a.xlsx", sheet="Second").headings == ("Age",)


def test_a_packed_bomb_is_not_opened() -> None:
    data = rezipped(content(book(["Name"], ["Li"])), {"xl/worksheets/big.xml": b" " * 310_000_000})
    assert len(data) < 1_000_000
    with pytest.raises(EnecError, match="unpacks to far more than a case table"):
        table(data, "a.xlsx")


def test_a_workbook_that_declares_entities_is_not_opened() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    with pytest.raises(EnecError, match="declares parts that no spreadsheet program writes"):
        table(rezipped(content(book(["Name"], ["Li"])), {"xl/sharedStrings.xml": bomb}), "a.xlsx")


def test_another_packed_file_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(EnecError, match="no Excel workbook"):
        table(out.getvalue(), "a.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize(
    "damage", [b"", b"<", b"<a/>", b"\xff\xfe\x00", b"<worksheet><sheetData><row r='x'>"]
)
def test_a_damaged_workbook_is_refused_in_one_sentence_or_read_whole(part: str, damage: bytes) -> None:
    data = rezipped(content(book(["Name"], ["Li"])), {part: damage or b" "})
    try:
        read = table(data, "a.xlsx")
    except EnecError as refused:
        assert "\n" not in str(refused)
    else:
        # Without its styles a workbook still has its texts.
        assert part == "xl/styles.xml" and cells(read) == [["Li"]]


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_content_ends_in_a_crash(data: bytes) -> None:
    try:
        read = table(data)
    except EnecError as refused:
        assert "\n" not in str(refused)
    else:
        assert all(len(line.cells) == len(read.headings) for line in read.lines)


FIELDS = [f"{kind.name}.{name}" for kind in vocabulary().kinds.values() for name in list(kind.fields)[:6]]
PARTS = [
    *FIELDS,
    "id",
    "title",
    "history",
    "specimen.date",
    "specimen.after",
    "lesion.of",
    "specimen.ki67.on",
]
KINDS = st.sampled_from([CellKind.TEXT, CellKind.NUMBER, CellKind.DATE])


@given(st.sampled_from(PARTS), st.text(max_size=40), KINDS, st.sampled_from(["", "mg/dL", "%"]))
def test_any_cell_is_taken_or_refused_with_a_sentence(
    part: str, text: str, kind: CellKind, unit: str
) -> None:
    address = read_address(part, vocabulary())
    assert address is not None
    from enec_desktop.domain.intake import Line

    try:
        reader = RowReader([Column(0, part, address, unit)], vocabulary(), TODAY)
        says = reader.read(Line(2, (Cell(text, kind),)))
    except FieldProblem as problem:
        pytest.fail(str(problem))
    assert all(trouble.sentence.endswith(".") for trouble in says.troubles)
