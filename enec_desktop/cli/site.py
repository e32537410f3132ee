"""``site show | check``: what this hospital offers, as the file beside the store says it."""

from __future__ import annotations

import argparse

from enec_desktop.bootstrap import open_desk
from enec_desktop.cli.points import warn_of_site
from enec_desktop.cli.types import Commands
from enec_desktop.domain.content import Section
from enec_desktop.wording.plain import section_text


def add(commands: Commands) -> None:
    """The commands."""
    command = commands.add_parser("site", help="what this hospital offers: show it, check its file")
    acts = command.add_subparsers(dest="act", metavar="ACT", required=True)
    acts.add_parser("show", help="what is available, funded, in label and open as a trial").set_defaults(
        run=show
    )
    acts.add_parser("check", help="read the file and list every fault").set_defaults(run=check)


def show(chosen: argparse.Namespace) -> int:
    """Print the profile."""
    desk = open_desk(chosen.data_dir)
    warn_of_site(desk)
    print(f"{desk.site.path}\n")
    print(section_text(Section("site", "Site profile", desk.site.blocks()), refs=False))
    return 2 if desk.site.problem else 0


def check(chosen: argparse.Namespace) -> int:
    """Print every fault of the file; 2 when there is one."""
    desk = open_desk(chosen.data_dir)
    faults = desk.site.check()
    if not faults and not desk.site.path.exists():
        print(f"There is no site profile; it would be {desk.site.path}.")
        return 0
    print("\n".join(faults) if faults else "The site profile has no fault.")
    return 2 if faults else 0
