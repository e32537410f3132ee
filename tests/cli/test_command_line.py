"""The command line: what it prints, its exit codes, and that refused input leaves nothing behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pypdf
import pytest

from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.main import run

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "resources" / "demo"
VEST = DEMO / "vest-2022-lcnec-liver-55m.json"
TAKAGI = DEMO / "takagi-2021-ip-toxicity-nivo-rt.json"


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Runs a command over a new store and gives exit code, output and errors."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["--data-dir", str(tmp_path / "store"), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def one_line(text: str) -> bool:
    return text.endswith("\n") and text.count("\n") == 1


def test_assess_reads_a_case_file_aloud(command) -> None:
    code, out, err = command("assess", VEST)
    assert (code, err) == (0, "")
    assert "FIRST-LINE SYSTEMIC TREATMENT" in out.upper()
    assert "recommended" in out
    assert "<i>" not in out


def test_assess_as_json_holds_the_same_options_as_the_text(command) -> None:
    document = json.loads(command("assess", VEST, "--format", "json")[1])
    text = command("assess", VEST)[1]
    titles = [
        option["title"]
        for moment in document["moments"]
        for group in moment["groups"]
        for option in group["options"]
    ]
    assert titles
    assert all(" ".join(title.split()) in " ".join(text.split()) for title in titles)


def test_assess_after_an_event_sees_only_what_was_known_then(command) -> None:
    early = command("assess", TAKAGI, "--after", "q-first-decision")[1]
    late = command("assess", TAKAGI, "--after", "q-after-progression-1")[1]
    assert "Cisplatin and irinotecan" not in early.split("OPTIONS")[0]
    assert "second-line systemic treatment" in late.lower()
    assert early != late


def test_an_event_that_is_not_there_is_one_clear_line(command) -> None:
    code, out, err = command("assess", TAKAGI, "--after", "q-after-progress")
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "q-after-progression-1" in err


@pytest.mark.parametrize("day", ["2026-02-30", "24.11.2026", "yesterday"])
def test_a_wrong_date_is_one_clear_line(command, day: str) -> None:
    code, out, err = command("assess", TAKAGI, "--on", day)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "2026-11-24" in err


def test_a_broken_case_file_is_refused_and_nothing_is_stored(command, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(VEST.read_text(encoding="utf-8").replace('"liver"', '"liverr"'), encoding="utf-8")
    code, out, err = command("import", DEMO / "awada-2023-lcnec-ncrt.json", broken)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "liver" in err
    assert command("list")[1] == ""


def test_a_case_is_imported_listed_exported_and_equal(command, tmp_path: Path) -> None:
    assert command("import", VEST)[:2] == (0, "vest-2022-lcnec-liver-55m\n")
    assert "first-line" in command("list")[1]
    assert command("list", "no such text")[1] == ""
    again = tmp_path / "again.json"
    assert command("export", "vest-2022-lcnec-liver-55m", "-o", again)[0] == 0
    assert json.loads(again.read_text(encoding="utf-8")) == json.loads(VEST.read_text(encoding="utf-8"))


def test_importing_a_case_twice_changes_nothing(command) -> None:
    command("import", VEST)
    assert command("import", VEST) == (0, "", "")
    assert "1 the same" in command("import", VEST, "--dry-run")[1]
    assert command("undo-import")[0] == 0
    assert command("list")[1] == ""


def test_a_stored_case_is_assessed_by_its_id(command) -> None:
    command("import", VEST)
    assert command("assess", "vest-2022-lcnec-liver-55m")[0] == 0


def test_an_id_that_is_not_stored_is_one_clear_line(command) -> None:
    code, out, err = command("assess", "nobody")
    assert (code, out) == (2, "")
    assert one_line(err)


def test_report_writes_a_pdf_with_its_record(command, tmp_path: Path) -> None:
    target = tmp_path / "vest.pdf"
    assert command("report", VEST, "-o", target)[0] == 0
    reader = pypdf.PdfReader(target)
    record = json.loads(reader.attachments["enec-record.json"][0])
    assert record["case"] == json.loads(VEST.read_text(encoding="utf-8"))
    assert "not recorded" in reader.pages[0].extract_text()


def test_a_report_that_cannot_be_written_is_one_clear_line(command, tmp_path: Path) -> None:
    code, _, err = command("report", VEST, "-o", tmp_path / "no" / "such" / "folder.pdf")
    assert code == 2
    assert one_line(err)


def test_the_schema_accepts_every_demo_case(command) -> None:
    schema = json.loads(command("schema")[1])
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in DEMO.glob("*.json"):
        jsonschema.Draft202012Validator(schema).validate(json.loads(path.read_text(encoding="utf-8")))


def test_knowledge_is_without_fault_and_counts_itself(command) -> None:
    assert command("knowledge", "check")[0] == 0
    told = command("knowledge", "stats")[1]
    assert "   333 claims" in told
    assert "   105 discrepancies" in told


def test_the_check_lists_printed_shares_that_cannot_be_with_what_explains_them(command) -> None:
    # 46 % of 8 patients (D05); 44.5 and 55.5 % of 72 (D57).
    told = command("knowledge", "check")[1]
    assert "CT1-048: 46 % of 8 patients (see D05)" in told
    assert told.count("printed, but impossible") == 3


def test_knowledge_shows_a_comparison_with_the_mark_of_each_source(command) -> None:
    told = " ".join(command("knowledge", "show", "rechallenge-clock")[1].split())
    assert "ENETS 2016 (not verified)" in told
    assert "Used here:" in told


@pytest.mark.parametrize(
    "ref",
    [
        "CT1-014", "D05", "morizane-2022", "doses-and-cycles", "topic-nec", "captem", "captem/first-line-nec",
        "extent", "extent/m1", "moment/first_line", "fitness.ecog", "safety/cisplatin",
        "safety/cisplatin/renal", "finding/minen-silent", "minen-silent",
    ],
)  # fmt: skip
def test_knowledge_shows_every_kind_of_id(command, ref: str) -> None:
    code, out, err = command("knowledge", "show", ref)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 2


def test_knowledge_names_near_ids_where_there_is_none(command) -> None:
    code, out, err = command("knowledge", "show", "CT1-999")
    assert (code, out) == (2, "")
    assert one_line(err) and "did you mean CT1-0" in err


def test_knowledge_shows_a_claim_with_its_known_error(command) -> None:
    told = command("knowledge", "show", "CT1-048")[1]
    assert "46" in told
    assert "D05" in told


def test_backup_and_verify_tell_where_and_that_all_is_well(command) -> None:
    command("import", VEST)
    code, out, _ = command("backup")
    assert code == 0
    assert Path(out.strip()).is_file()
    assert command("verify")[:2] == (0, "The store is whole.\n")


def test_a_backup_is_listed_and_brings_the_cases_back(command, tmp_path: Path) -> None:
    command("import", VEST)
    first = Path(command("backup")[1].strip())
    command("import", TAKAGI)
    ids = command("list")[1]
    code, out, err = command("restore", first)
    assert (code, err) == (0, "")
    assert out.startswith("1 cases are back. What was there before is in ")
    assert "takagi" not in command("list")[1]
    lines = command("backups")[1].splitlines()
    assert ["before restoring" in line for line in lines] == [True, False]
    assert " | 2 cases | " in lines[0] and " | 1 cases | " in lines[1]
    command("restore", lines[0].rpartition(" | ")[2])
    assert command("list")[1] == ids


def test_the_profile_of_the_hospital_comes_back_only_where_there_is_none(command, tmp_path: Path) -> None:
    command("import", VEST)
    profile = tmp_path / "store" / "site.toml"
    profile.write_text('name = "then"\n')
    copy = command("backup")[1].strip()
    profile.write_text('name = "now"\n')
    command("restore", copy)
    assert profile.read_text() == 'name = "now"\n'
    profile.unlink()
    command("restore", copy)
    assert profile.read_text() == 'name = "then"\n'


def test_a_file_that_is_no_backup_is_refused_in_one_line(command) -> None:
    command("import", VEST)
    code, out, err = command("restore", VEST)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "Nothing was changed" in err
    assert command("list")[1].count("\n") == 1


def test_a_store_that_a_window_holds_is_refused_to_every_command_with_the_holder(command, tmp_path) -> None:
    command("import", VEST)
    desk = open_desk(tmp_path / "store")
    desk.cases.open("vest-2022-lcnec-liver-55m")
    try:
        for arguments in (("list",), ("verify",), ("backup",), ("assess", "vest-2022-lcnec-liver-55m")):
            code, out, err = command(*arguments)
            assert (code, out) == (2, "")
            assert one_line(err)
            assert f"process {os.getpid()}" in err
    finally:
        desk.close()


def test_the_program_itself_exits_with_2_and_one_line_for_refused_input(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "enec-case-1", "format": "enec-case-1"}', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "enec_desktop", "--data-dir", str(tmp_path / "s"), "assess", str(bad)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert one_line(done.stderr)
    assert not (tmp_path / "s").exists()


def test_assess_prints_the_opinions_of_a_stored_case_with_their_option(command, tmp_path: Path) -> None:
    said = {
        "rule": "cisplatin-etoposide/first-line-nec",
        "option": "cisplatin-etoposide",
        "says": "disagree",
        "who": "anna",
        "on": "2026-11-22",
        "standing": "recommended",
        "certainty": "certain",
        "edition": "2026.1",
        "text": "hearing loss <b>",
    }
    file = tmp_path / "said.json"
    file.write_text(json.dumps(json.loads(VEST.read_text()) | {"opinions": [said]}), encoding="utf-8")
    assert command("import", file)[0] == 0
    case_id = json.loads(VEST.read_text())["id"]
    text = command("assess", case_id)[1]
    assert text.index("* Cisplatin and etoposide (EP)") < text.index("Disagreed by anna on 22-Nov-2026")
    assert "hearing loss <b>" in text
    document = json.loads(command("assess", case_id, "--format", "json")[1])
    assert document["opinions"] == [said | {"stands": True}]
    command("export", case_id, "-o", tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text())["opinions"] == [said]
