"""Advice that waits for the intent of the board waits on the command line, until a reason is given."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.main import run
from enec_desktop.domain.meeting import Lifted

CASE = "vest-2022-lcnec-liver-55m"
DEMO = Path(__file__).parents[2] / "resources" / "demo"
DAY = "2026-11-24"
WHY = "The patient asks today"

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command over a store in which a case with an opinion waits for the intent of the board."""
    desk = open_desk(tmp_path / "store")
    desk.cases.load_samples()
    found = desk.assessments.assess(desk.cases.open(CASE))
    desk.opinions.turn(CASE, found, "cisplatin-etoposide/first-line-nec", agrees=True)
    made = desk.meetings.create(date.fromisoformat(DAY))
    desk.meetings.save(replace(desk.meetings.add_case(made.id, CASE), commit_first=True))
    desk.close()

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["--data-dir", str(tmp_path / "store"), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def lifted(folder: Path) -> Lifted | None:
    desk = open_desk(folder / "store")
    try:
        return desk.meetings.all()[0].item(CASE).lifted
    finally:
        desk.close()


@pytest.mark.parametrize("name", [CASE, DEMO / f"{CASE}.json"])
def test_assess_and_report_wait_for_a_stored_case_and_for_its_file(
    command: Command, tmp_path: Path, name: str | Path
) -> None:
    out = tmp_path / "out.pdf"
    for arguments in (("assess", name), ("assess", name, "--format", "json"), ("report", name, "-o", out)):
        code, told, refused = command(*arguments)
        assert (code, told) == (2, "")
        assert refused.startswith(f"The advice on {CASE} waits") and "--reveal REASON" in refused
    assert command("assess", name, "--what-if", "fitness.ecog=3")[0] == 2
    assert command("assess", name, "--reveal", "  ")[0] == 2
    assert not out.exists() and lifted(tmp_path) is None


def test_a_reason_shows_the_advice_from_then_on_and_stays_with_the_meeting(
    command: Command, tmp_path: Path
) -> None:
    code, told, _ = command("assess", CASE, "--reveal", WHY)
    assert code == 0 and "DIAGNOSIS" in told.upper()
    kept = lifted(tmp_path)
    assert kept is not None and kept.why == WHY and kept.who
    assert command("report", CASE, "-o", tmp_path / "out.pdf")[0] == 0


def test_the_pack_says_whose_summary_waits_and_holds_it_for_a_reason(
    command: Command, tmp_path: Path
) -> None:
    out = tmp_path / "pack.pdf"

    def summaries() -> int:
        titles = [one.title for one in pypdf.PdfReader(out).outline if not isinstance(one, list)]
        return sum(one.startswith("Board summary") for one in titles)

    code, _, refused = command("meeting", DAY, "--kind", "pack", "-o", out)
    assert code == 0 and summaries() == 0
    assert "no summary" in refused and CASE in refused
    code, _, refused = command("meeting", DAY, "--kind", "pack", "-o", out, "--reveal", WHY)
    assert (code, refused) == (0, "") and summaries() == 1
    kept = lifted(tmp_path)
    assert kept is not None and kept.why == WHY


def test_a_pack_holds_no_summary_of_a_case_that_waits_at_another_meeting(
    command: Command, tmp_path: Path
) -> None:
    desk = open_desk(tmp_path / "store")
    desk.meetings.add_case(desk.meetings.save(replace(desk.meetings.create(date(2026, 12, 1)))).id, CASE)
    desk.close()
    out = tmp_path / "pack.pdf"
    assert CASE in command("meeting", "2026-12-01", "--kind", "pack", "-o", out)[2]
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert "Board summary" not in text


def test_a_case_file_holds_no_opinion_on_advice_that_waits_until_a_reason_is_given(
    command: Command, tmp_path: Path
) -> None:
    first, table, second = (tmp_path / name for name in ("first.json", "all.csv", "second.json"))
    code, _, refused = command("export", CASE, "-o", first)
    assert code == 0 and CASE in refused and "no opinions" in refused
    assert "opinions" not in json.loads(first.read_bytes())
    assert command("export", "-o", table)[2] == "", "a table holds no opinions"
    assert lifted(tmp_path) is None
    assert command("export", CASE, "-o", second, "--reveal", WHY)[2] == ""
    assert len(json.loads(second.read_bytes())["opinions"]) == 1
    assert command("import", second)[0] == 0 and command("import", first)[0] == 0
    assert len(json.loads(exported(command, tmp_path))["opinions"]) == 1, (
        "a file without them takes none away"
    )


def exported(command: Command, folder: Path) -> bytes:
    command("export", CASE, "-o", folder / "again.json")
    return (folder / "again.json").read_bytes()
