"""``replay FOLDER``: what another edition of the knowledge would change for the stored cases."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path

from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.types import Commands
from enec_desktop.domain.errors import EnecError
from enec_desktop.wording.plain import section_text


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("replay", help="assess every stored case by another edition")
    command.add_argument(
        "folder", type=Path, metavar="FOLDER", help="a folder laid out like resources/knowledge"
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the cases whose advice changes. Ctrl+C stops it and prints what was found so far."""
    if not chosen.folder.is_dir():
        raise EnecError(f"{chosen.folder} is no folder; name one laid out like resources/knowledge.")
    desk = open_desk(chosen.data_dir)
    stopped: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: stopped.append(number))
    try:
        progress = _progress if sys.stderr.isatty() else None
        replay = desk.replays.replay(chosen.folder, progress, lambda: bool(stopped))
        if chosen.format == "json":
            print(json.dumps(desk.replays.document(replay), ensure_ascii=False, indent=2))
        else:
            print(section_text(desk.replays.section(replay)))
        return 0
    finally:
        desk.close()


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\r{done} of {total} cases", end=end, file=sys.stderr, flush=True)
