"""Taking in tables and case files over a real store: checked first, written whole, taken back at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.domain.case import NOT_RECORDED, FieldState
from enec_desktop.domain.case_document import to_document
from enec_desktop.domain.errors import EnecError, StoreRefused
from enec_desktop.domain.intake import ColumnUse, DayOrder, Fate, ImportPlan, Planned, TableFile
from enec_desktop.domain.worklist import Where, WorklistQuery
from enec_desktop.exchange.case_files import write_case
from tests.builders import case, entry, quantity

HEAD = "Hospital number,Name,Born,Sex,Ki-67 (%)\n"
TWO = HEAD + "0042,Sample Anna,1950-03-12,female,> 90\n0043,Sample Bert,1948,male,72\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def check(desk: Desk, tmp_path: Path) -> Callable[..., ImportPlan]:
    """Writes a table beside the store and makes the dry run."""

    def call(text: str | bytes, order: DayOrder = DayOrder.ASK, name: str = "table.csv") -> ImportPlan:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        source = desk.imports.read([path])
        uses = desk.imports.guess(source) if isinstance(source, TableFile) else ()
        return desk.imports.check(source, uses, order)

    return call


def fates(plan: ImportPlan) -> list[Fate]:
    return [one.fate for one in plan.planned]


def sentences(one: Planned) -> list[tuple[str, str]]:
    return [(trouble.column, trouble.sentence) for trouble in one.troubles]


def everything(desk: Desk) -> dict[str, object]:
    ids = [
        row.case_id for where in Where for row in desk.worklist.rows(WorklistQuery(where=where, limit=1000))
    ]
    return {one: to_document(desk.cases.open(one)) for one in ids}


def listed(desk: Desk, where: Where = Where.LIST) -> list[str]:
    return sorted(row.name for row in desk.worklist.rows(WorklistQuery(where=where)))


def test_the_dry_run_tells_what_is_new_and_writes_nothing(check, desk: Desk) -> None:
    plan = check(TWO)
    assert fates(plan) == [Fate.NEW, Fate.NEW]
    assert [one.patient for one in plan.planned] == ["Sample Anna · 0042", "Sample Bert · 0043"]
    lines = {line.where: line.new for line in plan.planned[0].lines}
    assert lines["Patient · Born"] == "12-Mar-1950"
    assert lines["Specimen · Ki-67 index"] == "> 90 %"
    assert listed(desk) == []


def test_what_was_checked_is_written_and_taken_back_in_one_step(check, desk: Desk) -> None:
    desk.imports.write(check(TWO))
    assert listed(desk) == ["Sample Anna", "Sample Bert"]
    last = desk.imports.last()
    assert last is not None and (last.cases, last.name) == (2, "table.csv")
    undone = desk.imports.undo()
    assert (undone.cases, undone.archived, undone.stayed) == (2, 2, ())
    assert (listed(desk), listed(desk, Where.ARCHIVE)) == ([], ["Sample Anna", "Sample Bert"])
    assert desk.imports.last() is None
    assert desk.backups.verify() == ()


def test_the_undo_is_still_there_after_a_restart(check, desk: Desk, tmp_path: Path) -> None:
    desk.imports.write(check(TWO))
    desk.close()
    again = open_desk(tmp_path / "store")
    again.imports.undo()
    assert listed(again) == []
    again.close()


def test_the_same_table_again_changes_nothing(check, desk: Desk) -> None:
    desk.imports.write(check(TWO))
    plan = check(TWO)
    assert fates(plan) == [Fate.SAME, Fate.SAME]
    with pytest.raises(EnecError, match="nothing new or changed"):
        desk.imports.write(plan)


def test_changed_fields_are_told_with_old_and_new_and_return_by_one_undo(check, desk: Desk) -> None:
    desk.imports.write(check(TWO))
    before = everything(desk)
    plan = check(HEAD + "0042,Sample Anna,1950-03-12,female,55\n0044,Sample Cora,,female,80\n")
    assert fates(plan) == [Fate.CHANGED, Fate.NEW]
    assert [one.fields for one in plan.planned] == [len(one.lines) for one in plan.planned]
    (line,) = plan.planned[0].lines
    assert (line.where, line.old, line.new) == ("Specimen · Ki-67 index", "> 90 %", "55 %")
    desk.imports.write(plan)
    desk.imports.undo()
    after = everything(desk)
    assert {one: after[one] for one in before} == before
    assert listed(desk, Where.ARCHIVE) == ["Sample Cora"]
    assert desk.backups.verify() == ()


def test_an_undo_leaves_what_was_changed_since_and_names_it(check, desk: Desk) -> None:
    desk.imports.write(check(TWO))
    desk.imports.write(check(HEAD + "0042,Sample Anne,,,55\n"))
    (row,) = desk.worklist.rows(WorklistQuery(text="0042"))
    specimen = desk.cases.open(row.case_id).of_kind("specimen")[0].id
    desk.cases.set_fact(row.case_id, specimen, "ki67", quantity(60, "%"))
    undone = desk.imports.undo()
    assert undone.stayed == (f"{row.case_id}: {specimen}.ki67",)
    kept = desk.cases.open(row.case_id)
    assert kept.entry(specimen).fact("ki67") == quantity(60, "%")
    assert listed(desk) == ["Sample Anna", "Sample Bert"]


def test_an_import_is_one_step_of_the_history_of_a_case(check, desk: Desk) -> None:
    desk.imports.write(check(TWO))
    desk.imports.write(check(HEAD + "0042,Sample Anne,,male,55\n"))
    (row,) = desk.worklist.rows(WorklistQuery(text="0042"))
    assert desk.cases.undo_words(row.case_id) == "import into this case"
    case_now = desk.cases.undo(row.case_id)
    assert case_now is not None
    specimen = case_now.of_kind("specimen")[0].id
    assert desk.cases.show_value("specimen", "ki67", case_now.entry(specimen).fact("ki67")) == "> 90 %"
    changes = desk.cases.history(row.case_id, specimen, "ki67")
    assert [desk.cases.show_value("specimen", "ki67", one.new) for one in changes] == [
        "> 90 %",
        "55 %",
        "> 90 %",
    ]
    assert changes[1].reason == "Import of table.csv"


def test_nothing_is_written_when_a_case_was_changed_after_the_check(check, desk: Desk) -> None:
    desk.imports.write(check(TWO))
    plan = check(HEAD + "0044,Sample Cora,,female,80\n0042,Sample Anna,,,55\n")
    (row,) = desk.worklist.rows(WorklistQuery(text="0042"))
    desk.cases.rename(row.case_id, "changed meanwhile")
    before = everything(desk)
    with pytest.raises(StoreRefused, match=r"changed since the check; nothing was taken in"):
        desk.imports.write(plan)
    assert everything(desk) == before
    assert desk.backups.verify() == ()


@pytest.mark.parametrize(
    ("heading", "cell", "sentence"),
    [
        ("Born", "03/04/1950", "can be 03-Apr-1950 or 04-Mar-1950"),
        ("Ki-67", "1.500", "1.500"),
        ("Ki-67", "120", "120 % is not possible for Ki-67 index"),
        ("Ki-67", "n/a", "can mean not done, unknown or not applicable"),
        ("fitness.creatinine", "90", "The unit is missing"),
        ("Sex", "X", '"X" is not a choice of Sex'),
        ("specimen.date", "31.02.2026", "is no day of the calendar"),
        ("Born", "12 Mar 2199", "lies after today"),
    ],
)
def test_a_doubtful_cell_is_refused_with_row_column_and_sentence(check, heading, cell, sentence) -> None:
    plan = check(f"Hospital number,{heading}\n1,\n2,{cell}\n")
    assert plan.planned[1].fate is Fate.REFUSED
    ((column, said),) = sentences(plan.planned[1])
    assert (plan.planned[1].source, column) == ("row 3", heading)
    assert sentence in said


def test_the_day_order_is_stated_once_for_the_file(check) -> None:
    table = "Hospital number,Born\n1,03/04/1950\n2,25/04/1950\n"
    assert fates(check(table)) == [Fate.REFUSED, Fate.NEW]
    plan = check(table, DayOrder.DAY_FIRST)
    born = [next(line.new for line in one.lines if "Born" in line.where) for one in plan.planned]
    assert born == ["03-Apr-1950", "25-Apr-1950"]
    plan = check(table, DayOrder.MONTH_FIRST)
    assert fates(plan) == [Fate.NEW, Fate.REFUSED]


@pytest.mark.parametrize("word", ["not done", "pending", "unknown", "[not applicable]"])
def test_a_state_is_a_state_and_never_a_value(check, word: str) -> None:
    plan = check(f"Hospital number,Ki-67\n1,{word}\n")
    made = plan.planned[0].case
    assert made is not None
    fact = made.of_kind("specimen")[0].fact("ki67")
    assert (fact.state, fact.value) == (FieldState(word.strip("[]")), None)


def test_an_empty_cell_changes_nothing_and_a_bracketed_one_empties(check, desk: Desk) -> None:
    desk.imports.write(check(TWO))
    assert fates(check(HEAD + "0042,,,,\n")) == [Fate.SAME]
    plan = check(HEAD + "0042,,,,[not recorded]\n")
    made = plan.planned[0].case
    assert made is not None and made.of_kind("specimen")[0].fact("ki67") == NOT_RECORDED


def test_several_entries_of_a_kind_have_numbered_columns(check) -> None:
    head = "Hospital number,specimen.date,specimen.ki67,specimen 2.date,Specimen 2 Ki-67 index,CD56 2\n"
    made = check(head + "1,2026-01-10,55,2025-03,90,positive\n").planned[0].case
    assert made is not None
    told = [(str(one.date and one.date.iso()), sorted(one.facts)) for one in made.of_kind("specimen")]
    assert told == [("2025-03", ["cd56", "ki67"]), ("2026-01-10", ["ki67"])]


def test_a_dated_biopsy_is_never_laid_over_another_one(check, desk: Desk) -> None:
    head = "Hospital number,Date of biopsy,Ki-67\n"
    desk.imports.write(check(head + "1,2025-03-02,55\n"))
    plan = check(head + "1,2026-05-07,90\n")
    assert [line.where for line in plan.planned[0].lines] == [
        "Specimen 2 · date",
        "Specimen 2 · Ki-67 index",
    ]
    plan = check(head + "1,2025-03-02,90\n")
    assert [line.where for line in plan.planned[0].lines] == ["Specimen · Ki-67 index"]


def test_a_row_without_a_patient_is_refused(check) -> None:
    (one,) = check("Hospital number,Ki-67\n,90\n").planned
    assert sentences(one) == [
        ("", "Nothing says which patient this is: no case id, hospital number or name.")
    ]


def test_one_patient_on_two_rows_is_refused(check) -> None:
    plan = check("Hospital number,Ki-67\n7,90\n7,80\n")
    assert fates(plan) == [Fate.NEW, Fate.REFUSED]
    assert "Row 2 is about the same case" in sentences(plan.planned[1])[0][1]


def test_a_patient_who_looks_alike_is_a_doubt_and_not_a_match(check, desk: Desk) -> None:
    desk.imports.write(check(TWO))
    (one,) = check("Name,Born\nsample anna,12 Mar 1950\n").planned
    assert one.fate is Fate.NEW
    assert "Looks like the stored case" in one.doubts[0]


def test_the_number_of_another_patient_is_refused(check, desk: Desk) -> None:
    desk.imports.write(check(TWO))
    plan = check(HEAD + "0042,Other Person,1961-01-01,female,5\n0043,Sample Bert,1950,,\n")
    assert fates(plan) == [Fate.REFUSED, Fate.CHANGED]
    assert "is another patient: Sample Anna" in sentences(plan.planned[0])[0][1]
    assert "another birth date" in plan.planned[1].doubts[0]


def test_a_case_in_the_archive_comes_back_and_goes_again(check, desk: Desk) -> None:
    desk.imports.write(check(TWO))
    desk.imports.undo()
    plan = check(TWO)
    assert fates(plan) == [Fate.CHANGED, Fate.CHANGED]
    desk.imports.write(plan)
    assert len(listed(desk)) == 2
    desk.imports.undo()
    assert listed(desk) == []


def test_columns_chosen_for_a_table_are_remembered_for_its_headings(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Nr;Wert\n1;90\n", encoding="utf-8")
    table = desk.imports.read([path])
    assert isinstance(table, TableFile)
    assert desk.imports.guess(table) == (ColumnUse(), ColumnUse())
    chosen = (ColumnUse("identity.hospital_number"), ColumnUse("specimen 2.ki67"))
    desk.imports.remember(table, chosen)
    again = open_desk(tmp_path / "store")
    assert again.imports.guess(table) == chosen
    path.write_text("NR ;wert\n2;80\n", encoding="utf-8")
    other = again.imports.read([path])
    assert isinstance(other, TableFile) and again.imports.guess(other) == chosen
    again.close()


def test_case_files_are_taken_in_together_and_a_bad_one_is_named(desk: Desk, tmp_path: Path) -> None:
    paths = []
    for number in (1, 2):
        path = tmp_path / f"{number}.json"
        path.write_bytes(write_case(case(entry("identity", name=f"P{number}"), id=f"case-{number}")))
        paths.append(path)
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    plan = desk.imports.check(desk.imports.read([*paths, bad]))
    assert fates(plan) == [Fate.NEW, Fate.NEW, Fate.REFUSED]
    assert "this is not JSON" in sentences(plan.planned[2])[0][1]
    desk.imports.write(plan)
    assert listed(desk) == ["P1", "P2"]


def test_a_case_file_over_a_stored_case_takes_nothing_away(desk: Desk, tmp_path: Path) -> None:
    kept = case(entry("identity", name="P", age=70), entry("specimen", "biopsy", ki67=55))
    desk.cases.take_in(kept)
    path = tmp_path / "one.json"
    path.write_bytes(write_case(case(entry("identity", name="Q"), entry("course", "ep", cycles=4))))
    plan = desk.imports.check(desk.imports.read([path]))
    assert [(one.where, one.old, one.new) for one in plan.planned[0].lines] == [
        ("Patient · Name", "P", "Q"),
        ("Course of treatment · Cycles", "not recorded", "4"),
    ]
    desk.imports.write(plan)
    now = desk.cases.open("case-1")
    assert [one.id for one in now.entries] == ["identity", "biopsy", "ep"]
    desk.imports.undo()
    assert to_document(desk.cases.open("case-1")) == to_document(kept)


def test_tables_are_taken_in_one_at_a_time(desk: Desk, tmp_path: Path) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text(TWO, encoding="utf-8")
    with pytest.raises(EnecError, match="tables are taken in one at a time"):
        desk.imports.read(paths)


def test_all_cases_leave_and_come_back_through_a_table(desk: Desk, tmp_path: Path) -> None:
    desk.cases.load_samples()
    before = everything(desk)
    for name in ("all.csv", "all.xlsx"):
        other = open_desk(tmp_path / name.replace(".", "-"))
        table = other.imports.read([desk.exports.write(None, tmp_path / name).path])
        assert isinstance(table, TableFile)
        plan = other.imports.check(table, other.imports.guess(table))
        assert set(fates(plan)) == {Fate.NEW}
        other.imports.write(plan)
        assert everything(other) == before
        other.close()


def test_case_files_go_into_a_new_folder_whole_or_not_at_all(desk: Desk, tmp_path: Path) -> None:
    desk.cases.load_samples()
    folder = desk.exports.write(None, tmp_path / "out").path
    assert len(list(folder.iterdir())) == 7
    assert all(json.loads(path.read_bytes())["id"] == path.stem for path in folder.iterdir())
    with pytest.raises(EnecError, match="holds other files already"):
        desk.exports.write(None, folder)
    with pytest.raises(EnecError, match="no case to write"):
        desk.exports.write((), tmp_path / "none")
    with pytest.raises(EnecError, match="was not written"):
        desk.exports.write(None, tmp_path / "no such folder" / "all.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "store"]


def test_a_workbook_of_the_hospital_is_read_as_it_is_meant(desk: Desk, tmp_path: Path) -> None:
    from datetime import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Export of 24 November"])
    sheet.append(["Hospital number", "Name", "Born", "Ki-67", "Biopsy date", "Creatinine (mg/dL)"])
    sheet.append([42, "Anna", datetime(1950, 3, 12), 0.9, "Mar 2026", 1.2])
    sheet["A3"].number_format = "0000000"
    sheet["D3"].number_format = "0%"
    path = tmp_path / "hospital.xlsx"
    book.save(path)
    table = desk.imports.read([path])
    assert isinstance(table, TableFile)
    plan = desk.imports.check(table, desk.imports.guess(table))
    lines = {line.where: line.new for line in plan.planned[0].lines}
    assert lines["Patient · Hospital number"] == "0000042"
    assert lines["Patient · Born"] == "12-Mar-1950"
    assert lines["Specimen · Ki-67 index"] == "90 %"
    assert lines["Specimen · date"] == "Mar-2026"
