"""``assess --what-if``: both sides as text and as JSON, refused with one line, nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enec_desktop.cli.main import run

VEST = Path(__file__).parents[2] / "resources" / "demo" / "vest-2022-lcnec-liver-55m.json"


def test_the_text_says_that_it_is_a_copy_and_names_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["assess", str(VEST), "--what-if", "fitness.creatinine_clearance=40"]
    assert run(["--data-dir", str(tmp_path), *arguments]) == 0
    told = capsys.readouterr().out
    assert "NOTHING OF THIS IS SAVED" in told
    assert "Cisplatin and etoposide (EP)" in told and "blocked" in told


def test_the_json_holds_both_sides_and_the_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["assess", str(VEST), "--format", "json", "--what-if", "fitness.ecog=3"]
    assert run(["--data-dir", str(tmp_path), *arguments]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "enec-what-if-1" and document["saved"] is False
    assert document["difference"]["options"]
    assert {"before", "after", "assumed"} <= set(document)


def test_a_field_that_is_not_there_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", str(tmp_path), "assess", str(VEST), "--what-if", "ecog=1"]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1 and "fitness.ecog" in told.err
