"""The linter's ban list bites: clocks, pickles and Qt's network are refused by the project's own settings."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

BANNED = {
    "now": "import datetime\nWHEN = datetime.datetime.now()\n",
    "now, imported by name": "from datetime import datetime\nWHEN = datetime.now()\n",
    "utcnow": "from datetime import datetime\nWHEN = datetime.utcnow()\n",
    "today": "from datetime import date\nWHEN = date.today()\n",
    "datetime today": "from datetime import datetime\nWHEN = datetime.today()\n",
    "time": "import time\nWHEN = time.time()\n",
    "time, imported by name": "from time import time\nWHEN = time()\n",
    "pickle": "import pickle\nTHING = pickle.loads(b'')\n",
    "QtNetwork": "from PySide6.QtNetwork import QTcpSocket\nDOOR = QTcpSocket\n",
}


def lint(source: str, pretended_path: str) -> str:
    """What ruff says of a text, as if it stood at that place in the project."""
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise"]
    done = subprocess.run(
        [*command, "--stdin-filename", str(ROOT / pretended_path), "-"],
        input='"""Planted."""\n\n' + source,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.mark.parametrize("source", BANNED.values(), ids=BANNED.keys())
def test_a_banned_call_is_refused(source: str) -> None:
    assert "TID251" in lint(source, "enec_desktop/app/planted.py")


def test_bootstrap_alone_may_read_the_clock() -> None:
    source = "from datetime import date\n\nWHEN = date.today()\n"
    assert "TID251" not in lint(source, "enec_desktop/bootstrap.py")
    assert "TID251" in lint(source, "enec_desktop/cli/planted.py")


def test_a_public_function_without_a_docstring_is_refused() -> None:
    source = "\ndef assess() -> None:\n    pass\n"
    assert "D103" in lint(source, "enec_desktop/engine/planted.py")
    assert "D103" not in lint(source, "tests/engine/planted.py")


def test_a_function_of_too_many_statements_is_refused() -> None:
    body = "".join(f"    x{i} = {i}\n    print(x{i})\n" for i in range(21))
    assert "PLR0915" in lint(f'\ndef f() -> None:\n    """Run."""\n{body}', "enec_desktop/engine/planted.py")
