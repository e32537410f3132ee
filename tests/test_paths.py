"""Data and cache lie where each platform expects them, or beside the program when it is portable."""

from pathlib import Path

import pytest

from enec_desktop import paths

HOME = Path("/home/someone").absolute()


def test_resources_are_found_in_the_checkout() -> None:
    assert paths.resources() == Path(__file__).parents[1] / "resources"


def test_missing_resources_are_told_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "enec_desktop")
    with pytest.raises(FileNotFoundError, match="Install it again"):
        paths.resources()


def test_linux_follows_the_xdg_variables() -> None:
    named = HOME / "elsewhere"
    assert paths.data_home("linux", {"XDG_DATA_HOME": str(named)}, HOME) == named / "enec-board"
    assert paths.cache_home("linux", {"XDG_CACHE_HOME": str(named)}, HOME) == named / "enec-board"


def test_a_relative_or_empty_xdg_variable_is_ignored() -> None:
    usual = HOME / ".local" / "share" / "enec-board"
    assert paths.data_home("linux", {"XDG_DATA_HOME": "relative"}, HOME) == usual
    assert paths.data_home("linux", {"XDG_DATA_HOME": ""}, HOME) == usual


def test_windows_prefers_the_folder_that_does_not_roam() -> None:
    local, roaming = HOME / "Local", HOME / "Roaming"
    both = {"LOCALAPPDATA": str(local), "APPDATA": str(roaming)}
    assert paths.data_home("win32", both, HOME) == local / "ENEC Board"
    assert paths.data_home("win32", {"APPDATA": str(roaming)}, HOME) == roaming / "ENEC Board"
    assert paths.cache_home("win32", both, HOME) == local / "ENEC Board" / "Cache"


def test_macos_uses_the_library_folder() -> None:
    assert paths.data_home("darwin", {}, HOME) == HOME / "Library" / "Application Support" / "ENEC Board"
    assert paths.cache_home("darwin", {}, HOME) == HOME / "Library" / "Caches" / "ENEC Board"


def test_a_marker_beside_the_program_makes_it_portable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "enec_desktop")
    assert paths.default_data_dir() != tmp_path / "enec-data"
    (tmp_path / paths.PORTABLE_MARKER).touch()
    assert paths.default_data_dir() == tmp_path / "enec-data"
    assert paths.cache_dir() == tmp_path / "enec-cache"


def test_a_frozen_program_looks_beside_its_own_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths.sys, "frozen", True, raising=False)
    monkeypatch.setattr(paths.sys, "executable", str(tmp_path / "enec-desktop"))
    assert paths.program_dir() == tmp_path.resolve()
