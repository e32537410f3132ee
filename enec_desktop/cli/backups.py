"""``backup``, ``backups`` and ``restore``: copies of the case store; and whether it is whole."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.types import Commands
from enec_desktop.domain.history import Backup
from enec_desktop.domain.progress import Progress


def add(commands: Commands) -> None:
    """The commands and their options."""
    kept = commands.add_parser("backup", help="make a dated, verified copy of the store")
    kept.add_argument("--to", type=Path, metavar="FOLDER", help="another folder than the chosen one")
    kept.set_defaults(run=backup)
    listed = commands.add_parser("backups", help="list the copies of the store, newest first")
    listed.add_argument("--in", type=Path, metavar="FOLDER", dest="folder")
    listed.set_defaults(run=backups)
    back = commands.add_parser("restore", help="bring all cases back to a copy")
    back.add_argument("backup", type=Path, metavar="BACKUP")
    back.set_defaults(run=restore)


def backup(chosen: argparse.Namespace) -> int:
    """Make a copy and tell where it is."""
    desk = open_desk(chosen.data_dir)
    try:
        print(desk.backups.make(chosen.to, _told("Backup")).path)
        return 0
    finally:
        desk.close()


def backups(chosen: argparse.Namespace) -> int:
    """One line for each copy: date, cases, size, why it was made, where it is."""
    desk = open_desk(chosen.data_dir)
    try:
        for one in desk.backups.list(chosen.folder):
            print(" | ".join((f"{one.when.astimezone():%Y-%m-%d %H:%M:%S}", *_described(one))))
        return 0
    finally:
        desk.close()


def restore(chosen: argparse.Namespace) -> int:
    """Bring the store back to a copy; tell how many cases it has, and where the copy of before is."""
    desk = open_desk(chosen.data_dir)
    try:
        done = desk.backups.restore(chosen.backup, _told("Restore"))
        print(f"{done.cases} cases are back. What was there before is in {done.before.path}.")
        return 0
    finally:
        desk.close()


def verify(chosen: argparse.Namespace) -> int:
    """Print every fault of the store; 2 when there is one."""
    desk = open_desk(chosen.data_dir)
    try:
        faults = desk.backups.verify(_told("Verify"))
        print("\n".join(faults) if faults else "The store is whole.")
        return 2 if faults else 0
    finally:
        desk.close()


def _described(one: Backup) -> tuple[str, ...]:
    cases = "cannot be read" if one.cases is None else f"{one.cases} cases"
    return cases, f"{one.size / 1_000_000:.1f} MB", one.occasion.value, str(one.path)


def _told(what: str) -> Progress:
    """Tell on a terminal how far it is; Ctrl+C calls it off."""
    shown = -1

    def tell(share: float) -> bool:
        nonlocal shown
        if sys.stderr.isatty() and int(share * 100) != shown:
            shown = int(share * 100)
            print(f"\r{what}: {shown} %  ", end="" if share < 1 else "\n", file=sys.stderr, flush=True)
        return True

    return tell
