"""A folder for cases is looked at without a trace, and a store that fails to be made leaves none."""

from __future__ import annotations

from pathlib import Path

import pytest

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.ground import Ground
from enec_desktop.store.ground import making, survey
from enec_desktop.store.place import Surroundings
from enec_desktop.store.store import open_store
from tests.builders import vocabulary
from tests.store.playing import NOW

HERE = Surroundings()


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_folder_that_is_not_there_is_new_and_stays_so(tmp_path: Path) -> None:
    found = survey(tmp_path / "病例" / "a b", HERE)
    assert (found.ground, found.is_fit) == (Ground.NEW, True)
    assert names(tmp_path) == []


def test_files_of_the_program_and_litter_of_the_system_count_as_nothing(tmp_path: Path) -> None:
    for name in ("settings.json", "Thumbs.db", "in-use"):
        (tmp_path / name).touch()
    assert survey(tmp_path, HERE, ("settings.json",)).ground is Ground.EMPTY
    found = survey(tmp_path, HERE)
    assert (found.ground, found.what, found.is_fit) == (Ground.MIXED, "settings.json", False)


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter").touch()
    found = survey(tmp_path / "letter" / "cases", HERE)
    assert (found.ground, found.what) == (Ground.NO_FOLDER, "letter")


def test_stored_cases_are_found(tmp_path: Path) -> None:
    open_store(tmp_path, vocabulary(), NOW).close()
    assert survey(tmp_path, HERE).ground is Ground.CASES


def test_a_circle_of_links_is_told_and_raises_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert not survey(tmp_path / "a" / "cases", HERE).is_fit


def test_a_network_and_a_synced_folder_are_told_apart(tmp_path: Path) -> None:
    network = Surroundings(mounts=(("/", "ext4"), (str(tmp_path), "cifs")))
    assert survey(tmp_path / "x", network).ground is Ground.NETWORK
    (tmp_path / ".stfolder").mkdir()
    found = survey(tmp_path / "x", HERE)
    assert (found.ground, found.what) == (Ground.SYNCED, tmp_path.name)


@pytest.mark.parametrize("stick", ["/media/li/STICK/cases", "/run/media/li/STICK", "/Volumes/STICK"])
def test_a_disk_that_can_be_unplugged_is_told(stick: str) -> None:
    assert survey(Path(stick), HERE).removable
    assert not survey(Path("/home/li/media/cases"), HERE).removable


@pytest.mark.parametrize("there", [False, True])
def test_a_store_that_fails_to_be_made_leaves_nothing_of_itself(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "new" / "cases"
    if there:
        folder.mkdir(parents=True)
        (folder / "settings.json").write_text("kept", encoding="utf-8")
    before = names(tmp_path)
    with pytest.raises(StoreRefused, match="No space left"), making(folder, ("settings.json",)):
        open_store(folder, vocabulary(), NOW).close()
        raise OSError(28, "No space left on device")
    assert names(tmp_path) == before


def test_cases_that_were_there_stay_when_opening_them_fails(tmp_path: Path) -> None:
    open_store(tmp_path, vocabulary(), NOW).close()
    before = (tmp_path / "cases.db").read_bytes()
    with pytest.raises(StoreRefused), making(tmp_path):
        raise StoreRefused("no")
    assert (tmp_path / "cases.db").read_bytes() == before
