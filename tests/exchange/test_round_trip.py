"""What is exported as a table is the same case when it is taken in again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.columns import read_address
from enec_desktop.domain.intake import Reading, TableFile
from enec_desktop.domain.many_cases import ManyCases
from enec_desktop.exchange.case_files import read_case
from enec_desktop.exchange.case_rows import Column, RowReader
from enec_desktop.exchange.case_table import table_of
from enec_desktop.exchange.cell_values import Manner
from enec_desktop.exchange.harmless import harmless, original
from enec_desktop.exchange.merging import row_over
from enec_desktop.exchange.table_writing import as_csv, as_workbook
from enec_desktop.exchange.tables import read_table
from tests.builders import case, cases, entry, vocabulary

LATE = Manner(date(2199, 12, 31))
"""No date of a made case lies ahead of it."""

WRITERS = {"csv": as_csv, "xlsx": as_workbook}
DEMO = Path(__file__).parents[2] / "resources" / "demo"


def taken_in(table: TableFile, bases: dict[str, Case] | None = None) -> list[Case]:
    """The cases of a table whose headings are addresses."""
    addresses = [read_address(heading, vocabulary()) for heading in table.headings]
    columns = [Column(at, str(one), one) for at, one in enumerate(addresses) if one is not None]
    assert len(columns) == len(table.headings)
    reader = RowReader(columns, vocabulary(), LATE)
    rows = [reader.read(line) for line in table.lines]
    assert [row.troubles for row in rows] == [[] for _ in rows]
    known = bases or {}
    return [row_over(row, known.get(row.case["id"]), "new", ManyCases(vocabulary())) for row in rows]


def written(given_cases: list[Case], kind: str) -> TableFile:
    content = WRITERS[kind](*table_of(given_cases, vocabulary()))
    return read_table(content, f"cases.{kind}", Reading())


@pytest.mark.parametrize("kind", WRITERS)
@given(made=cases())
def test_any_case_comes_back_as_it_was(kind: str, made: Case) -> None:
    (again,) = taken_in(written([made], kind))
    assert to_document(again) == to_document(made)


@settings(max_examples=15)
@given(made=st.lists(cases(), min_size=2, max_size=4, unique_by=lambda one: one.id))
def test_several_cases_of_different_shape_come_back_from_one_table(made: list[Case]) -> None:
    assert list(map(to_document, taken_in(written(made, "csv")))) == list(map(to_document, made))


@pytest.mark.parametrize("kind", WRITERS)
def test_the_published_patients_come_back_as_they_were(kind: str) -> None:
    made = [read_case(path, vocabulary()) for path in sorted(DEMO.glob("*.json"))]
    assert list(map(to_document, taken_in(written(made, kind)))) == list(map(to_document, made))


@given(made=cases())
def test_a_table_over_the_same_case_changes_nothing(made: Case) -> None:
    (again,) = taken_in(written([made], "csv"), {made.id: made})
    assert to_document(again) == to_document(made)


STRANGE = ["=1+1", "+49", "-5", "@SUM(A1)", "\tx", "'tis", "''", "'=x", " x ", "[unknown]", "[x", "＝1", "'"]


@given(st.text())
@example("=cmd|' /C calc'!A0")
@example("\r=1")
@example("'[pending]")
def test_a_harmless_text_begins_with_no_sign_of_a_formula_and_reads_back(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert original(cell) == text or not text.strip()


@pytest.mark.parametrize("kind", WRITERS)
def test_texts_that_a_spreadsheet_would_run_come_back_unharmed(kind: str) -> None:
    made = [
        case(entry("identity", name=text, family_doctor=text), id=f"case-{at}", title=text.strip())
        for at, text in enumerate(text for text in STRANGE if "\t" not in text)
    ]
    assert list(map(to_document, taken_in(written(made, kind)))) == list(map(to_document, made))


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    import io

    import openpyxl

    made = [case(entry("identity", name=text)) for text in STRANGE if "\t" not in text]
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(*table_of(made, vocabulary()))))
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
