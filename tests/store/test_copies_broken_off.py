"""Killed amid a copy, a restoring or an upgrade: what was acknowledged is found, nothing is half."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LONG
from tests.store.copying import PLAYS, look

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", PLAYS)
def test_what_was_acknowledged_is_found_after_kill_9(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    for number in range(60 if LONG else 3):
        folder = tmp_path / str(number)
        command = [sys.executable, "-m", "tests.store.copying", name, str(folder)]
        writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        output = "".join(writer.stdout.readline() for _ in range(chance.randrange(1, 62)))
        # A little work, so that the kill falls anywhere in the next step.
        sum(range(chance.randrange(400_000)))
        writer.kill()
        rest, _ = writer.communicate()
        acknowledged = re.findall(r"^ACK (\S+)$(?=\n)", output + rest, re.MULTILINE)
        faults, found = look(folder)
        assert not faults
        assert set(acknowledged) <= set(found)
        assert acknowledged
