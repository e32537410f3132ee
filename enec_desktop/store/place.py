"""Where a store may lie: on a disk of this machine, not on a network share or in a synced folder."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from enec_desktop.domain.errors import StoreRefused

PROC_MOUNTS = Path("/proc/mounts")

_NETWORK = re.compile(
    r"(nfs\d?|cifs|smb\w*|9p|afs|ceph|glusterfs|lustre|ncpfs|davfs|drvfs|vboxsf|prl_fs"
    r"|fuse\.(sshfs|smb\w*|davfs\w*|rclone|gvfsd-fuse|glusterfs|s3fs|goofys|onedriver|vmhgfs-fuse"
    r"|google-drive-ocamlfuse|ceph\S*))"
)
_SYNCED = re.compile(
    r"(onedrive|dropbox|google ?drive|my drive|nextcloud|owncloud|icloud ?drive|mobile documents"
    r"|cloudstorage|seafile|nutstore|坚果云|baidusyncdisk)(?=$|[ (-])",
    re.IGNORECASE,
)
_SYNC_MARKS = (".dropbox.cache", ".stfolder", ".nextcloudsync.log", ".owncloudsync.log")
_OCTAL = re.compile(r"\\([0-7]{3})")
_REMOVABLE_DRIVE, _REMOTE_DRIVE = 2, 4
_UNPLUGGED = re.compile(r"/(media|run/media|Volumes)/")
"""Where Linux and macOS put the disks that were plugged in."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a machine says of its disks: mount points with their type, drives, synced folders."""

    mounts: tuple[tuple[str, str], ...] = ()
    network_drives: frozenset[str] = frozenset()
    synced_folders: tuple[str, ...] = ()
    removable_drives: frozenset[str] = frozenset()


def look_around(proc_mounts: Path = PROC_MOUNTS, env: Mapping[str, str] = os.environ) -> Surroundings:
    """Ask this machine; what it cannot tell stays empty."""
    mounts: tuple[tuple[str, str], ...] = ()
    with contextlib.suppress(OSError):
        mounts = _read_mounts(proc_mounts.read_text(encoding="utf-8", errors="surrogateescape"))
    synced = tuple(folder for name, folder in env.items() if name.startswith("OneDrive") and folder)
    return Surroundings(mounts, _drives(_REMOTE_DRIVE), synced, _drives(_REMOVABLE_DRIVE))


def why_not(folder: PurePath, around: Surroundings) -> str | None:
    """Why a folder may not hold a store, as the end of a sentence; None when it may."""
    network = why_network(folder, around)
    if network is not None:
        return network
    synced = synced_part(folder, around)
    return None if synced is None else f"the folder {synced} is copied by a sync program"


def why_network(folder: PurePath, around: Surroundings) -> str | None:
    """How a folder lies on a network, as the end of a sentence; None when it does not."""
    drive = folder.drive
    if drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\")):
        return "it is a network folder"
    if drive.upper() in around.network_drives:
        return f"drive {drive} is a network drive"
    kind = _mounted_as(folder, around.mounts)
    if kind is not None and _NETWORK.fullmatch(kind):
        return f"it is on a network disk ({kind})"
    return None


def synced_part(folder: PurePath, around: Surroundings) -> str | None:
    """The part of a path that a sync program copies; None when it names none."""
    synced = next((part for part in folder.parts if _SYNCED.match(part)), None)
    if synced is None and any(folder.is_relative_to(root) for root in around.synced_folders):
        synced = folder.name
    return synced


def is_removable(folder: PurePath, around: Surroundings) -> bool:
    """Whether a folder lies on a disk that can be unplugged, as far as the machine tells."""
    return folder.drive.upper() in around.removable_drives or bool(_UNPLUGGED.match(folder.as_posix()))


def prepare(folder: Path, around: Surroundings) -> Path:
    """The folder, made if need be, private to its user. Raises StoreRefused where a store may not lie."""
    whole = folder.expanduser().absolute()
    for place in (whole, whole.resolve()):
        reason = why_not(place, around)
        if reason is None and (synced := sync_mark(place)) is not None:
            reason = f"the folder {synced} is copied by a sync program"
        if reason is not None:
            raise StoreRefused(
                f"Cases cannot be kept in {folder}: {reason}, and that can damage them. "
                "Choose a folder on a disk of this computer; a network is fine for backups."
            )
    try:
        _make_private(whole)
    except OSError as error:
        raise unwritable(folder, error) from error
    return whole


def sync_mark(folder: Path) -> str | None:
    """The name of the folder, this one or one around it, in which a sync program has left its mark."""
    for place in (folder, *folder.parents):
        for mark in _SYNC_MARKS:
            with contextlib.suppress(OSError):
                if (place / mark).exists():
                    return place.name
    return None


def unwritable(folder: Path, error: OSError) -> StoreRefused:
    """The refusal of a folder that cannot be written."""
    why = error.strerror or str(error)
    return StoreRefused(
        f"The folder {folder} cannot be written ({why}). Nothing was changed. "
        "Choose another folder, or ask for the right to write there."
    )


def keep_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut; Windows does so by itself, some shares never do."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clear(folder: Path, *patterns: str) -> None:
    """Remove what a power cut left half made; what cannot be removed stays."""
    for pattern in patterns:
        for path in folder.glob(pattern):
            with contextlib.suppress(OSError):
                path.unlink()


def make_file(path: Path) -> None:
    """Make an empty file that its user alone may read, unless it is there already."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _make_private(folder: Path) -> None:
    new = [part for part in (folder, *folder.parents) if not part.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A folder with other people's files in it, or of another owner, is left as it is.
    if not any(folder.iterdir()):
        with contextlib.suppress(PermissionError):
            folder.chmod(0o700)
    for part in new:
        keep_folder(part.parent)


def _mounted_as(folder: PurePath, mounts: tuple[tuple[str, str], ...]) -> str | None:
    holding = [(point, kind) for point, kind in mounts if folder.is_relative_to(point)]
    deepest = max((len(PurePath(point).parts) for point, _ in holding), default=0)
    # Of two mounts on one point the later one is seen.
    return next((kind for point, kind in reversed(holding) if len(PurePath(point).parts) == deepest), None)


def _read_mounts(text: str) -> tuple[tuple[str, str], ...]:
    lines = [line.split(" ") for line in text.splitlines()]
    return tuple((_OCTAL.sub(_unescape, parts[1]), parts[2]) for parts in lines if len(parts) > 2)


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1], 8))


def _drives(wanted: int) -> frozenset[str]:
    """The drive letters of one kind, by the numbers that Windows gives the kinds."""
    if sys.platform == "win32":
        import ctypes

        kind_of = ctypes.windll.kernel32.GetDriveTypeW
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        return frozenset(f"{x}:" for x in letters if kind_of(f"{x}:\\") == wanted)
    return frozenset()
