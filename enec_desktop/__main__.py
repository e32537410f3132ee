"""Starts the program: the window without a command, else the command line."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enec_desktop.app.desk import Desk

_FOLDER = "--data-dir"


def main() -> int:
    """Run the program with the arguments it was called with; the exit code."""
    arguments = sys.argv[1:]
    if not _asks_for_window(arguments):
        from enec_desktop.cli.main import run

        return run(arguments, save_pictures)
    # Until the first picture (application.py): what is imported is not garbage.
    gc.disable()
    from enec_desktop.bootstrap import first_start, open_desk
    from enec_desktop.ui.application import run as open_window

    folder = Path(arguments[-1].removeprefix(f"{_FOLDER}=")) if arguments else None
    if folder is not None:
        return open_window(lambda: open_desk(folder), sys.argv[:1])
    return open_window(open_desk, sys.argv[:1], first_start)


def save_pictures(desk: Desk, folder: Path) -> list[Path]:
    """Pictures of the real window; none, with a line that says why, where Qt cannot be loaded."""
    try:
        from enec_desktop.ui.snapshots import save_snapshots
    except ImportError as error:
        print(f"The pictures of the window are left out: Qt cannot be loaded here ({error}).")
        return []
    return save_snapshots(desk, folder)


def _asks_for_window(arguments: list[str]) -> bool:
    """Whether no command is given: nothing, or only a folder for the store."""
    alone = len(arguments) == 1 and arguments[0].startswith(f"{_FOLDER}=")
    return not arguments or alone or (len(arguments) == 2 and arguments[0] == _FOLDER)


if __name__ == "__main__":
    sys.exit(main())
