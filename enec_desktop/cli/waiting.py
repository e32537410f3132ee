"""Advice that waits for the intent of the board waits here too, until ``--reveal`` says why it does not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from enec_desktop import paths
from enec_desktop.app.desk import Desk
from enec_desktop.domain.errors import EnecError, StoreRefused

HOW = (
    "Say the intent there, or add --reveal REASON; your name, the time and the reason stay with the meeting "
    "and its record."
)


def add_reveal(command: argparse.ArgumentParser) -> None:
    """The option --reveal."""
    told = "show advice that waits for the intent of the board; who did so, when and why is kept"
    command.add_argument("--reveal", metavar="REASON", help=told)


def let_be_seen(desk: Desk, case_id: str, chosen: argparse.Namespace, *, stored: bool) -> None:
    """Pass where the advice on a case may be shown, or a reason is given, which is kept.

    A case file waits like the case of its id in this store; where a window holds the store that is not known
    and said. Raises EnecError where the advice waits.
    """
    if not stored and not paths.holds_cases(chosen.data_dir or paths.data_dir()):
        return
    try:
        waits = case_id in desk.meetings.withheld()
    except StoreRefused as refused:
        if stored:
            raise
        print(f"Whether the advice on {case_id} waits for a board is not known: {refused}", file=sys.stderr)
        return
    if not waits:
        return
    if chosen.reveal is None:
        raise EnecError(f"The advice on {case_id} waits: the board says its intent before it sees it. {HOW}")
    reveal(desk, (case_id,), chosen.reveal)


def reveal(desk: Desk, case_ids: Iterable[str], why: str) -> None:
    """Let advice that waits be seen. Raises EnecError where no reason is given."""
    if not why.strip():
        raise EnecError("--reveal asks for a reason, in words; nothing was shown.")
    for case_id in case_ids:
        desk.meetings.lift(case_id, why)


def say_waiting(told: str, case_ids: Iterable[str], output: Path) -> None:
    """Say on the error stream what a file that was written does not hold, as it waits."""
    if waiting := ", ".join(case_ids):
        print(f"{output} holds no {told} of {waiting}: the advice waits. {HOW}", file=sys.stderr)
