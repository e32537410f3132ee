"""Reads the command line and answers with 0 (done), 2 (input refused, one line) or 1 (a bug)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from enec_desktop import __version__
from enec_desktop.cli import (
    assess,
    backups,
    cases,
    demo,
    documents,
    exchange,
    knowledge,
    replay,
    report,
    schema,
    site,
)
from enec_desktop.cli.types import Pictures
from enec_desktop.domain.errors import EnecError

_MODULES = (assess, report, demo, schema, knowledge, cases, backups, documents, exchange, replay, site)


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    root = argparse.ArgumentParser(
        prog="enec-desktop",
        description="Tumour-board assistant for esophageal neuroendocrine carcinoma. Without a command, "
        "the window opens.",
    )
    root.add_argument("--version", action="version", version=f"enec-desktop {__version__}")
    root.add_argument("--data-dir", type=Path, help="folder of the case store")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in (
        assess,
        report,
        demo,
        schema,
        knowledge,
        cases,
        backups,
        documents,
        exchange,
        replay,
        site,
    ):
        module.add(commands)
    return root


def run(arguments: list[str], pictures: Pictures | None = None) -> int:
    """Carry out a command; the exit code. ``pictures`` saves pictures of the window, where there is one."""
    chosen = parser().parse_args(arguments)
    chosen.pictures = pictures
    try:
        return int(chosen.run(chosen))
    except EnecError as error:
        print(str(error), file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
