"""Where files are: the program's own resources, and the folders that belong to the user."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

PORTABLE_MARKER = "enec-portable"
"""A file of this name beside the program keeps all data beside the program, too."""

SITE_FILE = "site.toml"
LOGO_FILE = "logo.picture"
"""The picture above every document, beside the store; no ending tells whether it is PNG or JPEG."""

"""The name of the hospital's profile in the data folder."""

STORE_FILE = "cases.db"
"""The name of the file in the data folder that holds the cases."""

POINTER = "kept-elsewhere"
"""A file of this name in the usual data folder names the folder that was chosen instead of it."""

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of knowledge, texts, fonts and demo cases: in the wheel or in the checkout."""
    for candidate in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"The program's resources are missing beside {_PACKAGE}. Install it again.")


def program_dir() -> Path:
    """The folder that a user sees as the program: of the frozen program, the checkout or the environment."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    if (_PACKAGE / "resources").is_dir():
        return Path(sys.prefix)
    return _PACKAGE.parent


def default_data_dir() -> Path:
    """Where cases are kept unless the user names another folder. Nothing is created here."""
    if is_portable():
        return program_dir() / "enec-data"
    return data_home(sys.platform, os.environ, Path.home())


def data_dir() -> Path:
    """Where cases are kept: in the folder that was chosen for good, else in the usual one."""
    return chosen_data_dir() or default_data_dir()


def chosen_data_dir() -> Path | None:
    """The folder that was chosen instead of the usual one, whether it is there now or not."""
    with suppress(OSError):
        folder = Path(os.fsdecode((default_data_dir() / POINTER).read_bytes().removesuffix(b"\n")))
        return folder if folder.is_absolute() else None
    return None


def choose_data_dir(folder: Path) -> None:
    """Keep the choice of a folder for every later start. Raises OSError where it cannot be kept."""
    usual = default_data_dir()
    pointer = usual / POINTER
    if folder == usual:
        pointer.unlink(missing_ok=True)
        return
    usual.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = pointer.with_suffix(f".{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(os.fsencode(folder) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(pointer)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise


def holds_cases(folder: Path) -> bool:
    """Whether a store lies in a folder; one that may not be looked into counts as one that does."""
    try:
        (folder / STORE_FILE).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        pass
    return True


def cache_dir() -> Path:
    """Where files lie that can be made again at any time, such as the compiled knowledge."""
    if is_portable():
        return program_dir() / "enec-cache"
    return cache_home(sys.platform, os.environ, Path.home())


def is_portable() -> bool:
    """Whether the marker file lies beside the program."""
    return (program_dir() / PORTABLE_MARKER).is_file()


def data_home(platform: str, env: Mapping[str, str], home: Path) -> Path:
    """The data folder by the customs of a platform; on Windows a local one, as roaming breaks a database."""
    if platform == "win32":
        return _windows_local(env, home) / "ENEC Board"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "ENEC Board"
    return _xdg(env, "XDG_DATA_HOME", home / ".local" / "share") / "enec-board"


def cache_home(platform: str, env: Mapping[str, str], home: Path) -> Path:
    """The cache folder by the customs of a platform."""
    if platform == "win32":
        return _windows_local(env, home) / "ENEC Board" / "Cache"
    if platform == "darwin":
        return home / "Library" / "Caches" / "ENEC Board"
    return _xdg(env, "XDG_CACHE_HOME", home / ".cache") / "enec-board"


def _windows_local(env: Mapping[str, str], home: Path) -> Path:
    folder = env.get("LOCALAPPDATA") or env.get("APPDATA")
    return Path(folder) if folder else home / "AppData" / "Local"


def _xdg(env: Mapping[str, str], name: str, default: Path) -> Path:
    """The folder that a variable names; the specification says to ignore a relative one."""
    folder = Path(env.get(name, ""))
    return folder if folder.is_absolute() else default
