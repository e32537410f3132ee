"""``list``, ``backup`` and ``verify``: the case store."""

from __future__ import annotations

import argparse
from pathlib import Path

from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.types import Commands
from enec_desktop.domain.worklist import WorklistQuery


def add(commands: Commands) -> None:
    """The commands and their options."""
    listed = commands.add_parser("list", help="list stored cases")
    listed.add_argument("text", nargs="?", default="", help="only cases that hold this text")
    listed.set_defaults(run=list_cases)
    kept = commands.add_parser("backup", help="make a dated, verified copy of the store")
    kept.add_argument("--to", type=Path, metavar="FOLDER")
    kept.set_defaults(run=backup)
    verified = commands.add_parser("verify", help="read the whole store and list every fault")
    verified.set_defaults(run=verify)


def list_cases(chosen: argparse.Namespace) -> int:
    """One line for each case."""
    desk = open_desk(chosen.data_dir)
    try:
        query = WorklistQuery(text=chosen.text)
        while rows := desk.worklist.rows(query):
            for row in rows:
                told = (row.case_id, row.name or row.title, row.moment, row.diagnosis, row.stage)
                print(" | ".join(one or "not recorded" for one in told))
            if len(rows) < query.limit:
                break
            query = WorklistQuery(text=chosen.text, after=rows[-1].key)
        return 0
    finally:
        desk.close()


def backup(chosen: argparse.Namespace) -> int:
    """Make a copy and tell where it is."""
    desk = open_desk(chosen.data_dir)
    try:
        print(desk.cases.backup(chosen.to))
        return 0
    finally:
        desk.close()


def verify(chosen: argparse.Namespace) -> int:
    """Print every fault of the store; 2 when there is one."""
    desk = open_desk(chosen.data_dir)
    try:
        faults = desk.cases.verify()
        print("\n".join(faults) if faults else "The store is whole.")
        return 2 if faults else 0
    finally:
        desk.close()
