"""Habits outlive the program; a damaged file costs them and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enec_desktop.app.settings import FORMAT, SettingsDesk

DAMAGED = {
    "no JSON": b"{",
    "nothing": b"",
    "another format": b'{"format": "enec-settings-2", "settings": {"zoom": 2.0}}',
    "a list": b"[]",
    "a text": b'"enec-settings-1"',
    "no table of settings": json.dumps({"format": FORMAT, "settings": [1]}).encode(),
    "not UTF-8": b'{"format": "\xff"}',
    "nested without end": b"[" * 100_000,
}


def test_what_was_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "data" / "settings.json"
    SettingsDesk(file).set("worklist.columns", ["name", "stage"])
    SettingsDesk(file).set("zoom", 1.25)
    again = SettingsDesk(file)
    assert again.get("worklist.columns", []) == ["name", "stage"]
    assert again.get("zoom", 1.0) == 1.25
    assert again.take_problem() == ""
    assert [one.name for one in file.parent.iterdir()] == ["settings.json"]


def test_nothing_is_written_before_something_is_set(tmp_path: Path) -> None:
    settings = SettingsDesk(tmp_path / "data" / "settings.json")
    assert settings.get("look", "system") == "system"
    assert not (tmp_path / "data").exists()


def test_a_value_of_another_kind_is_not_used(tmp_path: Path) -> None:
    settings = SettingsDesk(tmp_path / "settings.json")
    settings.set_all({"look": 3, "zoom": "large", "whole": 2, "wide": 1})
    assert settings.get("look", "system") == "system"
    assert settings.get("zoom", 1.0) == 1.0
    assert settings.get("whole", 1.0) == 2
    assert settings.get("wide", False) is False


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_told_once_and_kept_beside_the_new_one(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    settings = SettingsDesk(file)
    assert settings.get("zoom", 1.0) == 1.0
    assert "are damaged. The usual ones are used" in settings.take_problem()
    assert settings.take_problem() == ""
    settings.set("zoom", 1.5)
    assert (tmp_path / "settings.damaged.json").read_bytes() == content
    assert SettingsDesk(file).get("zoom", 1.0) == 1.5


def test_a_place_that_cannot_be_written_keeps_the_habit_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder was wanted")
    settings = SettingsDesk(tmp_path / "data" / "settings.json")
    settings.take_problem()
    settings.set("zoom", 1.5)
    assert "cannot be written" in settings.take_problem()
    assert settings.get("zoom", 1.0) == 1.5


def test_settings_of_a_copy_fill_in_what_is_not_set_and_change_nothing_else(tmp_path: Path) -> None:
    SettingsDesk(tmp_path / "then.json").set_all({"look": "dark", "zoom": 2.0, "backup.folder": "D:/old"})
    content = (tmp_path / "then.json").read_bytes()
    settings = SettingsDesk(tmp_path / "now.json")
    settings.set("zoom", 1.25)
    assert settings.fill_in(content, ("backup.folder",))
    assert not settings.fill_in(content, ("backup.folder",))
    again = SettingsDesk(tmp_path / "now.json")
    assert (again.get("look", ""), again.get("zoom", 1.0), again.get("backup.folder", "")) == (
        "dark",
        1.25,
        "",
    )
    assert not settings.fill_in(b"damaged")
