"""The case and the point in time that several commands name."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from enec_desktop.app.desk import Desk
from enec_desktop.app.points import point_in_time
from enec_desktop.app.words import ENGLISH, LANGUAGES
from enec_desktop.bootstrap import now
from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.time import At


def add_case(command: argparse.ArgumentParser) -> None:
    """The options CASE, --on and --after."""
    command.add_argument("case", metavar="CASE", help="a case file, or the id of a stored case")
    when = command.add_mutually_exclusive_group()
    when.add_argument("--on", metavar="DATE", help="with what was known on this day (2026-11-24)")
    when.add_argument("--after", metavar="EVENT", help="with what was known after this event of the case")


def add_language(command: argparse.ArgumentParser) -> None:
    """The option --language."""
    told = "language of headings, labels and values; sentences of advice stay English (usual: en)"
    command.add_argument("--language", choices=LANGUAGES, default=ENGLISH, help=told)


def find_case(desk: Desk, name: str) -> tuple[Case, int]:
    """A case file (revision 0) or a stored case with its revision. Raises EnecError when there is neither."""
    path = Path(name)
    if path.is_file() or path.suffix == ".json":
        return desk.cases.read_file(path), 0
    return desk.cases.stored(name)


def find_point(case: Case, chosen: argparse.Namespace) -> At:
    """The point in time; raises EnecError for a wrong date or an event the case does not have."""
    if chosen.after is not None:
        events = [entry.id for entry in case.entries]
        if chosen.after not in events:
            near = difflib.get_close_matches(chosen.after, events, 1) or events[-1:]
            raise EnecError(
                f"{case.id} has no event {chosen.after!r}; did you mean {near[0] if near else '?'}?"
            )
    try:
        return point_in_time(chosen.on, chosen.after, now())
    except ValueError as error:
        raise EnecError(f"--on {chosen.on!r} is not a date; write it like 2026-11-24.") from error


def warn_of_site(desk: Desk) -> None:
    """Say on the error stream that a site profile cannot be used; the work goes on without it."""
    if desk.site.problem:
        print(desk.site.problem, file=sys.stderr)
