"""Starts the program: the window without a command, else the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program with the arguments it was called with; the exit code."""
    from enec_desktop.cli.main import parser

    arguments = sys.argv[1:]
    chosen = parser().parse_args(arguments)
    if chosen.command is not None:
        from enec_desktop.cli.main import run

        return run(arguments)
    from enec_desktop.bootstrap import open_desk
    from enec_desktop.ui.application import run as open_window

    return open_window(lambda: open_desk(chosen.data_dir), sys.argv[:1])


if __name__ == "__main__":
    sys.exit(main())
