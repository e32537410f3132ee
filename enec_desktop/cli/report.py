"""``report CASE -o PDF``: a document of a case, the board's summary unless another is asked for."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from enec_desktop.app.desk import Desk
from enec_desktop.app.paper import logo_of
from enec_desktop.app.reports import CASE_DOCUMENTS
from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.points import add_case, add_language, find_case, find_point, warn_of_site
from enec_desktop.cli.types import Commands
from enec_desktop.cli.waiting import add_reveal, let_be_seen
from enec_desktop.domain.board_record import DocumentKind
from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.paper import Sheet


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "report", help="write a document of a case as PDF: of a confirmed decision, else a draft"
    )
    add_case(command)
    add_language(command)
    add_reveal(command)
    command.add_argument("-o", "--output", type=Path, required=True, metavar="PDF")
    kinds = [one.value for one in CASE_DOCUMENTS]
    usual = DocumentKind.SUMMARY.value
    command.add_argument("--kind", choices=kinds, default=usual, help="which document (usual: summary)")
    command.add_argument("--letter-size", action="store_true", help="on US Letter instead of A4")
    command.add_argument("--logo", type=Path, metavar="PICTURE", help="a PNG or JPEG file above every page")
    hides = "without name, numbers and birth date, under a code; free text that names the patient is masked"
    command.add_argument("--pseudonymous", action="store_true", help=hides)
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the PDF and tell where it is; what is made of a stored case is noted, to be verified later."""
    desk = open_desk(chosen.data_dir, chosen.language)
    try:
        case, revision = find_case(desk, chosen.case)
        let_be_seen(desk, case.id, chosen, stored=revision > 0)
        warn_of_site(desk)
        _write(desk, case, revision, chosen)
        print(chosen.output)
        return 0
    finally:
        desk.close()


def _write(desk: Desk, case: Case, revision: int, chosen: argparse.Namespace) -> None:
    settings = desk.reports.settings()
    if chosen.letter_size:
        settings = replace(settings, sheet=Sheet.LETTER)
    if chosen.logo is not None:
        settings = replace(settings, logo=logo_of(chosen.logo))
    asked = revision == 0 or chosen.on is not None or chosen.after is not None
    order = desk.papers.order(
        DocumentKind(chosen.kind),
        case,
        revision,
        find_point(case, chosen) if asked else None,
        hidden=chosen.pseudonymous,
        settings=settings,
    )
    desk.papers.leaves(order, desk.papers.made(order), chosen.output)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole. Raises EnecError when the place cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise EnecError(f"{path} cannot be written: {error.strerror}. Choose another place.") from error
