"""``site show | check``, and how a bad profile is told beside an assessment."""

from __future__ import annotations

from pathlib import Path

import pytest

from enec_desktop.cli.main import run

VEST = Path(__file__).parents[2] / "resources" / "demo" / "vest-2022-lcnec-liver-55m.json"


def test_a_profile_is_shown_and_found_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site.toml").write_text(
        'name = "St Example"\n[options.prrt]\navailable = false\n', encoding="utf-8"
    )
    assert run(["--data-dir", str(tmp_path), "site", "check"]) == 0
    assert "no fault" in capsys.readouterr().out
    assert run(["--data-dir", str(tmp_path), "site", "show"]) == 0
    told = capsys.readouterr().out
    assert "St Example" in told and "available no" in told
    assert run(["--data-dir", str(tmp_path), "assess", str(VEST)]) == 0
    assert "not available here" in capsys.readouterr().out


def test_no_profile_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--data-dir", str(tmp_path), "site", "check"]) == 0
    assert "There is no site profile" in capsys.readouterr().out


def test_a_bad_profile_lists_every_fault_and_lets_the_assessment_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site.toml").write_text(
        "[options.unheard-of]\navailable = false\n[agents.unknown]\nfunded = 1\n", encoding="utf-8"
    )
    assert run(["--data-dir", str(tmp_path), "site", "check"]) == 2
    assert capsys.readouterr().out.count("\n") == 3
    assert run(["--data-dir", str(tmp_path), "assess", str(VEST)]) == 0
    told = capsys.readouterr()
    assert "FIRST-LINE" in told.out.upper()
    assert told.err.count("\n") == 1 and "not used until it is mended" in told.err
