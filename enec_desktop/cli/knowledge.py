"""``knowledge check | stats | show ID``: the knowledge behind the assessments."""

from __future__ import annotations

import argparse

from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.types import Commands
from enec_desktop.domain.content import Section
from enec_desktop.wording.plain import section_text


def add(commands: Commands) -> None:
    """The commands."""
    command = commands.add_parser("knowledge", help="check the knowledge, count it, show one id")
    acts = command.add_subparsers(dest="act", metavar="ACT", required=True)
    acts.add_parser("check", help="read every file and list every fault").set_defaults(run=check)
    acts.add_parser("stats", help="how much there is of what").set_defaults(run=stats)
    shown = acts.add_parser("show", help="the card behind an id such as CT1-014, D05 or a rule")
    shown.add_argument("id")
    shown.set_defaults(run=show)


def check(chosen: argparse.Namespace) -> int:
    """Read and check the files themselves, never the compiled form. Raises KnowledgeRefused."""
    edition = open_desk(chosen.data_dir).knowledge.check().edition
    print(f"The knowledge {edition.version} ({edition.hash[:12]}) has no fault.")
    return 0


def stats(chosen: argparse.Namespace) -> int:
    """Print how much there is."""
    for label, number in open_desk(chosen.data_dir).knowledge.stats().items():
        print(f"{number:6} {label}")
    return 0


def show(chosen: argparse.Namespace) -> int:
    """Print the card of an id."""
    blocks = open_desk(chosen.data_dir).assessments.explain(chosen.id)
    print(section_text(Section(chosen.id, chosen.id, blocks), folded=True))
    return 0
