"""Tables on the command line: told before, written whole, taken back; exported and taken in again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enec_desktop.cli.main import run

TABLE = "Hospital number;Name;Born;Wert\n0042;Sample Anna;25.03.1950;90\n0043;Sample Bert;03/04/1948;55\n"


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Runs a command over a new store and gives exit code, output and errors."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["--data-dir", str(tmp_path / "store"), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "patients.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_dry_run_tells_each_row_and_writes_nothing(command, table: Path) -> None:
    code, out, err = command("import", table, "--dry-run")
    assert (code, err) == (0, "")
    assert out.startswith("1 new, 0 changed, 0 the same, 1 refused\n")
    assert "row 2 · Sample Anna · 0042: new" in out
    assert 'Born: "03/04/1948" can be 03-Apr-1948 or 04-Mar-1948' in out
    assert command("list")[1] == ""


def test_one_refused_row_stops_all_unless_it_is_left_out(command, table: Path) -> None:
    code, out, err = command("import", table)
    assert (code, out) == (2, "")
    assert err.startswith("Nothing was taken in. row 3, Born:") and err.count("\n") == 1
    assert command("list")[1] == ""
    assert command("import", table, "--leave-out-refused")[0] == 0
    assert "Sample Anna" in command("list")[1] and "Bert" not in command("list")[1]


def test_the_day_order_and_a_mapping_are_taken_from_the_command(command, table: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"wert": {"to": "specimen.ki67"}, "Name": None}), encoding="utf-8")
    assert command("import", table, "--days", "dmy", "--map", mapping)[0] == 0
    assert command("export", "-o", tmp_path / "out.csv")[0] == 0
    written = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "90 %" in written and "1948-04-03" in written and "Sample" not in written


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "is no mapping"),
        ('{"Other": "title"}', "has no column Other"),
        ('{"Wert": "specimen.kj67"}', "specimen.kj67 is no part of a case"),
        ('{"Wert": 3}', "Wert: write"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_one_clear_line(
    command, table: Path, tmp_path: Path, mapping: str, sentence: str
) -> None:
    path = tmp_path / "map.json"
    path.write_text(mapping, encoding="utf-8")
    code, out, err = command("import", table, "--map", path)
    assert (code, out) == (2, "")
    assert sentence in err and err.count("\n") == 1


def test_undo_import_takes_all_back_and_a_second_one_says_there_is_none(command, table: Path) -> None:
    command("import", table, "--days", "dmy")
    code, out, _ = command("undo-import")
    assert code == 0
    assert out.startswith("The import of patients.csv was taken back: 2 cases, 2 of them new")
    assert command("list")[1] == ""
    assert command("undo-import")[::2] == (2, "There is no import to take back.\n")


def test_cases_are_exported_by_id_as_a_file_a_table_or_a_folder(command, table: Path, tmp_path: Path) -> None:
    ids = command("import", table, "--days", "dmy")[1].split()
    assert command("export", ids[0], "-o", tmp_path / "one.json")[0] == 0
    assert json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))["id"] == ids[0]
    assert command("export", *ids, "-o", tmp_path / "two.xlsx")[0] == 0
    assert command("import", tmp_path / "two.xlsx", "--dry-run")[1].startswith("0 new, 0 changed, 2 the same")
    assert command("export", "-o", tmp_path / "all")[0] == 0
    assert sorted(path.stem for path in (tmp_path / "all").iterdir()) == sorted(ids)
    assert "one case; name a folder" in command("export", "-o", tmp_path / "all.json")[2]
    assert command("export", "nobody", "-o", tmp_path / "x.json")[0] == 2
    assert not (tmp_path / "x.json").exists()
