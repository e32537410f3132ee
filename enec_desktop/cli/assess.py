"""``assess CASE``: what the program says of a case, as text or JSON."""

from __future__ import annotations

import argparse
import json

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.points import add_case, find_case, find_point, warn_of_site
from enec_desktop.cli.types import Commands
from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Section
from enec_desktop.wording.plain import section_text


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("assess", help="assess a case")
    add_case(command)
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument("--all", action="store_true", help="also every reason, check, figure and source id")
    command.add_argument(
        "--what-if",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help='try a fact out on a copy, such as fitness.ecog=1 or specimen.ki67="not done"; may be repeated',
    )
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the assessment."""
    desk = open_desk(chosen.data_dir)
    try:
        case, _ = find_case(desk, chosen.case)
        warn_of_site(desk)
        if chosen.what_if:
            _print_what_if(desk, case, chosen)
            return 0
        assessment, sections = desk.assessments.read(case, find_point(case, chosen))
        if chosen.format == "json":
            print(json.dumps(desk.assessments.document(assessment), ensure_ascii=False, indent=2))
            return 0
        print(f"{case.title or case.id}\n{assessment.at} · knowledge {assessment.edition}\n")
        for section in sections:
            print(section_text(section, folded=chosen.all, refs=chosen.all) + "\n")
        return 0
    finally:
        desk.close()


def _print_what_if(desk: Desk, case: Case, chosen: argparse.Namespace) -> None:
    """Both sides; the case, stored or not, stays as it is."""
    at = find_point(case, chosen)
    assumed = [desk.what_if.read(text, case, at) for text in chosen.what_if]
    found = desk.what_if.compare(case, assumed, at)
    if chosen.format == "json":
        print(json.dumps(desk.what_if.document(found), ensure_ascii=False, indent=2))
        return
    print(f"{case.title or case.id}\n{found.before.at} · knowledge {found.before.edition}\n")
    section = Section(
        "what-if", "What if: a copy, nothing of this is saved to the case", desk.what_if.blocks(found)
    )
    print(section_text(section, folded=chosen.all, refs=chosen.all))
