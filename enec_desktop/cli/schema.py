"""``schema``: the JSON Schema of a case file."""

from __future__ import annotations

import argparse
import json

from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.types import Commands


def add(commands: Commands) -> None:
    """The command."""
    command = commands.add_parser("schema", help="print the JSON Schema of a case file")
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the schema."""
    desk = open_desk(chosen.data_dir)
    print(json.dumps(desk.cases.schema(), ensure_ascii=False, indent=2))
    return 0
