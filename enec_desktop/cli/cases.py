"""``list``: the case store."""

from __future__ import annotations

import argparse

from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.types import Commands
from enec_desktop.domain.worklist import WorklistQuery


def add(commands: Commands) -> None:
    """The commands and their options."""
    listed = commands.add_parser("list", help="list stored cases")
    listed.add_argument("text", nargs="?", default="", help="only cases that hold this text")
    listed.set_defaults(run=list_cases)


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
