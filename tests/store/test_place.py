"""A store lies on a disk of this machine; elsewhere it is refused with the reason."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.store.place import Surroundings, look_around, why_not
from enec_desktop.store.store import open_store
from tests.builders import case, vocabulary
from tests.store.playing import NOW

NOBODY = 65534

MOUNTS = (
    ("/", "ext4"),
    ("/home", "btrfs"),
    ("/mnt/ward", "cifs"),
    ("/mnt/nfs", "nfs4"),
    ("/mnt/nfs/local", "xfs"),
    ("/mnt/c", "9p"),
    ("/run/user/1000/gvfs", "fuse.gvfsd-fuse"),
    ("/mnt/ssh", "autofs"),
    ("/mnt/ssh", "fuse.sshfs"),
    ("/media/stick", "fuseblk"),
)


@pytest.mark.parametrize(
    "folder",
    [
        "/mnt/ward/enec",
        "/mnt/ward",
        "/mnt/nfs/a/b",
        "/mnt/c/Users/li",
        "/run/user/1000/gvfs/smb",
        "/mnt/ssh/x",
    ],
)
def test_a_network_disk_is_refused(folder: str) -> None:
    assert "network disk" in str(why_not(PurePosixPath(folder), Surroundings(MOUNTS)))


@pytest.mark.parametrize(
    "folder", ["/home/li/enec", "/mnt/wards/enec", "/mnt/nfs/local/enec", "/media/stick/enec"]
)
def test_a_local_disk_is_taken(folder: str) -> None:
    assert why_not(PurePosixPath(folder), Surroundings(MOUNTS)) is None


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        (r"\\server\share\enec", "network folder"),
        ("//server/share/enec", "network folder"),
        (r"z:\enec", "drive z: is a network drive"),
        (r"C:\Users\li\OneDrive - Ward\enec", "OneDrive - Ward is copied"),
        (r"D:\Work\enec", "copied by a sync program"),
    ],
)
def test_network_and_synced_folders_of_windows_are_refused(folder: str, reason: str) -> None:
    around = Surroundings(network_drives=frozenset({"Z:"}), synced_folders=(r"D:\Work",))
    assert reason in str(why_not(PureWindowsPath(folder), around))


@pytest.mark.parametrize(
    "folder", [r"C:\Users\li\AppData\Local\ENEC Board", r"\\?\C:\enec", r"D:\Works\enec"]
)
def test_local_folders_of_windows_are_taken(folder: str) -> None:
    around = Surroundings(network_drives=frozenset({"Z:"}), synced_folders=(r"D:\Work",))
    assert why_not(PureWindowsPath(folder), around) is None


@pytest.mark.parametrize(
    "part",
    [
        "OneDrive",
        "Dropbox",
        "Dropbox (Ward)",
        "Google Drive",
        "GoogleDrive-li",
        "Nextcloud",
        "iCloudDrive",
        "坚果云",
    ],
)
def test_a_synced_folder_is_refused_by_its_name(tmp_path: Path, part: str) -> None:
    with pytest.raises(StoreRefused, match="copied by a sync program"):
        open_store(tmp_path / part / "data", vocabulary(), NOW)
    assert not (tmp_path / part).exists()


@pytest.mark.parametrize("part", ["Dropboxes", "My OneDrive notes", "Boxes"])
def test_a_folder_with_a_like_name_is_taken(tmp_path: Path, part: str) -> None:
    open_store(tmp_path / part, vocabulary(), NOW).close()


def test_a_synced_folder_is_refused_by_the_mark_of_its_program(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(StoreRefused, match=f"{tmp_path.name} is copied by a sync program"):
        open_store(tmp_path / "data", vocabulary(), NOW)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_into_a_synced_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "enec").mkdir(parents=True)
    (tmp_path / "data").symlink_to(tmp_path / "Dropbox" / "enec")
    with pytest.raises(StoreRefused, match="sync program"):
        open_store(tmp_path / "data", vocabulary(), NOW)


@pytest.mark.skipif(os.name == "nt", reason="the list of mounts is Linux's")
def test_a_folder_on_a_network_disk_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    ward = tmp_path / "the ward"
    listed = str(ward).replace(" ", "\\040")
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/sda1 / ext4 rw 0 0\n//server/ward {listed} cifs rw,vers=3.1 0 0\n", encoding="utf-8"
    )
    with pytest.raises(StoreRefused, match=r"network disk \(cifs\).*a network is fine for backups"):
        open_store(ward / "data", vocabulary(), NOW, look_around(mounts))
    assert not ward.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_this_machine_tells_its_mounts() -> None:
    assert ("/proc", "proc") in look_around().mounts


def test_onedrive_tells_its_folder() -> None:
    around = look_around(Path("/nowhere"), {"OneDriveCommercial": "/home/li/Ward", "HOME": "/home/li"})
    assert around.synced_folders == ("/home/li/Ward",)
    assert around.mounts == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_files_and_folder_belong_to_their_user_alone(folder: Path) -> None:
    with open_store(folder, vocabulary(), NOW) as store:
        store.cases.create(case(), "Li", NOW)
        store.backups.make(NOW)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}
    assert modes.pop("backups") == 0o700
    assert {"cases.db", "cases.db-wal", "in-use"} < set(modes)
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_folder_that_others_use_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "theirs.txt").touch()
    tmp_path.chmod(0o755)
    open_store(tmp_path, vocabulary(), NOW).close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder that this process cannot write, even when the tests run as root."""
    if os.name == "nt":
        pytest.skip("Windows has other rights")
    tmp_path.chmod(0o555)
    for above in (tmp_path.parent, tmp_path.parent.parent, tmp_path.parent.parent.parent):
        above.chmod(0o755) if above.stat().st_uid == os.getuid() and above != Path("/") else None
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    yield tmp_path
    if root:
        os.seteuid(0)
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("part", ["", "data"])
def test_a_read_only_folder_is_refused_with_what_to_do(read_only: Path, part: str) -> None:
    with pytest.raises(StoreRefused, match=r"cannot be written \(Permission denied\).*Choose another folder"):
        open_store(read_only / part, vocabulary(), NOW)


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(StoreRefused, match="cannot be written"):
        open_store(tmp_path / "data", vocabulary(), NOW)


@pytest.mark.parametrize("name", ["räksmörgås 病例", "a b%20c?d#e", "x" * 200])
def test_odd_folder_names_are_taken(tmp_path: Path, name: str) -> None:
    if os.name == "nt" and "?" in name:
        pytest.skip("no such name there")
    with open_store(tmp_path / name, vocabulary(), NOW) as store:
        store.cases.create(case(), "Li", NOW)
    with open_store(tmp_path / name, vocabulary(), NOW) as store:
        assert store.cases.ids() == ("case-1",)
    assert [path.name for path in tmp_path.iterdir()] == [name]
