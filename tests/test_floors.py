"""Every import contract bites: one bad import is planted per contract and must be refused."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as go; go()"

# (contract, {new file: its text}). Each file is new, so nothing here depends on what the others contain.
PLANTS = [
    ("floors", {"domain/planted.py": "import enec_desktop.app"}),
    ("floors", {"engine/planted.py": "import enec_desktop.store"}),
    ("floors", {"app/planted.py": "import enec_desktop.bootstrap"}),
    ("floors", {"cli/planted.py": "import enec_desktop.ui"}),
    ("floors", {"a_new_room.py": ""}),
    ("ui-floors", {"ui/widgets/planted.py": "import enec_desktop.ui.pages"}),
    ("ui-floors", {"ui/models/planted.py": "import enec_desktop.ui.widgets"}),
    (
        "ui-pages",
        {"ui/pages/planted.py": "import enec_desktop.ui.pages.planted_too", "ui/pages/planted_too.py": ""},
    ),
    ("ui-workshops", {"ui/widgets/planted.py": "import enec_desktop.wording"}),
    ("qt", {"app/planted.py": "from PySide6.QtCore import QObject"}),
    ("sql", {"app/planted.py": "import sqlite3"}),
    ("sql", {"exchange/planted.py": "import sqlite_utils"}),
    ("paper", {"wording/planted.py": "from reportlab.lib import colors"}),
    ("formats", {"app/planted.py": "import openpyxl"}),
    ("toml", {"engine/planted.py": "import tomllib"}),
    ("pure", {"engine/planted.py": "import random"}),
    ("pure", {"wording/planted.py": "from PySide6.QtGui import QColor"}),
    ("network", {"store/planted.py": "def ask():\n    import urllib.request\n"}),
    ("network", {"ui/widgets/planted.py": "import webbrowser"}),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its contracts, elsewhere."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    python_only = shutil.ignore_patterns("__pycache__", "resources")
    shutil.copytree(ROOT / "enec_desktop", tmp_path / "enec_desktop", ignore=python_only)
    return tmp_path


def lint_imports(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT_IMPORTS, "--no-cache", "--no-logo", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def contracts() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]]


def test_a_clean_copy_is_accepted(copy: Path) -> None:
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout
    assert f"{len(contracts())} kept, 0 broken" in done.stdout


@pytest.mark.parametrize(("contract", "files"), PLANTS)
def test_a_planted_import_is_refused(copy: Path, contract: str, files: dict[str, str]) -> None:
    for name, text in files.items():
        (copy / "enec_desktop" / name).write_text(text + "\n", encoding="utf-8")
    done = lint_imports(copy, "--contract", contract)
    assert done.returncode == 1
    assert "0 kept, 1 broken" in done.stdout, done.stdout


def test_every_contract_has_a_plant() -> None:
    assert {contract for contract, _ in PLANTS} == set(contracts())
