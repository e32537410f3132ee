"""``report CASE -o PDF``: the board's summary."""

from __future__ import annotations

import argparse
from pathlib import Path

from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.points import add_case, add_language, find_case, find_point, warn_of_site
from enec_desktop.cli.types import Commands
from enec_desktop.domain.errors import EnecError


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("report", help="write the board's summary as PDF")
    add_case(command)
    add_language(command)
    command.add_argument("-o", "--output", type=Path, required=True, metavar="PDF")
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the PDF and tell where it is."""
    desk = open_desk(chosen.data_dir, chosen.language)
    try:
        case, revision = find_case(desk, chosen.case)
        warn_of_site(desk)
        pdf = desk.reports.summary_pdf(case, revision, find_point(case, chosen))
        write_file(chosen.output, pdf)
        print(chosen.output)
        return 0
    finally:
        desk.close()


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole. Raises EnecError when the place cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise EnecError(f"{path} cannot be written: {error.strerror}. Choose another place.") from error
