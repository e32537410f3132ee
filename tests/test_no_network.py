"""Nothing in the package opens a connection: not in its text, not on import, not while it assesses."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "enec_desktop"

DOORS = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "websockets", "xmlrpc",
}  # fmt: skip
NAMES = {"QtNetwork", "QDesktopServices", "openUrl"}

# Run before anything else: the package may not import a door, and nobody may open one.
GUARD = f"""
import builtins, sys
DOORS = {sorted(DOORS)!r}
real_import = builtins.__import__

def guarded_import(name, globals=None, locals=None, fromlist=(), level=0):
    who = (globals or {{}}).get("__name__", "")
    if level == 0 and who.split(".")[0] == "enec_desktop" and name.split(".")[0] in DOORS:
        raise SystemExit(f"{{who}} imports {{name}}")
    return real_import(name, globals, locals, fromlist, level)

def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")):
        raise SystemExit(f"opened a door: {{event}} {{arguments}}")

builtins.__import__ = guarded_import
sys.addaudithook(refuse)
"""
IMPORT_ALL = """
import pkgutil, enec_desktop
for module in pkgutil.walk_packages(enec_desktop.__path__, "enec_desktop."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
print("all imported")
"""
ASSESS = """
import runpy
sys.argv = ["enec-desktop", "assess", {case!r}]
runpy.run_module("enec_desktop", run_name="__main__")
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", GUARD + program]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")


def imports(node: ast.AST) -> list[str]:
    """The full names that one node of a module imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def network_words(tree: ast.AST) -> Iterator[str]:
    """Every name in a module that leads to the network, wherever it stands."""
    for node in ast.walk(tree):
        for name in imports(node):
            parts = name.split(".")
            if parts[0] in DOORS or NAMES.intersection(parts):
                yield name
        if isinstance(node, ast.Attribute) and node.attr in NAMES:
            yield node.attr


@pytest.mark.parametrize(
    "source",
    [
        "import urllib.request",
        "def f():\n    from http.client import HTTPConnection",
        "from PySide6.QtNetwork import QTcpSocket",
        "from PySide6 import QtNetwork",
        "from PySide6.QtGui import QDesktopServices",
        "from PySide6 import QtGui\nQtGui.QDesktopServices.openUrl('x')",
    ],
)
def test_the_scan_sees_a_planted_door(source: str) -> None:
    assert list(network_words(ast.parse(source)))


def test_no_module_names_a_network_door() -> None:
    found = {
        str(path.relative_to(ROOT)): words
        for path in sorted(PACKAGE.rglob("*.py"))
        if (words := list(network_words(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert not found


def test_the_guard_stops_a_planted_connection() -> None:
    done = run("import socket; socket.socket()")
    assert done.returncode == 1
    assert "opened a door: socket.__new__" in done.stderr


def test_importing_every_module_opens_nothing() -> None:
    done = run(IMPORT_ALL)
    assert done.returncode == 0, done.stderr
    assert "all imported" in done.stdout


def test_assessing_a_case_opens_nothing() -> None:
    case = sorted((ROOT / "resources" / "demo").glob("*.json"))[0]
    done = run(ASSESS.format(case=str(case)))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
