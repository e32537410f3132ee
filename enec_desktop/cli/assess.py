"""``assess CASE``: what the program says of a case, as text or JSON."""

from __future__ import annotations

import argparse
import json

from enec_desktop.app.desk import Desk
from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.points import add_case, add_language, find_case, find_point, warn_of_site
from enec_desktop.cli.types import Commands
from enec_desktop.cli.waiting import add_reveal, let_be_seen
from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Section
from enec_desktop.wording.plain import section_text


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("assess", help="assess a case")
    add_case(command)
    add_language(command)
    add_reveal(command)
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
    desk = open_desk(chosen.data_dir, chosen.language)
    try:
        case, revision = find_case(desk, chosen.case)
        let_be_seen(desk, case.id, chosen, stored=revision > 0)
        warn_of_site(desk)
        if chosen.what_if:
            _print_what_if(desk, case, chosen)
            return 0
        assessment, sections = desk.assessments.read(case, find_point(case, chosen))
        if chosen.format == "json":
            document = desk.assessments.document(assessment) | desk.opinions.document(case, assessment)
            print(json.dumps(document, ensure_ascii=False, indent=2))
            return 0
        _print_head(desk, case, assessment)
        sections = desk.opinions.beside(case, assessment, sections)
        for section in desk.words.sections(sections, case):
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
    _print_head(desk, case, found.before)
    title = desk.words.say("What if: a copy, nothing of this is saved to the case")
    section = Section("what-if", title, desk.words.blocks(desk.what_if.blocks(found), case))
    print(section_text(section, folded=chosen.all, refs=chosen.all))


def _print_head(desk: Desk, case: Case, assessment: Assessment) -> None:
    at, edition = desk.words.say(assessment.at), desk.words.say(f"knowledge {assessment.edition}")
    print(f"{case.title or case.id}\n{at} · {edition}\n")
